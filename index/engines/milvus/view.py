"""What a Milvus finds in one version, weighed again from the store.

So which passages Milvus proposes, and nothing else, is its own: more are asked for until none that
it did not propose can be among the best.
"""

import heapq
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.encoder import Vectors
from index.engines.bases import SAME, TIES
from index.engines.bm25 import CONTEXT_BOOST, Weighing, idf
from index.engines.milvus.client import MissingError
from index.engines.milvus.collection import MOST_FOUND, Collection, Found, is_settled
from index.engines.milvus.marker import Marker, Published
from index.engines.milvus.rows import Sparse, condition, dimension_of, gain, means_of
from index.engines.milvus.words import holding
from index.engines.protocol import Candidates, View
from index.engines.vectors import cosines
from index.records import Filters
from index.store import EditionId, Snapshot
from index.terms import question_stems, term
from index.wanted import Wanted

_TIMES_MORE = 4
_MARGIN = 28  # proposals beyond those asked for
_ROUNDED = 1e-5  # by how much, as a share, sums of float32 may be off


@dataclass(slots=True)
class Kept:
    """A version in a collection, as long as it is there. Shared by the views of all threads."""

    collection: Collection
    marker: Marker
    published: Published
    look_again: Callable[[Snapshot], "Kept | None"]
    good_until: float  # on the clock of time.monotonic
    lost: threading.Event = field(default_factory=threading.Event)

    @property
    def is_settled(self) -> bool:
        return is_settled(self.published.at)


@dataclass(frozen=True, slots=True)
class MilvusView:
    """One version, for as long as its snapshot is open."""

    kept: Kept
    snapshot: Snapshot
    make: Callable[[Snapshot], View]  # from the store alone, where Milvus has it no more

    @property
    def edition(self) -> EditionId:
        return self.snapshot.edition

    def candidates(
        self, question: str, vector: Vectors, count: int, filters: Filters
    ) -> Candidates:
        def find(search: "_Search") -> Candidates:
            return Candidates(search.nearest(vector, count), search.best(question, count))

        try:
            return find(self._search(filters))
        except MissingError:
            return self._instead().candidates(question, vector, count, filters)

    def holding(
        self, wanted: Wanted, count: int, filters: Filters, in_titles: bool = False
    ) -> list[int]:
        try:
            found = self._search(filters).weighed
            return holding(found, self.snapshot, wanted, count, in_titles)
        except MissingError:
            return self._instead().holding(wanted, count, filters, in_titles)

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        return _cosines(self.snapshot, vector, ids)

    def _search(self, filters: Filters) -> "_Search":
        """Raises MissingError where this version is gone."""
        kept = self.kept
        if time.monotonic() > kept.good_until:  # who reads for so long looks whether it is there
            again = kept.look_again(self.snapshot)
            if again is None:
                kept.lost.set()
                raise MissingError
            kept.good_until = again.good_until
        if kept.lost.is_set():
            raise MissingError
        return _Search(kept, self.snapshot, filters)

    def _instead(self) -> View:
        self.kept.lost.set()
        return self.make(self.snapshot)


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for with one condition."""

    kept: Kept
    snapshot: Snapshot
    filters: Filters

    def nearest(self, vector: Vectors, count: int) -> dict[int, float]:
        """Up to `count` passages with their cosines, nearest first."""
        if count < 1 or not self.snapshot.passage_count:
            return {}
        kept, where = self.kept, self._where()
        wanted, known = count + TIES, dict[int, float]()
        while True:
            found = kept.collection.nearest(
                vector, wanted, where, kept.is_settled, kept.marker.kind
            )
            known |= _cosines(self.snapshot, vector, [id for id in found.ids if id not in known])
            least = _last_of(known, count)
            if _is_all(found, wanted) or found.scores[-1] < least - SAME:
                return {id: known[id] for id in self.snapshot.kept(known, count)}
            wanted = min(_TIMES_MORE * wanted, MOST_FOUND)

    def best(self, question: str, count: int) -> dict[int, float]:
        """Up to `count` passages with their BM25, best first."""
        stems = question_stems(question)
        if not stems or count < 1:
            return {}
        query = self._query(stems)
        weighing = Weighing(self.snapshot, [*map(term, stems)])
        more = gain(means_of(self.snapshot), self.kept.marker.means) * (1 + _ROUNDED)
        wanted, known = count + _MARGIN, dict[int, float]()
        seen: set[int] = set()
        while True:
            found = self.weighed(query, wanted)
            new = self.snapshot.held([id for id in found.ids if id not in seen])
            seen.update(found.ids)
            known |= weighing.scores(new)
            if _is_all(found, wanted) or found.scores[-1] * more < _last_of(known, count):
                return {id: known[id] for id in self.snapshot.kept(known, count)}
            wanted = min(_TIMES_MORE * wanted, MOST_FOUND)

    def weighed(self, query: Sparse, count: int, above: int = 0, highest: int = 0) -> Found:
        """Passages that have any of these dimensions; of those between two ids, if they are given.

        Best first, by inner products.
        """
        if not query:
            return Found([], [])
        where = self._where(above, highest)
        return self.kept.collection.weighed(query, count, where, self.kept.is_settled)

    def _query(self, stems: Sequence[str]) -> Sparse:
        """What each term tells in this edition, in a text and in a context."""
        counted = self.snapshot.term_statistics([*map(term, stems)])
        query: Sparse = {}
        for stem in stems:
            for in_field, times in enumerate(counted.counts.get(term(stem), (0, 0))):
                if times:
                    weight = idf(counted.passages, times) * (CONTEXT_BOOST if in_field else 1.0)
                    query[dimension_of(stem, in_field)] = weight
        return query

    def _where(self, above: int = 0, highest: int = 0) -> str:
        return condition(self.filters, highest or self.kept.published.highest, above)


def _cosines(snapshot: Snapshot, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
    """The cosines with those of the passages that the store holds."""
    return cosines(snapshot, snapshot.held(sorted(ids)), vector)


def _is_all(found: Found, wanted: int) -> bool:
    """Whether there is no more to be found, or no more is given."""
    return len(found) < wanted or wanted >= MOST_FOUND


def _last_of(scores: dict[int, float], count: int) -> float:
    """The score at the place `count`; beneath every other where there are fewer."""
    best = heapq.nlargest(count, scores.values())
    return best[-1] if len(best) == count else float("-inf")
