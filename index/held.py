"""A version kept open after its question is answered, for those that come while the next is made.

A later commit does not touch what was opened before it. A connection is for one thread at a time,
so that there are several: as many questions as there are cores go on at once.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from index.engines import View
from index.errors import UserError
from index.store import EditionId, Snapshot, Store
from index.store.connecting import log_bytes

_MOST = min(os.cpu_count() or 1, 8)
_LOG_BYTES = 64_000_000  # of the store's log; a longer one is let go, so that a build can empty it


@dataclass(slots=True)
class Kept:
    """One of the connections, and what it is for."""

    snapshot: Snapshot
    view: View
    opened: ExitStack


class Held:
    """A version, open in several connections. Safe to use from several threads."""

    def __init__(self, edition: EditionId, kept: Sequence[Kept]) -> None:
        self.edition = edition
        self._free = list(kept)
        self._is_over = False
        self._changed = threading.Condition()

    @contextmanager
    def taken(self) -> Iterator[Kept | None]:
        """One that no other thread uses; None where it was let go meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._free or self._is_over)
            kept = None if self._is_over else self._free.pop()
        try:
            yield kept
        finally:
            if kept is not None:
                self._give_back(kept)

    def _give_back(self, kept: Kept) -> None:
        with self._changed:
            if not self._is_over:
                self._free.append(kept)
                self._changed.notify()
                return
        kept.opened.close()

    def let_go(self) -> None:
        """Close it, once nobody reads in it."""
        with self._changed:
            self._is_over = True
            free, self._free = self._free, []
            self._changed.notify_all()
        for kept in free:
            kept.opened.close()


def hold(store: Store, view: View) -> Held | None:
    """Keep the version of a view open; None where there is a later one, or it cannot be."""
    if log_bytes(store.path) > _LOG_BYTES:
        return None
    kept: list[Kept] = []
    with ExitStack() as opened:
        try:
            for _ in range(_MOST):
                own = opened.enter_context(ExitStack())
                snapshot = own.enter_context(store.snapshot(to_hold=True))
                if snapshot.edition != view.edition:
                    return None
                kept.append(Kept(snapshot, view, own))
        except UserError:  # as where there is no room for it
            return None
        opened.pop_all()
    return Held(view.edition, kept)
