"""A time while it is being read, and what all that read one need."""

from dataclasses import dataclass
from typing import NamedTuple

from qa.values.numbers.spelled import read_spelled
from qa.values.tables.date_names import GRAINS, MONTHS, STEPS
from qa.values.tables.number_words import ORDINALS
from qa.values.tables.word_sets import word_set
from qa.values.times.days import Date, Span, around, day, likeliest, months_span
from qa.values.tokens import Tokens


class Time(NamedTuple):
    """A time in tokens from `start` up to but not with `end`; `span` is None if not known."""

    start: int
    end: int
    span: Span | None
    grain: str = "day"
    year: int = 0  # 0 if none is written
    month: int = 0
    day: int = 0
    amount: float | None = None  # "the next three years"
    unit: str | None = None
    approximate: bool = False
    is_open: bool = False  # a bare month or the like, which may be part of a longer time


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens, and the day from which their times are reckoned."""

    tokens: Tokens
    written: Date | None

    def ahead(self, at: int) -> bool:
        """Whether what is said before a token is still to come."""
        words = self.tokens.words
        if words[at - 1] == "from" and words[at - 2] in GRAINS:
            return True  # "a week from Thursday"
        for back in range(at - 1, max(at - 12, -1), -1):
            if words[back] in _SENTENCE_ENDS and not self.tokens.glued(back + 1):
                return False
            if words[back] in _WAS:
                return False  # "will cut 500 jobs, it said on Tuesday"
            if self._is_to_come(back):
                return True
            if words[back] == "than" and words[back - 1] == "later":
                return True  # "no later than Friday"
        return False

    def _is_to_come(self, at: int) -> bool:
        """Whether a word tells of what is still to come."""
        words = self.tokens.words
        if words[at] == "due" and words[at + 1] == "to":
            return False
        if words[at] in _IF_NOT_WAS:
            return _WAS.isdisjoint(words[max(at - 2, 0) : at])
        if words[at] in ("set", "going"):
            return words[at + 1] in ("to", "for")
        return words[at] in _TO_COME or (words[at] == "may" and not self.tokens.is_capital(at))


_SENTENCE_ENDS = frozenset(".!?;")
_TO_COME = word_set(
    "will shall scheduled due plans plan planned upcoming deadline 'll i'll we'll expires expire"
    " until till next starting effective remind please let schedule reschedule could would likely"
)
_IF_NOT_WAS = word_set("expected slated forecast")
_WAS = word_set("said told announced added reported confirmed warned was were ” »")


def resolve(reading: Reading, at: int, year: int, month: int, number: int) -> Span | None:
    """The days that a month, a day of it and perhaps a year are."""

    def in_year(one: int) -> Span | None:
        if not number:
            return months_span(one, month)
        found = day(one, month, number)
        return (found, found) if found else None

    if year == UNKNOWN:
        return None
    if year:
        return in_year(year)
    if reading.written is None:
        return None
    years = around(reading.written)
    if (month, number) == (2, 29):
        years = range(max(1, reading.written.year - 4), min(9999, reading.written.year + 4) + 1)
    return likeliest((in_year(one) for one in years), reading.written, reading.ahead(at))


def month_at(tokens: Tokens, at: int) -> int:
    return MONTHS.get(tokens.words[at], 0) if tokens.kinds[at] == "w" else 0


def past_point(tokens: Tokens, at: int) -> int:
    """The token after the point of an abbreviated month: "Oct.", or "Oct ." cut into words."""
    if tokens.words[at] != "." or len(tokens.words[at - 1]) > 4:
        return at
    return at + 1 if tokens.glued(at) or tokens.kinds[at + 1] == "n" else at


def read_day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A day of a month and the token after it: "19", "19th", "twenty-third", "first"."""
    raw = tokens.raw(at)
    if tokens.kinds[at] == "n":
        if not (raw.isdecimal() and len(raw) <= 2 and 1 <= int(raw) <= 31):
            return None
        ordinal = tokens.glued(at + 1) and tokens.words[at + 1] in ("st", "nd", "rd", "th")
        if not ordinal and (tokens.glued(at + 1) and tokens.kinds[at + 1] == "w"):
            return None
        if tokens.words[at + 1] in (":", "%", "°") and tokens.glued(at + 1):
            return None
        return int(raw), at + 1 + ordinal
    word = tokens.words[at]
    if word in ORDINALS and ORDINALS[word] <= 31:
        return ORDINALS[word], at + 1
    number = read_spelled(tokens, at) if tokens.kinds[at] == "w" else None
    if number is None or not 1 <= number.value <= 31:
        return None
    unit = number.end + 1 if tokens.hyphen(number.end) else number.end
    if number.value in (20, 30) and ORDINALS.get(tokens.words[unit], 99) < 10:
        return int(number.value) + ORDINALS[tokens.words[unit]], unit + 1
    return int(number.value), number.end


def is_ordinal(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the day read from a token on is written as an ordinal."""
    return tokens.words[end - 1] in ORDINALS or tokens.words[end - 1] in ("st", "nd", "rd", "th")


def year_figure(tokens: Tokens, at: int) -> int:
    """The year that a token writes in four digits, or 0."""
    raw = tokens.raw(at)
    if tokens.kinds[at] == "n" and len(raw) == 4 and raw.isdecimal() and 1000 <= int(raw) <= 2199:
        joint = tokens.glued(at + 1) and tokens.words[at + 1] in (",", ".", ":")
        if not (joint and tokens.kinds[at + 2] == "n" and tokens.glued(at + 2)):
            return int(raw)
    return 0


UNKNOWN = -1  # a year that is named, but not known


def read_year(reading: Reading, at: int) -> tuple[int, int] | None:
    """A year after a month or a day, and the token after it: ", 2023", "of last year", "of 87"."""
    tokens = reading.tokens
    comma = tokens.words[at] == ","
    of = tokens.words[at] in ("of", "in")
    following = at + (comma or of)
    if tokens.words[following] in ("'", "’") and len(tokens.raw(following + 1)) == 2:
        of, following = True, following + 1
    year = year_figure(tokens, following)
    if year:
        return year, following + 1
    raw = tokens.raw(following)
    if of and tokens.kinds[following] == "n" and raw.isdecimal() and len(raw) == 2:
        return century_of(int(raw)), following + 1
    if comma:
        return spelled_year(tokens, following) if _is_spelled_day(tokens, at) else None
    return _stepped_year(reading, following) or spelled_year(tokens, following)


def _is_spelled_day(tokens: Tokens, at: int) -> bool:
    """Whether a day in words or a month ends before a token: "October second, twenty twenty"."""
    if tokens.words[at - 1] in MONTHS:
        return True
    return tokens.words[at - 1] in ORDINALS or tokens.words[at - 1] in ("st", "nd", "rd", "th")


def _stepped_year(reading: Reading, at: int) -> tuple[int, int] | None:
    """ "last year", "the following year"."""
    tokens = reading.tokens
    at += tokens.words[at] == "the"
    if tokens.words[at] not in STEPS or tokens.words[at + 1] != "year":
        return None
    year = reading.written.year + STEPS[tokens.words[at]] if reading.written else UNKNOWN
    return year, at + 2


def century_of(short: int) -> int:
    """The year of two digits: "87", "23"."""
    return 1900 + short if short >= 50 else 2000 + short


def spelled_year(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ "nineteen eighty six", "two thousand", "twenty twenty-three"."""
    first = read_spelled(tokens, at) if tokens.kinds[at] == "w" else None
    if first is None:
        return None
    if first.value in (15, 16, 17, 18, 19, 20):
        second = read_spelled(tokens, first.end + tokens.joint(first.end))
        if second and 10 <= second.value < 100 and tokens.kinds[first.end] == "w":
            return int(first.value * 100 + second.value), second.end
    if 1500 <= first.value < 2100:
        return int(first.value), first.end
    return None
