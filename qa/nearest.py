"""The passages nearest to a question, to be shown rather than read: found, and put in order again.

Retrieval knows how rare a word is in the whole collection. What nearly all that was found for a
question has tells none of it from another, and the words of one sentence say more than the same
words strewn over a passage.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.records import Hit, SearchResult
from index.search import Searcher
from qa.language.question import question_form
from qa.readers.evidence import coverage_of, sentence_stems, stems_of, weigh_among
from qa.settings import Settings

BESIDE = 40  # passages that are found beside those shown
# What is weighed of a passage, each from 0 to 1, by how much: training/fit_nearest.py.
WEIGHTS = {
    "retrieval": 0.20,  # fused score, within the question
    "similarity": 0.47,  # cosine of passage and question
    "coverage": 0.33,  # the most that one of its sentences has of the question's words, by rarity
}


def find_nearest(searcher: Searcher, question: str, settings: Settings) -> SearchResult:
    """The settings' `top_k` passages, the nearest first, each with its score from 0 to 1.

    Raises UserError where the index cannot be read, or its encoder cannot be loaded.
    """
    found = searcher.search(question, settings.top_k + BESIDE, settings.searched)
    return replace(found, hits=tuple(rerank(question, found.hits)[: settings.top_k]))


def rerank(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits by what WEIGHTS weighs, the nearest first, each with its new score."""
    scores = features_of(question, hits) @ np.array(list(WEIGHTS.values()))
    order = np.argsort(-scores, kind="stable")
    return [replace(hits[at], score=float(scores[at])) for at in order]


def features_of(question: str, hits: Sequence[Hit]) -> NDArray[np.float64]:
    """What is weighed of each hit, (hits, as WEIGHTS)."""
    weights = weigh_among(question_form(question).stems, [stems_of(hit) for hit in hits])
    known = [
        (
            hit.score,
            max(0.0, hit.similarity),
            max((coverage_of(stems, weights) for stems in sentence_stems(hit)), default=0.0),
        )
        for hit in hits
    ]
    return np.array(known, np.float64).reshape(-1, len(WEIGHTS))
