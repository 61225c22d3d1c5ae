"""How long a question may take: the time that is left, for whoever works on it.

What works on a question looks at the time between two steps of its work; nothing is ended amid one.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from index.errors import UserError

T = TypeVar("T")
MAX_SECONDS = 60.0  # of a question, where nobody says otherwise


class TooSlowError(UserError):
    """A question took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The question was given up after {seconds:g} s. Ask it again when this machine has "
            "less to do, or have fewer passages read."
        )


_limit: ContextVar[tuple[float, float] | None] = ContextVar("limit", default=None)  # seconds, until


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what is done meanwhile, in this thread, so many seconds; an outer limit stays."""
    until, outer = time.monotonic() + seconds, _limit.get()
    token = _limit.set((seconds, until) if outer is None or until < outer[1] else outer)
    try:
        yield
    finally:
        _limit.reset(token)


def check_time() -> None:
    """Raise TooSlowError where the time is over."""
    limit = _limit.get()
    if limit is not None and time.monotonic() > limit[1]:
        raise TooSlowError(limit[0])


def in_time(items: Iterable[T]) -> Iterator[T]:
    """The items, one after another, as long as there is time. Raises TooSlowError."""
    for item in items:
        check_time()
        yield item
