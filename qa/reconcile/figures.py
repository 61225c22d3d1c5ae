"""A figure within its sentence: the words that belong to it, and not to another figure."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from qa.records import Statement
from qa.values import Kind, Value, find_values

_TIMES = (Kind.DATE, Kind.PERIOD, Kind.DURATION, Kind.AGE)
# What closes a figure's clause where no other figure does.
_ITEM = re.compile(r"^\s*[-–—*•]\s+")
_CLAUSE_END = re.compile(r"[;:.!?](?=\s|$)|[—–]")


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a statement's value stands in its sentence, and how far its words reach."""

    sentence: str
    start: int
    end: int
    left: int  # behind the figure before
    right: int  # before the figure that follows

    @property
    def before(self) -> str:
        return self.sentence[self.left : self.start]

    @property
    def after(self) -> str:
        return self.sentence[self.end : self.right]


def figure_of(statement: Statement) -> Figure:
    """The statement's value in its sentence; the words of its answer, where it has none."""
    answer = statement.answer
    value, low = statement.value, answer.sentence[0]
    start, end = (value.start, value.end) if value else (answer.start, answer.end)
    return figure_at(answer.sentence_text, answer.article.date, start - low, end - low)


def figure_at(sentence: str, written: datetime.date | None, start: int, end: int) -> Figure:
    """A place of a sentence, as far as the figures and clauses beside it leave it words."""
    left, right = 0, len(sentence)
    for other in quantities_of(sentence, written):
        if other.end <= start:
            left = max(left, other.end)
        elif other.start >= end:
            right = min(right, other.start)
    for mark in _CLAUSE_END.finditer(sentence):
        if mark.end() <= start:
            left = max(left, mark.end())
        elif mark.start() >= end:
            right = min(right, mark.start())
    return Figure(sentence, start, end, left, right)


def quantities_of(sentence: str, written: datetime.date | None) -> list[Value]:
    """The values of a sentence that are no times."""
    return [value for value in values_of(sentence, written) if value.kind not in _TIMES]


@lru_cache(maxsize=1 << 10)  # statements of one sentence come together
def values_of(sentence: str, written: datetime.date | None) -> tuple[Value, ...]:
    """The values of a sentence; the mark of an item is no minus."""
    return tuple(find_values(_ITEM.sub(lambda mark: " " * len(mark[0]), sentence), written))
