"""A process that ends with the one that started it."""

import ctypes
import os
import signal
import sys
from contextlib import suppress


def die_with(parent: int) -> None:
    """Have Linux end this process when its parent is gone, even if that was killed.

    Elsewhere the end of a pipe to it has to do.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):  # a C library without it
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before
        os._exit(1)
