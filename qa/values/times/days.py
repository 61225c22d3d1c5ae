"""Arithmetic with days: months, quarters, weeks, and which year is meant where none is said."""

import calendar
import datetime
from collections.abc import Iterable

from qa.values.tables.date_names import (
    AFTER_THANKSGIVING,
    EASTER_FEASTS,
    FIXED_FEASTS,
    MOVING_FEASTS,
    UNKNOWN_FEASTS,
)

Date = datetime.date
Span = tuple[Date, Date]  # the first and the last day
FIRST_YEAR, LAST_YEAR = 1, 9999


def day(year: int, month: int, number: int) -> Date | None:
    """A day, or None where the calendar has none such: "Feb 30"."""
    try:
        return Date(year, month, number)
    except ValueError:
        return None


def shift(start: Date, grain: str, count: float) -> Date | None:
    """The day so many days, weeks, months or years later, if it is one whole day."""
    try:
        if grain in ("month", "quarter", "year", "decade", "century"):
            months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[grain]
            whole = count * months
            return _add_months(start, round(whole)) if whole == round(whole) else None
        days = count * {"week": 7, "fortnight": 14}.get(grain, 1)
        return start + datetime.timedelta(days=days) if days == round(days) else None
    except (ValueError, OverflowError):
        return None


def _add_months(start: Date, months: int) -> Date:
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return Date(year, month + 1, min(start.day, last))


def years_span(first: int, count: int = 1) -> Span | None:
    begin, end = day(first, 1, 1), day(first + count - 1, 12, 31)
    return (begin, end) if begin and end else None


def months_span(year: int, month: int, count: int = 1) -> Span | None:
    begin = day(year, month, 1)
    after = shift(begin, "month", count) if begin else None
    return (begin, after - datetime.timedelta(days=1)) if begin and after else None


def span_around(center: Date, grain: str, step: int = 0) -> Span | None:
    """The week, month … that holds a day, or one before or after it."""
    if grain == "quarter":
        begin = shift(Date(center.year, center.month - (center.month - 1) % 3, 1), "quarter", step)
        return months_span(begin.year, begin.month, 3) if begin else None
    if grain == "month":
        begin = shift(center.replace(day=1), "month", step)
        return months_span(begin.year, begin.month) if begin else None
    if grain in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[grain]
        return years_span(center.year - center.year % size + step * size, size)
    if grain in ("week", "weekend"):
        monday = shift(center, "day", 7 * step - center.weekday())
        begin = shift(monday, "day", 5) if monday and grain == "weekend" else monday
        end = shift(monday, "day", 6) if monday else None
        return (begin, end) if begin and end else None
    begin = shift(center, grain, step) if grain == "day" else None
    return (begin, begin) if begin else None


def weekday_of_week(center: Date, weekday: int, step: int) -> Date | None:
    """A weekday of the week that holds a day, or of one before or after it."""
    return shift(center, "day", weekday - center.weekday() + 7 * step)


def nearest_weekday(written: Date, weekday: int, ahead: bool) -> Date | None:
    """The weekday that news of a day mean: that day itself or the last one, if not one to come."""
    back = (written.weekday() - weekday) % 7
    return shift(written, "day", (7 - back) % 7 if ahead else -back)


_OTHER_YEAR = 60  # days that a year other than the current one has to be nearer by
_AHEAD = 2  # news tell of what was, more than of what comes


def likeliest(spans: Iterable[Span | None], written: Date, ahead: bool) -> Span | None:
    """Of the same days of several years, those that are meant on the day of writing."""

    def cost(span: Span) -> float:
        first, last = span
        other = 0 if first.year == written.year else _OTHER_YEAR
        if last < written:
            return (written - last).days * (3 if ahead else 1) + other
        return max((first - written).days, 0) * (1 if ahead else _AHEAD) + other

    known = [span for span in spans if span]
    return min(known, key=cost) if known else None


def around(written: Date) -> range:
    return range(max(written.year - 1, FIRST_YEAR), min(written.year + 1, LAST_YEAR) + 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> Date | None:
    """The second Sunday of a month, or with -1 its last Monday."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return day(year, month, days[which - 1 if which > 0 else which])


def easter(year: int) -> Date:
    """Easter Sunday in the Gregorian calendar, by the anonymous rule of 1876."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * late + 114, 31)
    return Date(year, month, number + 1)


def feast(name: str, year: int) -> Date | None:
    """The day of a feast in a year."""
    if name in FIXED_FEASTS:
        return day(year, *FIXED_FEASTS[name])
    if name in MOVING_FEASTS:
        return nth_weekday(year, *MOVING_FEASTS[name])
    if name in EASTER_FEASTS:
        return shift(easter(year), "day", EASTER_FEASTS[name])
    if name in UNKNOWN_FEASTS:
        return None
    thanksgiving = nth_weekday(year, *MOVING_FEASTS["thanksgiving"])
    return shift(thanksgiving, "day", AFTER_THANKSGIVING[name]) if thanksgiving else None
