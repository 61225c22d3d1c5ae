"""Every span that may answer a question, over all its hits, with what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.records import Hit
from qa.trained.network import Scores
from qa.trained.spans import MarkedSpan, find_spans

FEATURES = (
    "span",  # log-probability of the span among those of all the hits
    "within",  # the same among those of its passage
    "answers",  # logit that its passage answers
    "among",  # log-probability that it is this passage that answers, among all and none
    "retrieval",  # fused score of the passage, from 0 to 1 within the question
    "similarity",  # cosine of passage and question
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may answer, its hit, and the evidence for it."""

    span: MarkedSpan
    hit: Hit
    features: tuple[float, ...]  # as FEATURES


def find_candidates(hits: Sequence[Hit], scores: Sequence[Scores]) -> list[Candidate]:
    """The best spans of every hit; starts and ends are normalised over all of them together.

    Scores normalised within each passage do not compare across passages (Clark and Gardner 2018;
    Wang et al. 2019, "Multi-passage BERT").
    """
    read = [(hit, one) for hit, one in zip(hits, scores, strict=True) if one.places]
    if not read:
        return []
    all_starts = _log_sum(np.concatenate([one.starts for _, one in read]))
    all_ends = _log_sum(np.concatenate([one.ends for _, one in read]))
    all_answers = _log_sum(np.array([0.0, *(one.answers for _, one in read)]))
    found = []
    for hit, one in read:
        within = _log_sum(one.starts) + _log_sum(one.ends)
        for span in find_spans(one, hit.passage):
            features = (
                span.score - all_starts - all_ends,
                span.score - within,
                one.answers,
                one.answers - all_answers,
                hit.score,
                hit.similarity,
            )
            found.append(Candidate(span, hit, tuple(map(float, features))))
    return found


def _log_sum(logits: "np.ndarray[tuple[int], np.dtype[Any]]") -> float:
    """The logarithm of the sum of exponentials."""
    return float(np.logaddexp.reduce(logits.astype(np.float64)))
