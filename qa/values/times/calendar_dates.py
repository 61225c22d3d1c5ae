"""Days and months as the calendar names them: "Oct. 19", "12 May 2020", "June of 1992"."""

from qa.values.amounts.units import read_measure
from qa.values.tables.date_names import STEPS, UNSURE_MONTHS
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_sets import word_set
from qa.values.times.days import day, months_span, span_around
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
_UP_TO = frozenset({"-", "–", "to", "through", "thru", "until", "till"})


def read_month_first(reading: Reading, at: int) -> Time | None:
    """ "Oct. 19", "October 19-21, 2023", "June of 1992", "Dec/2018", "August"."""
    tokens = reading.tokens
    month = month_at(tokens, at)
    if not month:
        return None
    marked = _marked(tokens, at, month)
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
    turned = _year_month_day(tokens, at) or _month_and_year(tokens, at)
    month = 0 if turned else month_at(tokens, at + 2) or month_at(tokens, at + 4)
    turned = turned or (_marked(tokens, at, month) if month else None)
    if turned:
        return turned
    the = tokens.words[at] == "the"
    number = read_day(tokens, at + the)
    if number is None:
        return None
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


def _step_month(
    reading: Reading, at: int, end: int, number: int, until: tuple[int, int] | None
) -> Time | None:
    """ "4 to 22 this month", "the 18th of next month"."""
    tokens = reading.tokens
    if tokens.words[end] not in STEPS or tokens.words[end + 1] != "month":
        return None
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


def _month_and_year(tokens: Tokens, at: int) -> Time | None:
    """ "2015-03", "3/2015"."""
    if tokens.words[at + 1] not in ("-", "/") or not tokens.glued(at + 1):
        return None
    if tokens.glued(at) or not tokens.glued(at + 2) or tokens.glued(at + 3):
        return None
    if tokens.words[at + 3] in ("-", "/"):
        return None
    year, raw = year_figure(tokens, at), tokens.raw(at + 2)
    if not year:
        year, raw = year_figure(tokens, at + 2), tokens.raw(at)
    if not (year >= 1900 and raw.isdecimal() and len(raw) <= 2 and 1 <= int(raw) <= 12):
        return None
    if len(raw) == 2 and tokens.words[at + 1] == "-" and year % 100 < int(raw):
        return None  # the years "2010-12", "2007-08"
    return Time(at, at + 3, months_span(year, int(raw)), "month", year, int(raw))


def _marked(tokens: Tokens, at: int, month: int) -> Time | None:
    """A month, a day and a year with the same mark between them: "Jun-21-2016", "21/Jun/16"."""
    marks = {tokens.words[at + 1], tokens.words[at + 3]}
    if len(marks) > 1 or not marks <= {"-", "/", "."} or tokens.glued(at):
        return None
    if not all(tokens.glued(inner) for inner in range(at + 1, at + 5)):
        return None
    figures = [inner for inner in (at, at + 2, at + 4) if tokens.kinds[inner] == "n"]
    raws = [tokens.raw(inner) for inner in figures]
    if len(raws) != 2 or not all(raw.isdecimal() and len(raw) in (1, 2, 4) for raw in raws):
        return None
    if len(raws[0]) < 4 and (len(raws[1]) == 4 or len(raws[1]) == 2):
        raws.reverse()
    year = int(raws[0]) if len(raws[0]) == 4 else century_of(int(raws[0]))
    found = day(year, month, int(raws[1])) if len(raws[1]) < 4 and year else None
    return Time(at, at + 5, (found, found), "day", year, month, found.day) if found else None


_BEFORE_STROKE = word_set(
    "this on by since until till from before after between to through starting due dated"
)


def read_stroke(reading: Reading, at: int, told: bool = False) -> Time | None:
    """ "on 4/22", "from 10/1 to 11/2": a month and a day where a time is expected."""
    tokens = reading.tokens
    if not (tokens.words[at + 1] == "/" and tokens.glued(at + 1) and tokens.glued(at + 2)):
        return None
    one, two = tokens.raw(at), tokens.raw(at + 2)
    if not (one.isdecimal() and two.isdecimal() and len(one) <= 2 and len(two) <= 2):
        return None
    expected = told or tokens.words[at - 1] in _BEFORE_STROKE or tokens.kinds[at + 4] == "d"
    after, before = _dashed(tokens, at + 3, 1), _dashed(tokens, at - 1, -3)
    cut = tokens.glued(at) and tokens.words[at - 1] not in "-–("
    cut |= tokens.glued(at + 4) and tokens.kinds[at + 4] == "n" and not after
    if cut or not (expected or after or before):
        return None
    month, number = (int(one), int(two)) if int(one) <= 12 else (int(two), int(one))
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    return Time(at, at + 3, resolve(reading, at, 0, month, number), "day", 0, month, number)


def _dashed(tokens: Tokens, at: int, other: int) -> bool:
    """Whether a dash goes to another such pair: "2/29-3/1"."""
    if tokens.words[at] not in HYPHENS or tokens.glued(at) != tokens.glued(at + 1):
        return False
    pair = tokens.kinds[at + other] == tokens.kinds[at + other + 2] == "n"
    return pair and tokens.words[at + other + 1] == "/"


def _finish_day_first(
    reading: Reading, at: int, number: int, until: int | None, month: int,
    year: tuple[int, int] | None, after: int,
) -> Time | None:  # fmt: skip
    written = year[0] if year else 0
    first = resolve(reading, at, written, month, number)
    end = year[1] if year else after
    if until is None:
        return Time(at, end, first, "day", written, month, number)
    last = day(first[0].year, month, until) if first else None
    span = (first[0], last) if first and last and last >= first[0] else None
    return Time(at, end, span, "days", written, month, number)


def _year_month_day(tokens: Tokens, at: int) -> Time | None:
    """ "2019/aug/01"."""
    year, month = year_figure(tokens, at), month_at(tokens, at + 2)
    if not (year and month and tokens.words[at + 1] in ("/", "-") and tokens.glued(at + 2)):
        return None
    number = read_day(tokens, at + 4) if tokens.words[at + 3] in ("/", "-") else None
    if number is None:
        return None
    found = day(year, month, number[0])
    return Time(at, number[1], (found, found) if found else None, "day", year, month, number[0])
