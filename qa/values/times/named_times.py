"""Quarters, halves, weeks, feasts and seasons: "the third quarter of 2013", "Q3", "Christmas"."""

from qa.values.tables.date_names import (
    QUARTERS,
    SEASONS,
)
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tables.word_sets import word_set
from qa.values.times.days import (
    Span,
    around,
    likeliest,
    months_span,
    span_around,
    years_span,
)
from qa.values.times.steps import read_step
from qa.values.times.time import Reading, Time, read_year, year_figure
from qa.values.times.year_first import week_of_year
from qa.values.tokens import Tokens

_SHORT_QUARTERS = {"q": 3, "h": 6}


def read_quarter(reading: Reading, at: int) -> Time | None:
    """ "Q3 2022", "2017 q1", "the third quarter of 2013", "the first half of the year"."""
    tokens = reading.tokens
    short = _short(tokens, at)
    if short:
        number, months, end = short
        if not number:
            return _quarter_and_year(tokens, at)
        return _part_of_year(reading, at, end, number, months)
    year = year_figure(tokens, at)
    if year:
        short = _short(tokens, at + 2 if tokens.hyphen(at + 1) else at + 1)
        span = _part(year, short[0], short[1]) if short else None
        return Time(at, short[2], span, "quarter", year) if short else None
    return _spelled_quarter(reading, at)


def _short(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """ "Q3", "H1", "1Q", "1H": which, of how many months, and the token after it."""
    turned = _SHORT_QUARTERS.get(tokens.words[at + 1], 0) if tokens.glued(at + 1) else 0
    if turned and tokens.raw(at) in ("1", "2", "3", "4")[: 12 // turned]:
        year = tokens.glued(at + 2) and tokens.kinds[at + 2] == "n"  # "1Q19"
        if turned == 3 or year_figure(tokens, at + 2):  # "2h" is as often two hours
            return (0, 0, 0) if year else (int(tokens.raw(at)), turned, at + 2)
    months = _SHORT_QUARTERS.get(tokens.words[at])
    number = tokens.raw(at + 1)
    if not months or not tokens.glued(at + 1) or len(number) != 1:
        return None
    if tokens.glued(at) and tokens.kinds[at - 1] != "m" and not year_figure(tokens, at - 1):
        return None
    if tokens.glued(at + 2) and tokens.words[at + 2] not in ".,;:)'’-":
        return None  # "H2["
    if not number.isdecimal() or not 1 <= int(number) <= 12 // months:
        return None
    return int(number), months, at + 2


def _quarter_and_year(tokens: Tokens, at: int) -> Time | None:
    """ "1Q19", "3Q2018"."""
    raw = tokens.raw(at + 2)
    if not raw.isdecimal() or len(raw) not in (2, 4):
        return None
    year = int(raw) if len(raw) == 4 else 2000 + int(raw)
    return Time(at, at + 3, _part(year, int(tokens.raw(at)), 3), "quarter", year)


def _spelled_quarter(reading: Reading, at: int) -> Time | None:
    tokens = reading.tokens
    word, number_end = tokens.words[at], at + 1
    if tokens.kinds[at] == "n" and tokens.glued(at + 1):
        word, number_end = word + tokens.words[at + 1], at + 2
    following = number_end + 1 if tokens.hyphen(number_end) else number_end
    name = tokens.words[following]
    number = QUARTERS.get(word)
    named_year = tokens.words[following + 1] in ("of", "in") or year_figure(tokens, following + 1)
    if word in ("last", "latter") and named_year:
        number = _LAST.get(name)
    if number is None or name not in ("quarter", "qtr", "half", "trimester"):
        return None
    if name == "half":
        return _half(reading, at, following, number)
    return _part_of_year(reading, at, following + 1, number, 4 if name == "trimester" else 3)


_LAST = {"quarter": 4, "half": 2}


def _half(reading: Reading, at: int, following: int, number: int) -> Time | None:
    """A half of a named year only: matches have halves too."""
    tokens = reading.tokens
    of = tokens.words[following + 1] in ("of", "in", "this", "last", "next")
    of = of or year_figure(tokens, following + 1) > 0
    if number > 2 or not of:
        return None
    found = _part_of_year(reading, at, following + 1, number, 6)
    return found if found and found.end > following + 1 else None


def _part(year: int, number: int, months: int) -> Span | None:
    return months_span(year, (number - 1) * months + 1, months)


def _part_of_year(reading: Reading, at: int, end: int, number: int, months: int) -> Time | None:
    tokens = reading.tokens
    if _is_fiscal(tokens, at, end):
        return Time(at, end, None, "quarter")
    year = read_year(reading, end)
    if year:
        span = _part(year[0], number, months) if year[0] > 0 else None
        return Time(at, year[1], span, "quarter", year[0])
    following = end + 1 if tokens.words[end] in ("of", "in") else end
    following += tokens.words[following] == "the"
    step = read_step(reading, following)
    if step and step.grain == "year":
        span = _part(step.span[0].year, number, months) if step.span else None
        return Time(at, step.end, span, "quarter")
    if tokens.words[following] == "year" and following > end:
        end = following + 1
    span = None
    if reading.written:
        spans = (_part(one, number, months) for one in around(reading.written))
        span = likeliest(spans, reading.written, reading.ahead(at))
    return Time(at, end, span, "quarter")


def read_whole(reading: Reading, at: int) -> Time | None:
    """ "the year 2008", "week 31", "for the month", "the end of the year"."""
    tokens, written = reading.tokens, reading.written
    word = tokens.words[at]
    if tokens.words[at - 1] == "new" and word == "year":
        return None
    year = year_figure(tokens, at + 1)
    if word == "year" and tokens.words[at + 1] == "of" and year_figure(tokens, at + 2):
        year = year_figure(tokens, at + 2)
        return Time(at, at + 3, years_span(year), "year", year)
    if word == "year" and year:
        known = tokens.words[at - 1] not in ("fiscal", "financial", "school", "academic", "tax")
        return Time(at, at + 2, years_span(year) if known else None, "year", year)
    to_date = _to_date(reading, at)
    if to_date:
        return to_date
    if word == "week" and tokens.kinds[at + 1] == "n":
        return _numbered_week(reading, at)
    if tokens.words[at - 1] not in ("the", "my", "our") or tokens.words[at + 1] in _ANOTHER:
        return None
    if tokens.words[at - 2] not in ("for", "of", "in"):
        return None
    return Time(at, at + 1, span_around(written, word) if written else None, word)


def _to_date(reading: Reading, at: int) -> Time | None:
    """ "year to date", "month-to-date"."""
    tokens, written = reading.tokens, reading.written
    end = at + 1
    for word in ("to", "date"):
        end += tokens.hyphen(end)
        if tokens.words[end] != word:
            return None
        end += 1
    span = span_around(written, tokens.words[at]) if written else None
    return Time(at, end, (span[0], written) if span and written else None, "span")


def read_to_date(reading: Reading, at: int) -> Time | None:
    """ "to date": until the day of writing."""
    tokens = reading.tokens
    if tokens.words[at + 1] != "date" or tokens.hyphen(at - 1) or tokens.hyphen(at + 1):
        return None
    after = tokens.words[at + 2]
    if tokens.kinds[at + 2] == "w" and (after not in FUNCTION_WORDS or after in ("from", "with")):
        return None
    return Time(at, at + 2, None, "to date")


_FISCAL = frozenset({"fiscal", "financial", "fy"})


def _is_fiscal(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a quarter is one of a fiscal year: "FY2019 Q1", "the first quarter of FY19"."""
    after = end + (tokens.words[end] == "of")
    after += tokens.words[after] == "the"
    if tokens.words[after] in _FISCAL or tokens.words[at - 1] in _FISCAL:
        return True
    return tokens.words[at - 2] in _FISCAL and tokens.kinds[at - 1] == "n"


_ANOTHER = word_set("final finals of to before after earlier later ago ending ended that when")
WHOLES = ("week", "month", "quarter", "year")


def _numbered_week(reading: Reading, at: int) -> Time | None:
    """ "week 31", "week 10 of 2016"."""
    year = read_year(reading, at + 2)
    if year and year[0] > 0:
        return Time(at, year[1], week_of_year(year[0], reading.tokens.raw(at + 1)), "week")
    number = reading.tokens.raw(at + 1)
    if week_of_year(2020, number) is None:  # which had as many weeks as years have
        return None
    written = reading.written
    return Time(at, at + 2, week_of_year(written.year, number) if written else None, "week")


def read_season(reading: Reading, at: int) -> Time | None:
    """ "summer of 2019", "winter 2021": which days these are depends on the place."""
    tokens = reading.tokens
    if tokens.words[at] not in SEASONS:
        return None
    year = read_year(reading, at + 1)
    if year and (year[0] >= 1000 or year[0] < 0):
        return Time(at, year[1], None, "season", year[0])
    before = tokens.words[at - 1]
    named = before in ("in", "since", "by", "until", "every") or (
        before in ("the", "of") and tokens.words[at - 2] in ("in", "since", "by", "over", "until")
    )
    alone = tokens.words[at] in ("summer", "winter", "autumn")
    if not (named or alone) or tokens.words[at] == "fall" or tokens.words[at + 1] == "of":
        return None
    return Time(at, at + 1, None, "season")


def read_fiscal(reading: Reading, at: int) -> Time | None:
    """ "FY2016", "fy 18", "SY18": which days these are, some know."""
    tokens = reading.tokens
    raw = tokens.raw(at + 1)
    if tokens.kinds[at + 1] != "n" or not raw.isdecimal() or len(raw) not in (2, 4):
        return None
    if tokens.glued(at) and tokens.kinds[at - 1] == "w":
        return None
    return Time(at, at + 2, None, "year")


def read_weekend(reading: Reading, at: int) -> Time | None:
    """ "the weekend": the last one, or the coming one."""
    tokens = reading.tokens
    if tokens.words[at] != "weekend" or tokens.words[at - 1] not in ("the", "over", "at", "this"):
        return None
    span = None
    if reading.written:
        this = span_around(reading.written, "weekend")
        back = this and this[0] > reading.written and not reading.ahead(at)
        span = span_around(reading.written, "weekend", -1 if back else 0)
    return Time(at, at + 1, span, "weekend")
