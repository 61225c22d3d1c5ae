"""How Gleaner's commands are started, by what a person types, and how they end."""

import os
import sys
from pathlib import Path
from typing import NoReturn

FROM_A_CHECKOUT = {
    "gleaner": "python -m qa",
    "gleaner-page": "python ui.py",
    "gleaner-index": "python build_index.py",
}
STOPPED = 130  # the exit code of a program that Ctrl-C has stopped
LEFT = 141  # … and of one whose output nobody reads any more
_IS_CHECKOUT = (Path(__file__).parent.parent / "pyproject.toml").is_file()


def command(name: str) -> str:
    """The command of that name, as whoever started this program can type it."""
    is_installed = Path(sys.argv[0]).stem in FROM_A_CHECKOUT or not _IS_CHECKOUT
    return name if is_installed else FROM_A_CHECKOUT[name]


def open_streams() -> None:
    """Give the program the standard streams that whoever started it has closed: to nowhere.

    Else what it opens next takes their place, and what is printed would be written into that.
    """
    modes = {"stdin": "r", "stdout": "w", "stderr": "w"}
    for number, (name, mode) in enumerate(modes.items()):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(number)
        except OSError:
            taken = os.open(os.devnull, os.O_RDWR)
            if taken != number:
                os.dup2(taken, number)
                os.close(taken)
        stream = os.fdopen(number, mode, encoding="utf-8", errors="replace", closefd=False)
        setattr(sys, name, stream)


def drop_output() -> None:
    """Let what is still to be flushed at exit go nowhere, instead of failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def refused(error: OSError) -> str:
    """What a disk refused, in a sentence; what is still to be printed goes nowhere."""
    drop_output()
    what = f"Cannot use {error.filename}" if error.filename else "The output cannot be written"
    return f"{what}: {error.strerror or error}."


def end(code: int) -> NoReturn:
    """End the program with that exit code.

    Python can remember a Ctrl-C that was dealt with, where it came while libraries loaded, and end
    a program that was started with -m as if it was killed.
    """
    if code == STOPPED:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
