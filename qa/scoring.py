"""How right an answer is, and how honest its confidence: the field's usual measures."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
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
    """Whether a text holds an accepted answer, in whole normalised words."""
    padded = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in padded for answer in accepted if normalise(answer))


def is_right(text: str, accepted: Sequence[str]) -> bool:
    """Whether an answer counts as right: its F1 is at least a half."""
    return f1(text, accepted) >= HALF


def calibration_error(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error (Guo et al. 2017): confidence against accuracy, bin by bin."""
    sure, correct = np.asarray(confidence, float), np.asarray(right, float)
    if not len(sure):
        return 0.0
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(sure[bin_of == one].mean() - correct[bin_of == one].mean()) * (bin_of == one).mean()
            for one in np.unique(bin_of)
        )
    )
