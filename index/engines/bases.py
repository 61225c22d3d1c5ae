"""The vectors that a view was made with: whole in memory, or, where they are many, as codes.

Beneath QUANTISED_FROM every vector is compared. Above it each is kept as two bits a dimension
(RaBitQ, Gao and Long 2024), which FAISS compares ten times as fast; the best by these are compared
again with the vectors themselves, which are read from the store. So what is held in memory and in
the file is a thirteenth of the vectors, and what is found is ordered by their exact cosines.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

QUANTISED_FROM = 50_000  # vectors; fewer are compared as fast as they are read
BITS = 2  # of a code, for each dimension; with one, twice as many would have to be compared again
TRAINED_ON = 50_000  # vectors, drawn from all, of which the codes' centre is taken
RETRAINED_AT = 2  # times as many vectors as there were when the codes were trained
RESCORED = 800  # of the nearest by their codes; benchmarks/scale.py says how many are missed
RESCORED_OF = 200_000  # vectors, or more; of fewer, fewer are missed
SCANNED_BY_ONE = 250_000  # codes; fewer are scanned in less time than a thread takes to help
ONE_THREAD_BELOW = 50_000  # vectors; waking more threads costs more than it saves below this
TIES = 32  # candidates beyond those asked for, among which the last place may be shared
SAME = 1e-6  # cosines that differ by less may be of the same vectors, summed in another order
_SEED = 10
_AT_ONCE = 10_000  # vectors read from the store, where all get other codes

Positions = NDArray[np.int64]
Kept = NDArray[np.bool_]
Fetch = Callable[[Positions], Vectors]
"""Positions in a base to their vectors, float32 (len(positions), dimension), from the store.

NaN stands in the place of one that is damaged.
"""


class Base(Protocol):
    """Vectors by position; it never changes, and is used by several threads."""

    @property
    def index(self) -> Any:
        """FAISS's own, to be kept in a file."""

    @property
    def trained(self) -> int:
        """How many vectors there were when its codes were trained; 0 where it has none."""

    def __len__(self) -> int: ...

    def nearest(self, vector: Vectors, count: int, left: Kept | None) -> Positions:
        """At least the `count` nearest of those that are `left`, in any order."""
        ...

    def read(self, positions: Positions, fetch: Fetch) -> Vectors:
        """The vectors at those positions, float32 (len(positions), dimension)."""
        ...

    def folded(self, kept: Kept, parts: Iterable[Vectors], count: int, fetch: Fetch) -> "Base":
        """Those that are kept and, behind them, the rows of `parts`, `count` in all.

        `fetch` gives vectors by their positions in what comes of it.
        """
        ...


@dataclass(frozen=True, slots=True)
class WholeBase:
    """Every vector in memory, every one compared."""

    index: Any
    trained: int = 0

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def nearest(self, vector: Vectors, count: int, left: Kept | None) -> Positions:
        parameters, question = _parameters(_selector(left)), vector[None]
        with _few_threads(len(self)):
            more = min(count + TIES, len(self))
            scores, positions = self.index.search(question, more, params=parameters)
            # FAISS fills up with -1 where it holds fewer vectors than asked for.
            held = positions[0] != -1
            found: Positions = positions[0][held]
            if len(found) <= count:
                return found
            least = scores[0][count - 1] - SAME
            if len(found) == more < len(self) and scores[0][-1] >= least:
                # So many are alike, as copies are, that which of them come first is by chance.
                found = self.index.range_search(question, least, params=parameters)[2]
            else:
                found = found[scores[0][held] >= least]
        return found

    def read(self, positions: Positions, fetch: Fetch) -> Vectors:
        return self._matrix()[positions]

    def folded(self, kept: Kept, parts: Iterable[Vectors], count: int, fetch: Fetch) -> Base:
        held = self._matrix()[kept]
        return make_base(itertools.chain([held], parts), len(held) + count, fetch)

    def _matrix(self) -> Vectors:
        """FAISS's own rows, float32 (vectors, dimension), not copied."""
        if not len(self):
            return np.zeros((0, self.index.d), np.float32)
        rows: Vectors = faiss.rev_swig_ptr(self.index.get_xb(), len(self) * self.index.d)
        return rows.reshape(len(self), self.index.d)


@dataclass(frozen=True, slots=True)
class CodedBase:
    """A code for every vector; the nearest by these are to be compared again."""

    index: Any
    trained: int

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def nearest(self, vector: Vectors, count: int, left: Kept | None) -> Positions:
        wanted = _rescored(len(self) if left is None else int(np.count_nonzero(left)), count)
        if not wanted:
            return np.zeros(0, np.int64)
        selector = _selector(left)
        parts = max(1, min(faiss.omp_get_max_threads(), len(self) // SCANNED_BY_ONE))
        if parts == 1:
            return self._nearest(vector, wanted, selector)[1]
        bounds = [len(self) * part // parts for part in range(parts + 1)]
        found = list(
            _scanning().map(
                lambda low, high: self._nearest(vector, wanted, _range(low, high, selector)),
                bounds[:-1],
                bounds[1:],
            )
        )
        scores = np.concatenate([scores for scores, _ in found])
        positions: Positions = np.concatenate([positions for _, positions in found])
        return positions[np.argsort(-scores)[:wanted]]

    def _nearest(self, vector: Vectors, count: int, selector: Any) -> tuple[Vectors, Positions]:
        """Cosines by the codes, and positions."""
        parameters = _parameters(selector)
        scores, positions = self.index.search(vector[None], count, params=parameters)
        held = positions[0] != -1
        return scores[0][held], positions[0][held]

    def read(self, positions: Positions, fetch: Fetch) -> Vectors:
        return fetch(positions)

    def folded(self, kept: Kept, parts: Iterable[Vectors], count: int, fetch: Fetch) -> Base:
        total = int(np.count_nonzero(kept)) + count
        if total < QUANTISED_FROM or total >= RETRAINED_AT * self.trained:
            return make_base(_every(fetch, total), total, fetch)
        index: Any = faiss.IndexRaBitQ(self.index.d, faiss.METRIC_INNER_PRODUCT, BITS)
        faiss.copy_array_to_vector(faiss.vector_to_array(self.index.center), index.center)
        index.is_trained = True
        _make_room(index, total)
        for start in range(0, len(self), _AT_ONCE):
            block = self._codes()[start : start + _AT_ONCE][kept[start : start + _AT_ONCE]]
            index.add_sa_codes(block)
        for part in filter(len, parts):
            index.add(part)
        return CodedBase(index, self.trained)

    def _codes(self) -> NDArray[np.uint8]:
        """FAISS's own, uint8 (vectors, bytes of a code), not copied."""
        codes = faiss.rev_swig_ptr(self.index.codes.data(), self.index.codes.size())
        return codes.reshape(len(self), -1)


def make_base(parts: Iterable[Vectors], count: int, fetch: Fetch | None = None) -> Base:
    """The base of `count` vectors, of the kind that suits so many.

    `parts` are read one after another, float32 (any number, dimension); where codes are made of
    them, the whole need not fit into memory. These are trained on a sample, always the same of so
    many, which `fetch` gives by position; without it, `parts` are gathered first.
    """
    parts = filter(len, parts)  # an empty one has no dimension
    if count < QUANTISED_FROM:
        whole: Any = None
        for part in parts:
            whole = whole or faiss.IndexFlatIP(part.shape[1])
            whole.add(np.ascontiguousarray(part))
        return WholeBase(whole or faiss.IndexFlatIP(0))
    if fetch is None:
        rows = np.concatenate(list(parts))
        parts, fetch = iter([rows]), lambda positions: rows[positions]
    coded = _trained(fetch(_sampled(count)))
    _make_room(coded, count)
    for part in parts:
        coded.add(np.nan_to_num(part))  # what is damaged is told when it is compared again
    return CodedBase(coded, count)


def _rescored(left: int, count: int) -> int:
    """How many of so many that are left are compared again, for the `count` nearest.

    At the fourth root of what is left, as many of the nearest are missed whatever that is: one in
    a hundred, with 100 of 2,500 to 100,000 left by filters.
    """
    share = min(1.0, left / RESCORED_OF) ** 0.25
    return min(max(int(share * RESCORED), 2 * count), left)


def _trained(sample: Vectors) -> Any:
    """FAISS's index of codes, with none yet."""
    index: Any = faiss.IndexRaBitQ(sample.shape[1], faiss.METRIC_INNER_PRODUCT, BITS)
    index.train(sample[~np.isnan(sample).any(axis=1)])
    return index


def _make_room(index: Any, count: int) -> None:
    """Take the room of so many codes at once; else it is doubled, and copied, time and again."""
    index.codes.resize(count * index.code_size)
    index.codes.resize(0)


def _sampled(count: int) -> Positions:
    """Which of so many the codes are trained on, in order."""
    chosen = np.random.default_rng(_SEED).choice(count, min(count, TRAINED_ON), replace=False)
    return np.sort(chosen)


def _every(fetch: Fetch, count: int) -> Iterator[Vectors]:
    """All of so many, some at a time."""
    for start in range(0, count, _AT_ONCE):
        yield fetch(np.arange(start, min(start + _AT_ONCE, count)))


def base_of(index: Any, trained: int = 0) -> Base:
    """The base that was kept as this index of FAISS's, with what it said of its training.

    Raises ValueError at any other.
    """
    if isinstance(index, faiss.IndexFlat):
        return WholeBase(index)
    if isinstance(index, faiss.IndexRaBitQ):
        return CodedBase(index, trained or int(index.ntotal))
    raise ValueError("no index that Gleaner makes")


def _selector(left: Kept | None) -> Any:
    """FAISS's, of what is left; None where all is."""
    if left is None:
        return None
    bits = np.packbits(left, bitorder="little")
    return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]


def _range(low: int, high: int, selector: Any) -> Any:
    """The same from one position to another."""
    of_these = faiss.IDSelectorRange(low, high)
    return of_these if selector is None else faiss.IDSelectorAnd(of_these, selector)


def _parameters(selector: Any) -> Any:
    return selector and faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


@cache
def _scanning() -> ThreadPoolExecutor:
    """Threads that share the codes among them; each of one thread of FAISS's own."""
    cores = faiss.omp_get_max_threads()
    return ThreadPoolExecutor(cores, "codes", faiss.omp_set_num_threads, (1,))


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
