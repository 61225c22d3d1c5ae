"""The months and days that a question limits its answer to, and those of a statement."""

import datetime
import re
from dataclasses import dataclass

from qa.reconcile.figures import values_of
from qa.reconcile.limits.dated import date_of, is_of_a_thing
from qa.records import Answer, Statement
from qa.values import Kind, Value, find_values

_TIMES = (Kind.DATE, Kind.PERIOD)
_LONGEST = 31  # days; what is longer is no month
_MONTH = re.compile(
    r"(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# "the blast on 3 March" limits; "the 3 March blast" is a name, "by 3 March" a bound.
_LIMITS = re.compile(
    r"(?i)\b(?:in|on|at|during|throughout|for|within|(?:month|day|night|morning|evening) of)\s+$"
)
GOES_ON = re.compile(
    r"(?i)^\s*(?:$|[?.,;!)]|(?:and|or|by|in|at|from|to|of|did|do|does|has|have|had|was|were|is|are"
    r"|when|after|before|alone|while|as|on|for|with|according)\b)"
)
_SINCE = re.compile(r"(?i)^since\b")
_LEAP_YEAR = datetime.date(2000, 12, 31)  # in it every day of a year can be told
_DAY, _WEEK = datetime.timedelta(days=1), datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """A month, or days of one."""

    first: datetime.date
    last: datetime.date
    has_year: bool  # as written; else its year is guessed

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a day, in any year where one is without its own."""
        if self.has_year and other.has_year:
            return self.first <= other.last and other.first <= self.last
        return not self._days().isdisjoint(other._days())

    def _days(self) -> set[tuple[int, int]]:
        count = (self.last - self.first).days + 1
        days = [self.first + at * _DAY for at in range(count)]
        return {(day.month, day.day) for day in days}

    def widened(self) -> "Span":
        """The whole months of "early July"; of a day the days beside it too, for it had a night."""
        if self.is_day:
            return Span(self.first - _DAY, self.last + _DAY, self.has_year)
        after = (self.last.replace(day=28) + 4 * _DAY).replace(day=1)
        return Span(self.first.replace(day=1), after - _DAY, self.has_year)


class Months:
    """The months and days that a question asks about."""

    def __init__(self, question: str) -> None:
        self._question = question
        values = [value for value in find_values(question, None) if _is_named(question, value)]
        limits = all(_is_limit(question, value) for value in values)
        self._since = next((one for one in values if _is_since(question, one)), None)
        self._spans: list[Span] = []
        if limits and self._since is None:
            spans = [span_of(question, value, None) for value in values]
            self._spans = [one for one in spans if one] if all(spans) else []
        if not limits or len(values) > 1:
            self._since = None

    @property
    def are_asked(self) -> bool:
        """Whether there are any, which tell of a time without its year."""
        return bool(self._spans)

    def reason_against(self, statement: Statement) -> str | None:
        """A figure of August where July was asked about."""
        value, answer = statement.value, statement.answer
        if (value and value.kind in _TIMES) or not (self._spans or self._since):
            return None
        sentence, written = answer.sentence_text, answer.article.date
        date = date_of(statement)
        stated = date and (span_of(sentence, date, written) or _day_of(date, written))
        if not stated or (value is None and self._are_told(answer)):
            return None
        if self._since:
            return self._before(stated, written)
        is_named = date is not None and _is_named(sentence, date)
        near = stated if is_named else _weeks_around(stated)
        if any(near.overlaps(one.widened()) for one in self._spans):
            return None
        asked = self._spans[0]
        is_day, has_year = asked.is_day, asked.has_year and stated.has_year
        names = [_worded(one, is_day and stated.is_day, has_year=False) for one in (stated, asked)]
        if names[0] == names[1]:
            names = [_worded(one, is_day and stated.is_day, has_year) for one in (stated, asked)]
        return f"about {names[0]}, not {names[1]}"

    def _are_told(self, answer: Answer) -> bool:
        """Whether the passage of an answer in words has the month too, of whatever it is."""
        passage = answer.hit.passage
        told = {found[0][:3].casefold() for found in _MONTH.finditer(passage.text)}
        return any(_NAMES[one.first.month - 1][:3].casefold() in told for one in self._spans)

    def _before(self, stated: Span, written: datetime.date | None) -> str | None:
        """Why a time is wholly before the one since which the question asks."""
        start, end = (self._since.start, self._since.end) if self._since else (0, 0)
        found = [one for one in values_of(self._question, written) if one.start == start]
        begin = found[0].first if found else None
        if begin is None or stated.last >= begin or not (written or stated.has_year):
            return None
        is_short = stated.is_day and stated.first.month == begin.month
        return f"about {_worded(stated, is_short, False)}, not {self._question[start:end]}"


def span_of(text: str, value: Value, written: datetime.date | None) -> Span | None:
    """The days of a time, where it names a month and is no longer than one."""
    if not _is_named(text, value):
        return None
    place = (value.start, value.end)
    for reference in (None, written, _LEAP_YEAR):
        for one in values_of(text, reference):
            if (one.start, one.end) == place and one.first and one.last:
                is_short = (one.last - one.first).days < _LONGEST
                return Span(one.first, one.last, reference is None) if is_short else None
    return None


def _day_of(value: Value, written: datetime.date | None) -> Span | None:
    """A day that an article tells by its weekday, in which week may not be sure."""
    if not written or not value.first or value.first != value.last:
        return None
    return Span(value.first, value.first, has_year=True)


def _weeks_around(span: Span) -> Span:
    """A day with the week before it and that after it, as far as there are such."""
    first = max(span.first, datetime.date.min + _WEEK) - _WEEK
    last = min(span.last, datetime.date.max - _WEEK) + _WEEK
    return Span(first, last, has_year=True)


def _is_named(text: str, value: Value) -> bool:
    return value.kind in _TIMES and bool(_MONTH.search(text[value.start : value.end]))


def _is_since(question: str, value: Value) -> bool:
    return bool(_SINCE.search(question[value.start : value.end]))


def _is_limit(question: str, value: Value) -> bool:
    """Whether a time of a question says when, and is no name: "in the July floods"."""
    before = question[: value.start]
    begins = _is_since(question, value) or bool(_LIMITS.search(before))
    return begins and not is_of_a_thing(before) and bool(GOES_ON.search(question[value.end :]))


def _worded(span: Span, with_day: bool, has_year: bool) -> str:
    day = f"{span.first.day} " if with_day else ""
    return f"{day}{_NAMES[span.first.month - 1]}" + (f" {span.first.year}" if has_year else "")
