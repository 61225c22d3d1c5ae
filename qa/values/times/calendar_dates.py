"""Days and months as the calendar names them: "Oct. 19", "12 May 2020", "June of 1992"."""

from qa.values.amounts.units import read_measure
from qa.values.tables.date_names import STEPS, UNSURE_MONTHS
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_sets import word_set
from qa.values.times.days import day, span_around
from qa.values.times.marked_dates import read_marked
from qa.values.times.time import (
    Reading,
    Time,
    century_of,
    is_ordinal,
    month_at,
    past_point,
    read_day,
    read_year,
    resolve,
    year_figure,
)
from qa.values.tokens import HYPHENS, Tokens

_BEFORE_MONTH = word_set(
    "in since from until till by of last next this early mid late between and to through during"
    " before after than each every - – / on mid- start end"
)
_UP_TO = frozenset({"-", "–", "to", "through", "thru", "until", "till", "til"})


def read_month_first(reading: Reading, at: int) -> Time | None:
    """ "Oct. 19", "October 19-21, 2023", "June of 1992", "Dec/2018", "August"."""
    tokens = reading.tokens
    month = month_at(tokens, at)
    if not month:
        return None
    marked = read_marked(tokens, at)
    if marked:
        return marked
    following = past_point(tokens, at + 1)
    stroke = tokens.words[following] in ("/", "-") and tokens.glued(following)
    place = following + 1 if stroke and tokens.glued(following + 1) else following
    if place > following and year_figure(tokens, place):
        return _month(reading, at, place + 1, year_figure(tokens, place), month)
    the = tokens.words[place] == "the"
    number = read_day(tokens, place + the)
    if number and not (the and not is_ordinal(tokens, place + 1, number[1])):
        found = _with_day(reading, at, month, number)
        if found:
            return found
    year = read_year(reading, following)
    if year and not (tokens.words[following] == "in" and year[0] < 1900):
        return _month(reading, at, year[1], year[0], month)
    return _bare_month(reading, at, following, month)


def _with_day(reading: Reading, at: int, month: int, number: tuple[int, int]) -> Time | None:
    tokens = reading.tokens
    end = number[1]
    spelled = tokens.kinds[end - 1] == "w" and not is_ordinal(tokens, end - 1, end)
    unsure = tokens.words[at] in UNSURE_MONTHS and not tokens.is_capital(at)
    if spelled and unsure and tokens.words[end] != "":
        return None
    if is_counted(tokens, end) and not is_ordinal(tokens, at, end):
        return None  # "In August 12 people died"
    until = _second_day(tokens, end)
    year_at = until[1] if until else end
    year = read_year(reading, year_at)
    first = resolve(reading, at, year[0] if year else 0, month, number[0])
    stop = year[1] if year else year_at
    if until is None:
        written = year[0] if year else 0
        return Time(at, stop, first, "day", written, month, number[0])
    last = day(first[0].year, month, until[0]) if first else None
    span = (first[0], last) if first and last and last >= first[0] else None
    return Time(at, stop, span, "days", year[0] if year else 0, month, number[0])


def is_counted(tokens: Tokens, at: int) -> bool:
    """Whether what follows a figure says that it is no day but a count."""
    word = tokens.words[at]
    if tokens.kinds[at] != "w":
        return word in ("%", "$", "€", "£", "°")
    if word in ("million", "billion", "thousand", "hundred", "dozen", "percent", "per"):
        return True
    counted = is_plural(word) and not tokens.is_capital(at)
    return counted or bool(len(word) > 1 and word != "in" and read_measure(tokens, at))


def _second_day(tokens: Tokens, at: int, month_follows: bool = False) -> tuple[int, int] | None:
    """The "21" of "October 19-21" or of "19-21 October"."""
    if tokens.words[at] not in _UP_TO:
        return None
    dash = tokens.words[at] in HYPHENS
    if dash and tokens.glued(at) != tokens.glued(at + 1):
        return None
    following = at + 2 if tokens.words[at + 1] == "the" else at + 1
    number = read_day(tokens, following)
    if number is None:
        return None
    if month_follows:
        return number
    if month_at(tokens, number[1]) or is_counted(tokens, number[1]):
        return None
    if tokens.words[number[1]] == "of" and month_at(tokens, number[1] + 1):
        return None
    return number


def _month(reading: Reading, at: int, end: int, year: int, month: int) -> Time:
    return Time(at, end, resolve(reading, at, year, month, 0), "month", year, month)


def _bare_month(reading: Reading, at: int, end: int, month: int) -> Time | None:
    tokens = reading.tokens
    word, before = tokens.words[at], tokens.words[at - 1]
    if word in UNSURE_MONTHS and not _is_month(tokens, at):
        return None
    if tokens.is_capital(at + 1) and before not in _BEFORE_MONTH and end == at + 1:
        return None  # "April Jones"
    short = len(word) <= 4 and word not in ("june", "july", "may")
    if short and not tokens.is_capital(at) and before not in _BEFORE_MONTH:
        return None
    if tokens.hyphen(end) and tokens.kinds[end + 1] == "w" and not month_at(tokens, end + 1):
        return None
    stop = end if word not in ("june", "july", "may") else at + 1
    span = resolve(reading, at, 0, month, 0)
    return Time(at, stop, span, "month", 0, month, is_open=True)


def _is_month(tokens: Tokens, at: int) -> bool:
    """Whether "may" and "march" are months: "in May", "It may be in may.", "May-July"."""
    before, after = tokens.words[at - 1], tokens.words[at + 1]
    if after in _UP_TO and month_at(tokens, at + 2):
        return True
    if not tokens.is_capital(at):
        return before in _AFTER_THESE and tokens.kinds[at + 1] != "w"
    return before in _BEFORE_MONTH if at else after in ("", ",")


_AFTER_THESE = frozenset({"in", "since", "until", "till", "during", "last", "next", "this", "than"})


def read_day_first(reading: Reading, at: int) -> Time | None:
    """ "19 October 2023", "the 9th of May", "2019/aug/01", "26-28 June"."""
    tokens = reading.tokens
    turned = read_marked(tokens, at)
    if turned:
        return turned
    the = tokens.words[at] == "the"
    number = read_day(tokens, at + the)
    if number is None:
        return None
    listed = _listed_day(reading, at + the, number)
    if listed:
        return listed._replace(start=at)
    until = _second_day(tokens, number[1], month_follows=True)
    end = until[1] if until else number[1]
    if tokens.words[end] == "day" and is_ordinal(tokens, at, end):
        end += 1
    joined = tokens.words[end] in ("of", "-", "/")
    this = _step_month(reading, at, end + (tokens.words[end] in ("of", "in")), number[0], until)
    if this:
        return this
    month = month_at(tokens, end + joined)
    if not month or (the and not is_ordinal(tokens, at, number[1])):
        return None
    unsure = tokens.words[end + joined] in ("may", "mar") and not tokens.is_capital(end + joined)
    closes = tokens.kinds[end + joined + 1] != "w"
    if unsure and not (closes or is_ordinal(tokens, at, number[1])):
        return None
    after = past_point(tokens, end + joined + 1)
    dashed = tokens.words[after] in ("-", "/") and year_figure(tokens, after + 1) != 0
    year = read_year(reading, after + dashed)
    return _finish_day_first(reading, at, number[0], until and until[0], month, year, after)


_LISTING = frozenset({"and", "or", ",", "&"})


def _listed_day(reading: Reading, at: int, number: tuple[int, int]) -> Time | None:
    """The "18" of "18 and 19 June" and of "17, 18 and 19 June"; the "19" of "June 18 and 19"."""
    tokens = reading.tokens
    before = tokens.words[at - 1] in _LISTING
    if before and at > 2 and tokens.kinds[at - 2] == "n":
        month = month_at(tokens, at - 3)
        counts = tokens.kinds[number[1]] in ("w", "n") or is_counted(tokens, number[1])
        if month and not counts and tokens.words[at - 1] != ",":
            span = resolve(reading, at, 0, month, number[0])
            return Time(at, number[1], span, "day", 0, month, number[0])
    place, last = number, False
    for _ in range(MAX_LISTED):
        if tokens.words[place[1]] not in _LISTING or tokens.kinds[at] != "n":
            break
        following = place[1] + 1 + (tokens.words[place[1] + 1] == "the")
        last = tokens.words[place[1]] != ","
        if not last and place != number and tokens.words[following] in ("and", "or"):
            following, last = following + 1, True  # "17, 18, and 19 June"
        other = read_day(tokens, following) if tokens.kinds[following] == "n" else None
        if other is None:
            return None
        place = other
    joined = place[1] + (tokens.words[place[1]] == "of")
    month = month_at(tokens, joined) if last else 0
    if not month:
        return None
    year = read_year(reading, past_point(tokens, joined + 1))
    span = resolve(reading, at, year[0] if year else 0, month, number[0])
    return Time(at, number[1], span, "day", year[0] if year else 0, month, number[0])


MAX_LISTED = 4


def _step_month(
    reading: Reading, at: int, end: int, number: int, until: tuple[int, int] | None
) -> Time | None:
    """ "4 to 22 this month", "the 18th of next month"."""
    tokens = reading.tokens
    if tokens.words[end] not in STEPS or tokens.words[end + 1] != "month":
        return None
    if until is None and end == at + 1 and tokens.words[at - 1] not in ("on", "the"):
        return None  # "we will be only 6 next month"
    month = None
    if reading.written:
        month = span_around(reading.written, "month", STEPS[tokens.words[end]])
    if month is None:
        return Time(at, end + 2, None)
    first = day(month[0].year, month[0].month, number)
    last = day(month[0].year, month[0].month, until[0]) if until else first
    span = (first, last) if first and last and first <= last else None
    grain = "days" if until else "day"
    return Time(at, end + 2, span, grain, month[0].year, month[0].month, number)


def _short_year(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The "17" of "2nd Jan 17", where nothing follows that it could count."""
    raw = tokens.raw(at)
    if tokens.kinds[at] != "n" or len(raw) != 2 or not raw.isdecimal() or tokens.glued(at):
        return None
    closes = tokens.kinds[at + 1] == "" or tokens.words[at + 1] in (".", ",")
    return (century_of(int(raw)), at + 1) if closes and not tokens.glued(at + 2) else None


def _finish_day_first(
    reading: Reading, at: int, number: int, until: int | None, month: int,
    year: tuple[int, int] | None, after: int,
) -> Time | None:  # fmt: skip
    year = year or _short_year(reading.tokens, after)
    written = year[0] if year else 0
    first = resolve(reading, at, written, month, number)
    end = year[1] if year else after
    if until is None:
        return Time(at, end, first, "day", written, month, number)
    last = day(first[0].year, month, until) if first else None
    span = (first[0], last) if first and last and last >= first[0] else None
    return Time(at, end, span, "days", written, month, number)
