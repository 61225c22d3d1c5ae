"""One committed version of an index, whole: every read goes through it."""

import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from index.engines import View, open_engine
from index.errors import UserError
from index.held import Held, hold
from index.records import Filters, Statistics
from index.store import Damage, EditionId, Snapshot, Store

_MAX_COUNTED = 100  # filters whose statistics are remembered
_SOON = 3.0  # seconds in which most versions are ready to be asked, so that they are waited for
_LONGEST = 600.0  # seconds that the version before is asked in place of one that is not ready


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as it was committed. It does not change while it is open."""

    store: Snapshot
    counted: dict[Filters, Statistics]

    @property
    def damage(self) -> Damage:
        """What was found damaged in this version so far, by any of its readers."""
        return self.store.damage

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """What the filters leave; counted once, for it looks at every article."""
        if filters not in self.counted:
            if len(self.counted) >= _MAX_COUNTED:
                self.counted.clear()
            if filters != Filters():
                self.statistics()  # which tells whether as many are there as were written
            self.counted[filters] = self.store.statistics(filters)
        return self.counted[filters]


@dataclass(frozen=True, slots=True)
class SearchableEdition(Edition):
    """An edition with what an engine finds in it."""

    view: View


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found of an edition, for all who have it open."""

    edition: EditionId
    counted: dict[Filters, Statistics]
    damage: Damage


class _Swap:
    """A new version made ready to be asked, in a thread of its own."""

    def __init__(self, editions: "Editions") -> None:
        self.began = time.monotonic()
        self.finished = threading.Event()
        self._editions = editions
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with suppress(UserError):  # who asks next tries it once more, and is told
                self._editions.make_ready()
        finally:
            self.finished.set()

    def is_soon(self) -> bool:
        """Wait for it as long as most take; whether it is done, or takes too long."""
        waited = time.monotonic() - self.began
        return waited > _LONGEST or self.finished.wait(max(0.0, _SOON - waited))


class Editions:
    """The editions of an index, as they come. Safe to use from several threads.

    A new version is seen by who opens an edition next; who has one open goes on with it.
    """

    def __init__(self, directory: Path, serves_on: bool = False) -> None:
        """`serves_on`: while a new version is made ready to be searched, which for many passages
        takes long, the one before is opened in its place.

        Raises UserError where there is no index.
        """
        self._directory = directory
        self._store = Store(directory)
        self._opening = threading.Lock()
        self._view: View | None = None
        self._noting = threading.Lock()
        self._known: _Known | None = None
        self._serves_on = serves_on
        self._held: list[tuple[Held, _Known]] = []  # none, or the version before
        self._swap: _Swap | None = None
        weakref.finalize(self, _let_go, self._held)
        with self.open():
            pass

    @contextmanager
    def open(self) -> Iterator[Edition]:
        """The last committed version, to read in; UserError where it cannot be."""
        with self._store.snapshot() as snapshot:
            yield Edition(snapshot, self._known_of(snapshot).counted)

    @contextmanager
    def open_to_search(self) -> Iterator[SearchableEdition]:
        """The last committed version that is ready to be searched; UserError where none can be."""
        if held := self._instead():
            with self._open_held(*held) as edition:
                if edition is not None:
                    yield edition
                    return
        with self._open_last() as last:
            yield last

    def make_ready(self) -> None:
        """Have whoever opens one to search after this get what is the last version now.

        Raises UserError where it cannot be opened.
        """
        if self._view is None or not self._store.is_last(self._view.edition):
            with self._open_last():
                pass

    def close(self) -> None:
        """Let go of what is kept open between two questions."""
        _let_go(self._held)

    def _instead(self) -> tuple[Held, _Known] | None:
        """The version before, where the last one is not soon ready; else None."""
        held = next(iter(self._held), None)
        if held is None or self._store.is_last(held[0].edition):
            return None
        with self._store.snapshot() as snapshot:
            last = snapshot.edition
        if last == held[0].edition or last.store != held[0].edition.store:
            return None
        with self._noting:
            if self._swap is None or self._swap.finished.is_set():
                self._swap = _Swap(self)
            swap = self._swap
        return None if swap.is_soon() else held

    @contextmanager
    def _open_held(self, held: Held, known: _Known) -> Iterator[SearchableEdition | None]:
        """What was kept open; None where it was let go, for a later one is ready."""
        with held.taken() as kept:
            view = None
            if kept is not None:
                kept.snapshot.damage = known.damage
                engine = open_engine(kept.snapshot.engine, self._directory)
                view = engine.view(kept.snapshot, kept.view)
            if kept is None or view is None:
                yield None
                return
            kept.view = view
            yield SearchableEdition(kept.snapshot, known.counted, view)

    @contextmanager
    def _open_last(self) -> Iterator[SearchableEdition]:
        tried: EditionId | None = None
        while True:
            with self._store.snapshot() as snapshot:
                known = self._known_of(snapshot)
                view = self._view_of(snapshot, is_last=snapshot.edition == tried)
                if view is not None:
                    yield SearchableEdition(snapshot, known.counted, view)
                    return
                tried = snapshot.edition
            # A version was committed between opening the store and the engine: take that one. If
            # there is none, the index was brought back to an earlier state, all of it.

    def _view_of(self, snapshot: Snapshot, is_last: bool) -> View | None:
        known = self._view
        if known is not None and known.edition == snapshot.edition and self._opening.locked():
            # Another thread makes a later one ready; this one is as it was.
            return open_engine(snapshot.engine, self._directory).view(snapshot, known, is_last)
        with self._opening:
            before = self._view
            if before is not None and not snapshot.follows(before.edition):
                is_same_store = before.edition.store == snapshot.edition.store
                if is_same_store and not is_last:
                    return None  # another thread has gone on to a later one
                before = None
            engine = open_engine(snapshot.engine, self._directory)
            view = engine.view(snapshot, before, is_last)
            if (
                view is not None
                and self._serves_on
                and not (before and before.edition == view.edition)
            ):
                self._hold(view, self._known_of(snapshot))
            self._view = view or self._view
            return view

    def _hold(self, view: View, known: _Known) -> None:
        """Keep that version open, in place of the one before."""
        _let_go(self._held)
        if held := hold(self._store, view):
            self._held.append((held, known))

    def _known_of(self, snapshot: Snapshot) -> _Known:
        """What is known of the snapshot's edition; what it finds damaged is added to it."""
        with self._noting:
            known = self._known
            if known is None or known.edition != snapshot.edition:
                known = self._known = _Known(snapshot.edition, {}, Damage())
        for what in snapshot.damage:
            known.damage.note(what)
        snapshot.damage = known.damage
        return known


def _let_go(held: list[tuple[Held, _Known]]) -> None:
    """Close what is held; it also happens as the program ends."""
    while held:
        held.pop()[0].let_go()
