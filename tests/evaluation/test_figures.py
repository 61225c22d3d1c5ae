"""The figures of many questions."""

import pytest

from qa.evaluation.figures import measure
from qa.evaluation.report import to_table
from tests.evaluation.outcomes import outcome


def test_the_figures() -> None:
    outcomes = [
        outcome("400", ["400"], 0.9, rank=1),
        outcome("401", ["400"], 0.8, rank=4),
        outcome("400 passengers", ["400"], 0.4, rank=12),
        outcome("x", ["400"], 0.2, rank=None),
        outcome("x", [], 0.6),
        outcome("x", [], 0.1),
    ]
    figures = measure(outcomes, 0.5)
    assert (figures.questions, figures.answerable) == (6, 4)
    assert figures.retrieval["recall@1"] == 0.25
    assert figures.retrieval["recall@5"] == 0.5
    assert figures.retrieval["recall@20"] == 0.75
    assert figures.retrieval["mrr"] == pytest.approx((1 + 1 / 4 + 1 / 12) / 4)
    assert figures.ranking["recall@1"] == 0.75
    assert figures.ranking["ndcg@10"] == 0.75
    assert figures.exact_match == 0.25
    assert figures.f1 == pytest.approx((1 + 0 + 2 / 3 + 0) / 4)
    assert figures.answered == 0.5
    assert figures.right_of_answered == pytest.approx(1 / 3)
    assert figures.answered_right == 0.25
    assert figures.abstained_rightly == 0.5
    assert figures.median_milliseconds == 20
    assert sum(one.questions for one in figures.bins) == 6
    all_answered = figures.curve[0]
    assert all_answered.coverage == 1.0
    assert all_answered.accuracy == pytest.approx(2 / 6)
    coverages = [one.coverage for one in figures.curve]
    assert coverages == sorted(coverages, reverse=True)


def test_figures_of_questions_that_nothing_answers() -> None:
    figures = measure([outcome("x", [], 0.6), outcome("x", [], 0.2)], 0.5)
    assert figures.abstained_rightly == 0.5
    assert figures.exact_match is None
    assert figures.retrieval == {}
    assert "–" in to_table(figures)
