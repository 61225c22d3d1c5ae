"""A question and its hits to answers, by rule."""

import math
from collections.abc import Sequence

from index.records import Hit
from qa.readers.distinct import distinct
from qa.readers.evidence import RULE_FEATURES, Encode, Evidence, gather
from qa.records import Answer, Grounds, Reading

MAX_SENTENCES = 12  # encoded for a question, most of its time; 28 found no more answers

# Fitted by training/fit_rule_confidence.py: a sentence's log-odds of holding the answer.
WEIGHTS = {
    "retrieval": 5.198,
    "cosine": 4.428,
    "coverage": 2.704,
    "pairs": 1.811,
    "fits": 1.310,
    "strange": -0.825,
    "lacks": -1.438,
}
BIAS = -9.768


class RuleReader:
    """The sentence with most evidence, and in it the span whose form the question asks for."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        evidence = gather(question, hits, self._encode, MAX_SENTENCES)
        ranked = sorted(evidence, key=log_odds, reverse=True)
        answers = tuple(map(_answer, ranked))
        return Reading(distinct(answers), tuple(hits), answers)


def log_odds(evidence: Evidence) -> float:
    """How likely a sentence holds the answer, from minus to plus infinity."""
    return BIAS + sum(
        WEIGHTS[name] * value for name, value in zip(RULE_FEATURES, evidence.features, strict=True)
    )


def _answer(evidence: Evidence) -> Answer:
    start, end = evidence.sentence
    if evidence.span:
        start, end = start + evidence.span.start, start + evidence.span.end
    confidence = 1 / (1 + math.exp(-log_odds(evidence)))
    grounds = Grounds("rules", evidence.features)
    return Answer(start, end, evidence.sentence, confidence, evidence.hit, grounds)
