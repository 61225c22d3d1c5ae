"""Why a confidence is what it is, as plain values."""

from qa.records import Result
from qa.rows import Row
from qa.why.explain import explain
from qa.why.records import Measured, Why

WHY = "why"  # the field of a result's row


def why_field(result: Result) -> Row:
    """The field for a row of that result; None where nothing is answered."""
    return {WHY: to_row(explain(result.answers[0])) if result.answered else None}


def to_row(why: Why) -> Row:
    """The same as plain values; weights in log-odds, shares from 0 to 1."""
    return {
        "kind": why.kind,
        "means": why.means,
        "reasons": [
            {
                "feature": one.feature,
                "direction": one.direction,
                "weight": one.weight,
                "says": one.says,
            }
            for one in why.reasons
        ],
        "measured": [_measured(one) for one in why.measured],
        "here": _measured(why.here) if why.here else None,
    }


def _measured(one: Measured) -> Row:
    return {
        "least": one.least,
        "confidence": one.confidence,
        "right": one.right,
        "questions": one.questions,
    }
