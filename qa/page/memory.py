"""Memory of the page's process, given back to the system when it is free.

The C library gives threads heaps of their own, eight for each core. What was free in one of them
was of no use to another, and none was given back: under load the page grew by hundreds of
megabytes, which it never needed all at once.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_HEAPS = 2
_PAUSE = 20.0  # seconds between two times that what is old is swept, and what is free given back


def share_heaps() -> None:
    """Let threads share their heaps; to be called before there are any."""
    if library := _c_library():
        library.mallopt(_ARENA_MAX, _HEAPS)


def keep_small(sweep: Callable[[], None], pause: float = _PAUSE) -> NoReturn:
    """Sweep, and give back what is free, again and again: what a thread that is free does."""
    library = _c_library()
    while True:
        time.sleep(pause)
        sweep()
        if library:
            library.malloc_trim(0)


def _c_library() -> Any:
    """The C library, where it is one that can do this (glibc)."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
