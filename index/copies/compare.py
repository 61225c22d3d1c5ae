"""Whether one article is a copy of another: what of its wording the other holds, and how near."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.copies.fingerprints import WORDS, shingles
from index.copies.wording import Wording

Vectors = NDArray[np.float32]

# Fitted on the half to tune on of benchmarks/copies.py. Of the words of a lightly edited copy more
# than 0.6 stand in runs that the original has, of two reports of one event fewer than 0.1. What
# lies between, copies whose sentences were all touched and articles that quote another, the
# vectors tell apart.
_LEAST = 0.25  # of the words, below which the vectors are not asked
_COPY_FROM = 1.25  # words and nearness together, each in [0, 1]
_SHORT, _LEAST_OF_SHORT = 30, 0.75  # words; a phrase is half of a text so short
# Reports on one template share words, and differ in what is told. From _SAME on they do not.
_LEAST_FACTS, _SAME = 0.5, 0.9
_MIN_FACTS = 3  # figures, or names: fewer say nothing
_MIN_WORDS = 15  # outside of quotations, without which a text is all quotation
# A book that holds whole articles would make one story of them all.
_MAX_ORIGINAL, _MAX_TIMES = 3_000, 4  # words; times as long as the copy


@dataclass(frozen=True, slots=True)
class Overlap:
    """What of a wording another holds, as shares in [0, 1]."""

    words: float  # those outside of quotations that stand in runs which the other has
    figures: float
    names: float


def overlap(one: Wording, other: Wording) -> Overlap:
    """How much of one wording the other holds.

    Quotations do not count: two reporters quote one press release.
    """
    covered = _covered(one, other)
    unquoted = covered[~one.quoted]
    counted = unquoted if len(unquoted) >= _MIN_WORDS else covered
    return Overlap(
        float(counted.mean()) if len(counted) else 0.0,
        _share(one.figures, other.figures),
        _share(one.names, other.names),
    )


def nearness(one: Vectors, other: Vectors) -> float:
    """How near, in [-1, 1], the passages of one come to the nearest of the other's, on average."""
    return float((one @ other.T).max(axis=1).mean()) if len(one) and len(other) else 0.0


def is_of_a_length(one: int, other: int) -> bool:
    """Whether the longer of two, by their words, may be what the shorter was copied from."""
    return max(one, other) <= max(_MAX_ORIGINAL, _MAX_TIMES * min(one, other))


def may_be_copy(shorter: Wording, held: Overlap) -> bool:
    """Whether the words leave it possible that the shorter is a copy; else it is none."""
    least = _LEAST_OF_SHORT if len(shorter) < _SHORT else _LEAST
    is_template = held.words < _SAME and min(held.figures, held.names) < _LEAST_FACTS
    return held.words >= least and not is_template


def is_copy(held: Overlap, near: float) -> bool:
    """Whether one that may be a copy is one."""
    return held.words >= _SAME or held.words + near >= _COPY_FROM


def _covered(one: Wording, other: Wording) -> NDArray[np.bool_]:
    """Which words of one lie in a run of WORDS that the other has."""
    starts = np.isin(shingles(one.words), shingles(other.words))
    covered = np.zeros(len(one), np.bool_)
    for at in range(min(WORDS, len(one))):
        covered[at : at + len(starts)] |= starts[: len(covered) - at]
    return covered


def _share(these: frozenset[str], those: frozenset[str]) -> float:
    return len(these & those) / len(these) if len(these) >= _MIN_FACTS else 1.0
