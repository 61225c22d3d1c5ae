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
_IS_CHECKOUT = (Path(__file__).parent.parent / "pyproject.toml").is_file()


def command(name: str) -> str:
    """The command of that name, as whoever started this program can type it."""
    is_installed = Path(sys.argv[0]).stem in FROM_A_CHECKOUT or not _IS_CHECKOUT
    return name if is_installed else FROM_A_CHECKOUT[name]


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
