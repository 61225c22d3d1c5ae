"""Days and months with a mark between their figures: "Jun-21-2016", "3/2015", "on 4/22"."""

from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tables.word_sets import word_set
from qa.values.times.days import day, months_span
from qa.values.times.time import Reading, Time, century_of, month_at, read_day, resolve, year_figure
from qa.values.tokens import HYPHENS, Tokens


def read_marked(tokens: Tokens, at: int) -> Time | None:
    """ "2019/aug/01", "2015-03", "21/Jun/16"."""
    if tokens.words[at + 1] not in ("-", "/", "."):
        return None
    found = _year_month_day(tokens, at) or _month_and_year(tokens, at)
    if found:
        return found
    month = next(
        (month_at(tokens, part) for part in (at, at + 2, at + 4) if month_at(tokens, part)), 0
    )
    return _marked(tokens, at, month) if month else None


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
    if len(raw) == 1 and tokens.words[at + 1] == "-" and year % 10 < int(raw):
        return Time(at, at + 3, None, "month")  # the years 1905 to 1907, or a month of July
    return Time(at, at + 3, months_span(year, int(raw)), "month", year, int(raw))


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


_BEFORE_STROKE = word_set(
    "this on by since until till from before after between to through starting due dated"
)


_IDIOMS = frozenset({("9", "11"), ("7", "7"), ("24", "7")})


def read_stroke(reading: Reading, at: int, told: bool = False) -> Time | None:
    """ "on 4/22", "from 10/1 to 11/2": a month and a day where a time is expected."""
    tokens = reading.tokens
    if not (tokens.words[at + 1] == "/" and tokens.glued(at + 1) and tokens.glued(at + 2)):
        return None
    one, two = tokens.raw(at), tokens.raw(at + 2)
    if (one, two) in _IDIOMS:
        return None
    if not (one.isdecimal() and two.isdecimal() and len(one) <= 2 and len(two) <= 2):
        return None
    expected = told or tokens.words[at - 1] in _BEFORE_STROKE or tokens.kinds[at + 4] == "d"
    expected |= tokens.words[at + 3] == "," and year_figure(tokens, at + 4) > 0
    expected |= _is_no_fraction(tokens, at, one, two)
    after, before = _dashed(tokens, at + 3, 1), _dashed(tokens, at - 1, -3)
    cut = tokens.glued(at) and tokens.words[at - 1] not in "-–("
    cut |= tokens.glued(at + 4) and tokens.kinds[at + 4] == "n" and not after
    if cut or not (expected or after or before):
        return None
    month, number = (int(one), int(two)) if int(one) <= 12 else (int(two), int(one))
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    year = year_figure(tokens, at + 4) if tokens.words[at + 3] == "," else 0  # "08/12, 2015"
    span = resolve(reading, at, year, month, number)
    return Time(at, at + 5 if year else at + 3, span, "day", year, month, number)


def month_and_day(tokens: Tokens, at: int) -> tuple[int, int, int]:
    """The month and the day that "9-24" and "9.24" may be, and the token after them; or noughts."""
    raw, end = tokens.raw(at), at + 1
    if tokens.kinds[at] != "n":
        return 0, 0, at
    if tokens.hyphen(end) and tokens.kinds[end + 1] == "n":
        raw, end = f"{raw}.{tokens.raw(end + 1)}", end + 2
    one, _, two = raw.partition(".")
    if not (one.isdecimal() and two.isdecimal() and max(len(one), len(two)) <= 2):
        return 0, 0, at
    known = 1 <= int(one) <= 12 and 1 <= int(two) <= 31 and not tokens.glued(end + 1)
    return (int(one), int(two), end) if known else (0, 0, at)


_WHOLES = frozenset({16, 20, 24, 25, 30})  # of which there are often parts: "7/24"


def _is_no_fraction(tokens: Tokens, at: int, one: str, two: str) -> bool:
    """ "10/28", "04/22", where nothing follows that there could be a part of."""
    closes = tokens.kinds[at + 3] != "w" or tokens.words[at + 3] in FUNCTION_WORDS - {"of"}
    odd = int(one) <= 12 < int(two) <= 31 and int(two) not in _WHOLES
    odd |= tokens.words[at + 3] in ("at", "@") and tokens.kinds[at + 4] == "n"
    return closes and tokens.words[at + 3] not in ("%", "/") and (odd or "0" in (one[0], two[0]))


def _dashed(tokens: Tokens, at: int, other: int) -> bool:
    """Whether a dash goes to another such pair: "2/29-3/1"."""
    if tokens.words[at] not in HYPHENS or tokens.glued(at) != tokens.glued(at + 1):
        return False
    pair = tokens.kinds[at + other] == tokens.kinds[at + other + 2] == "n"
    return pair and tokens.words[at + other + 1] == "/"
