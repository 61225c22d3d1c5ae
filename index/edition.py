"""One committed version of an index, whole: every read goes through it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.engines import View, open_engine
from index.records import Filters, Statistics
from index.store import EditionId, Snapshot, Store

_MAX_COUNTED = 100  # filters whose statistics are remembered


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as it was committed. It does not change while it is open."""

    store: Snapshot
    counted: dict[Filters, Statistics]

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """What the filters leave; counted once, for it looks at every article."""
        if filters not in self.counted:
            if len(self.counted) >= _MAX_COUNTED:
                self.counted.clear()
            self.counted[filters] = self.store.statistics(filters)
        return self.counted[filters]


@dataclass(frozen=True, slots=True)
class SearchableEdition(Edition):
    """An edition with what an engine finds in it."""

    view: View


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
        self._counted: tuple[EditionId | None, dict[Filters, Statistics]] = (None, {})
        with self.open():
            pass

    @contextmanager
    def open(self) -> Iterator[Edition]:
        """The last committed version, to read in; UserError where it cannot be."""
        with self._store.snapshot() as snapshot:
            yield Edition(snapshot, self._counted_of(snapshot.edition))

    @contextmanager
    def open_to_search(self) -> Iterator[SearchableEdition]:
        """The last committed version, to search in; UserError where it cannot be."""
        while True:
            with self._store.snapshot() as snapshot:
                view = self._view_of(snapshot)
                if view is not None:
                    yield SearchableEdition(snapshot, self._counted_of(snapshot.edition), view)
                    return
            # A version was committed between opening the store and the engine: take that one.

    def _view_of(self, snapshot: Snapshot) -> View | None:
        with self._opening:
            before = self._view
            is_same_store = before is not None and before.edition.store == snapshot.edition.store
            if (
                before is not None
                and is_same_store
                and not snapshot.edition.reaches(before.edition)
            ):
                return None  # another thread has gone on to a later one
            engine = open_engine(snapshot.engine, self._directory)
            view = engine.view(snapshot, before)
            self._view = view or before
            return view

    def _counted_of(self, edition: EditionId) -> dict[Filters, Statistics]:
        known, counted = self._counted
        if known != edition:
            counted = {}
            self._counted = (edition, counted)
        return counted
