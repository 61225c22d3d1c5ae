"""Whether two statements say the same."""

import math
import re
from dataclasses import replace

from qa.language.words import same_words
from qa.reconcile.figures import values_of
from qa.records import Statement
from qa.values import Kind, Value

_ROUND = 0.02  # relative; a count that has grown since is no rounding
_CONVERTS = re.compile(r"(?: [a-z]+)?(?: \((?:or |some |about )*|, or (?:some |about )*)")
_CLOSE = 1e-9  # relative; figures that are written alike are equal


def say_the_same(one: Statement, other: Statement) -> bool:
    """Whether both come to the same value, or, where they are no values, to the same words."""
    if one.value is not None and other.value is not None:
        return _equal(one, one.value, other, other.value)
    if one.value is not None or other.value is not None:
        return False
    return same_words(one.answer.text, other.answer.text)


def _equal(one: Statement, left: Value, other: Statement, right: Value) -> bool:
    is_time = left.first or left.last or right.first or right.last
    if is_time:
        return _overlap(left, right)
    known = equal_figures(left, right)
    if known is None:
        return same_words(one.answer.text, other.answer.text)
    return known or _rounded(left, right) or _converted(one, other) or _converted(other, one)


def equal_figures(left: Value, right: Value) -> bool | None:
    """Whether two figures come to the same; None where nothing of them is known."""
    left, right = _in_percent(left), _in_percent(right)
    if left.unit != right.unit:
        return False
    figures = [(left.value, right.value), (left.low, right.low), (left.high, right.high)]
    known = [(a, b) for a, b in figures if a is not None and b is not None]
    if left.value is not None and right.value is not None:
        known = known[:1]  # "nearly 20,000", "more than 20,000" and "20,000" give one figure
    if not known:
        return None
    return all(math.isclose(a, b, rel_tol=_CLOSE) for a, b in known)


def _in_percent(value: Value) -> Value:
    """A share with its unit: "four in five" is 80 percent."""
    if value.kind is not Kind.SHARE or value.unit is not None or value.value is None:
        return value
    return replace(value, value=100 * value.value, low=None, high=None, unit="%")


def _rounded(left: Value, right: Value) -> bool:
    """Whether one is the other said in round figures: "more than 4,600", "4,666"."""
    for rough, exact in ((left, right), (right, left)):
        said, meant = rough.value, exact.value
        is_rough = rough.approximate or rough.low is not None or rough.high is not None
        if not is_rough or left.unit != right.unit or not said or not meant:
            continue
        if (rough.low is not None and meant < said) or (rough.high is not None and meant > said):
            continue
        if 0 < abs(meant - said) < _ROUND * abs(said) and _places(said) < _places(meant):
            return True
    return False


def _places(figure: float) -> int:
    """How many digits a figure gives: 4,600 gives two."""
    return len(f"{abs(figure):.12g}".replace(".", "").split("e")[0].strip("0"))


def _converted(one: Statement, other: Statement) -> bool:
    """Whether one stands beside the other in another unit: "277 billion yuan ($40 billion)"."""
    if one.value is None or other.value is None or one.value.unit == other.value.unit:
        return False
    answer = one.answer
    sentence, low = answer.sentence_text, answer.sentence[0]
    for value in values_of(sentence, answer.article.date):
        between = sentence[one.value.end - low : value.start]
        if value.start >= one.value.end - low and _CONVERTS.fullmatch(between):
            return bool(equal_figures(value, other.value))
    return False


def _overlap(left: Value, right: Value) -> bool:
    """Whether one time lies within the other: "31 October" is an October more exactly."""
    if not (left.first and left.last and right.first and right.last):
        return (left.first, left.last) == (right.first, right.last)
    inside = left.first <= right.first and right.last <= left.last
    return inside or (right.first <= left.first and left.last <= right.last)
