"""Work in a process of its own: the libraries that it loads, and their memory, go with it."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

# Its modules are found where this process finds them; nothing of the program is run again.
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "function, arguments = pickle.load(sys.stdin.buffer); function(*arguments)"
)


def run_apart(function: Callable[..., object], *arguments: object) -> None:
    """Call a module's function in another process, and wait for it.

    What it returns or raises is lost, as is that it could not be begun: look for what it was to do.
    """
    with suppress(OSError):
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdin is not None
        with process, suppress(BrokenPipeError), process.stdin as said:
            pickle.dump(list(sys.path), said)
            pickle.dump((function, arguments), said)
