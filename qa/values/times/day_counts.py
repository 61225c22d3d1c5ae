"""Days counted by their name: "the next 4 business days", "two Sundays ago"."""

from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.date_names import WEEKDAYS
from qa.values.times.days import Date, Span, shift
from qa.values.times.time import Reading, Time
from qa.values.tokens import Tokens

MAX_DAYS = 400
WORKING = frozenset({"business", "working", "work"})
_WEEKDAYS = {f"{name}s": number for name, number in WEEKDAYS.items() if len(name) > 5}
_AHEAD = (("from", "now"), ("from", "today"))
_CLOSES = frozenset({"ago", "from"})


def are_working_days(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in WORKING and tokens.words[at + 1] in ("day", "days")


def working_days(written: Date | None, count: float, step: int) -> Span | None:
    """So many days without Saturdays and Sundays, before or after the day of writing."""
    found, left = written, int(count)
    first: Date | None = None
    while found and left and count <= MAX_DAYS:
        found = shift(found, "day", step)
        if found and found.weekday() < 5:
            left, first = left - 1, first or found
    if found is None or first is None or left:
        return None
    return (min(first, found), max(first, found))


def read_day_count(reading: Reading, at: int) -> Time | None:
    """ "two Sundays ago", "three Fridays from now", "5 business days ago"."""
    tokens = reading.tokens
    if _CLOSES.isdisjoint(tokens.words[at + 2 : at + 6]):
        return None
    number = read_spelled(tokens, at)
    if number is None or not 1 <= number.value <= MAX_DAYS or number.value % 1:
        return None
    working = are_working_days(tokens, number.end)
    weekday = _WEEKDAYS.get(tokens.words[number.end])
    end = number.end + 1 + working
    step, stop = (-1, end + 1) if tokens.words[end] == "ago" else _ahead(tokens, end)
    if not step or not (working or weekday is not None):
        return None
    return Time(at, stop, _counted(reading.written, number, weekday, step))


def _ahead(tokens: Tokens, at: int) -> tuple[int, int]:
    for words in _AHEAD:
        if tuple(tokens.words[at : at + len(words)]) == words:
            return 1, at + len(words)
    return 0, at


def _counted(written: Date | None, number: Number, weekday: int | None, step: int) -> Span | None:
    if weekday is None:
        span = working_days(written, number.value, step)
        found = span and (span[1] if step > 0 else span[0])
    else:
        away = ((weekday - written.weekday()) * step - 1) % 7 + 1 if written else 0
        found = shift(written, "day", step * (away + 7 * (number.value - 1))) if written else None
    return (found, found) if found else None
