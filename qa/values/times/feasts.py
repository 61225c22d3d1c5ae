"""Feasts by name: "Christmas", "next Easter", "Halloween weekend"."""

from qa.values.numbers.spelled import read_spelled
from qa.values.tables.date_names import (
    AFTER_THANKSGIVING,
    EASTER_FEASTS,
    FIXED_FEASTS,
    MONTHS,
    MOVING_FEASTS,
    STEPS,
    UNKNOWN_FEASTS,
)
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.times.days import Date, Span, around, feast, likeliest, shift, span_around
from qa.values.times.time import Reading, Time, read_year
from qa.values.tokens import Tokens

_NAMES = (
    *FIXED_FEASTS, *MOVING_FEASTS, *EASTER_FEASTS, *AFTER_THANKSGIVING, *UNKNOWN_FEASTS,
)  # fmt: skip
_FEASTS = {  # by their names without apostrophes, which are often left out
    name.replace("'", ""): name for name in _NAMES
}
FEAST_BEGINNINGS = frozenset(
    beginning
    for name in _NAMES
    for beginning in (name.split()[0].split("'")[0].rstrip("."), name.split()[0].replace("'", ""))
)
MAX_FEAST_WORDS = 6


def _name(tokens: Tokens, at: int) -> tuple[str, int]:
    """The longest name of a feast that begins at a token, and the token after it."""
    if tokens.words[at] not in FEAST_BEGINNINGS:
        return "", at
    name, end, key = "", at, ""
    for length in range(1, MAX_FEAST_WORDS):
        token = at + length - 1
        word = tokens.words[token]
        if word in ("'", "’"):
            continue
        key += ("" if tokens.glued(token) or not key else " ") + word
        if key in _FEASTS:
            name, end = _FEASTS[key], token + 1
    return name, end


def read_feast(reading: Reading, at: int) -> Time | None:
    """ "Christmas", "Black Friday 2010", "Labor Day", "Halloween weekend 2021"."""
    tokens = reading.tokens
    name, end = _name(tokens, at)
    if not name:
        return None
    weekend = tokens.words[end] == "weekend"
    if tokens.words[end] in _SEASONS:
        return Time(at, end + 1, None, "season")
    if end == at + 1 and _is_of_a_thing(tokens, end):
        return None
    year = read_year(reading, end + weekend)
    if year:
        found = feast(name, year[0]) if 1 <= year[0] <= 9999 else None
        later = tokens.words[year[1]] == "weekend"
        time = Time(at, year[1] + later, _single(found), "day", year[0])
        return _weekend(time) if weekend or later else time
    span = None
    if reading.written:
        spans = (_single(feast(name, one)) for one in around(reading.written))
        span = likeliest(spans, reading.written, reading.ahead(at))
    time = Time(at, end + weekend, span, "day")
    return _weekend(time) if weekend else time


def feast_in(reading: Reading, at: int, year: int) -> Span | None:
    """The feast that is named at a token, in that year; None if none is."""
    name, _ = _name(reading.tokens, at)
    return _single(feast(name, year)) if name else None


def read_feast_of(reading: Reading, year: Time) -> Time | None:
    """The "Easter" of "next year's Easter"; `year` ends before its "'s"."""
    name, end = _name(reading.tokens, year.end + 2)
    if not name:
        return None
    found = feast(name, year.span[0].year) if year.span else None
    return Time(year.start, end, _single(found), "day", year.year)


_SEASONS = frozenset({"week", "season", "time", "period", "holiday", "holidays", "break"})
_PARTS = frozenset({"weekend", "morning", "afternoon", "evening", "night", "eve", "day", *STEPS})


def _is_of_a_thing(tokens: Tokens, at: int) -> bool:
    """Whether a feast only tells what kind of thing follows: "Christmas tree"."""
    word = tokens.words[at]
    if tokens.kinds[at] != "w" or word in FUNCTION_WORDS or word in _PARTS or word == "s":
        return False
    if tokens.is_capital(at):  # "the Easter Rising", but "at Christmas Anna came"
        return tokens.words[at - 2] in ("the", "a") and word not in MONTHS
    return read_spelled(tokens, at) is None


def _weekend(time: Time) -> Time:
    """The weekend that has a feast in it; of a feast on another day, no one can say which."""
    feast_day = time.span[0] if time.span else None
    span: Span | None = None
    if feast_day and feast_day.weekday() == 0:  # the Monday with the weekend before it
        saturday = shift(feast_day, "day", -2)
        span = (saturday, feast_day) if saturday else None
    elif feast_day and feast_day.weekday() >= 5:
        span = span_around(feast_day, "weekend")
    return time._replace(span=span, grain="weekend")


def read_stepped_feast(reading: Reading, at: int, step: int) -> Time | None:
    """ "next Christmas", "last Easter": the first one to come, or the last that was."""
    name, end = _name(reading.tokens, at + 1)
    if not name:
        return None
    found: Date | None = None
    if reading.written and step == 0:
        found = feast(name, reading.written.year)
    elif reading.written:
        days = [one for one in (feast(name, year) for year in around(reading.written)) if one]
        far = [one for one in days if (one > reading.written) == (step > 0)]
        found = (min(far) if step > 0 else max(far)) if far else None
    return Time(at, end, _single(found), "day")


def _single(found: Date | None) -> Span | None:
    return (found, found) if found else None
