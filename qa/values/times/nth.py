"""Parts of a month or a year by number: "the first Friday of July", "first nine months of"."""

from collections.abc import Callable

from qa.values.numbers.spelled import read_spelled
from qa.values.tables.date_names import GRAINS, QUARTERS, STEPS, WEEKDAYS
from qa.values.tables.number_words import ORDINALS
from qa.values.times.days import Date, Span, months_span, shift, span_around, years_span
from qa.values.times.time import Reading, Time, is_ordinal, read_day
from qa.values.tokens import Tokens

Reader = Callable[[Reading, int], Time | None]
_WHICH = {**QUARTERS, "5th": 5, "fifth": 5, "last": -1, "opening": 1, "closing": -1, "final": -1}
BEGINNINGS = frozenset(
    {
        *_WHICH,
        *ORDINALS,
        "twenty",
        "thirty",
        "rest",
        "remainder",
        "remaining",
        "week",
        "weekend",
        "next",
        "penultimate",
    }
)
_HOLDERS = frozenset({"month", "year", "quarter", "season", "week", "decade"})
_BEGINS = frozenset({"of", "beginning", "starting", "commencing", "from"})


def read_nth(reading: Reading, at: int, read: Reader) -> Time | None:
    """What begins with "first", "last", "2nd", "rest" or "week"; `read` reads what holds it."""
    tokens = reading.tokens
    if tokens.words[at] in ("rest", "remainder", "remaining"):
        return _rest(reading, at, read)
    if tokens.words[at] in ("week", "weekend"):
        return _week_of(reading, at, read)
    which, named = _which(tokens, at)
    if not which:
        return None
    word = tokens.words[named]
    years = _YEARS.get(word, 0)
    century = _century(reading, named + 1, read) if years else None
    if century:
        return _part_of_century(at, century, which, years)
    if word == "half" and which in (1, 2):
        return _half_of_month(reading, at, named + 1, which, read)
    if word in WEEKDAYS or word in ("week", "day", "month", "weekend"):
        holder = _holder(reading, named + 1, read)
        if holder is None:
            return _beside(reading, at, named, which, read) if word in WEEKDAYS else None
        found = _pick(holder.span, which, word) if holder.span else None
        on, weekday = tokens.words[holder.end : holder.end + 2]
        if word == "week" and on == "on" and weekday in WEEKDAYS:
            day = shift(found[0], "day", WEEKDAYS[weekday]) if found else None
            return Time(at, holder.end + 2, (day, day) if day else None)
        grain = word if word in ("week", "month", "weekend") else "day"
        return Time(at, holder.end, found, grain)
    return _first_of_many(reading, at, named, which, read)


_YEARS = {"decade": 10, "half": 50, "quarter": 25}  # of a century


def _century(reading: Reading, at: int, read: Reader) -> Time | None:
    tokens = reading.tokens
    if tokens.words[at] not in ("of", "in"):
        return None
    found = read(reading, at + 1 + (tokens.words[at + 1] == "the"))
    return found if found and found.grain == "century" else None


def _part_of_century(at: int, century: Time, which: int, years: int) -> Time:
    """ "the third decade of the 20th century", "the first half of the 19th century"."""
    number = which if which > 0 else 100 // years
    span = None
    if century.span and number * years <= 100:
        span = years_span(century.year + (number - 1) * years, years)
    return Time(at, century.end, span, "decade" if years == 10 else "span")


def _beside(reading: Reading, at: int, named: int, which: int, read: Reader) -> Time | None:
    """ "the second Saturday after Easter 2024"."""
    tokens = reading.tokens
    sign = {"after": 1, "following": 1, "before": -1}.get(tokens.words[named + 1], 0)
    day = read(reading, named + 2 + (tokens.words[named + 2] == "the")) if sign else None
    if day is None or day.grain != "day" or which < 1:
        return None
    from_day = day.span[0] if day.span else None
    away = (sign * (WEEKDAYS[tokens.words[named]] - from_day.weekday()) - 1) % 7 if from_day else 0
    found = shift(from_day, "day", sign * (away + 1 + 7 * (which - 1))) if from_day else None
    return Time(at, day.end, (found, found) if found else None)


def _half_of_month(
    reading: Reading, at: int, following: int, which: int, read: Reader
) -> Time | None:
    """ "the first half of May"; those of a year are read elsewhere."""
    holder = _holder(reading, following, read)
    if holder is None or holder.grain != "month":
        return None
    middle = holder.span[0].replace(day=15) if holder.span else None
    after = shift(middle, "day", 1) if middle else None
    if holder.span is None or middle is None or after is None:
        return Time(at, holder.end, None, "span")
    span = (holder.span[0], middle) if which == 1 else (after, holder.span[1])
    return Time(at, holder.end, span, "span")


def _which(tokens: Tokens, at: int) -> tuple[int, int]:
    from_end = _from_the_end(tokens, at)
    if from_end[0]:
        return from_end
    if tokens.words[at] in _WHICH:
        return _WHICH[tokens.words[at]], at + 1
    if tokens.kinds[at] == "n" and not tokens.glued(at + 1):
        return 0, at + 1
    number = read_day(tokens, at)  # "the twenty-sixth day of the month"
    if number and is_ordinal(tokens, at, number[1]):
        return number
    if tokens.kinds[at] == "n" and tokens.raw(at).isdecimal() and len(tokens.raw(at)) <= 3:
        day_of_year = tokens.words[at + 2] == "day" and is_ordinal(tokens, at, at + 2)
        return (int(tokens.raw(at)), at + 2) if day_of_year else (0, at + 1)
    return 0, at + 1


def _from_the_end(tokens: Tokens, at: int) -> tuple[int, int]:
    """ "second to last", "next-to-last", "penultimate", "2nd last"."""
    number = QUARTERS.get(tokens.words[at], 0)
    end = at + 1
    if tokens.words[at] == "penultimate":
        return -2, end
    if tokens.kinds[at] == "n" and tokens.glued(end):
        number, end = QUARTERS.get(f"{tokens.words[at]}{tokens.words[end]}", 0), at + 2
    end += tokens.hyphen(end)
    if tokens.words[end] == "to":
        end += 1 + tokens.hyphen(end + 1)
        number = 2 if tokens.words[at] == "next" else number
    return (-number, end + 1) if tokens.words[end] == "last" and number > 1 else (0, at)


def _holder(reading: Reading, at: int, read: Reader) -> Time | None:
    """The month or year after "of" or "in"."""
    tokens = reading.tokens
    if tokens.words[at] in ("of", "in"):
        at += 1
        at += tokens.words[at] in ("the", "my", "our") and tokens.words[at + 1] in GRAINS
    elif tokens.words[at] not in STEPS:  # "the third week next year"
        return None
    found = read(reading, at)
    return found if found and found.grain in _HOLDERS else None


def _pick(span: Span, which: int, word: str) -> Span | None:
    """A day or a week of a span by its number; weeks belong where their Thursday is."""
    if word == "day":
        begin, step = (span[0], which - 1) if which > 0 else (span[1], which + 1)
        found = shift(begin, "day", step)
        return _within(found, span)
    if word == "month":
        begin, step = (span[0], which - 1) if which > 0 else (span[1].replace(day=1), which + 1)
        first = shift(begin, "month", step)
        month = months_span(first.year, first.month) if first else None
        return month if month and (span[1] - span[0]).days > 80 and month[1] <= span[1] else None
    weekday = {"week": 3, "weekend": 5}.get(word, WEEKDAYS.get(word, 0))
    if which > 0:
        first = shift(span[0], "day", (weekday - span[0].weekday()) % 7)
        found = shift(first, "week", which - 1) if first else None
    else:
        back = (span[1].weekday() - weekday) % 7
        found = shift(span[1], "day", 7 * (which + 1) - back)
    if found is None or not span[0] <= found <= span[1]:
        return None
    return span_around(found, word) if word in ("week", "weekend") else (found, found)


def _within(found: Date | None, span: Span) -> Span | None:
    return (found, found) if found and span[0] <= found <= span[1] else None


def _first_of_many(reading: Reading, at: int, named: int, which: int, read: Reader) -> Time | None:
    """ "the first nine months of 2021", "the last three days of the month"."""
    tokens = reading.tokens
    number = read_spelled(tokens, named) if which in (1, -1) else None
    grain = GRAINS.get(tokens.words[number.end]) if number else None
    if number is None or grain is None or number.value > 1000:
        return None
    holder = _holder(reading, number.end + 1, read)
    if holder is None:
        return None
    span = _stretch(holder.span, grain, which, number.value) if holder.span else None
    return Time(at, holder.end, span, f"{grain}s", amount=number.value, unit=grain)


def _stretch(span: Span, grain: str, which: int, count: float) -> Span | None:
    if grain == "week":  # those of the calendar
        week = _pick(span, which, "week")
        other = span_around(week[0], "week", int(count - 1) * which) if week else None
        return (min(week[0], other[0]), max(week[1], other[1])) if week and other else None
    if which > 0:
        after = shift(span[0], grain, count)
        last = shift(after, "day", -1) if after else None
        return (span[0], last) if last and last <= span[1] else None
    after = shift(span[1], "day", 1)
    first = shift(after, grain, -count) if after else None
    return (first, span[1]) if first and first >= span[0] else None


def _rest(reading: Reading, at: int, read: Reader) -> Time | None:
    """ "the rest of the year"."""
    holder = _holder(reading, at + 1, read)
    if holder is None:
        return None
    written, span = reading.written, holder.span
    left = (written, span[1]) if written and span and span[0] <= written <= span[1] else None
    return Time(at, holder.end, left, "span")


def _week_of(reading: Reading, at: int, read: Reader) -> Time | None:
    """ "the week of May 2", "the week beginning February 4"."""
    tokens = reading.tokens
    ending = tokens.words[at + 1] == "ending" and tokens.words[at] == "week"
    if tokens.words[at + 1] not in _BEGINS and not ending:
        return None
    day = read(reading, at + 2 + (tokens.words[at + 2] == "the"))
    if day is None or day.grain != "day":
        return None
    word = tokens.words[at]
    if ending:
        monday = shift(day.span[0], "day", -6) if day.span else None
        return Time(at, day.end, (monday, day.span[1]) if monday and day.span else None, word)
    return Time(at, day.end, span_around(day.span[0], word) if day.span else None, word)
