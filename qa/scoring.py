"""How right an answer is, and how honest its confidence: the field's usual measures."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,:/](?=\d)[^\W_]+)*")  # "4,000" is one
BINS = 10
HALF = 0.5


def normalise(text: str) -> str:
    """SQuAD's normalisation: lower case, no punctuation, no articles, single spaces."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(text: str, accepted: Sequence[str]) -> float:
    """SQuAD's EM: 1.0 where the text is one of the accepted answers, normalised."""
    said = normalise(text)
    return float(any(said == normalise(answer) for answer in accepted))


def f1(text: str, accepted: Sequence[str]) -> float:
    """SQuAD's F1 over normalised words, against the accepted answer that it fits best."""
    said = normalise(text).split()
    best = 0.0
    for answer in accepted:
        gold = normalise(answer).split()
        shared = sum((Counter(said) & Counter(gold)).values())
        if shared:
            best = max(best, 2 * shared / (len(said) + len(gold)))
        elif not said and not gold:
            best = 1.0
    return best


def holds(text: str, accepted: Sequence[str]) -> bool:
    """Whether a text holds an accepted answer, in whole words: normalised, or as they stand.

    Normalised, "160-character" and "Montreal's" are other words than "160" and "Montreal", and
    what an em dash joins is one; as they stand, "U.S." is two.
    """
    for form in (normalise, _words):
        padded = f" {form(text)} "
        if any(f" {said} " in padded for said in map(form, accepted) if said):
            return True
    return False


def _words(text: str) -> str:
    """Lower case, single spaces for all that parts words, no articles; a figure is one word."""
    return " ".join(_ARTICLES.sub(" ", " ".join(_WORD.findall(text.lower()))).split())


def is_right(text: str, accepted: Sequence[str]) -> bool:
    """Whether an answer counts as right: its F1 is at least a half."""
    return f1(text, accepted) >= HALF


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: a bar of the reliability diagram."""

    confidence: float  # their mean
    accuracy: float
    questions: int


def reliability(confidence: ArrayLike, right: ArrayLike) -> tuple[Bin, ...]:
    """Confidence beside accuracy, in up to ten bins of equal width that hold something."""
    confident, correct = np.asarray(confidence, float), np.asarray(right, float)
    bin_of = np.minimum((confident * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(float(confident[at].mean()), float(correct[at].mean()), int(at.sum()))
        for at in (bin_of == one for one in np.unique(bin_of))
    )


def calibration_error(confidence: ArrayLike, right: ArrayLike) -> float:
    """Expected calibration error (Guo et al. 2017): confidence against accuracy, bin by bin."""
    bins = reliability(confidence, right)
    total = sum(one.questions for one in bins)
    return sum(abs(one.confidence - one.accuracy) * one.questions / total for one in bins)
