"""Spans of a text that have a plain form: numbers, sums of money, shares, measures, dates."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormSpan:
    """A span that has the form asked for."""

    start: int
    end: int
    quality: float = 1.0  # in (0, 1]: how exactly it says it ("hundreds" less than "205")


_HEDGE = (
    r"(?:\b(?:(?:well |just )?(?:over|under)|nearly|almost|about|around|approximately|roughly"
    r"|some|more than|less than|fewer than|at least|at most|up to|as many as|as much as|close to"
    r"|no more than|no fewer than|an estimated)\s+)"
)
_NUMERAL = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?![\d/]|[.,:]\d)"
# "suspects790,000": grouped figures count as figures even where a space before them was lost.
_LEFT = r"(?:(?<![\w.,/])(?<!\d:)(?<!\w[-–])|(?<=[A-Za-z])(?=\d{1,3},\d{3}(?!\d)))"
_ONES = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred|thousand|million|billion|trillion|dozen|a (?:hundred|thousand|million|billion"
    r"|dozen))"
)
_SCALE = r"(?:\s?(?:bn|mn|tn)\b|(?:[\s-]+(?:hundred|thousand|million|billion|trillion)){1,4}\b)"
# No number has more words; where there are more, each would be the first of one to the last.
_SPELLED = rf"\b{_ONES}(?:(?:-|\s+(?:and\s+)?){_ONES}){{0,15}}\b"
# "grew from 13 to 15" are two numbers, "9 or 10 ships" are one.
_NUMBER = (
    rf"(?:(?<=from\s){_LEFT}{_NUMERAL}{_SCALE}?"
    rf"|{_LEFT}{_NUMERAL}{_SCALE}?(?:\s?(?:[-–]|to\b|or\b)\s?{_NUMERAL}{_SCALE}?)?|{_SPELLED})"
)
_HEDGED = rf"{_HEDGE}?(?:between\s+{_NUMBER}\s+and\s+)?{_NUMBER}"

_CURRENCY = (
    r"(?:yuan|renminbi|RMB|CNY|USD|EUR|GBP|dollars?|euros?|pounds?(?: sterling)?|yen|rupees?"
    r"|rubles?|roubles?|francs?|marks|pesos?|won|baht|kyats?|riels?|dong|ringgit|cents?|crowns?"
    r"|guilders|shillings|livres)"
)
_SYMBOL = r"(?:(?:US|HK|NT|A|C|S|R)?\$|[€£¥₹₩₽฿]|(?:RMB|CNY|USD|EUR|GBP)(?=\s?\d))"
_SUM = (
    rf"{_HEDGE}?{_SYMBOL}\s?{_NUMERAL}{_SCALE}?(?:\s?(?:[-–]|to)\s?{_SYMBOL}?{_NUMERAL}{_SCALE}?)?"
    rf"|{_HEDGED}[\s-]*(?:U\.?S\.?\s+|American\s+|Chinese\s+|Hong Kong\s+)?{_CURRENCY}\b"
)
_SHARE = (
    rf"{_HEDGED}\s?(?:%|per\s?cent\b|percentage points?\b|pct\b)"
    rf"|{_HEDGE}?\b(?:(?:one|a|two|three|four|five)[\s-](?:half|thirds?|quarters?|fourths?|fifths?"
    r"|sixths?|eighths?|tenths?)|half|(?:one|two|three|four|\d+) (?:in|out of) (?:every )?"
    r"(?:two|three|four|five|ten|\d+))\b"
)
_UNIT = (
    r"(?:(?:square|cubic|sq\.?|nautical)\s)?(?:km2?|km²|m²|cm|mm|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|miles?|mi|feet|foot|ft|inch(?:es)?|yards?|acres?|hectares?|ha|kg|kilogram(?:me)?s?|grams?"
    r"|mg|g|tons?|tonnes?|lbs?|pounds?|ounces?|lit(?:er|re)s?|gallons?|barrels?|ml|km/h|mph|knots"
    r"|degrees?(?: (?:Celsius|Fahrenheit))?|K|GHz|MHz|kHz|Hz|[KMGT]B|[kMG]Wh?|watts?|volts?"
    r"|V|times|m)(?:\s(?:per|an?)\s\w+|/\w+)?"
)
_MEASURE = (
    rf"(?:{_HEDGE})?[-−]?{_HEDGED}(?:[\s-]?{_UNIT}\b|\s?°\s?[CFK]?\b|\s?[′″]|\s?°)"
    rf"(?:\s\((?:{_NUMERAL})\s?(?:{_UNIT}\b|°\s?[CFK]?)\))?"
)
_SPELL = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)"
    r"|generations?)"
)
_DURATION = (
    rf"{_HEDGED}(?:[\s-](?:consecutive|straight|full|academic|business|calendar|more))?"
    rf"[\s-]{_SPELL}(?:(?:\s+and\s+(?:a half|{_NUMBER}\s+{_SPELL}))|[\s-]old)?\b"
    rf"|\baged? {_NUMBER}|\b(?:a|an|several|a few|many) {_SPELL}\b"
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"
_LONE_YEAR = rf"(?<![\w.,/$€£¥-]){_YEAR}(?:s\b|(?!\w))"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:early|mid|late|the (?:start|beginning|end|middle|summer|spring|autumn|fall|winter) of)"
EXACT_DATE = (
    rf"(?:\b(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?"
    rf"|\b{_DAY}(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?"
    rf"|\b{_MONTH},?\s(?:of\s)?{_YEAR}|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b"
    # "May" is a month only beside a date or after a preposition.
    r"|\b(?!May\b)(?!Mar\b\.?\s[a-z])" + _MONTH + r"(?:\s(?:this|last|next)\syear)?"
    r"|(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=from\s)|(?<=From\s)|(?<=until\s)|(?<=to\s)|(?<=by\s)"
    r"|(?<=of\s)|(?<=and\s)|(?<=between\s)|(?<=last\s)|(?<=\stil\s))May\b(?:\s(?:this|last)\syear)?"
    r"|\b(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:st|nd|rd|th))[ -](?:century|millennium)\b"
    rf"(?: (?:BC|AD|BCE|CE)\b)?|\b\d+ (?:BC|BCE|AD|CE)\b|\bAD \d+"
    rf"|\b(?:spring|summer|autumn|fall|winter)(?: of)? {_YEAR}|(?:\bthe (?=\d+s))?{_LONE_YEAR})"
)
EXACT_DATE = rf"(?:(?:\b{_PART}[\s-](?:of\s)?)?{EXACT_DATE})"
_PERIOD = (
    rf"\b[Bb]etween\s(?:the end of\s)?{EXACT_DATE}\sand\s(?:the end of\s)?{EXACT_DATE}"
    rf"(?:\s(?:this|last)\syear)?"
    rf"|\b[Ff]rom\s(?:the\s\w+\sof\s)?{EXACT_DATE}\s(?:to|until|through|till)\s(?:the\s\w+\sof\s)?"
    rf"{EXACT_DATE}(?:\s(?:this|last)\syear)?"
    rf"|{EXACT_DATE}\s?(?:-|–|to|until|through)\s?(?:{EXACT_DATE}|\d\d?\b)(?!-)"
    rf"|{_LONE_YEAR}\sand\s{_LONE_YEAR}"
)
_LOOSE = (
    rf"\b(?:last|this|next)\s(?:year|month|week|summer|winter|spring|autumn|fall|{_WEEKDAY})\b"
    rf"|\b{_WEEKDAY}\b|\byesterday\b|\btoday\b|\btomorrow\b"
    rf"|\b{_NUMBER}\s{_SPELL}\s(?:ago|later|earlier)\b|\bin recent years\b"
)
_ANCHOR = r"(?:\b(?:[Ss]ince|[Bb]efore|[Aa]fter)\s)"

_SUMS = re.compile(_SUM)
_SHARES = re.compile(_SHARE, re.IGNORECASE)
_MEASURES = re.compile(_MEASURE)
_DURATIONS = re.compile(_DURATION, re.IGNORECASE)
_NUMBERS = re.compile(_HEDGED, re.IGNORECASE)
_VAGUE_NUMBERS = re.compile(
    r"\b(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|billions|dozens|scores)\b"
    r"|\b(?:several|a few|a large number)\b(?=\s)|\bnone\b",
    re.IGNORECASE,
)
_YEARS = re.compile(_LONE_YEAR)
_FINE = re.compile(r"\.\d{3,}$")  # "30.108371" is a coordinate or a ratio
_NOTHING_COUNTED = re.compile(r"(?:st|nd|rd|th)\b|\s?[°′″]")  # "193rd", "30°"
_DATES = re.compile(rf"{_ANCHOR}?(?:\b\d{{4}}-\d\d-\d\d\b|{_PERIOD}|{EXACT_DATE})")
_LOOSE_DATES = re.compile(rf"{_ANCHOR}?(?:{_LOOSE})")


def _found(pattern: re.Pattern[str], text: str, quality: float = 1.0) -> list[FormSpan]:
    return [FormSpan(*found.span(), quality) for found in pattern.finditer(text)]


def _apart(candidates: list[FormSpan], taken: list[FormSpan]) -> list[FormSpan]:
    """The candidates that touch none of those taken."""
    return [
        one
        for one in candidates
        if all(one.end <= other.start or other.end <= one.start for other in taken)
    ]


def sums(text: str) -> list[FormSpan]:
    """Sums of money: "277 billion yuan", "$51.6 billion"."""
    return [
        # "329 billion yuan ($51.6 billion)": the sum in brackets is only converted.
        FormSpan(one.start, one.end, 0.8 if text[: one.start].endswith("(") else 1.0)
        for one in _found(_SUMS, text)
    ]


def shares(text: str) -> list[FormSpan]:
    """Percentages and fractions: "24 percent", "about a third"."""
    return _found(_SHARES, text)


def measures(text: str) -> list[FormSpan]:
    """Numbers with a unit: "12 km", "87 °F (31 °C)"."""
    return _found(_MEASURES, text)


def durations(text: str) -> list[FormSpan]:
    """Lengths of time and ages: "nine consecutive months", "23 years old"."""
    return _found(_DURATIONS, text)


def years(text: str) -> list[FormSpan]:
    """Years: "2023", "1980s"."""
    return _found(_YEARS, text)


def dates(text: str) -> list[FormSpan]:
    """Dates and periods: "Dec 1", "between April 2021 and July 2022", less plainly "last year"."""
    exact = _found(_DATES, text)
    return exact + _apart(_found(_LOOSE_DATES, text, 0.5), exact)


def counts(text: str) -> list[FormSpan]:
    """Numbers of things: whatever is no date, share or sum of money."""
    other = [*sums(text), *shares(text), *dates(text)]
    plain = [
        FormSpan(one.start, one.end, 0.5 if text[one.start : one.end] in ("one", "One") else 1.0)
        for one in _apart(_found(_NUMBERS, text), other)
        if not (_FINE.search(text, one.start, one.end) or _NOTHING_COUNTED.match(text, one.end))
    ]
    return plain + _apart(_found(_VAGUE_NUMBERS, text, 0.5), [*other, *plain])


def quantities(text: str) -> list[FormSpan]:
    """Everything that says how much; a bare number says it least."""
    found: list[FormSpan] = []
    for some in (sums(text), shares(text), measures(text), durations(text)):
        found += _apart(some, found)
    bare = [FormSpan(one.start, one.end, one.quality * 0.6) for one in counts(text)]
    return found + _apart(bare, found)
