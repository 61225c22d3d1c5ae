"""The time that a question asks of: the latest report, the first, or what stood on a given day."""

import datetime
import re
from collections.abc import Sequence

from qa.records import Group
from qa.values import find_values

_LATEST = re.compile(
    r"(?i)\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|right now|so far|to date|up to now|"
    r"as of (?:now|today)|at present|these days|now|today)\b"
)
_FIRST = re.compile(
    r"(?i)\b(?:initial(?:ly)?|original(?:ly)?|earliest|at first|"
    r"first (?:report\w*|announc\w*|estimat\w*|said|given|count\w*|figures?|numbers?|tolls?|"
    r"totals?))\b"
)
_FIGURES = ("quantity", "money", "share", "duration")
_AFTER = 31  # days: what happened in a month is told of in that month and the next
Days = tuple[datetime.date, datetime.date]


class AskedTime:
    """Publication dates weigh only where the question asks for a time."""

    def __init__(self, question: str, kind: str) -> None:
        # Of a person or a place "the original" is no matter of reports.
        self._first = kind in _FIGURES and bool(_FIRST.search(question))
        self._latest = not self._first and bool(_LATEST.search(question))
        self._days = None if self._first or self._latest else _days_of(question)

    @property
    def is_asked(self) -> bool:
        """Whether the question asks for one."""
        return self._first or self._latest or self._days is not None

    def distance(self, group: Group) -> int:
        """How far the group is from the time, in days; less is nearer, undated is farthest."""
        if not self.is_asked or not group.dates:
            return 0 if not self.is_asked else datetime.date.max.toordinal()
        first, last = group.dates[0].toordinal(), group.dates[-1].toordinal()
        if self._first:
            return first
        if self._days is None:
            return -last
        begin, end = (day.toordinal() for day in self._days)
        return min(_outside(day.toordinal(), begin, end + _AFTER) for day in group.dates)


def _outside(day: int, begin: int, end: int) -> int:
    return max(begin - day, day - end, 0)


def _days_of(question: str) -> Days | None:
    """The one span of days that a question names, of a year or less."""
    named = [
        (value.first, value.last)
        for value in find_values(question, None)
        if value.first and value.last
    ]
    return named[0] if len(named) == 1 else None


def by_time(groups: Sequence[Group], asked: AskedTime) -> list[Group]:
    """Groups with those first that are nearest to the time asked for.

    A weak one passes no sure one, a corrected one none that stands, words no value.
    """
    sure = max((group.confidence for group in groups), default=0.0) / 2
    has_values = any(group.best.value for group in groups)

    def place(group: Group) -> tuple[bool, bool, bool, int]:
        is_wordy = has_values and group.best.value is None
        return group.corrected, is_wordy, group.confidence < sure, asked.distance(group)

    return sorted(groups, key=place) if asked.is_asked else list(groups)
