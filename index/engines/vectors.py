"""The nearest vectors of an edition, by FAISS (exact).

What was read stays as it is: an immutable base, which FAISS searches, and beside it the few
passages that came since, and which went. When these grow, a new base is made of all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.records import Filters
from index.store import EditionId, Snapshot

REWRITE_SHARE = 0.05  # file and base are made anew when more than this share of them has changed
LEAST_REWRITE = 1_000  # passages; fewer are never worth a new base
ONE_THREAD_BELOW = 50_000  # vectors; waking more threads costs more than it saves below this
NO_DATE = 0  # days count from 1
NO_SOURCE = -1
TIES = 32  # candidates beyond those asked for, among which the last place may be shared
SAME = 1e-6  # cosines that differ by less may be of the same vectors, summed in another order

Ids = NDArray[np.int64]
Positions = NDArray[np.int64]


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
    index: Any  # FAISS's, the vectors of the base
    base: Rows
    alive: NDArray[np.bool_]  # (base,): which of the base are in this edition
    recent: Rows  # not in the base
    matrix: Vectors  # (recent, dimension)
    names: tuple[str, ...]  # of sources; a later view only adds to them

    def __len__(self) -> int:
        return int(np.count_nonzero(self.alive)) + len(self.recent)

    def nearest(self, vector: Vectors, count: int, filters: Filters) -> dict[int, float]:
        """Up to `count` passage ids with their cosines, nearest first."""
        base = self._nearest_of_base(vector, count, filters)
        left = np.flatnonzero(self.recent.left(filters, self.names))
        found = self._cosines(base, left, vector)
        best = sorted(found, key=lambda id: (-found[id], id))
        return {id: found[id] for id in best[:count]}

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of one vector with each of these passages that are held."""
        wanted = np.array(sorted(ids), np.int64)
        base = self.base.positions(wanted)
        return self._cosines(base[self.alive[base]], self.recent.positions(wanted), vector)

    def _nearest_of_base(self, vector: Vectors, count: int, filters: Filters) -> Positions:
        if not len(self.base) or len(vector) != self.index.d:
            return np.zeros(0, np.int64)
        parameters = None
        if filters != Filters() or not self.alive.all():
            left = np.packbits(self.alive & self.base.left(filters, self.names), bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(left))  # type: ignore[call-arg, arg-type]
        question = vector[None]
        with _few_threads(len(self.base)):
            more = min(count + TIES, len(self.base))
            scores, positions = self.index.search(question, more, params=parameters)
            # FAISS fills up with -1 where it holds fewer vectors than asked for.
            held = positions[0] != -1
            found: Positions = positions[0][held]
            if len(found) <= count:
                return found
            least = scores[0][count - 1] - SAME
            if len(found) == more < len(self.base) and scores[0][-1] >= least:
                # So many are alike, as copies are, that which of them come first is by chance.
                found = self.index.range_search(question, least, params=parameters)[2]
            else:
                found = found[scores[0][held] >= least]
        return found

    def _cosines(self, base: Positions, recent: Positions, vector: Vectors) -> dict[int, float]:
        """By passage id, each summed alike: no cosine changes when a row comes into the base."""
        found: dict[int, float] = {}
        for positions, rows, matrix in (
            (base, self.base, _matrix_of(self.index)),
            (recent, self.recent, self.matrix),
        ):
            if len(positions) and matrix.shape[1] == len(vector):
                cosines = (matrix[positions] * vector).sum(axis=1)
                found |= zip(rows.ids[positions].tolist(), cosines.tolist(), strict=True)
        return found

    def advance(self, snapshot: Snapshot) -> "VectorView":
        """The view of a later snapshot of the same store; they share what did not change."""
        if self.edition == snapshot.edition:
            return self
        came, went = snapshot.changes_since(self.edition.version)
        gone = np.array(went, np.int64)
        alive = self.alive
        if len(positions := self.base.positions(gone)):
            alive = alive.copy()
            alive[positions] = False
        kept = ~np.isin(self.recent.ids, gone)
        rows, matrix, names = _read(snapshot, came, self.names)
        if len(self.recent) and len(rows):
            matrix = np.concatenate([self.matrix[kept], matrix])
        elif len(self.recent):
            matrix = self.matrix[kept]
        recent = self.recent.pick(kept).join(rows)
        view = VectorView(snapshot.edition, self.index, self.base, alive, recent, matrix, names)
        changed = len(recent) + len(self.base) - int(np.count_nonzero(alive))
        return view.folded() if changed > _worth(len(self.base)) else view

    def folded(self) -> "VectorView":
        """The same with all its vectors in the base."""
        if self.alive.all() and not len(self.recent):
            return self
        dimension = self.index.d or self.matrix.shape[1]
        index = faiss.IndexFlatIP(dimension)
        if len(self.base):
            index.add(_matrix_of(self.index)[self.alive])
        if len(self.recent):
            index.add(self.matrix)
        base = self.base.pick(self.alive).join(self.recent)
        alive = np.ones(len(base), bool)
        empty = empty_view(self.edition)
        return replace(empty, index=index, base=base, alive=alive, names=self.names)


@contextmanager
def _few_threads(vectors: int) -> Iterator[None]:
    """Search with one thread where that is faster; the number is the calling thread's.

    Left at one, it would also slow the encoder and the reader, should this thread run them.
    """
    if vectors >= ONE_THREAD_BELOW:
        yield
        return
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _matrix_of(index: Any) -> Vectors:
    """FAISS's own rows, float32 (vectors, dimension), not copied."""
    if not index.ntotal:
        return np.zeros((0, index.d), np.float32)
    rows: Vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    return rows.reshape(index.ntotal, index.d)


def _worth(vectors: int) -> int:
    return max(LEAST_REWRITE, int(REWRITE_SHARE * vectors))


def empty_view(edition: EditionId) -> VectorView:
    """A view of nothing, to advance from."""
    none = Rows(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    matrix = np.zeros((0, 0), np.float32)
    return VectorView(edition, faiss.IndexFlatIP(0), none, np.zeros(0, bool), none, matrix, ())


def _read(
    snapshot: Snapshot, ids: Sequence[int], names: tuple[str, ...]
) -> tuple[Rows, Vectors, tuple[str, ...]]:
    """Rows and vectors of passages, from the store, and the names with the new ones behind."""
    held, matrices = [], []
    for batch, matrix in snapshot.vectors(ids):
        held.append(batch)
        matrices.append(matrix)
    if not held:
        empty = empty_view(snapshot.edition)
        return empty.recent, empty.matrix, names
    kept = np.concatenate(held)
    order = np.argsort(kept)
    positions = {name: position for position, name in enumerate(names)}
    dates, sources = np.zeros(len(kept), np.int32), np.full(len(kept), NO_SOURCE, np.int32)
    for row, (_, date, source) in enumerate(snapshot.dates_and_sources(ids)):
        dates[row] = date.toordinal() if date else NO_DATE
        if source is not None:
            sources[row] = positions.setdefault(source, len(positions))
    return Rows(kept[order], dates, sources), np.concatenate(matrices)[order], tuple(positions)
