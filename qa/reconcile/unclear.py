"""What a value means where its writing may mean two things: "1.4m", "12/5/2024"."""

import datetime
import re
from dataclasses import replace

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.records import Answer
from qa.values import Kind, Value

_GLUED_M = re.compile(r"[\d.,]{1,15}m")
_METRES = frozenset(("metr", "metre", "meter"))
_LENGTHS = frozenset(("high", "height", "tall", "deep", "depth", "wide", "width", "long", "length"))
_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/]|\.\d)")


def as_meant(form: QuestionForm, value: Value, answer: Answer) -> Value:
    """The value, with offsets in the answer's sentence, as question and article tell it apart.

    Where they do not tell which of two figures is the month, it has no days.
    """
    written = answer.sentence_text[value.start : value.end]
    if _GLUED_M.fullmatch(written):
        return _million_or_metre(form, value, answer.sentence_text)
    dates = [(int(one), int(other)) for one, _, other in _IN_FIGURES.findall(written)]
    if not any(one != other and max(one, other) <= 12 for one, other in dates):
        return value
    is_day_first = _has_day_first(answer.article.text)
    if is_day_first is None:
        return replace(value, first=None, last=None)
    return _turned(value, dates) if is_day_first else value


def _million_or_metre(form: QuestionForm, value: Value, sentence: str) -> Value:
    """Millions where people, things or money are asked for, metres where a length is."""
    if value.counted and (value.counted_start or 0) >= value.end:
        return value  # "1.4m people"
    stems = frozenset((*form.stems, *form.counted))
    is_metre = value.kind is Kind.MEASURE and value.unit == "metre"
    tells_length = not _LENGTHS.isdisjoint(sentence.lower().replace(".", " ").split())
    counts = form.kind in (Asked.COUNT, Asked.MONEY) and _METRES.isdisjoint(stems)
    if is_metre and counts and not tells_length:
        return _sized(replace(value, kind=Kind.NUMBER, unit=None), 1e6)
    is_number = value.kind is Kind.NUMBER and value.unit is None
    asks_length = form.kind in (Asked.MEASURE, Asked.DURATION) and not _LENGTHS.isdisjoint(stems)
    if is_number and asks_length:
        return _sized(replace(value, kind=Kind.MEASURE, unit="metre"), 1e-6)
    return value


def _sized(value: Value, by: float) -> Value:
    def sized(figure: float | None) -> float | None:
        return None if figure is None else float(f"{figure * by:.15g}")

    return replace(value, value=sized(value.value), low=sized(value.low), high=sized(value.high))


def _has_day_first(text: str) -> bool | None:
    """Whether an article writes the day before the month; None where it does not show."""
    pairs = [(int(one), int(other)) for one, _, other in _IN_FIGURES.findall(text)]
    shown = {one > 12 for one, other in pairs if min(one, other) <= 12 < max(one, other) <= 31}
    return shown.pop() if len(shown) == 1 else None


def _turned(value: Value, dates: list[tuple[int, int]]) -> Value:
    """A time that was read with the month first, with the day first."""

    def turned(day: datetime.date | None) -> datetime.date | None:
        if day is None or (day.month, day.day) not in dates or day.day > 12:
            return None
        return day.replace(month=day.day, day=day.month)

    first, last = turned(value.first), turned(value.last)
    if (first is None) != (value.first is None) or (last is None) != (value.last is None):
        first = last = None
    return replace(value, first=first, last=last)
