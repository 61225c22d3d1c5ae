"""What plain HTTP says of a confidence: types of its document, as rest_records.py."""

from dataclasses import dataclass


@dataclass
class Reason:
    """What spoke for an answer or against it, in log-odds beside what is usual."""

    feature: str
    direction: str
    weight: float
    says: str


@dataclass
class Measured:
    """How many answers were right whose confidence was from `least` to a tenth above."""

    least: float
    confidence: float
    right: float
    questions: int


@dataclass
class Why:
    """What a confidence means, and what spoke for and against this answer."""

    kind: str
    means: str
    reasons: list[Reason]
    measured: list[Measured]
    here: Measured | None
