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
TRAINED_ON = 50_000  # vectors, of which the codes' centre is taken
RESCORED = 800  # of the nearest by their codes; benchmarks/scale.py says how many are missed
SCANNED_BY_ONE = 250_000  # codes; fewer are scanned in less time than a thread takes to help
ONE_THREAD_BELOW = 50_000  # vectors; waking more threads costs more than it saves below this
TIES = 32  # candidates beyond those asked for, among which the last place may be shared
SAME = 1e-6  # cosines that differ by less may be of the same vectors, summed in another order

Positions = NDArray[np.int64]
Kept = NDArray[np.bool_]
Fetch = Callable[[Positions], Vectors]
"""Positions in the base to their vectors, float32 (len(positions), dimension), from the store."""


class Base(Protocol):
    """Vectors by position; it never changes, and is used by several threads."""

    @property
    def index(self) -> Any:
        """FAISS's own, to be kept in a file."""

    def __len__(self) -> int: ...

    def nearest(self, vector: Vectors, count: int, left: Kept | None) -> Positions:
        """At least the `count` nearest of those that are `left`, in any order."""
        ...

    def read(self, positions: Positions, fetch: Fetch) -> Vectors:
        """The vectors at those positions, float32 (len(positions), dimension)."""
        ...

    def folded(self, kept: Kept, parts: Iterable[Vectors], count: int) -> "Base":
        """Those that are kept and, behind them, the rows of `parts`, `count` in all."""
        ...


@dataclass(frozen=True, slots=True)
class WholeBase:
    """Every vector in memory, every one compared."""

    index: Any

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

    def folded(self, kept: Kept, parts: Iterable[Vectors], count: int) -> Base:
        held = self._matrix()[kept]
        every = filter(len, itertools.chain([held], parts))  # an empty one has no dimension
        return make_base(every, len(held) + count)

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

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def nearest(self, vector: Vectors, count: int, left: Kept | None) -> Positions:
        wanted = min(max(RESCORED, count), len(self))
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

    def folded(self, kept: Kept, parts: Iterable[Vectors], count: int) -> Base:
        index: Any = faiss.clone_index(self.index)
        index.reset()
        codes = faiss.vector_to_array(self.index.codes).reshape(len(self), -1)[kept]
        faiss.copy_array_to_vector(codes.ravel(), index.codes)
        index.ntotal = len(codes)
        for part in filter(len, parts):
            index.add(part)
        return CodedBase(index)


def make_base(parts: Iterable[Vectors], count: int) -> Base:
    """The base of `count` vectors, of the kind that suits so many.

    `parts` are read one after another, float32 (any number, dimension); the whole need not fit into
    memory where codes are made of them.
    """
    rest = iter(parts)
    first = list(_up_to(rest, TRAINED_ON))
    sample = np.concatenate(first) if first else np.zeros((0, 0), np.float32)
    if count < QUANTISED_FROM:
        index: Any = faiss.IndexFlatIP(sample.shape[1])
    else:
        index = faiss.IndexRaBitQ(sample.shape[1], faiss.METRIC_INNER_PRODUCT, BITS)
        index.train(sample)
    for part in itertools.chain([sample], rest):
        if len(part):
            index.add(np.ascontiguousarray(part))
    return base_of(index)


def _up_to(parts: Iterator[Vectors], count: int) -> Iterator[Vectors]:
    """The first of them, until they hold that many rows."""
    held = 0
    while held < count and (part := next(parts, None)) is not None:
        held += len(part)
        yield part


def base_of(index: Any) -> Base:
    """The base that was kept as this index of FAISS's. Raises ValueError at any other."""
    if isinstance(index, faiss.IndexFlat):
        return WholeBase(index)
    if isinstance(index, faiss.IndexRaBitQ):
        return CodedBase(index)
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
