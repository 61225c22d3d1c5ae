"""What reading one file may take."""

from dataclasses import dataclass

from index.reading.corpus import DEFAULT_MAX_BYTES

DEFAULT_MAX_SECONDS = 30.0
DEFAULT_MAX_MEMORY = 1_000_000_000
DEFAULT_MAX_OUTPUT = 100_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading and splitting one file may take; past any of these it is skipped."""

    max_bytes: int = DEFAULT_MAX_BYTES  # of the file
    max_seconds: float = DEFAULT_MAX_SECONDS  # from when it is begun
    max_memory: int = DEFAULT_MAX_MEMORY  # bytes, of the process; kept where the system can: Linux
    max_output: int = DEFAULT_MAX_OUTPUT  # bytes of articles and passages on their way to the index

    @property
    def too_slow(self) -> str:
        """Why a file was skipped that took too long, and what to do."""
        return f"not read within {self.max_seconds:g} s; divide it, or raise --max-seconds"

    @property
    def too_hungry(self) -> str:
        """Why a file was skipped that took too much memory, and what to do."""
        size = f"{self.max_memory / 1e6:.4g} MB"
        return f"takes more than {size} of memory to read; divide it, or raise --max-memory-mb"

    @property
    def too_much(self) -> str:
        """Why a file was skipped that gave too much, and what to do."""
        size = f"{self.max_output / 1e6:.4g} MB"
        return f"its articles take more than {size}; divide it, or raise --max-output-mb"


DEFAULT_LIMITS = Limits()
