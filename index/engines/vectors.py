"""The nearest vectors of an edition.

What was read stays as it is: an immutable base, which FAISS searches, and beside it the few
passages that came since, and which went. When these grow, a new base is made of all.
"""

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.engines.bases import SAME, TIES, Base, Positions, make_base
from index.records import Filters
from index.store import EditionId, Snapshot

REWRITE_SHARE = 0.05  # file and base are made anew when more than this share of them has changed
MOST_BESIDE = 10_000  # passages; or more than these, which every question and opening goes over
LEAST_REWRITE = 1_000  # passages; fewer are never worth a new base
NO_DATE = 0  # days count from 1
NO_SOURCE = -1

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is known of each vector, by its position; ids ascend."""

    ids: Ids
    dates: NDArray[np.int32]  # proleptic ordinals, or NO_DATE
    sources: NDArray[np.int32]  # positions in the view's list of names, or NO_SOURCE

    def __len__(self) -> int:
        return len(self.ids)

    def pick(self, kept: NDArray[np.bool_]) -> "Rows":
        return Rows(self.ids[kept], self.dates[kept], self.sources[kept])

    def join(self, other: "Rows") -> "Rows":
        return Rows(
            np.concatenate([self.ids, other.ids]),
            np.concatenate([self.dates, other.dates]),
            np.concatenate([self.sources, other.sources]),
        )

    def left(self, filters: Filters, names: Sequence[str]) -> NDArray[np.bool_]:
        """Which rows the filters leave."""
        left = np.ones(len(self), bool)
        if filters.after or filters.before:
            left &= self.dates != NO_DATE
        if filters.after:
            left &= self.dates >= filters.after.toordinal()
        if filters.before:
            left &= self.dates <= filters.before.toordinal()
        if filters.source is not None:
            known = filters.source in names
            left &= (self.sources == names.index(filters.source)) if known else False
        return left

    def positions(self, ids: Ids) -> Positions:
        """Where the ids stand that are held."""
        positions = np.searchsorted(self.ids, ids)
        positions = positions[positions < len(self)] if len(self) else positions[:0]
        return positions[np.isin(self.ids[positions], ids)]


@dataclass(frozen=True, slots=True)
class VectorView:
    """Unit vectors by passage id, as one edition has them; it never changes."""

    edition: EditionId
    base: Base
    rows: Rows  # of the base
    alive: NDArray[np.bool_]  # (base,): which of the base are in this edition
    recent: Rows  # not in the base
    matrix: Vectors  # (recent, dimension)
    names: tuple[str, ...]  # of sources; a later view only adds to them

    def __len__(self) -> int:
        return int(np.count_nonzero(self.alive)) + len(self.recent)

    def nearest(
        self, vector: Vectors, count: int, filters: Filters, snapshot: Snapshot
    ) -> dict[int, float]:
        """Up to `count` passage ids with their cosines, nearest first; the snapshot is its own."""
        base = self._nearest_of_base(vector, count, filters)
        recent = self._nearest_of_recent(vector, count, filters)
        found = self._cosines(base, recent, vector, snapshot)
        return {id: found[id] for id in snapshot.kept(found, count)}

    def similarities(
        self, vector: Vectors, ids: Sequence[int], snapshot: Snapshot
    ) -> dict[int, float]:
        """The cosine of one vector with each of these passages that are held."""
        wanted = np.array(sorted(ids), np.int64)
        base = self.rows.positions(wanted)
        recent = self.recent.positions(wanted)
        return self._cosines(base[self.alive[base]], recent, vector, snapshot)

    def _nearest_of_base(self, vector: Vectors, count: int, filters: Filters) -> Positions:
        if not len(self.base) or len(vector) != self.base.index.d:
            return np.zeros(0, np.int64)
        left = None
        if filters != Filters() or not self.alive.all():
            left = self.alive & self.rows.left(filters, self.names)
        return self.base.nearest(vector, count, left)

    def _nearest_of_recent(self, vector: Vectors, count: int, filters: Filters) -> Positions:
        """At least the `count` nearest of the recent, with all that are like the last of them."""
        left = np.flatnonzero(self.recent.left(filters, self.names))
        if len(left) <= count + TIES or len(vector) != self.matrix.shape[1]:
            return left
        # einsum keeps to one thread: to wake another for so few costs more than it saves.
        distances: Vectors = -np.einsum("ij,j->i", self.matrix, vector)[left]
        least = np.partition(distances, count - 1)[count - 1]
        nearest: Positions = left[distances <= least + SAME]
        return nearest

    def _cosines(
        self, base: Positions, recent: Positions, vector: Vectors, snapshot: Snapshot
    ) -> dict[int, float]:
        """By passage id, each summed alike: no cosine changes when a row comes into the base."""
        found: dict[int, float] = {}
        if len(base) and self.base.index.d == len(vector):
            matrix = self.base.read(base, lambda at: self._fetch(snapshot, at))
            found |= _summed(self.rows.ids[base], matrix, vector)
        if len(recent) and self.matrix.shape[1] == len(vector):
            found |= _summed(self.recent.ids[recent], self.matrix[recent], vector)
        return found

    def _fetch(self, snapshot: Snapshot, positions: Positions) -> Vectors:
        """The stored vectors at these positions; NaN in the place of one that is damaged."""
        return _vectors_of(snapshot, self.rows.ids[positions], self.base.index.d)

    def advance(self, snapshot: Snapshot) -> "VectorView":
        """The view of a later snapshot of the same store; they share what did not change."""
        if self.edition == snapshot.edition:
            return self
        came, went = snapshot.changes_since(self.edition.version)
        came = snapshot.whole(came)
        gone = np.array(went, np.int64)
        alive = self.alive
        if len(positions := self.rows.positions(gone)):
            alive = alive.copy()
            alive[positions] = False
        kept = ~np.isin(self.recent.ids, gone)
        recent, matrix = self.recent.pick(kept), self.matrix[kept]
        rows, names = _read_rows(snapshot, came, self.names)
        after = replace(self, edition=snapshot.edition, alive=alive, recent=recent, matrix=matrix,
                        names=names)  # fmt: skip
        dead = len(alive) - int(np.count_nonzero(alive))
        if len(recent) + len(rows) + dead > max(LEAST_REWRITE, beside(len(self.base))):
            return after.folded(snapshot, rows, _read_vectors(snapshot, came))
        parts = [matrix, *_read_vectors(snapshot, came)]
        matrix = np.concatenate([part for part in parts if len(part)] or parts[:1])
        _check(len(matrix), len(recent) + len(rows))
        return replace(after, recent=recent.join(rows), matrix=matrix)

    def folded(
        self, snapshot: Snapshot, rows: Rows | None = None, parts: Iterable[Vectors] = ()
    ) -> "VectorView":
        """The same with all its vectors in the base, and behind them further rows."""
        if self.alive.all() and not len(self.recent) and rows is None:
            return self
        came = self.recent.join(rows) if rows is not None else self.recent
        kept = self.rows.pick(self.alive).join(came)

        def fetch(positions: Positions) -> Vectors:
            return _vectors_of(snapshot, kept.ids[positions], self.base.index.d)

        every = itertools.chain([self.matrix], parts)
        base = self.base.folded(self.alive, every, len(came), fetch)
        _check(len(base), len(kept))
        empty = empty_view(self.edition)
        return replace(
            empty, base=base, rows=kept, alive=np.ones(len(base), bool), names=self.names
        )


def cosines(snapshot: Snapshot, ids: Sequence[int], vector: Vectors) -> dict[int, float]:
    """The cosine of a vector with each of these passages, from the store; ids ascend.

    To the last bit what a view gives. One whose vector is damaged has none, and is noted.
    """
    if not len(ids):
        return {}
    matrix = _vectors_of(snapshot, np.array(ids, np.int64), len(vector))
    return (
        _summed(np.array(ids, np.int64), matrix, vector) if matrix.shape[1] == len(vector) else {}
    )


def _summed(ids: Ids, matrix: Vectors, vector: Vectors) -> dict[int, float]:
    """The cosine of each, by passage id; one whose vector is damaged has none."""
    cosines = (matrix * vector).sum(axis=1)
    known = ~np.isnan(cosines)
    return dict(zip(ids[known].tolist(), cosines[known].tolist(), strict=True))


def _check(vectors: int, passages: int) -> None:
    if vectors != passages:
        raise sqlite3.DatabaseError(f"of {passages} passages {vectors} have a vector")


def beside(vectors: int) -> int:
    """How many may have come and gone beside so many before all are worth being made one."""
    return min(MOST_BESIDE, int(REWRITE_SHARE * vectors))


def empty_view(edition: EditionId) -> VectorView:
    """A view of nothing, to advance from."""
    none = Rows(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    matrix = np.zeros((0, 0), np.float32)
    return VectorView(edition, make_base([], 0), none, np.zeros(0, bool), none, matrix, ())


def _read_rows(
    snapshot: Snapshot, ids: Sequence[int], names: tuple[str, ...]
) -> tuple[Rows, tuple[str, ...]]:
    """Rows of passages, whose ids ascend, and the names with the new ones behind."""
    positions = {name: position for position, name in enumerate(names)}
    dates, sources = np.zeros(len(ids), np.int32), np.full(len(ids), NO_SOURCE, np.int32)
    for row, (_, date, source) in enumerate(snapshot.dates_and_sources(ids)):
        dates[row] = date.toordinal() if date else NO_DATE
        if source is not None:
            sources[row] = positions.setdefault(source, len(positions))
    return Rows(np.array(ids, np.int64), dates, sources), tuple(positions)


def _vectors_of(snapshot: Snapshot, ids: Ids, dimension: int) -> Vectors:
    """The stored vectors of passages; NaN in the place of one that is damaged."""
    found = np.full((len(ids), dimension), np.nan, np.float32)
    order = np.argsort(ids)
    for held, matrix in snapshot.vectors(ids[order].tolist()):
        if found.shape[1] != matrix.shape[1]:  # of an empty base, which knows no dimension
            found = np.full((len(ids), matrix.shape[1]), np.nan, np.float32)
        found[order[np.searchsorted(ids, held, sorter=order)]] = matrix
    return found


def _read_vectors(snapshot: Snapshot, ids: Sequence[int]) -> Iterator[Vectors]:
    """The vectors of passages, whose ids ascend, in their order, some at a time."""
    for held, matrix in snapshot.vectors(ids):
        yield matrix[np.argsort(held)]
