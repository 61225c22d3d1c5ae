"""Processes that are ready in a millisecond, to be killed: forked by one that has loaded all.

Each leads a process group of its own, as a command that a shell starts.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
ENDS_WITHIN = 20.0  # seconds, that a process may outlive the one that started it


@dataclass(frozen=True, slots=True)
class Act:
    """A command to run, and under what."""

    arguments: tuple[str, ...]
    said: str  # the file that takes what it prints
    clock_back: bool = False
    max_file: int = 0  # bytes that a file may grow to; 0: any
    as_owner: bool = False  # keep to the permissions of files even as root


class Nursery:
    """The process that forks; `with` ends it."""

    def __init__(self) -> None:
        alone = {
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }  # one who forks has no threads
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.nursery"],
            cwd=ROOT,
            env={**os.environ, **alone},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()

    def start(self, act: Act) -> int:
        """Start it; its process id, which is its group's too. To be waited for before the next."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(act)) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def wait(self) -> int:
        """Its exit code; negative is the signal that ended it."""
        return self._answer()

    def run(self, act: Act) -> int:
        """Run it to its end; its exit code."""
        self.start(act)
        return self.wait()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


def survivors(group: int) -> list[int]:
    """Processes of that group that go on, though they were given time to end."""
    deadline = time.monotonic() + ENDS_WITHIN
    while alive := _members(group):
        if time.monotonic() > deadline:
            return alive
        time.sleep(0.01)
    return []


def _members(group: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of, *_ = stat.read_text().rpartition(")")[2].split()
            if int(of) == group and state not in "ZX":
                found.append(int(stat.parent.name))
    return found


def serve() -> None:
    """Fork a process for every line that comes; tell its id, then how it ended."""
    from tests.torture.acts import prepare

    prepare()
    with suppress(OSError):
        os.nice(10)
    for line in sys.stdin:
        given = json.loads(line)
        act = Act(tuple(given.pop("arguments")), **given)
        ready, begun = os.pipe()
        child = os.fork()
        if child == 0:
            _live(act, begun)
        os.close(begun)
        os.read(ready, 1)
        os.close(ready)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _live(act: Act, begun: int) -> None:
    """What the forked process does; it does not return."""
    from tests.torture.acts import run

    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    said = os.open(act.said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 70
    try:
        if act.max_file:
            _limit_files(act.max_file)
        if act.as_owner:
            _keep_to_permissions()
        os.write(begun, b".")
        code = run(act.arguments, act.clock_back)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _limit_files(most: int) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _keep_to_permissions() -> None:
    """Give up what lets root write where the owner may not."""
    if os.geteuid() != 0:
        return
    import ctypes

    version_3, every = 0x20080522, 0xFFFFFFFF
    overrides = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    low = every & ~overrides
    header = (ctypes.c_uint32 * 2)(version_3, 0)
    sets: Sequence[int] = (low, low, 0, every >> 1, every >> 1, 0)
    held = (ctypes.c_uint32 * 6)(*sets)
    library = ctypes.CDLL(None, use_errno=True)
    current = (ctypes.c_uint32 * 6)()
    library.capget(header, current)
    for number in range(6):
        held[number] &= current[number]
    if library.capset(header, held) != 0:
        raise OSError(ctypes.get_errno(), "capabilities cannot be given up")


if __name__ == "__main__":
    serve()
