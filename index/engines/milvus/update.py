"""A Milvus brought up to a version of the store, so that no reader sees half of it.

A version is the passages that the store has of it, by ids that are never used again: what comes is
put beside what is there, above every id that a reader of an earlier version asks for; what goes
stays until nobody can read a version that has it, and is left out by whoever weighs what is found.
So nothing that a reader sees changes before the marker, one row, says that all is there. That
costs what the change costs: a collection for each version would copy all of it, and a partition
for each could not lack what went.

A new collection is made only of a new store, of one that was damaged, or where the means that
weights were made with have moved away; an alias then changes to it, at once.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.engines.milvus.client import Connection
from index.engines.milvus.collection import AT_ONCE, Collection, behind, drop, named, point
from index.engines.milvus.differences import differences
from index.engines.milvus.indexes import chosen_kind
from index.engines.milvus.marker import GRACE, Marker, Published
from index.engines.milvus.rows import Row, gain, means_of, rows_of
from index.store import EditionId, Snapshot

MOST_GAIN = 1.25  # by which what a passage weighs may have moved from what is written of it
# Rows; as many are put into files at once. The embedded form puts fewer too: of what is in memory
# it makes an index anew for every question.
MANY = 1_000
_MOST_RETIRED = 9  # collections
_NO_DIMENSION = 2  # of a store without vectors: a collection has to have some


def alias_of(store: str) -> str:
    """The name by which the collection of a store is found."""
    return f"gleaner_{store}"


@dataclass(frozen=True, slots=True)
class Update:
    """Brings what is kept at an address up to one snapshot. One process at a time does this."""

    connection: Connection
    snapshot: Snapshot
    home: str  # of the index, as Marker.home

    @property
    def alias(self) -> str:
        return alias_of(self.snapshot.edition.store)

    def run(self, repair: bool = False) -> None:
        """Bring it up; with `repair` compare every row first. Raises UserError."""
        collection = behind(self.connection, self.alias)
        marker = collection.marker() if collection else None
        if collection is None or marker is None or not self._goes_on(marker):
            self._make(collection, marker)
            return
        if marker.edition != self.snapshot.edition:
            self._advance(collection, marker)
        if repair:
            self._mend(collection)
        if not is_whole(collection, self.snapshot, self._marker_of(collection)):
            self._make(collection, None)
            return
        self._delete_due(collection, self._marker_of(collection))

    def _goes_on(self, marker: Marker) -> bool:
        """Whether what there is can be brought up, and is worth it."""
        moved = means_of(self.snapshot), marker.means
        return (
            marker.edition.version > 0
            and self.snapshot.follows(marker.edition)
            and max(gain(*moved), gain(*reversed(moved))) <= MOST_GAIN
        )

    def _advance(self, collection: Collection, marker: Marker) -> None:
        """Put what came, and say that it is there."""
        came, went = self.snapshot.changes_since(marker.edition.version)
        # Of a build that was killed before it said so: nobody ever saw them.
        collection.delete([id for id in went if id > marker.highest])
        self._put(collection, came, marker)
        marker = marker.advanced(self.snapshot.edition, self.snapshot.highest_id, self.home)
        collection.mark(marker, self._dimension())

    def _make(self, old: Collection | None, marker: Marker | None) -> None:
        """Put all of it into a new collection, and have the alias stand for it."""
        edition, kind = self.snapshot.edition, chosen_kind()
        name = f"{self.alias}_{time.time_ns():x}"
        made = Collection.create(self.connection, name, self._dimension(), kind)
        published = Published.of(edition, self.snapshot.highest_id)
        fresh = Marker(edition.store, (published,), self._means(), kind, self.home, edition.version,
                       edition.version)  # fmt: skip
        made.put(self._rows(self.snapshot.changes_since(0)[0], fresh))
        made.flush()
        if old is not None and marker is not None and self.snapshot.follows(marker.edition):
            retired = (*marker.retired, (old.name, time.time()))[-_MOST_RETIRED:]
            fresh = replace(fresh, retired=retired)  # they may be read still
        made.mark(fresh, self._dimension())
        point(self.connection, self.alias, name)
        self._drop_others(name, fresh)

    def _delete_due(self, collection: Collection, marker: Marker) -> None:
        """Delete what nobody can read any more: of what went, and whole collections."""
        due = marker.due(time.time())
        if due > marker.clear:
            begun = marker.begun(due)
            collection.mark(begun, self._dimension())  # first: readers of one before it stop
            later = set(self.snapshot.changes_since(due)[1])
            went = self.snapshot.changes_since(marker.clear)[1]
            collection.delete([id for id in went if id not in later])
            marker = replace(begun, clear=due)
            collection.mark(marker, self._dimension())
        self._drop_others(collection.name, marker)

    def _drop_others(self, name: str, marker: Marker) -> None:
        """Delete collections that were left: unfinished ones, and those that nobody reads now."""
        read = {each for each, since in marker.retired if since > time.time() - GRACE}
        for other in named(self.connection, f"{self.alias}_"):
            if other != name and other not in read:
                drop(self.connection, other)

    def _mend(self, collection: Collection) -> None:
        """Have every row be what the store says."""
        found = differences(collection, self.snapshot, self._marker_of(collection))
        collection.delete(found.foreign)
        self._put(collection, [*found.missing, *found.other], self._marker_of(collection))

    def _put(self, collection: Collection, ids: Sequence[int], marker: Marker) -> None:
        put = collection.put(self._rows(ids, marker))
        if put >= (MANY if self.connection.address.is_server else 1):
            collection.flush()

    def _marker_of(self, collection: Collection) -> Marker:
        marker = collection.marker()
        assert marker is not None
        return marker

    def _rows(self, ids: Sequence[int], marker: Marker) -> Iterator[Row]:
        for start in range(0, len(ids), AT_ONCE):
            yield from rows_of(self.snapshot, list(ids[start : start + AT_ONCE]), marker.means)

    def _means(self) -> tuple[float, float]:
        return means_of(self.snapshot)

    def _dimension(self) -> int:
        return dimension_of(self.snapshot)


def dimension_of(snapshot: Snapshot) -> int:
    """Of its vectors; of a store that has none, any."""
    for highest in range(snapshot.highest_id, 0, -AT_ONCE):
        ids = snapshot.held(range(max(1, highest - AT_ONCE + 1), highest + 1))
        for _, matrix in snapshot.vectors(ids):
            return int(matrix.shape[1])
    return _NO_DIMENSION


def is_whole(collection: Collection, snapshot: Snapshot, marker: Marker) -> bool:
    """Whether it holds as many passages of the snapshot, which it serves, as the store does."""
    published = marker.serving(snapshot.edition)
    if published is None:
        return False
    held = collection.count() - collection.count_above(published.highest)
    _, went = snapshot.changes_since(marker.clear)
    gone = [id for id in went if id <= published.highest]
    return held - len(collection.held(gone)) == snapshot.passage_count


def forget(connection: Connection, edition: EditionId, home: str) -> None:
    """Delete what is kept of a store, unless another copy of its index wrote it last."""
    alias = alias_of(edition.store)
    collection = behind(connection, alias)
    marker = collection.marker() if collection else None
    if marker is not None and (marker.serving(edition) is None or marker.home != home):
        return
    for at, name in enumerate(named(connection, f"{alias}_")):
        drop(connection, name, None if at else alias)
