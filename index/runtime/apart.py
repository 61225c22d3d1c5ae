"""Work in a process of its own: the libraries that it loads, and their memory, go with it."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from index.runtime.kept import find_kept, note_killed, tell_preparing

SIGKILL = 9  # also where the system has no such signal
_ALONE = Lock()
# Its modules are found where this process finds them; nothing of the program is run again.
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "function, arguments = pickle.load(sys.stdin.buffer); function(*arguments)"
)


def convert_apart(
    model: str, name: str, function: Callable[..., object], *arguments: object
) -> None:
    """Have a model converted and kept under a name, by a function in another process.

    Says so, naming the model. One at a time, for each takes much memory. Where the process is
    killed, as one is that takes more than there is, that is told and noted.
    """
    tell_preparing(model)
    with _ALONE:
        killed = run_apart(function, *arguments) == -SIGKILL
    if killed and find_kept(name) is None:
        note_killed(model, name)


def run_apart(function: Callable[..., object], *arguments: object) -> int | None:
    """Call a module's function in another process, and wait for it.

    What it returns or raises is lost: look for what it was to do. Returns how it ended, as
    `subprocess` says it; None where it could not be begun.
    """
    process = None
    with suppress(OSError):
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdin is not None
        with process, suppress(BrokenPipeError), process.stdin as said:
            pickle.dump(list(sys.path), said)
            pickle.dump((function, arguments), said)
    return process.returncode if process else None
