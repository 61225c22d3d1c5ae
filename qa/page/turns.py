"""Whose call comes next, and who is asked to come later.

Gradio takes the first call of an endpoint's line. Here a call is put into that line behind one of
each other session, not behind all of them; and beyond a length it is not put there.
"""

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from index.errors import UserError

MAX_WAITING = 32  # calls of an endpoint
MAX_LONG = 2  # calls of a session that report their progress, of one endpoint: they take long
RETRY_AFTER = 3  # seconds that a client is asked to wait


class BusyError(UserError):
    """Too many calls wait already; in a moment it is worth another try."""


class Line(list[Any]):
    """Calls that wait, first come first: each session's next before anybody's one after that."""

    def __init__(self, session_of: Callable[[Any], str | None]) -> None:
        super().__init__()
        self._session_of = session_of
        self._rounds: list[int] = []  # of each call, in order
        self._round = 0  # of whoever was called last

    def append(self, call: Any) -> None:
        session = self._session_of(call)
        own = [
            number
            for number, other in zip(self._rounds, self, strict=True)
            if self._session_of(other) == session
        ]
        number = max(self._round, *own, 0) + 1
        place = bisect_right(self._rounds, number)
        self._rounds.insert(place, number)
        self.insert(place, call)

    def remove(self, call: Any) -> None:
        place = self.index(call)
        number = self._rounds.pop(place)
        del self[place]
        if place == 0:
            self._round = number

    def count(self, session: Any) -> int:
        """How many calls of a session wait."""
        return sum(self._session_of(call) == session for call in self)


@dataclass(slots=True)
class Endpoint:
    """The calls of one: those that wait, those that come just now, and those that run."""

    line: Line
    at_once: int
    running: Callable[[], Collection[str | None]]  # the sessions that they are of
    is_long: bool = False
    coming: Counter[str | None] = field(default_factory=Counter)


class Turns:
    """Who may wait for an endpoint."""

    def __init__(
        self,
        endpoints: Mapping[str, Endpoint],
        max_waiting: int,
        shared: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`shared`: endpoints that stand in the line of another, and which."""
        self._endpoints = endpoints
        self._shared = shared
        self._max_waiting = max_waiting
        self._lock = threading.Lock()

    @contextmanager
    def enter(self, name: str, session: str | None) -> Iterator[None]:
        """While a call is put into the line. Raises BusyError where too many are in it."""
        endpoint = self._endpoints[self._shared.get(name, name)]
        with self._lock:
            self._check(endpoint, session)
            endpoint.coming[session] += 1
        try:
            yield
        finally:
            with self._lock:
                endpoint.coming[session] -= 1
                endpoint.coming += Counter()  # without those that are none

    def overdue(self, since: float) -> list[Any]:
        """Calls that wait since before then, of endpoints that answer at once."""
        quick = [each for each in self._endpoints.values() if not each.is_long]
        return [call for each in quick for call in each.line if call.enqueue_time < since]

    def _check(self, endpoint: Endpoint, session: str | None) -> None:
        line, coming, running = endpoint.line, endpoint.coming, list(endpoint.running())
        free = max(0, endpoint.at_once - len(running))
        if len(line) + coming.total() - free >= self._max_waiting:
            raise BusyError("Gleaner is busy: too many are waiting. Ask again in a moment.")
        # Room for others is left in the line, and among what takes long.
        own = line.count(session) + coming[session]
        if endpoint.is_long:
            too_many = own + running.count(session) >= MAX_LONG
        else:
            too_many = own - free >= max(1, self._max_waiting // 2)
        if too_many:
            raise BusyError("So many of yours are under way. Ask again when some of them are done.")
