"""Times that begin with their year: "2017 April", "2016, Nov. 10", "2016-W10", "20161005"."""

from qa.values.tables.plurals import is_plural
from qa.values.times.days import Date, Span, day, months_span, span_around
from qa.values.times.time import Reading, Time, month_at, past_point, read_day, year_figure
from qa.values.tokens import Tokens


def read_year_first(reading: Reading, at: int) -> Time | None:
    """What begins with a year in four digits, or is a date in eight."""
    tokens = reading.tokens
    if tokens.kinds[at] != "n":
        return None
    if len(tokens.words[at]) == 8:
        return _compact(tokens, at)
    year = year_figure(tokens, at)
    if not year or (tokens.glued(at) and tokens.kinds[at - 1] in ("n", "w")):
        return None
    spaced = _then_figures(tokens, at, year)
    if spaced:
        return spaced
    following = at + 2 if tokens.joint(at + 1) or tokens.words[at + 1] in (",", "/") else at + 1
    return _then_week(tokens, at, following, year) or _then_month(reading, at, following, year)


def _compact(tokens: Tokens, at: int) -> Time | None:
    raw = tokens.raw(at)
    if is_plural(tokens.words[at + 1]):
        return None  # "20201231 votes"
    if not raw.isdecimal() or not 1900 <= int(raw[:4]) <= 2099:
        return None
    found = day(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
    return Time(at, at + 1, (found, found), "day", int(raw[:4])) if found else None


def _then_figures(tokens: Tokens, at: int, year: int) -> Time | None:
    """ "2016 10 16", where nothing follows that it could count."""
    if tokens.kinds[at + 1] != "n" or tokens.kinds[at + 2] != "n":
        return None
    month, number = tokens.raw(at + 1), tokens.raw(at + 2)
    two = all(raw.isdecimal() and len(raw) == 2 for raw in (month, number))
    if not two or tokens.kinds[at + 3] in ("w", "n"):
        return None
    found = day(year, int(month), int(number))
    return Time(at, at + 3, (found, found), "day", year, int(month), int(number)) if found else None


def _then_month(reading: Reading, at: int, following: int, year: int) -> Time | None:
    """ "2017 April", "2016 November 10"."""
    tokens = reading.tokens
    month = month_at(tokens, following)
    if not month or (tokens.words[following] in _UNSURE and not tokens.is_capital(following)):
        return None
    end = past_point(tokens, following + 1)
    dash = tokens.words[end] in ("-", "/") and tokens.glued(end)
    number = read_day(tokens, end + dash)
    if number and tokens.kinds[end + dash] == "n":
        if year_figure(tokens, number[1]):
            return None
        found = day(year, month, number[0])
        return Time(at, number[1], (found, found) if found else None, "day", year, month, number[0])
    if tokens.kinds[end] == "n":  # "in 2017 April 2018 was"
        return None
    return Time(at, end, months_span(year, month), "month", year, month)


_UNSURE = frozenset({"may", "mar", "march", "sun"})


def read_week_first(reading: Reading, at: int) -> Time | None:
    """ "W10 2016", "W10-2016"."""
    tokens = reading.tokens
    if tokens.glued(at) or not tokens.glued(at + 1) or tokens.kinds[at + 1] != "n":
        return None
    following = at + 3 if tokens.words[at + 2] in (",", "/") or tokens.joint(at + 2) else at + 2
    year = year_figure(tokens, following)
    span = week_of_year(year, tokens.raw(at + 1)) if year else None
    return Time(at, following + 1, span, "week", year) if span else None


def _then_week(tokens: Tokens, at: int, following: int, year: int) -> Time | None:
    """ "2016-W10", "2016 week 10"."""
    if tokens.words[following] not in ("w", "week", "wk"):
        return None
    span = week_of_year(year, tokens.raw(following + 1))
    return Time(at, following + 2, span, "week", year) if span else None


def week_of_year(year: int, number: str) -> Span | None:
    """The week that has that number in a year."""
    if not number.isdecimal() or not 1 <= len(number) <= 2:
        return None
    try:
        return span_around(Date.fromisocalendar(year, int(number), 1), "week")
    except ValueError:
        return None
