"""How long a question, or another call, may take: the time that is left, for whoever works on it.

What works on a question looks at the time between two steps of its work; nothing is ended amid one.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from index.errors import UserError

T = TypeVar("T")
MAX_SECONDS = 60.0  # of a question, where nobody says otherwise
AGAIN = "Ask it again when this machine has less to do, or have fewer passages read."
IN_PARTS = "Send it in parts, or when this machine has less to do."


class TooSlowError(UserError):
    """What was asked for took longer than it may."""

    def __init__(self, seconds: float, what: str, advice: str) -> None:
        super().__init__(f"The {what} was given up after {seconds:g} s. {advice}")


@dataclass(frozen=True, slots=True)
class _Limit:
    seconds: float
    until: float
    what: str
    advice: str


_limit: ContextVar[_Limit | None] = ContextVar("limit", default=None)


@contextmanager
def within(seconds: float, what: str = "question", advice: str = AGAIN) -> Iterator[None]:
    """Give what is done meanwhile, in this thread, so many seconds; an outer limit stays.

    Where they are over, `what` was given up is said, with the `advice`.
    """
    limit, outer = _Limit(seconds, time.monotonic() + seconds, what, advice), _limit.get()
    token = _limit.set(limit if outer is None or limit.until < outer.until else outer)
    try:
        yield
    finally:
        _limit.reset(token)


def check_time() -> None:
    """Raise TooSlowError where the time is over."""
    limit = _limit.get()
    if limit is not None and time.monotonic() > limit.until:
        raise TooSlowError(limit.seconds, limit.what, limit.advice)


def in_time(items: Iterable[T]) -> Iterator[T]:
    """The items, one after another, as long as there is time. Raises TooSlowError."""
    for item in items:
        check_time()
        yield item
