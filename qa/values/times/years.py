"""Years and dates in figures alone: "2019", "the 1990s", "2023-10-31", "the 21st century"."""

from qa.values.amounts.money import read_name
from qa.values.amounts.units import read_measure, read_share, read_time
from qa.values.numbers.spelled import Number
from qa.values.tables.date_names import DECADES
from qa.values.tables.number_words import ORDINALS, SCALES
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_sets import word_set
from qa.values.times.days import Span, day, years_span
from qa.values.times.time import (
    Reading,
    Time,
    century_of,
    spelled_year,
    year_figure,
)
from qa.values.tokens import Tokens

_FIRM = word_set(
    "in since until till before after during early late mid year years circa summer spring autumn"
    " winter fall fiscal from between ca c"
)


_NO_YEAR = frozenset("$€£¥#")


_SOFT = word_set("of by the to and through ( , or his her its their a around about -")


def read_numeric(reading: Reading, at: int) -> Time:
    """ "2023-10-31", "10/31/2023", "31.10.2023"; which of two is the month may stay open."""
    tokens = reading.tokens
    raw = tokens.raw(at)
    mark = next(c for c in raw if not c.isdecimal())
    one, two, three = (int(part) for part in raw.split(mark))
    if one > 31:
        return _numeric(at, one, two, three)
    year = three if three > 99 else _short_year(reading, three)
    day_first = one > 12 or (mark == "." and two <= 12)
    return _numeric(at, year, two, one) if day_first else _numeric(at, year, one, two)


def _numeric(at: int, year: int, month: int, number: int) -> Time:
    found = day(year, month, number)
    span: Span | None = (found, found) if found else None
    return Time(at, at + 1, span, "day", year, month, number)


_LAST_CENTURY = 40  # "03/18/40" was before the war


def _short_year(reading: Reading, short: int) -> int:
    if reading.written is None:
        return century_of(short)
    century = reading.written.year // 100 * 100
    if short >= _LAST_CENTURY and century == 2000:
        return 1900 + short
    return (
        century + short if century + short <= reading.written.year + 20 else century - 100 + short
    )


_ERAS = {("ad",): 1, ("ce",): 1, ("a", ".", "d", "."): 1, ("bc",): -1, ("bce",): -1,
         ("b", ".", "c", "."): -1}  # fmt: skip


def _year_of_era(tokens: Tokens, at: int) -> Time | None:
    """ "940 AD", "AD 79"; which days a year BC was, the calendar does not say."""
    raw = tokens.raw(at)
    if not raw.isdecimal() or not 1 <= len(raw) <= 4 or int(raw) == 0:
        return None
    for words, sign in _ERAS.items():
        end = at + 1 + len(words)
        capital = tokens.raw(at + 1).isupper()
        if capital and tuple(tokens.words[at + 1 : end]) == words:
            return Time(at, end, years_span(int(raw)) if sign > 0 else None, "year", int(raw))
    if tokens.words[at - 1] == "ad" and tokens.raw(at - 1) == "AD" and not tokens.glued(at):
        return Time(at - 1, at + 1, years_span(int(raw)), "year", int(raw))
    points = tokens.words[at - 4 : at] == ["a", ".", "d", "."] and at >= 4
    if points and tokens.raw(at - 4) == "A" and not tokens.glued(at):
        return Time(at - 4, at + 1, years_span(int(raw)), "year", int(raw))
    return None


def _down_to(tokens: Tokens, at: int) -> Time | None:
    """The 5500 of "5500 to 3500 BCE", whose era stands behind the later year."""
    raw, later = tokens.raw(at), tokens.raw(at + 2)
    if tokens.words[at + 1] not in ("to", "and", "-", "–") or not raw.isdecimal() or len(raw) > 4:
        return None
    end = _year_of_era(tokens, at + 2)
    is_before = end and end.span is None and int(raw) > int(later)
    return Time(at, at + 1, None, "year", int(raw)) if is_before else None


def read_years(reading: Reading, at: int) -> Time | None:
    """ "2019", "the 1990s", "1060s"."""
    tokens = reading.tokens
    of_era = _year_of_era(tokens, at) or _down_to(tokens, at)
    if of_era:
        return of_era
    shortened = _short_year_at(tokens, at)
    if shortened:
        return shortened
    year = year_figure(tokens, at)
    if not year or (
        tokens.glued(at) and tokens.words[at - 1] not in ("-", "–", "(", "'", "/", '"')
    ):
        return None
    mark = tokens.words[at + 1] in ("'", "’")  # "1970's"
    if tokens.words[at + 1 + mark] == "s" and tokens.glued(at + 1 + mark):
        return _with_s(tokens, at, year, mark)
    if tokens.glued(at + 1) and tokens.kinds[at + 1] in ("w", "v"):
        return None
    if not _is_year(tokens, at, year):
        return None
    unknown = tokens.words[at - 1] in ("fy", "sy", "fiscal")  # which days these are, some know
    return Time(at, at + 1, None if unknown else years_span(year), "year", year)


def _with_s(tokens: Tokens, at: int, year: int, mark: bool) -> Time | None:
    """ "1970s", "the 1970's", "2019's"; whether "2010's" is a year or a decade, no one says."""
    if year % 10 == 0 and (not mark or tokens.words[at - 1] == "the"):
        return _decade(at, at + 2 + mark, year)
    if not mark or not 1700 <= year <= 2100:
        return None
    return Time(at, at + 1, years_span(year) if year % 10 else None, "year", year)


_BEFORE_SHORT = word_set(
    "in since of until till by from to through and between early late mid summer winter spring fall"
)


def _short_year_at(tokens: Tokens, at: int) -> Time | None:
    """ "in '99", "the class of '05"."""
    raw = tokens.raw(at)
    marked = tokens.words[at - 1] in ("'", "’", "‘") and tokens.glued(at) and at > 1
    if not marked or len(raw) != 2 or not raw.isdecimal() or tokens.glued(at - 1):
        return None
    if tokens.words[at - 2] not in _BEFORE_SHORT or tokens.words[at + 1] in ("s", "'", "’"):
        return None
    return Time(at - 1, at + 1, years_span(century_of(int(raw))), "year", century_of(int(raw)))


def read_marked_year(reading: Reading, at: int) -> Time | None:
    """The "'10" of "from '05 to '10" and the "'90s" of "since the '90s", from their mark on."""
    return _short_year_at(reading.tokens, at + 1) or read_decade_words(reading, at + 1)


def _decade(start: int, end: int, year: int) -> Time:
    century = year % 100 == 0 and year < 2000  # "the 1800s" are ten years or a hundred
    return Time(start, end, None if century else years_span(year, 10), "decade", year)


def _is_year(tokens: Tokens, at: int, year: int) -> bool:
    before, after = tokens.words[at - 1], tokens.words[at + 1]
    hyphen = tokens.hyphen(at + 1)
    if after == "over" and tokens.kinds[at + 2] == "n":
        return False  # a division
    if after in ("%", "°", "million", "billion", "thousand", "people") or before in _NO_YEAR:
        return False
    if after == "of" and tokens.words[at + 2] in ("them", "these", "those", "us"):
        return False
    number = Number(float(year), at, at + 1)
    if read_name(tokens, at + 1, number) or read_share(tokens, at + 1):
        return False
    unit = read_measure(tokens, at + 1) or read_time(tokens, at + 1 + hyphen)
    if unit and after not in ("in", "a", "to"):
        return False
    counts = is_plural(after) and not tokens.is_capital(at + 1)
    if before in _FIRM:
        return 1000 <= year <= 2199 and not (counts and before in ("after", "before", "from"))
    named = before == "of" and tokens.is_capital(at - 2)  # "the Charter of 1662"
    if named or _is_listed(tokens, at):
        return True
    if not 1700 <= year <= 2100:
        return False
    if before == "the" or (before in _SOFT and not counts):
        return True
    return not counts and 1900 <= year <= 2100


def _is_listed(tokens: Tokens, at: int) -> bool:
    """Whether a year goes on with a list of years: "1320, 1449 and 1625"."""
    before = at - 2 if tokens.words[at - 1] in (",", "and") else 0
    before -= bool(before) and tokens.words[before] == ","
    listed = year_figure(tokens, before) if before > 0 else 0
    return bool(listed) and tokens.kinds[at + 1] != "w"


def read_decade_words(reading: Reading, at: int) -> Time | None:
    """ "the nineties", "the '90s", "the 21st century"."""
    tokens = reading.tokens
    word = tokens.words[at]
    if word in DECADES and tokens.words[at - 1] in ("the", "in", "early", "late", "mid", "-"):
        return _decade(at, at + 1, 1900 + DECADES[word])
    after = tokens.words[at + 1] in ("'", "’") and tokens.glued(at + 1)  # "the 90's"
    last = at + 1 + after
    if tokens.kinds[at] == "n" and word in _SHORT_DECADES and tokens.words[last] == "s":
        marked = tokens.words[at - 1] in ("'", "’", "‘") and tokens.glued(at)
        before = tokens.words[at - 2 if tokens.words[at - 1] == "-" else at - 1]
        listed = before in ("and", "or") and tokens.words[at - 2] == "s"  # "the 40s and 50s"
        named = (
            before == "the"
            or listed
            or (before in ("mid", "early", "late") and not _aged(tokens, at))
        )
        if tokens.glued(last) and (marked or named) and tokens.words[at - 2] != "of":
            if not _HEAT.isdisjoint(tokens.words[max(at - 8, 0) : at]):
                return None  # "temperatures in the 80s"
            return _decade(at - marked, last + 1, 1900 + int(word))
    return None


_HEAT = word_set("temperature temperatures highs lows degrees low high upper heat")


def _aged(tokens: Tokens, at: int) -> bool:
    """Whether these are years of a life: "in his mid 30s"."""
    return not {"his", "her", "their", "my", "our", "your"}.isdisjoint(
        tokens.words[max(at - 4, 0) : at]
    )


_BEFORE_SPELLED = word_set("in since of by during until till year from before after for between")
SPELLED_YEARS = ("eighteen", "nineteen", "twenty", "two", "one", "sixteen", "seventeen", "fifteen")


def read_spelled_year(reading: Reading, at: int) -> Time | None:
    """ "nineteen ninety-five", "in two thousand and eight"."""
    tokens = reading.tokens
    parted = tokens.words[at] in ("eighteen", "nineteen", "twenty")
    found = None
    if parted or tokens.words[at - 1] in _BEFORE_SPELLED:
        found = spelled_year(tokens, at)
    if found is None:
        return None
    year, end = found
    told = tokens.words[at - 1] in _BEFORE_SPELLED or (parted and tokens.words[at + 1] != "hundred")
    if not told or is_plural(tokens.words[end]) or tokens.words[end] in SCALES:
        return None
    return Time(at, end, years_span(year), "year", year)


_SHORT_DECADES = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})


def read_century(reading: Reading, at: int) -> Time | None:
    """ "the 21st century", "nineteenth-century"."""
    tokens = reading.tokens
    number: int | None = None
    end = at
    if tokens.kinds[at] == "n" and tokens.words[at + 1] in ("st", "nd", "rd", "th"):
        number, end = int(tokens.raw(at)) if tokens.raw(at).isdecimal() else None, at + 2
    elif tokens.words[at] in ORDINALS:
        number, end = ORDINALS[tokens.words[at]], at + 1
    elif tokens.words[at] == "twenty" and tokens.words[at + 2] == "first":
        number, end = 21, at + 3
    following = end + 1 if tokens.hyphen(end) else end
    if number is None or not 1 <= number <= 22 or tokens.words[following] != "century":
        return None
    era = tokens.words[following + 1]
    span = None if era in ("bc", "bce", "b") else years_span(max(100 * (number - 1), 1), 100)
    return Time(at, following + 1, span, "century", 100 * (number - 1))
