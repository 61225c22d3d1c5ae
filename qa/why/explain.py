"""Why an answer is as sure as it is: what the number means, and what spoke for and against.

A confidence is the logistic function of a weighed sum. What a feature adds is its weight times how
far it is from what is usual (its mean over the answers that the confidence was measured on), in
log-odds; so the weights' own constant, and what is as usual, speaks neither for nor against.
"""

import functools
from collections.abc import Mapping

from qa.readers.calibration import (
    EXTRA_FEATURES,
    SECOND,
    STATEMENT_WEIGHTS,
    load_calibration,
)
from qa.readers.sentences import WEIGHTS as SENTENCE_WEIGHTS
from qa.records import Answer, Grounds
from qa.why.figures import Figures, load_figures
from qa.why.meaning import meaning
from qa.why.records import Reason, Why
from qa.why.words import WORDED, in_words

MOST_REASONS = 5
_LEAST = 0.1  # in log-odds: what adds less says nothing worth reading


def explain(answer: Answer) -> Why:
    """What there is to say of an answer's confidence.

    Raises UserError where what is shipped with the reader cannot be read.
    """
    grounds = answer.grounds
    kind = grounds.kind if grounds else "unknown"
    figures = load_figures().get(kind)
    here = figures.here(answer.confidence) if figures else None
    return Why(
        kind=kind,
        means=meaning(kind, figures, here),
        measured=figures.measured if figures else (),
        here=here,
        reasons=_reasons(grounds, figures) if grounds and figures else (),
    )


def _reasons(grounds: Grounds, figures: Figures) -> tuple[Reason, ...]:
    """The weightiest, for and against."""
    weights = _weights()[grounds.kind]
    found = []
    for (name, weight), value in zip(weights.items(), grounds.values, strict=False):
        if name not in WORDED:  # the constant, and what the calibration does not weigh
            continue
        usual = figures.usual[name]
        added = weight * (value - usual)
        if abs(added) >= _LEAST:
            found.append(Reason(name, in_words(name, value, usual), round(added, 2)))
    return tuple(sorted(found, key=lambda one: -abs(one.weight))[:MOST_REASONS])


@functools.cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each feature, in the order of an answer's grounds, by kind."""
    calibration = load_calibration(second=True)
    names = (*SECOND, *EXTRA_FEATURES)
    return {
        "answer": dict(zip(names, calibration.confidence, strict=True)),
        "statement": dict(zip(STATEMENT_WEIGHTS, calibration.statement, strict=True)),
        "sentence": SENTENCE_WEIGHTS,
    }
