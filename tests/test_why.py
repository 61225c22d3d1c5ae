"""Why a confidence is what it is: real figures, and reasons as the calibration weighs them."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UserError
from index.records import Article, Hit, Passage
from qa.readers.calibration import SECOND, STATEMENT_FEATURES, load_calibration
from qa.readers.sentences import BIAS, SENTENCE_FEATURES, WEIGHTS
from qa.readers.shipped import CALIBRATION_FILE, RELIABILITY_FILE
from qa.reconcile import order_answers
from qa.records import ANSWERED_FROM, Answer, Grounds, Group, Reconciled, Statement
from qa.why import explain
from qa.why.figures import load_figures
from qa.why.words import WORDED, in_words

ROOT = Path(__file__).parent.parent
CARD = (ROOT / "training" / "README.md").read_text(encoding="utf-8")
SHIPPED = json.loads(RELIABILITY_FILE.read_text(encoding="utf-8"))
FITTED = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
NAMES: Mapping[Any, tuple[str, ...]] = {
    "answer": (*SECOND, "share"),
    "statement": STATEMENT_FEATURES,
    "sentence": SENTENCE_FEATURES,
}
ARTICLE = Article("raid.md", "Police seized 12 phones.")
SENTENCE = (0, len(ARTICLE.text))
Kind = Literal["answer", "statement", "sentence", "rules"]
KINDS: tuple[Kind, ...] = ("answer", "statement", "sentence")


def answer(kind: Kind, values: tuple[float, ...], confidence: float = 0.85) -> Answer:
    hit = Hit(Passage(ARTICLE, (SENTENCE,)), 1.0, 0.5)
    return Answer(14, 16, SENTENCE, confidence, hit, Grounds(kind, values))


def usual(kind: Kind) -> tuple[float, ...]:
    return tuple(load_figures()[kind].usual[name] for name in NAMES[kind])


def weights_of(kind: Kind) -> tuple[float, ...]:
    calibration = load_calibration(second=True)
    return {
        "answer": calibration.confidence,
        "statement": calibration.statement,
        "sentence": (*WEIGHTS.values(), BIAS),
    }[kind]


def test_the_figures_are_of_the_calibration_that_is_shipped() -> None:
    """Another one needs others: python -m training.reliability."""
    assert SHIPPED["second_confidence"] == FITTED["second_confidence"]
    assert SHIPPED["statement"] == FITTED["statement"]
    assert SHIPPED["sentence"] == {**WEIGHTS, "bias": BIAS}
    assert set(SHIPPED["kinds"]) == set(KINDS)


def test_the_figures_are_those_of_the_model_card() -> None:
    figures = load_figures()["answer"]
    gaps = [abs(one.confidence - one.right) * one.questions for one in figures.measured]
    written = re.search(r"\| calibration error \(ECE, 10 bins\).*?\| ([\d.]+) \|", CARD)
    assert written
    assert f"{sum(gaps) / figures.questions:.3f}" == written[1]
    share = re.search(r"calibration error \(ECE, 10 bins\), (\d+) % of the questions without", CARD)
    assert share
    assert round(100 * figures.without_answer / figures.questions) == int(share[1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_is_in_one_bin(kind: str) -> None:
    figures = load_figures()[kind]
    assert sum(one.questions for one in figures.measured) == figures.questions > 0
    assert [one.least for one in figures.measured] == sorted(
        {one.least for one in figures.measured}
    )
    for one in figures.measured:
        assert one.least <= one.confidence <= one.least + 0.1
        assert 0 <= one.right <= 1
        assert figures.here(one.confidence) == one


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_weighed_has_words(kind: Kind) -> None:
    assert set(NAMES[kind]) <= WORDED
    assert set(load_figures()[kind].usual) == set(NAMES[kind])
    for name in NAMES[kind]:
        said = {in_words(name, value, 0.5) for value in (-9.0, 0.0, 0.4, 0.6, 1.0, 9.0)}
        assert len(said) > 1


def test_what_is_usual_speaks_neither_for_nor_against() -> None:
    for kind in KINDS:
        assert explain(answer(kind, usual(kind))).reasons == ()


@given(st.data(), st.sampled_from(KINDS))
def test_a_reason_is_what_its_feature_adds(data: Any, kind: Kind) -> None:
    """Weight times distance from what is usual; the rest is too little to be told."""
    numbers = st.floats(-5, 5)
    values = tuple(data.draw(numbers) for _ in NAMES[kind])
    added = {
        name: weight * (value - mean)
        for name, weight, value, mean in zip(
            NAMES[kind], weights_of(kind), values, usual(kind), strict=False
        )
    }
    reasons = explain(answer(kind, values)).reasons
    told = {one.feature: one.weight for one in reasons}
    assert list(told.values()) == sorted(told.values(), key=abs, reverse=True)
    for name, weight in told.items():
        assert weight == pytest.approx(added[name], abs=0.006)
    least = min(map(abs, told.values()), default=0.1)
    left = [abs(each) for name, each in added.items() if name not in told]
    assert all(each < 0.11 or (len(told) == 5 and each <= least + 0.01) for each in left)
    for one in reasons:
        assert one.direction == ("for" if added[one.feature] > 0 else "against")
        assert one.says


def test_the_number_is_told_by_what_was_measured() -> None:
    why = explain(answer("answer", usual("answer"), 0.87))
    here = next(one for one in load_figures()["answer"].measured if one.least == 0.8)
    assert why.here == here
    assert f"of the {here.questions} with a number from 80% to 89%" in why.means
    assert f"{100 * here.right:.0f} in a hundred were right" in why.means


def test_a_share_of_few_is_no_share() -> None:
    few = next(one for one in load_figures()["sentence"].measured if one.questions < 20)
    means = explain(answer("sentence", usual("sentence"), few.confidence)).means
    assert "in a hundred" not in means
    assert "too few to say much" in means


def test_of_other_readers_nothing_is_made_up() -> None:
    for one in (
        answer("rules", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)),
        replace(answer("answer", usual("answer")), grounds=None),
    ):
        why = explain(one)
        assert (why.reasons, why.measured, why.here) == ((), (), None)
        assert "%" not in why.means
        assert not re.search(r"\d", why.means)


def test_a_number_goes_with_what_it_was_worked_out_from() -> None:
    """An answer that takes over the confidence of a statement is explained by that."""
    low, sure = answer("answer", usual("answer"), 0.1), answer("statement", (1.0, 2.0, 3.0, 0.0))
    reconciled = Reconciled("quantity", (Group((Statement(sure, None),), 1),), ())
    [first] = order_answers((low,), reconciled, ANSWERED_FROM)
    assert first.confidence == sure.confidence
    assert first.grounds == sure.grounds
    [own] = order_answers((replace(low, confidence=0.7),), reconciled, ANSWERED_FROM)
    assert own.confidence == 0.7
    assert own.grounds == low.grounds


@pytest.mark.parametrize("content", ["", "{}", '{"kinds": {"answer": {}}}', "[1]"])
def test_figures_that_cannot_be_read_are_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "reliability.json"
    file.write_text(content)
    with pytest.raises(UserError, match="cannot be read"):
        load_figures(file)
