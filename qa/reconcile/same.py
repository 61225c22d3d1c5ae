"""Whether two statements say the same."""

import math

from qa.language.words import same_words
from qa.records import Statement
from qa.values import Value

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
    return same_words(one.answer.text, other.answer.text) if known is None else known


def equal_figures(left: Value, right: Value) -> bool | None:
    """Whether two figures come to the same; None where nothing of them is known."""
    if left.unit != right.unit:
        return False
    figures = [(left.value, right.value), (left.low, right.low), (left.high, right.high)]
    known = [(a, b) for a, b in figures if a is not None and b is not None]
    if left.value is not None and right.value is not None:
        known = known[:1]  # "nearly 20,000", "more than 20,000" and "20,000" give one figure
    if not known:
        return None
    return all(math.isclose(a, b, rel_tol=_CLOSE) for a, b in known)


def _overlap(left: Value, right: Value) -> bool:
    """Whether one time lies within the other: "31 October" is an October more exactly."""
    if not (left.first and left.last and right.first and right.last):
        return (left.first, left.last) == (right.first, right.last)
    inside = left.first <= right.first and right.last <= left.last
    return inside or (right.first <= left.first and left.last <= right.last)
