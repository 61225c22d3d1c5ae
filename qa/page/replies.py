"""What Gradio keeps of calls, no longer than somebody may come for it.

It keeps the events of a call until they are fetched, for up to two thousand names, whatever their
size; and of each name that ever called a set of what is under way, empty as it may be.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

MAX_KEPT = 256  # replies that nobody has come for yet
_PATIENCE = 300.0  # seconds that one is kept
_PAUSE = 5.0  # seconds between two looks


@dataclass(slots=True)
class _Kept:
    since: float  # when it was asked for, or nobody listened any more
    is_once: bool  # its events are told once
    listeners: int = 0
    is_asked: bool = False  # a call was made; a client's queue can be there before its first


class Replies:
    """Forgets replies that nobody fetches, and what was asked for by clients that are gone."""

    def __init__(
        self,
        queue: Any,
        give_up: Callable[[], Awaitable[None]],
        limit: int = MAX_KEPT,
        patience: float = _PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`queue`: Gradio's. `give_up` is called now and then, to end what waits for too long."""
        self._queue = queue
        self._give_up = give_up
        self._limit = limit
        self._patience = patience
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()  # longest without a listener first
        self._looking: asyncio.Task[None] | None = None

    def expect(self, name: str, is_once: bool) -> None:
        """A call was made; its events come under this name, once or with those of others."""
        kept = self._kept.setdefault(name, _Kept(self._clock(), is_once))
        kept.since, kept.is_asked = self._clock(), True
        self._kept.move_to_end(name)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())

    def holds(self, name: str) -> bool:
        """Whether there may be events to come for."""
        return name in self._kept and self._kept[name].is_asked

    @asynccontextmanager
    async def listening(self, name: str) -> AsyncIterator[None]:
        """While a client takes the events; after that they are gone, if they are told once."""
        kept = self._kept.setdefault(name, _Kept(self._clock(), is_once=False))
        kept.listeners += 1
        try:
            yield
        finally:
            kept.listeners -= 1
            kept.since = self._clock()
            if name in self._kept:
                self._kept.move_to_end(name)
            if kept.is_once:
                await self._forget(name)

    async def sweep(self) -> None:
        """Forget what nobody has come for: what is too old, and the oldest of too much."""
        unheard = [name for name, kept in self._kept.items() if not kept.listeners]
        too_old = self._clock() - self._patience
        for at, name in enumerate(unheard):
            if len(unheard) - at > self._limit or self._kept[name].since < too_old:
                await self._forget(name)

    async def _forget(self, name: str) -> None:
        self._kept.pop(name, None)
        await self._queue.clean_events(session_hash=name)  # it runs no more, or for nobody
        self._queue.pending_messages_per_session.pop(name, None)
        self._queue.pending_event_ids_session.pop(name, None)

    async def _look(self) -> None:
        while self._kept:
            await asyncio.sleep(_PAUSE)
            await self._give_up()
            await self.sweep()
        self._looking = None
