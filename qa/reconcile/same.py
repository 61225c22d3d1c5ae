"""Whether two statements say the same."""

import math
import re
from dataclasses import replace

from qa.language.opposites import denies
from qa.language.words import same_run
from qa.reconcile.figures import values_of
from qa.reconcile.units import in_one_unit, is_conversion
from qa.records import Statement
from qa.values import Kind, Value, opposed, sense_of

_ROUND = 0.02  # relative; a count that has grown since is no rounding
_CONVERTS = re.compile(r"(?: [a-z]+)?(?: \((?:or |some |about )*|, or (?:some |about )*)")
_CLOSE = 1e-9  # relative; figures that are written alike are equal


def say_the_same(one: Statement, other: Statement) -> bool:
    """Whether both come to the same value, or, where they are no values, to the same words."""
    if one.value is None and other.value is None:
        return _same_wording(one, other)
    return say_exactly_the_same(one, other) or _fits(one, other)


def say_exactly_the_same(one: Statement, other: Statement) -> bool:
    """Whether both give one value, neither of them more exactly."""
    left, right = one.value, other.value
    if left is None or right is None:
        return left is right and _same_wording(one, other)
    if left.is_time or right.is_time:
        return (left.first, left.last) == (right.first, right.last)
    known = equal_figures(left, right)
    if known is None:
        return _same_wording(one, other)
    return known and sense_of(left) == sense_of(right)


def _same_wording(one: Statement, other: Statement) -> bool:
    """Whether the words are the same and neither article denies what the other says."""
    alike = same_run(one.answer.text, other.answer.text)
    return alike and _is_denied(one) is _is_denied(other)


_DENIAL = 4  # words before an answer: "has not yet been approved"
_CLAUSE = re.compile(r"[,;:()—–]|\b(?:but|and|because|that|which|who)\b")


def _is_denied(statement: Statement) -> bool:
    """Whether the sentence denies the answer, right before it or in it."""
    answer = statement.answer
    before = answer.sentence_text[: answer.start - answer.sentence[0]]
    words = _CLAUSE.split(before)[-1].split()[-1 if answer.text[:1].isupper() else -_DENIAL :]
    return denies(" ".join(words)) or denies(answer.text)


def _fits(one: Statement, other: Statement) -> bool:
    """Whether one value may be the other, said less exactly or in another unit."""
    left, right = one.value, other.value
    if left is None or right is None:
        return False
    if left.is_time or right.is_time:
        return _overlap(left, right)
    if opposed(left, right):
        return False
    if equal_figures(left, right) or is_conversion(left, right):
        return True
    return stand_beside(one, other) or _rounded(left, right)


def stand_beside(one: Statement, other: Statement) -> bool:
    """Whether an article of either gives both, one as the other in another unit."""
    if one.value is None or other.value is None or opposed(one.value, other.value):
        return False
    return _converted(one, other) or _converted(other, one)


def roughness(statement: Statement) -> tuple[int, int]:
    """How little a value says; what is rougher comes later."""
    value = statement.value
    if value is None:
        return 0, 0
    if value.is_time:
        is_open = value.first is None or value.last is None
        return int(is_open), (value.last - value.first).days if value.last and value.first else 0
    is_bound = (value.low is None) != (value.high is None)
    return int(value.approximate or is_bound), -_places(value.value or 0)


def equal_figures(left: Value, right: Value) -> bool | None:
    """Whether two figures come to the same; None where nothing of them is known.

    What rose does not equal what fell, nor "more than 31,000" "fewer than 31,000".
    """
    if opposed(left, right):
        return False
    left, right = in_one_unit(_in_percent(left), _in_percent(right))
    if left.unit != right.unit:
        return False
    if left.value is not None and right.value is not None:
        # "nearly 20,000", "more than 20,000" and "20,000" give one figure.
        return _close(left.value, right.value)
    bounds = [(left.low, right.low), (left.high, right.high)]
    if left.value is None and right.value is None:
        if not any(bound is not None for pair in bounds for bound in pair):
            return None
        return all(a == b or (a is not None and b is not None and _close(a, b)) for a, b in bounds)
    bounded = left if left.value is None else right
    return None if bounded.low is None and bounded.high is None else False


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_CLOSE)


def _in_percent(value: Value) -> Value:
    """A share with its unit: "four in five" is 80 percent."""
    if value.kind is not Kind.SHARE or value.unit is not None or value.value is None:
        return value
    return replace(value, value=100 * value.value, low=None, high=None, unit="%")


def _is_fraction_of(fraction: Value, share: Value) -> bool:
    """Whether a percentage is a fraction as exactly as it is given: "two thirds", "67 %"."""
    part, told = fraction.value, share.value
    if fraction.kind is not Kind.SHARE or fraction.unit is not None or share.unit != "%":
        return False
    if not part or not told:
        return False
    decimals = len(f"{told:.6f}".rstrip("0").partition(".")[2])
    return math.isclose(100 * part, told, abs_tol=0.5 / 10**decimals)


def _rounded(left: Value, right: Value) -> bool:
    """Whether one is the other said in round figures: "more than 4,600", "4,666"."""
    if _is_fraction_of(left, right) or _is_fraction_of(right, left):
        return True
    left, right = in_one_unit(_in_percent(left), _in_percent(right))
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
