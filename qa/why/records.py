"""What there is to say of a confidence."""

from dataclasses import dataclass
from typing import Literal

KINDS = ("answer", "statement", "sentence", "rules", "unknown")


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers of like confidence, asked of questions whose answers were known."""

    least: float  # the bin holds confidences from here to a tenth above
    confidence: float  # their mean
    right: float  # the share that were right
    questions: int


@dataclass(frozen=True, slots=True)
class Reason:
    """What spoke for an answer or against it."""

    feature: str  # its name in the calibration
    says: str  # the same for people
    # What it adds to the log-odds of being right, beside an answer for which it is as usual:
    # positive for, negative against.
    weight: float

    @property
    def direction(self) -> Literal["for", "against"]:
        return "for" if self.weight > 0 else "against"


@dataclass(frozen=True, slots=True)
class Why:
    """What a confidence means, where that comes from, and what spoke for and against."""

    kind: str  # one of KINDS
    means: str  # in plain words
    measured: tuple[Measured, ...]  # in order; empty where it was not measured
    here: Measured | None  # the one of them that the answer is of
    reasons: tuple[Reason, ...]  # the weightiest first
