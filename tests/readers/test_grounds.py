"""What an answer says that its confidence was worked out from gives that confidence."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.records import Article
from qa.readers.calibration import load_calibration
from qa.readers.network_reader import TrainedReader
from qa.readers.rule_reader import BIAS, WEIGHTS, RuleReader
from qa.readers.sentences import BIAS as SENTENCE_BIAS
from qa.readers.sentences import WEIGHTS as SENTENCE_WEIGHTS
from qa.records import Answer
from tests.fakes import WordEncoder
from tests.readers.passages import BAKERY, HANDOVER, hits_of, read

QUESTION = "How many suspects were handed over from northern Myanmar this year?"


def weighed(answer: Answer, weights: Sequence[float], constant: float = 0.0) -> float:
    assert answer.grounds
    values = answer.grounds.values
    return constant + sum(w * value for w, value in zip(weights, values, strict=True))


def logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def test_of_answers_and_of_statements(reader: TrainedReader) -> None:
    calibration = load_calibration(second=True)
    reading = read(reader, QUESTION, HANDOVER, BAKERY)
    first = reading.answers[0]
    assert first.grounds
    assert first.grounds.kind == "answer"
    assert first.confidence == pytest.approx(logistic(weighed(first, calibration.confidence)))
    assert len(reading.statements) > 3
    *weights, constant = calibration.statement
    for one in reading.statements:
        assert one.grounds
        assert one.grounds.kind == "statement"
        assert one.confidence == pytest.approx(logistic(weighed(one, weights, constant)))


def test_of_sentences(reader: TrainedReader) -> None:
    text = Path("tests/data/languages/de-1.txt").read_text(encoding="utf-8")
    for one in read(reader, "Wie viele Risse wurden im Beton gefunden?", text).answers:
        assert one.grounds
        assert one.grounds.kind == "sentence"
        odds = weighed(one, [*SENTENCE_WEIGHTS.values()], SENTENCE_BIAS)
        assert one.confidence <= 0.95 * logistic(odds) + 1e-9


def test_of_rules() -> None:
    hits = hits_of(Article("0.txt", HANDOVER))
    best = RuleReader(WordEncoder().encode).read(QUESTION, hits).answers[0]
    assert best.grounds
    assert best.grounds.kind == "rules"
    assert best.confidence == pytest.approx(logistic(weighed(best, [*WEIGHTS.values()], BIAS)))
