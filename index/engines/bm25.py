"""BM25 of passages by their own terms and the counts of their edition, exactly.

The weight of a passage depends on the articles of the edition alone, so that every engine that
proposes candidates and has them weighed here ranks them alike, however its files came to be.
Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.store import LOST_COUNTS, Snapshot, Terms, TermStatistics

K1, B = 1.2, 0.75
CONTEXT_BOOST = 0.5  # of a match in title or heading, against one in the passage

Weights = NDArray[np.float64]


class Weighing:
    """Weighs the passages of one snapshot for one question."""

    def __init__(self, snapshot: Snapshot, terms: Sequence[int]) -> None:
        """`terms`: of the question, each once."""
        self._snapshot = snapshot
        self._terms = list(dict.fromkeys(terms))
        self._known = snapshot.term_statistics(self._terms)

    def scores(self, passages: Sequence[int]) -> dict[int, float]:
        """The BM25 of each of these; one that is damaged is left out, and noted."""
        packed = self._snapshot.terms(passages)
        if not packed:
            return {}
        read = Terms.of(list(packed.values()))
        norms = K1 * (1 - B + B * read.lengths / mean_lengths(self._known))
        total = np.zeros(len(packed))
        for term in self._terms:
            found = np.bincount(read.fields[read.terms == term], minlength=2 * len(packed))
            times = found.reshape(-1, 2)
            parts = times * (K1 + 1) / (times + norms) * self._weights(term, times)
            total += parts[:, 0] + parts[:, 1]
        return dict(zip(packed, total.tolist(), strict=True))

    def _weights(self, term: int, times: NDArray[np.int64]) -> Weights:
        """What the term weighs in a text, and in a context; `times`: (passages, 2)."""
        counted, seen = self._known.counts.get(term, (0, 0)), np.count_nonzero(times, axis=0)
        if np.any(seen > counted):
            self._snapshot.damage.note(LOST_COUNTS)
        holding = np.maximum(counted, seen).tolist()
        passages = max(self._known.passages, *holding)
        return np.array([idf(passages, each) for each in holding]) * (1.0, CONTEXT_BOOST)


def idf(passages: int, holding: int) -> float:
    """How much a term tells that so many of the passages hold."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


def mean_lengths(known: TermStatistics) -> Weights:
    """Terms of the average passage: (2,), of its text and of its context."""
    totals = np.array([known.text_terms, known.context_terms], np.float64)
    return np.maximum(totals, 1.0) / max(known.passages, 1)
