"""A check in a process of its own, which gives way to all others on the machine."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from index.checking.check import CheckReport, check_index
from index.errors import UserError
from index.workers.parent import die_with

_START = (
    "import pickle, sys; sys.path[:], *rest = pickle.load(sys.stdin.buffer); "
    "from index.checking.background import main; main(*rest)"
)
_GO = b"\n"
_LONGEST_REST = 1.0  # seconds


class CheckEndedError(UserError):
    """A check that could not be begun, or that something ended: that says nothing of the index."""


def check_apart(
    directory: Path, wait: Callable[[], None], folders: Sequence[Path] = ()
) -> CheckReport:
    """What check_index does, slowly, and only while `wait` returns: it is called between blocks.

    Of the files in `folders`, those that changed in silence are told. What is read is read in a
    process with the least priority, that ends with this one. Raises UserError as check_index does;
    CheckEndedError where the process cannot be started or was ended.
    """
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
    except OSError as error:
        raise CheckEndedError(_not_checked(error)) from error
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump((list(sys.path), os.getpid(), directory, tuple(folders)), process.stdin)
        process.stdin.flush()
        while (said := pickle.load(process.stdout)) is None:
            wait()
            process.stdin.write(_GO)
            process.stdin.flush()
    except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
        raise CheckEndedError("What checks the index is ended again and again.") from error
    except OSError as error:
        raise CheckEndedError(_not_checked(error)) from error
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()
    if isinstance(said, str):
        raise UserError(said)
    report: CheckReport = said
    return report


def _not_checked(error: OSError) -> str:
    return f"The index cannot be checked: {error.strerror or error}."


def main(parent: int, directory: Path, folders: Sequence[Path]) -> None:
    """Check the index; say None before each block, wait to be told to go on, and say the report.

    A UserError is said as its message; at anything else this process ends.
    """
    die_with(parent)
    _give_way()
    rested = time.monotonic()

    def rest(share: float, what: str) -> None:
        nonlocal rested
        time.sleep(min(_LONGEST_REST, max(0.0, time.monotonic() - rested)))
        _say(None)
        if sys.stdin.buffer.read(1) != _GO:
            sys.exit(1)
        rested = time.monotonic()

    try:
        _say(check_index(directory, rest, folders, is_silent=True))
    except UserError as error:
        _say(str(error))


def _give_way() -> None:
    with suppress(OSError, AttributeError):  # Windows
        os.nice(19)
    with suppress(OSError, AttributeError):  # Linux has less than the least of these
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _say(what: CheckReport | str | None) -> None:
    pickle.dump(what, sys.stdout.buffer)
    sys.stdout.buffer.flush()
