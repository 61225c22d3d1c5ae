"""Dates as articles write them, each taken only where it can be read in one way."""

import datetime
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w./-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-])",
        rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",
        rf"(?<![\w.,/-]){_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]",
        r"(?<![\w./-])(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4})(?![\d/-])",
    )
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)"
TIME = (
    r"(?:[T\s,|-]*(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z\b|\(?[A-Z]{2,5}\)?(?![a-z]))?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?\s*(?:\([A-Z]{2,5}\))?)"
)


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """The day, if the calendar has it and articles can be that old or new."""
    try:
        return datetime.date(year, month, day) if 1600 <= year < 2100 else None
    except ValueError:
        return None


def _date(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    if "one" in parts:  # 31/10/2023 can be read one way only; 03/04/2023 cannot
        one, two = int(parts["one"]), int(parts["two"])
        month, day = (one, two) if two > 12 else (two, one)
        if one != two and one <= 12 and two <= 12:
            return None
    else:
        word = parts["month"].lower()
        month = MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else int(word)
        day = int(parts["day"])
    return make_date(int(parts["year"]), month, day)


def find_dates(text: str) -> list[tuple[int, int, datetime.date]]:
    """Every full and unambiguous date, with its start and end."""
    found = (
        (match.start(), match.end(), date)
        for pattern in _DATES
        for match in pattern.finditer(text)
        if (date := _date(match))
    )
    return sorted(found)


def parse_date(value: str) -> datetime.date | None:
    """A value that is nothing but a date, perhaps with weekday and time; else None.

    The date is kept as written, in whatever time zone it was.
    """
    value = " ".join(value.split())  # runs of spaces can be read in too many ways
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}\S*)?", value):
        return make_date(*map(int, match.groups()))
    found = find_dates(value) if len(value) <= 100 else []
    if len(found) != 1:
        return None
    start, end, date = found[0]
    before, after = value[:start], value[end:]
    if not re.fullmatch(WEEKDAY + "?", before, re.IGNORECASE):
        return None
    return date if re.fullmatch(rf"[\sZ.]*|{TIME}\s*", after, re.IGNORECASE) else None


def date_in_name(name: str) -> datetime.date | None:
    """The one date in a file's name: "2023-10-31-fraud.txt", "fraud_20231031.pdf"."""
    found = {
        make_date(int(match["year"]), int(match["month"]), int(match["day"]))
        for match in re.finditer(
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)",
            name,
        )
    }
    return found.pop() if len(found) == 1 else None
