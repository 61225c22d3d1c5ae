"""Times reckoned from the day of writing: "last year", "Tuesday", "two weeks ago", "today"."""

from qa.values.calendar_dates import read_day_first, read_month_first, read_numeric
from qa.values.date_names import GRAINS, SEASONS, STEPS, UNSURE_WEEKDAYS, WEEKDAYS, WORDS
from qa.values.days import (
    Date,
    Span,
    day,
    nearest_weekday,
    shift,
    span_around,
    weekday_of_week,
)
from qa.values.number_words import SCALES
from qa.values.spelled import Number, read_spelled
from qa.values.times import Reading, Time, month_at, read_day, is_ordinal, resolve
from qa.values.tokens import Tokens

_ONE = frozenset({"a", "an", "one"})
_AGO = frozenset({"ago", "back"})
_LATER = (("from", "now"), ("from", "today"), ("hence",), ("after", "today"))
_LONG = frozenset({"month", "quarter", "year", "decade", "century"})
_YEAR_KINDS = frozenset({"fiscal", "financial", "academic", "school", "calendar", "tax"})


def _single(found: Date | None) -> Span | None:
    return (found, found) if found else None


def read_word(reading: Reading, at: int) -> Time | None:
    """ "today", "yesterday", "the day before yesterday"."""
    tokens = reading.tokens
    word = tokens.words[at]
    step = WORDS[word]
    found = shift(reading.written, "day", step) if reading.written else None
    return Time(at, at + 1, _single(found))


def read_weekday(reading: Reading, at: int) -> Time | None:
    """ "Tuesday", "Friday, Oct. 20" by its date, "Monday of next week", "Sunday 31"."""
    tokens = reading.tokens
    word = tokens.words[at]
    if word in UNSURE_WEEKDAYS and not (tokens.is_capital(at) and _dated(tokens, at)):
        return None
    weekday, end = WEEKDAYS[word], at + 1
    if len(word) <= 5 and tokens.words[end] == "." and _dated(tokens, at):
        end += 1
    dated = _weekday_and_date(reading, at, end)
    if dated:
        return dated
    if tokens.words[end] == "of" or (tokens.words[end] in STEPS and tokens.words[end + 1] == "week"):
        end -= tokens.words[end] != "of"
        week = read_step(reading, end + (2 if tokens.words[end + 1] == "the" else 1))
        if week and week.grain == "week":
            found = shift(week.span[0], "day", weekday) if week.span else None
            return Time(at, week.end, _single(found))
    numbered = _weekday_and_day(reading, at, weekday, end)
    if numbered:
        return numbered
    found = None
    if reading.written:
        found = nearest_weekday(reading.written, weekday, reading.ahead(at))
    return Time(at, at + 1, _single(found), is_open=True)


def _weekday_and_date(reading: Reading, at: int, end: int) -> Time | None:
    """ "Friday, Oct. 20": the date says which Friday."""
    tokens = reading.tokens
    following = end + 1 if tokens.words[end] == "," else end
    if tokens.kinds[following] == "d":
        return read_numeric(reading, following)._replace(start=at)
    found = read_month_first(reading, following) or read_day_first(reading, following)
    return found._replace(start=at) if found and found.day and found.grain == "day" else None


def _dated(tokens: Tokens, at: int) -> bool:
    following = at + 2 if tokens.words[at + 1] in (".", ",") else at + 1
    return bool(month_at(tokens, following) or read_day(tokens, following))


def _weekday_and_day(reading: Reading, at: int, weekday: int, end: int) -> Time | None:
    """ "Wed 13th", "wednesday the thirty first": the nearest such day."""
    tokens = reading.tokens
    the = tokens.words[end] == "the"
    number = read_day(tokens, end + the)
    if number is None or (not is_ordinal(tokens, end, number[1]) and the):
        return None
    after = tokens.words[number[1]]
    if not is_ordinal(tokens, end, number[1]) and after not in ("", ".", ",", "!", "?"):
        return None
    if reading.written is None:
        return Time(at, number[1], None)
    for months in sorted(range(-24, 25), key=abs):
        near = shift(reading.written.replace(day=1), "month", months)
        found = day(near.year, near.month, number[0]) if near else None
        if found and found.weekday() == weekday:
            return Time(at, number[1], _single(found))
    return Time(at, number[1], None)


def read_step(reading: Reading, at: int) -> Time | None:
    """ "last year", "the past two quarters", "next Monday", "this week"."""
    tokens = reading.tokens
    step = STEPS[tokens.words[at]] if tokens.words[at] in STEPS else None
    if step is None:
        return None
    word = tokens.words[at + 1]
    if word in _DAY_PARTS:
        return _day_part(reading, at, step)
    if word in WEEKDAYS and (word not in UNSURE_WEEKDAYS or tokens.is_capital(at + 1)):
        return _step_weekday(reading, at, step)
    if word == "working" and tokens.words[at + 2] == "week":
        return _working_week(reading, at, step)
    if word in _YEAR_KINDS and tokens.words[at + 2] == "year":
        return Time(at, at + 3, None, "year")
    if word in SEASONS:
        return Time(at, at + 2, None, "season")
    if month_at(tokens, at + 1):
        return _step_month(reading, at, step)
    if word in GRAINS and not word.endswith("s"):
        span = span_around(reading.written, GRAINS[word], step) if reading.written else None
        told = tokens.words[at] in ("following", "previous", "same", "past")
        untold = word == "day" and tokens.words[at - 1] == "the" and tokens.words[at] in _UNTOLD
        week = Time(at, at + 2, None if untold else span, GRAINS[word], approximate=told)
        return _then_weekday(reading, week)
    return _many(reading, at, step) or _next_date(reading, at, step)


_UNTOLD = frozenset({"next", "following", "previous", "same"})
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})


def _day_part(reading: Reading, at: int, step: int) -> Time:
    """ "this morning", "last night"."""
    found = shift(reading.written, "day", step) if reading.written else None
    return Time(at, at + 2, _single(found) if step <= 0 else None)


def _next_date(reading: Reading, at: int, step: int) -> Time | None:
    """ "next 6th of April", "next May 20": the first one to come."""
    found = read_month_first(reading, at + 1) or read_day_first(reading, at + 1)
    if found is None or found.year or not found.day or not step:
        return None
    span = None
    if reading.written and found.grain == "day":
        years = (reading.written.year + n for n in ((0, 1) if step > 0 else (0, -1)))
        days = [resolve(reading, at, y, found.month, found.day) for y in years if 0 < y <= 9999]
        far = [d for d in days if d and (d[0] > reading.written) == (step > 0)]
        span = far[0] if far else None
    return found._replace(start=at, span=span)


def _then_weekday(reading: Reading, week: Time) -> Time:
    """ "this week Monday"."""
    on = reading.tokens.words[week.end] == "on"
    word = reading.tokens.words[week.end + on]
    if week.grain != "week" or word not in WEEKDAYS:
        return week
    found = shift(week.span[0], "day", WEEKDAYS[word]) if week.span else None
    return Time(week.start, week.end + on + 1, _single(found))


def _step_weekday(reading: Reading, at: int, step: int) -> Time:
    tokens, found = reading.tokens, None
    weekday = WEEKDAYS[tokens.words[at + 1]]
    if reading.written and tokens.words[at] in ("past", "coming", "upcoming"):
        near = shift(reading.written, "day", step)
        found = nearest_weekday(near, weekday, step > 0) if near else None
    elif reading.written:
        found = weekday_of_week(reading.written, weekday, step)
    return Time(at, at + 2, _single(found))


def _working_week(reading: Reading, at: int, step: int) -> Time:
    week = span_around(reading.written, "week", step) if reading.written else None
    friday = shift(week[0], "day", 4) if week else None
    return Time(at, at + 3, (week[0], friday) if week and friday else None, "week")


def _step_month(reading: Reading, at: int, step: int) -> Time:
    """ "last August": the one before; "next 6th of April" is read elsewhere."""
    month = month_at(reading.tokens, at + 1)
    span = None
    if reading.written:
        year = reading.written.year
        if step < 0:
            year -= month >= reading.written.month
        elif step > 0:
            year += month <= reading.written.month
        span = resolve(reading, at, year, month, 0) if 0 < year <= 9999 else None
    return Time(at, at + 2, span, "month", span[0].year if span else 0, month)


def _many(reading: Reading, at: int, step: int) -> Time | None:
    """ "the last 3 months", "the next three years"."""
    tokens = reading.tokens
    following = at + 1
    if tokens.words[following] in ("few", "several", "couple"):
        of = tokens.words[following + 1] == "of"
        grain = GRAINS.get(tokens.words[following + 1 + of])
        return Time(at, following + 2 + of, None, f"{grain}s") if grain else None
    number = read_spelled(tokens, following)
    if number is None or number.value != int(number.value) or not 0 < number.value < 1000:
        return None
    end = number.end + 1 if tokens.words[number.end] in ("full", "consecutive") else number.end
    return _counted_span(reading, at, end + 1, number, tokens.words[end], step)


def _counted_span(
    reading: Reading, at: int, end: int, number: Number, word: str, step: int
) -> Time | None:
    grain = GRAINS.get(word)
    if grain is None or grain in ("weekend",) or step == 0:
        return None
    span = None
    if reading.written and grain == "quarter":
        near = span_around(reading.written, grain, step)
        far = span_around(reading.written, grain, int(step * number.value))
        span = (min(near[0], far[0]), max(near[1], far[1])) if near and far else None
    elif reading.written:
        span = _rolling(reading.written, grain, number.value, step)
    return Time(at, end, span, f"{grain}s", count=number.value, unit=grain)


def _rolling(written: Date, grain: str, count: float, step: int) -> Span | None:
    if step < 0:
        first = shift(written, grain, -count)
        yesterday = shift(written, "day", -1)
        return (first, yesterday) if first and yesterday and first <= yesterday else None
    tomorrow = shift(written, "day", 1)
    after = shift(tomorrow, grain, count) if tomorrow else None
    last = shift(after, "day", -1) if after else None
    return (tomorrow, last) if tomorrow and last else None


def read_distance(reading: Reading, at: int) -> Time | None:
    """ "two weeks ago", "a year ago", "in two days", "three weeks from today"."""
    tokens = reading.tokens
    inside = tokens.words[at] == "in"
    start = at + 1 if inside else at
    found = read_amounts(tokens, start)
    if found is None:
        return None if inside else _some_coming(reading, at)
    amounts, end = found
    if not inside and tokens.words[end] in _AGO:
        return _distant(reading, at, end + 1, amounts, -1)
    for words in _LATER:
        if not inside and tuple(tokens.words[end : end + len(words)]) == words:
            return _distant(reading, at, end + len(words), amounts, 1)
    return _in_some(reading, at, end, amounts) if inside else None


def _some_coming(reading: Reading, at: int) -> Time | None:
    """ "2 upcoming months"."""
    tokens = reading.tokens
    number = read_spelled(tokens, at)
    if number is None or tokens.words[number.end] not in STEPS or number.value > 1000:
        return None
    step = STEPS[tokens.words[number.end]]
    word = tokens.words[number.end + 1]
    return _counted_span(reading, at, number.end + 2, number, word, step)


_TIME_ENDS = frozenset({"", ".", ",", "?", "!", ";", "'", "’", "on", "and", "or"})


def _in_some(
    reading: Reading, at: int, end: int, amounts: list[tuple[float, str]]
) -> Time | None:
    """ "in two days": to come, unless it tells how long something took."""
    tokens = reading.tokens
    if tokens.words[end] in ("'", "’") and tokens.words[end + 1] in ("time", "s"):
        return _distant(reading, at, end, amounts, 1)
    if tokens.words[end] not in _TIME_ENDS or not reading.ahead(at):
        return None
    return _distant(reading, at, end, amounts, 1)


_AFTER_FIGURE = frozenset({*GRAINS, *SCALES, "and"})


def read_amounts(tokens: Tokens, at: int) -> tuple[list[tuple[float, str]], int] | None:
    """Numbers of days, weeks, months …, and the token after them."""
    if tokens.kinds[at] == "n" and tokens.words[at + 1] not in _AFTER_FIGURE:
        return None
    amounts: list[tuple[float, str]] = []
    end = at
    for _ in range(2):
        following = end + 1 if amounts and tokens.words[end] == "and" else end
        number = read_spelled(tokens, following)
        if number is None and tokens.words[following] in _ONE:
            number = Number(1.0, following, following + 1)
        grain = GRAINS.get(tokens.words[number.end]) if number else None
        if number is None or grain is None or grain in ("weekend",) or number.value > 1e5:
            break
        amounts.append((number.value, grain))
        end = number.end + 1
    return (amounts, end) if amounts else None


def _distant(
    reading: Reading, at: int, end: int, amounts: list[tuple[float, str]], sign: int
) -> Time:
    found = reading.written
    for count, grain in amounts:
        found = shift(found, grain, sign * count) if found else None
    count, grain = amounts[0]
    rough = grain in _LONG
    return Time(at, end, _single(found), "day", count=count, unit=grain, approximate=rough)
