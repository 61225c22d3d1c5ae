"""A time with the words that take a part of it: "early 2019", "the end of the week"."""

from collections.abc import Callable, Iterable
from functools import partial

from qa.values.numbers.standing import is_in_name
from qa.values.tables.date_names import DECADES, MONTHS, QUARTERS, SEASONS, STEPS, WEEKDAYS, WORDS
from qa.values.tables.number_words import ONES, ORDINALS, TENS
from qa.values.times.calendar_dates import read_day_first, read_month_first
from qa.values.times.day_counts import read_day_count
from qa.values.times.days import Date, Span, months_span, shift, span_around
from qa.values.times.feasts import FEAST_BEGINNINGS, read_feast, read_feast_of
from qa.values.times.marked_dates import read_stroke
from qa.values.times.named_times import (
    WHOLES,
    read_fiscal,
    read_quarter,
    read_season,
    read_to_date,
    read_weekend,
    read_whole,
)
from qa.values.times.nth import BEGINNINGS as NTH_BEGINNINGS
from qa.values.times.nth import read_nth
from qa.values.times.parts import ENDS, PARTS, read_end, take_part
from qa.values.times.relative_dates import read_distance, read_weekday, read_word
from qa.values.times.steps import read_step
from qa.values.times.time import Reading, Time, is_ordinal, read_day
from qa.values.times.year_first import read_week_first, read_year_first
from qa.values.times.years import (
    SPELLED_YEARS,
    read_century,
    read_decade_words,
    read_marked_year,
    read_numeric,
    read_spelled_year,
    read_years,
)

Reader = Callable[[Reading, int], Time | None]
_BY_WORD: dict[str, list[Reader]] = {}


def _register(words: Iterable[str], reader: Reader) -> None:
    for word in words:
        _BY_WORD.setdefault(word, []).append(reader)


def _numbered(reading: Reading, at: int) -> Time | None:
    # What holds a part is no part itself, or "week of week of …" would have no end.
    return read_nth(reading, at, partial(read_plain, parts=False))


_register(NTH_BEGINNINGS, _numbered)
_register(FEAST_BEGINNINGS, read_feast)
_register(MONTHS, read_month_first)
_register(WEEKDAYS, read_weekday)
_register([*QUARTERS, "q", "h", "last", "latter"], read_quarter)
_register([*ORDINALS, *ONES, *TENS, "the"], read_day_first)
_register([*ORDINALS, "twenty"], read_century)
_register([*ONES, *TENS], read_day_count)
_register([*ONES, *TENS, "a", "an", "in", "half"], read_distance)
_register(STEPS, read_step)
_register(WORDS, read_word)
_register(DECADES, read_decade_words)
_register(SPELLED_YEARS, read_spelled_year)
_register(SEASONS, read_season)
_register(["weekend"], read_weekend)
_register(WHOLES, read_whole)
_register(["fy", "sy"], read_fiscal)
_register(ENDS, read_end)
_register(["to"], read_to_date)
_register(["w"], read_week_first)
_register(["'", "’"], read_marked_year)
_FIGURE: list[Reader] = [
    read_year_first, read_stroke, _numbered, read_century, read_quarter, read_day_first,
    read_day_count, read_distance, read_decade_words, read_years,
]  # fmt: skip

BEGINNINGS = frozenset({*_BY_WORD, *PARTS, *WHOLES, "weekend", "day", "eve"})
_OF = frozenset({"beginning", "start", "outset", "middle", "midst", "end", "close"})


def read_plain(reading: Reading, at: int, parts: bool = True) -> Time | None:
    """A time without anything before it; `parts` are the likes of "the first week of"."""
    tokens = reading.tokens
    kind = tokens.kinds[at]
    if kind == "d":
        return read_numeric(reading, at)
    if kind == "n" and is_in_name(tokens, at) and len(tokens.raw(at)) != 8:
        return None  # but "report-20170302"
    readers = _FIGURE if kind == "n" else _BY_WORD.get(tokens.words[at], ())
    for reader in readers:
        found = reader(reading, at) if parts or reader is not _numbered else None
        if found is not None:
            return _owned(reading, found)
    return None


def _owned(reading: Reading, year: Time) -> Time:
    """ "next year's first quarter", "this year's Q4"."""
    tokens = reading.tokens
    apart = tokens.words[year.end] in ("'", "’") and not tokens.glued(year.end + 1)
    owned = tokens.words[year.end + 1] == "s" and (tokens.glued(year.end) or apart)
    if year.grain != "year" or not owned:
        return year
    half = QUARTERS.get(tokens.words[year.end + 2], 0)
    if tokens.words[year.end + 3] == "half" and 1 <= half <= 2:
        span = months_span(year.span[0].year, 6 * half - 5, 6) if year.span else None
        return Time(year.start, year.end + 4, span, "quarter", year.year)
    part = read_quarter(reading, year.end + 2)
    if part is None:
        return read_feast_of(reading, year) or year
    months = (part.span[1].month - part.span[0].month + 1) if part.span else 0
    span = (
        months_span(year.span[0].year, part.span[0].month, months)
        if (part.span and year.span)
        else None
    )
    return part._replace(start=year.start, span=span)


_COUNTED = frozenset({"day", "weekend", "eve", *WHOLES})


def read_edge(reading: Reading, at: int) -> tuple[Time, str] | None:
    """A time, and which part of it is meant: "early", "mid", "late" or all of it."""
    tokens = reading.tokens
    start = at
    at += tokens.words[at] == "the" and tokens.words[at + 1] in PARTS
    word = tokens.words[at]
    place = at + (word == "the")
    beside = None
    if tokens.words[place] in _COUNTED:
        beside = _beside(reading, place) or _second_next(reading, place)
    if beside:
        return beside._replace(start=start), ""
    part = PARTS.get(word, "")
    if not part:
        found = read_plain(reading, at) or _after_the(reading, at)
        return (found, "") if found else None
    following = _after_part(reading, at)
    if word in _OF and tokens.words[following] == "the" and following == at + 1:
        return None  # "they close the third week of May"
    found = read_plain(reading, following) or _after_the(reading, following)
    if found is None and word in _OF:
        found = _current(reading, at, following)
    if found is None or (found.grain == "day" and word in _OF):
        return None
    if word in ("earlier", "later") and found.grain != "week":
        span = _so_far(found.span, reading.written, word)
    else:
        unnamed = found.grain == "year" and not found.year  # "the end of the year"
        span = take_part(found.span, "this year" if unnamed else found.grain, part)
    return found._replace(start=start, span=span), part


def _current(reading: Reading, at: int, following: int) -> Time | None:
    """The month of "end of month"."""
    word = reading.tokens.words[following]
    if word not in WHOLES or following == at + 1:
        return None
    span = span_around(reading.written, word) if reading.written else None
    return Time(following, following + 1, span, word)


def _beside(reading: Reading, at: int) -> Time | None:
    """ "the day before Christmas", "the eve of Christmas"."""
    tokens = reading.tokens
    step = _STEPS_BESIDE.get((tokens.words[at], tokens.words[at + 1]))
    if step is None:
        return None
    day = read_plain(reading, at + 2)
    if day is None or day.grain != "day":
        return None
    found = shift(day.span[0], "day", step) if day.span else None
    return day._replace(start=at, span=(found, found) if found else None)


_STEPS_BESIDE = {("day", "before"): -1, ("day", "after"): 1, ("eve", "of"): -1}


def _second_next(reading: Reading, at: int) -> Time | None:
    """ "the week after next", "the month before last"."""
    tokens = reading.tokens
    step = _SECOND.get(tuple(tokens.words[at + 1 : at + 3]))
    word = tokens.words[at]
    if step is None or word not in (*WHOLES, "weekend") or tokens.words[at + 3] in WEEKDAYS:
        return None
    span = span_around(reading.written, word, step) if reading.written else None
    return Time(at, at + 3, span, word)


_SECOND: dict[tuple[str, ...], int] = {("after", "next"): 2, ("before", "last"): -2}


def _after_part(reading: Reading, at: int) -> int:
    tokens = reading.tokens
    following = at + 2 if tokens.hyphen(at + 1) else at + 1
    if tokens.words[following] == "in" and tokens.words[at] in _OF:
        named = tokens.words[at - 1] == "the"  # "ends in 2025" tells of the whole year
        return following + 1 if named else following
    following += tokens.words[following] in ("of", "in")
    return following


def _after_the(reading: Reading, at: int) -> Time | None:
    """What "the" may stand before: "the 1990s", "the last 3 months"; or a day, "the 18th"."""
    tokens = reading.tokens
    if tokens.words[at] != "the":
        return None
    found = read_plain(reading, at + 1)
    untold = tokens.words[at + 1] in _UNTOLD and tokens.words[at + 2] not in FEAST_BEGINNINGS
    if found and found.grain == "day" and untold:
        found = found._replace(span=None)  # "the next day" goes on from what is told
    return found or _day_of_month(reading, at)


_UNTOLD = frozenset({"next", "following", "previous", "same"})
_BEFORE_A_DAY = frozenset(
    {
        "on",
        "by",
        "until",
        "till",
        "around",
        "since",
        "from",
        "before",
        "after",
        "starts",
        "begins",
        "ends",
        "due",
    }
)
_DAY_ENDS = frozenset({"", ".", ",", "!", "?", ";", "of", "this", "and", "to", "at", "or"})


def _day_of_month(reading: Reading, at: int) -> Time | None:
    """ "on the 18th", "the 21st of this month"."""
    tokens = reading.tokens
    number = read_day(tokens, at + 1)
    if number is None or not is_ordinal(tokens, at + 1, number[1]):
        return None
    if tokens.words[number[1]] not in _DAY_ENDS:
        return None
    the_month = tokens.words[number[1] : number[1] + 3] == ["of", "the", "month"]
    if not the_month and tokens.words[at - 1] not in _BEFORE_A_DAY:
        return None
    this = the_month or tokens.words[number[1] : number[1] + 2] == ["this", "month"]
    end = number[1] + 2 + the_month if this else number[1]
    span = None
    if reading.written:
        span = _nearest_day(reading.written, number[0], this, reading.ahead(at))
    month_of = span[0].month if span else 0
    return Time(at, end, span, "day", 0, month_of, number[0] if span else 0)


def _nearest_day(written: Date, number: int, this: bool, ahead: bool) -> Span | None:
    for months in (0,) if this else ((0, 1) if ahead else (0, -1)):
        month = shift(written.replace(day=1), "month", months)
        found = shift(month, "day", number - 1) if month else None
        if month is None or found is None or found.month != month.month:
            continue
        if this or (found >= written if ahead else found <= written):
            return (found, found)
    return None


def _so_far(span: Span | None, written: Date | None, word: str) -> Span | None:
    """ "earlier this year" ends, and "later this week" begins, on the day of writing."""
    if span is None or written is None:
        return None
    if span[0] == span[1]:
        return span  # "later today"
    if not span[0] <= written <= span[1]:
        return take_part(span, "week" if (span[1] - span[0]).days == 6 else "", PARTS[word])
    if word == "later":
        part = take_part(span, "this year" if (span[1] - span[0]).days > 300 else "month", "late")
        return (max(written, part[0]) if part else written), span[1]
    yesterday = shift(written, "day", -1)
    return (span[0], max(yesterday, span[0])) if yesterday else None
