"""Times some steps from the day of writing: "last year", "next Monday", "the past two quarters"."""

from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.date_names import (
    GRAINS,
    SEASONS,
    STEPS,
    UNSURE_MONTHS,
    UNSURE_WEEKDAYS,
    WEEKDAYS,
)
from qa.values.times.calendar_dates import read_day_first, read_month_first
from qa.values.times.day_counts import are_working_days, working_days
from qa.values.times.days import (
    Date,
    Span,
    around,
    day,
    nearest_weekday,
    shift,
    span_around,
    weekday_of_week,
)
from qa.values.times.feasts import read_stepped_feast
from qa.values.times.marked_dates import month_and_day, read_stroke
from qa.values.times.time import Reading, Time, month_at, resolve
from qa.values.times.years import read_numeric
from qa.values.tokens import Tokens

_YEAR_KINDS = frozenset({"fiscal", "financial", "academic", "school", "calendar", "tax"})


def single(found: Date | None) -> Span | None:
    return (found, found) if found else None


def read_step(reading: Reading, at: int) -> Time | None:
    """ "last year", "the past two quarters", "next Monday", "this week"."""
    tokens = reading.tokens
    step = STEPS.get(tokens.words[at])
    if step is None:
        return None
    word = tokens.words[at + 1]
    is_verb = tokens.words[at] == "last" and tokens.words[at - 1] in _BEFORE_A_VERB
    if is_verb and read_spelled(tokens, at + 1):
        return None  # "they are due to last three days"
    if word in _DAY_PARTS:
        return _day_part(reading, at, step)
    if word in WEEKDAYS and (word not in UNSURE_WEEKDAYS or tokens.is_capital(at + 1)):
        return _step_weekday(reading, at, step)
    if are_working_days(tokens, at + 1) and word != "work" and step:
        span = working_days(reading.written, 1, step)
        return Time(at, at + 3, span) if tokens.words[at + 2] == "day" else None
    if word == "working" and tokens.words[at + 2] == "week":
        return _working_week(reading, at, step)
    if word in _YEAR_KINDS and tokens.words[at + 2] == "year":
        return Time(at, at + 3, None, "year")
    if word in SEASONS:
        return Time(at, at + 2, None, "season")
    if word in UNSURE_MONTHS and not tokens.is_capital(at + 1) and tokens.kinds[at + 2] == "w":
        return None  # "words derived from this may be"
    if month_at(tokens, at + 1):
        return _next_date(reading, at, step) or _step_month(reading, at, step)
    if word in GRAINS and not word.endswith("s"):
        span = span_around(reading.written, GRAINS[word], step) if reading.written else None
        told = tokens.words[at] in ("following", "previous", "same", "past")
        the = tokens.words[at - 1] in ("the", "very")
        untold = word == "day" and the and tokens.words[at] in _UNTOLD
        untold |= tokens.words[at] == "same" and tokens.words[at + 2] not in ("that", "as", ".", "")
        untold |= word != "quarter" and _is_rolling(tokens, at)
        week = Time(at, at + 2, None if untold else span, GRAINS[word], approximate=told)
        return _then_weekday(reading, week)
    feast = read_stepped_feast(reading, at, step)
    return feast or _many(reading, at, step) or _next_date(reading, at, step)


_BEFORE_A_VERB = frozenset(
    {"to", "will", "would", "could", "can", "may", "might", "should", "not", "n't", "'ll", "must",
     "did", "does", "usually", "typically"}
)  # fmt: skip
_OVER = frozenset({"over", "in", "during", "for", "within", "throughout"})


def _is_rolling(tokens: Tokens, at: int) -> bool:
    """ "Over the last year", "the past month": the year until now, to some the one before this."""
    if tokens.words[at] == "past":
        return True
    the_last = tokens.words[at] == "last" and tokens.words[at - 1] == "the"
    return the_last and tokens.words[at - 2] in _OVER


_UNTOLD = frozenset({"next", "following", "previous", "same"})


_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})


def _day_part(reading: Reading, at: int, step: int) -> Time:
    """ "this morning", "last night"."""
    found = shift(reading.written, "day", step) if reading.written else None
    return Time(at, at + 2, single(found) if step <= 0 else None)


def _next_date(reading: Reading, at: int, step: int) -> Time | None:
    """ "next 6th of April", "next May 20": the first one to come."""
    found = read_month_first(reading, at + 1) or read_day_first(reading, at + 1)
    if found is None or found.year or not found.day:
        return None
    span = None
    if not step:  # "this June 5th"
        this = day(reading.written.year, found.month, found.day) if reading.written else None
        single_day = found.grain == "day"
        return found._replace(start=at, span=single(this) if single_day else None)
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
    return Time(week.start, week.end + on + 1, single(found))


def weekday_and_date(reading: Reading, at: int, end: int) -> Time | None:
    """ "Friday, Oct. 20": the date says which Friday."""
    tokens = reading.tokens
    dash = tokens.words[end] == "-" and tokens.glued(end)
    weekday_at = at + (tokens.words[at] in STEPS)
    following = end + 1 if tokens.words[end] in (",", "(") or dash else end
    if tokens.kinds[following] == "d":
        return read_numeric(reading, following)._replace(start=at)
    found = read_month_first(reading, following) or read_day_first(reading, following)
    found = found or read_stroke(reading, following, True)
    found = found or _pair(reading, following, WEEKDAYS[tokens.words[weekday_at]])
    if found is None or not found.day or found.grain != "day":
        return None
    return _on_weekday(reading, found._replace(start=at), WEEKDAYS[tokens.words[weekday_at]])


def _pair(reading: Reading, at: int, weekday: int) -> Time | None:
    """The "9-24" of "Monday 9-24", where that is a Monday; it may be a score as well."""
    month, number, end = month_and_day(reading.tokens, at)
    if not month or reading.written is None:
        return None
    near = (day(year, month, number) for year in around(reading.written))
    fits = any(one is not None and one.weekday() == weekday for one in near)
    return Time(at, end, None, "day", 0, month, number) if fits else None


def _on_weekday(reading: Reading, time: Time, weekday: int) -> Time:
    """A day without a year is in the year in which it is that weekday, if one near is."""
    if time.year or reading.written is None:
        return time
    this = reading.written.year
    if reading.tokens.words[time.start] in STEPS:  # "this Friday 5/12"
        found = day(this, time.month, time.day)
        return time._replace(span=single(found))
    near = sorted(around(reading.written), key=lambda year: abs(year - this))
    days = (day(year, time.month, time.day) for year in near)
    fits = next((one for one in days if one and one.weekday() == weekday), None)
    return time._replace(span=(fits, fits)) if fits else time


def _step_weekday(reading: Reading, at: int, step: int) -> Time:
    tokens, found = reading.tokens, None
    dated = weekday_and_date(reading, at, at + 2)
    if dated:
        return dated
    weekday = WEEKDAYS[tokens.words[at + 1]]
    if reading.written and tokens.words[at] in ("past", "coming", "upcoming"):
        near = shift(reading.written, "day", step)
        found = nearest_weekday(near, weekday, step > 0) if near else None
    elif reading.written:
        found = weekday_of_week(reading.written, weekday, step)
    return Time(at, at + 2, single(found))


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
    if are_working_days(tokens, number.end) and step:
        span = working_days(reading.written, number.value, step)
        return Time(at, number.end + 2, span, "days", amount=number.value, unit="day")
    end = number.end + 1 if tokens.words[number.end] in ("full", "consecutive") else number.end
    return counted_span(reading, at, end + 1, number, tokens.words[end], step)


def counted_span(
    reading: Reading, at: int, end: int, number: Number, word: str, step: int
) -> Time | None:
    grain = GRAINS.get(word)
    if (
        grain is None
        or grain in ("weekend",)
        or step == 0
        or (number.value > 1) != word.endswith("s")
    ):
        return None
    if grain in ("decade", "century"):  # whether they are those of the calendar, no one says
        return Time(at, end, None, f"{grain}s", amount=number.value, unit=grain)
    span = None
    if reading.written and grain == "quarter":
        near = span_around(reading.written, grain, step)
        far = span_around(reading.written, grain, int(step * number.value))
        span = (min(near[0], far[0]), max(near[1], far[1])) if near and far else None
    elif reading.written:
        span = _rolling(reading.written, grain, number.value, step)
    return Time(at, end, span, f"{grain}s", amount=number.value, unit=grain)


def _rolling(written: Date, grain: str, count: float, step: int) -> Span | None:
    if step < 0:
        first = shift(written, grain, -count)
        yesterday = shift(written, "day", -1)
        return (first, yesterday) if first and yesterday and first <= yesterday else None
    tomorrow = shift(written, "day", 1)
    after = shift(tomorrow, grain, count) if tomorrow else None
    last = shift(after, "day", -1) if after else None
    return (tomorrow, last) if tomorrow and last else None
