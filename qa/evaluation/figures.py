"""From what each question brought to the figures of an evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG
from numpy.typing import NDArray

from index.records import Hit
from qa.evaluation.cases import Case
from qa.records import Result
from qa.scoring import Bin, calibration_error, exact_match, f1, is_right, reliability

MEASURES = {
    "recall@1": Success @ 1,
    "recall@5": Success @ 5,
    "recall@20": Success @ 20,
    "mrr": RR,
    "ndcg@10": nDCG @ 10,
}


def passage_name(hit: Hit) -> str:
    """What a passage is called in rankings: its article and first character."""
    return f"{hit.passage.article.path}:{hit.passage.start}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought."""

    case: Case
    result: Result
    retrieved: tuple[str, ...]  # names of passages, in the order of retrieval alone
    ranked: tuple[
        str, ...
    ]  # the same: those that were read, in order with the reader, then the rest
    passages_right: frozenset[str]  # those that hold the answer
    milliseconds: float

    @property
    def confidence(self) -> float:
        return self.result.answers[0].confidence if self.result.answers else 0.0

    @property
    def said(self) -> str:
        """The best answer, given or held back."""
        return self.result.answers[0].text if self.result.answers else ""

    @property
    def answer_passage(self) -> str:
        """The name of the passage that the best answer stands in."""
        return passage_name(self.result.answers[0].hit) if self.result.answers else ""

    @property
    def right(self) -> bool:
        """Whether the best answer is right; where nothing answers, none is."""
        return is_right(self.said, self.case.answers)


@dataclass(frozen=True, slots=True)
class Point:
    """What a least confidence would give: a point of the coverage-accuracy curve."""

    min_confidence: float
    coverage: float  # share of all the questions that are answered
    accuracy: float  # share of those answers that are right


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an evaluation; shares are from 0 to 1, None where nothing was to measure."""

    questions: int
    answerable: int
    min_confidence: float
    retrieval: dict[str, float]  # as MEASURES: recall@k is the share with a right passage in k
    ranking: dict[str, float]  # the same, with the reader
    exact_match: float | None  # of the best answer, given or held back, where one exists
    f1: float | None
    answered: float | None  # share of the answerable questions that are answered
    right_of_answered: float | None  # of all the answers given
    answered_right: float | None  # share of the answerable that are answered, and rightly
    abstained_rightly: float | None  # share of the unanswerable that are not answered
    calibration_error: float  # expected, ten bins
    median_milliseconds: float
    p95_milliseconds: float
    bins: tuple[Bin, ...]
    curve: tuple[Point, ...]


def measure(outcomes: Sequence[Outcome], min_confidence: float) -> Figures:
    """Work out every figure of one evaluation."""
    can = [one for one in outcomes if one.case.answers]
    cannot = [one for one in outcomes if not one.case.answers]
    given = [one for one in outcomes if one.result.answered]
    confidence = np.array([one.confidence for one in outcomes])
    right = np.array([one.right for one in outcomes])
    took = [one.milliseconds for one in outcomes]
    return Figures(
        questions=len(outcomes),
        answerable=len(can),
        min_confidence=min_confidence,
        retrieval=_ranking([(one.retrieved, one.passages_right) for one in can]),
        ranking=_ranking([(one.ranked, one.passages_right) for one in can]),
        exact_match=_mean([exact_match(one.said, one.case.answers) for one in can]),
        f1=_mean([f1(one.said, one.case.answers) for one in can]),
        answered=_mean([one.result.answered for one in can]),
        right_of_answered=_mean([one.right for one in given]),
        answered_right=_mean([one.result.answered and one.right for one in can]),
        abstained_rightly=_mean([not one.result.answered for one in cannot]),
        calibration_error=calibration_error(confidence, right),
        median_milliseconds=float(np.median(took)),
        p95_milliseconds=float(np.percentile(took, 95)),
        bins=reliability(confidence, right),
        curve=curve(confidence, right),
    )


def _ranking(rankings: Sequence[tuple[Sequence[str], frozenset[str]]]) -> dict[str, float]:
    """MEASURES by ir_measures; a question whose right passage was not found counts as a miss."""
    if not rankings:
        return {}
    wanted = [
        Qrel(str(number), name, 1)
        for number, (_, right) in enumerate(rankings)
        for name in right or {"not found"}
    ]
    run = [
        ScoredDoc(str(number), name, float(-rank))
        for number, (passages, _) in enumerate(rankings)
        for rank, name in enumerate(passages)
    ]
    found = ir_measures.calc_aggregate(list(MEASURES.values()), wanted, run)
    return {name: float(found[measure]) for name, measure in MEASURES.items()}


def curve(confidence: NDArray[Any], right: NDArray[Any]) -> tuple[Point, ...]:
    """A point every hundredth of confidence that still answers something."""
    points = []
    for least in np.arange(0, 1, 0.01):
        said = confidence >= least
        if said.any():
            share, accuracy = float(said.mean()), float(right[said].mean())
            points.append(Point(round(float(least), 2), share, accuracy))
    return tuple(points)


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
