"""One committed version of an index, whole: every read goes through it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.engines import View, open_engine
from index.records import Filters, Statistics
from index.store import Damage, EditionId, Snapshot, Store

_MAX_COUNTED = 100  # filters whose statistics are remembered


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


class Editions:
    """The editions of an index, as they come. Safe to use from several threads.

    A new version is seen by who opens an edition next; who has one open goes on with it.
    """

    def __init__(self, directory: Path) -> None:
        """Raises UserError where there is no index."""
        self._directory = directory
        self._store = Store(directory)
        self._opening = threading.Lock()
        self._view: View | None = None
        self._noting = threading.Lock()
        self._known: _Known | None = None
        with self.open():
            pass

    @contextmanager
    def open(self) -> Iterator[Edition]:
        """The last committed version, to read in; UserError where it cannot be."""
        with self._store.snapshot() as snapshot:
            yield Edition(snapshot, self._known_of(snapshot).counted)

    @contextmanager
    def open_to_search(self) -> Iterator[SearchableEdition]:
        """The last committed version, to search in; UserError where it cannot be."""
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
        with self._opening:
            before = self._view
            if before is not None and not snapshot.follows(before.edition):
                is_same_store = before.edition.store == snapshot.edition.store
                if is_same_store and not is_last:
                    return None  # another thread has gone on to a later one
                before = None
            engine = open_engine(snapshot.engine, self._directory)
            view = engine.view(snapshot, before, is_last)
            self._view = view or self._view
            return view

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
