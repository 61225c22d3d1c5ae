"""What finds the candidates for a question, each engine in a module of its own."""

from pathlib import Path

from index.commands import command
from index.engines.local import LocalEngine
from index.engines.memory import MemoryEngine
from index.engines.protocol import Candidates, Engine, View
from index.errors import UnavailableError
from index.store import DEFAULT_ENGINE

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Candidates", "Engine", "View", "open_engine"]

ENGINES: dict[str, type[Engine]] = {"local": LocalEngine, "memory": MemoryEngine}


def open_engine(name: str, directory: Path) -> Engine:
    """The engine of that name for the index in `directory`; UserError where there is none."""
    if name not in ENGINES:
        raise UnavailableError(
            f"The index in {directory} uses the engine {name}, which this version of Gleaner does "
            f"not have. Engines: {', '.join(ENGINES)}. Make it again with one of them: "
            f"{command('gleaner-index')} CORPUS --index {directory} --rebuild"
        )
    return ENGINES[name](directory)
