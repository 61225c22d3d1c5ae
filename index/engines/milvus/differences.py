"""What a collection holds, row by row, beside what the store says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.engines.milvus.collection import Collection
from index.engines.milvus.marker import Marker
from index.engines.milvus.rows import DATE, DENSE, ID, SOURCE, WORDS, Row, rows_of
from index.store import Snapshot

_AT_ONCE = 1_000  # ids
_SAME = 1e-5  # by how much a weight may differ, in float32


@dataclass(slots=True)
class Differences:
    """Passages by id."""

    missing: list[int] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)  # no version that is read has them
    other: list[int] = field(default_factory=list)  # what it holds of them is not what was put

    def __bool__(self) -> bool:
        return bool(self.missing or self.foreign or self.other)


def differences(collection: Collection, snapshot: Snapshot, marker: Marker) -> Differences:
    """Compare all that it holds with the snapshot, of the marker's own edition."""
    found = Differences()
    _, went = snapshot.changes_since(marker.clear)
    readable = set(went)  # by those who have an earlier version open
    for above, highest in _ranges(marker.highest):
        held = {row[ID]: row for row in collection.rows(above, highest)}
        ids = snapshot.held(range(above + 1, highest + 1))
        whole = {row.id: row for row in rows_of(snapshot, ids, marker.means)}
        found.missing += [id for id in whole if id not in held]
        found.foreign += sorted(held.keys() - set(ids) - readable)
        found.other += [id for id, row in whole.items() if id in held and not _is(row, held[id])]
    while more := collection.ids_above(max([marker.highest, *found.foreign[-1:]])):
        found.foreign += more
    return found


def _ranges(highest: int) -> Iterator[tuple[int, int]]:
    for above in range(0, highest, _AT_ONCE):
        yield above, min(above + _AT_ONCE, highest)


def _is(row: Row, held: dict[str, Any]) -> bool:
    """Whether what is held of a passage is what is put of it."""
    if (held[DATE], held[SOURCE]) != (row.date, row.source):
        return False
    if not np.array_equal(np.asarray(held[DENSE], np.float32), row.dense):
        return False
    words = {int(dimension): weight for dimension, weight in held[WORDS].items()}
    return words.keys() == row.words.keys() and all(
        abs(words[dimension] - weight) <= _SAME * weight for dimension, weight in row.words.items()
    )
