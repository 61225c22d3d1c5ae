"""Times reckoned from the day of writing: "last year", "Tuesday", "two weeks ago", "today"."""

from qa.values.numbers.fractions import with_fraction, with_half
from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.date_names import GRAINS, STEPS, UNSURE_WEEKDAYS, WEEKDAYS, WORDS
from qa.values.tables.number_words import SCALES
from qa.values.tables.word_sets import word_set
from qa.values.times.calendar_dates import read_day_first, read_month_first
from qa.values.times.days import (
    day,
    nearest_weekday,
    shift,
)
from qa.values.times.steps import counted_span, read_step, single, weekday_and_date
from qa.values.times.time import Reading, Time, is_ordinal, month_at, read_day
from qa.values.tokens import Tokens

_ONE = frozenset({"a", "an", "one"})
_AGO = frozenset({"ago", "back"})
_LATER = (("from", "now"), ("from", "today"), ("hence",), ("after", "today"))
_LONG = frozenset({"month", "quarter", "year", "decade", "century"})


def read_word(reading: Reading, at: int) -> Time | None:
    """ "today", "yesterday", "the day before yesterday"."""
    tokens = reading.tokens
    word = tokens.words[at]
    step = WORDS[word]
    found = shift(reading.written, "day", step) if reading.written else None
    return Time(at, at + 1, single(found))


def read_weekday(reading: Reading, at: int) -> Time | None:
    """ "Tuesday", "Friday, Oct. 20" by its date, "Monday of next week", "Sunday 31"."""
    tokens = reading.tokens
    word = tokens.words[at]
    if word in UNSURE_WEEKDAYS and not (tokens.is_capital(at) and _dated(tokens, at)):
        return None
    weekday, end = WEEKDAYS[word], at + 1
    if len(word) <= 5 and tokens.words[end] == "." and _dated(tokens, at):
        end += 1
    dated = weekday_and_date(reading, at, end)
    if dated:
        return dated
    if tuple(tokens.words[end : end + 2]) in _OTHER_WEEKS:
        return Time(at, end + 2, None)
    if tokens.words[end] == "week" and not tokens.hyphen(end + 1):
        return Time(at, end + 1, None)  # "Monday week"
    if tokens.words[end] in ("next", "last") and tokens.words[end + 1] not in GRAINS:
        return Time(at, end + 1, None)  # "Tuesday next"
    if tuple(tokens.words[end : end + 2]) == ("of", "that"):
        return Time(at, end, None)
    after = _weeks_after(reading, at, weekday, end)
    if after:
        return after
    if tokens.words[end] == "of" or (
        tokens.words[end] in STEPS and tokens.words[end + 1] == "week"
    ):
        end -= tokens.words[end] != "of"
        week = read_step(reading, end + (2 if tokens.words[end + 1] == "the" else 1))
        if week and week.grain == "week":
            found = shift(week.span[0], "day", weekday) if week.span else None
            return Time(at, week.end, single(found))
    numbered = _weekday_and_day(reading, at, weekday, end)
    if numbered:
        return numbered
    found = None
    known = tokens.words[at - 1] not in _ANY and not _of_another_week(tokens, end)
    if reading.written and known:
        found = nearest_weekday(reading.written, weekday, reading.ahead(at))
    return Time(at, at + 1, single(found), is_open=True)


# "The Sunday after next" is, to some, the next one but one, to others the one after that.
_OTHER_WEEKS = frozenset({("after", "next"), ("before", "last")})
# Days by name that are no day of this week: "every Monday", "Remembrance Sunday".
_ANY = word_set(
    "every each that same a one any some another first second third fourth fifth final mothering"
    " remembrance black bloody super maundy holy giving fat shrove trinity advent bowl palm"
)
_OR = frozenset({"or", "and", ",", "/"})


def _of_another_week(tokens: Tokens, at: int) -> bool:
    """Whether the week of two days stands with the second: "Monday or Tuesday next week"."""
    if tokens.words[at] not in _OR or tokens.words[at + 1] not in WEEKDAYS:
        return False
    following = at + 2 + (tokens.words[at + 2] == "of")
    return tokens.words[following] in STEPS and tokens.words[following + 1] == "week"


def _weeks_after(reading: Reading, at: int, weekday: int, end: int) -> Time | None:
    """ "Sunday 3 weeks after January 15th": the third Sunday after it."""
    tokens = reading.tokens
    found = read_amounts(tokens, end)
    if found is None or len(found[0]) > 1 or found[0][0][1] != "week":
        return None
    if tokens.words[found[1]] not in ("after", "from"):
        return None
    day_at = found[1] + 1
    told = read_month_first(reading, day_at) or read_day_first(reading, day_at)
    if told is None or told.grain != "day":
        return None
    from_day = told.span[0] if told.span else None
    away = (weekday - from_day.weekday() - 1) % 7 + 1 if from_day else 0
    days = away + 7 * (found[0][0][0] - 1)
    last = shift(from_day, "day", days) if from_day and days % 1 == 0 else None
    return Time(at, told.end, single(last))


def _dated(tokens: Tokens, at: int) -> bool:
    following = at + 2 if tokens.words[at + 1] in (".", ",") else at + 1
    following += tokens.words[following] == ","
    following += tokens.words[following] == "the"
    return bool(month_at(tokens, following) or read_day(tokens, following))


def _weekday_and_day(reading: Reading, at: int, weekday: int, end: int) -> Time | None:
    """ "Wed 13th", "wednesday the thirty first": the nearest such day."""
    tokens = reading.tokens
    end += tokens.words[end] == "," and tokens.words[end + 1] == "the"  # "Fri, the 27th"
    the = tokens.words[end] == "the"
    number = read_day(tokens, end + the)
    if number is None or (not is_ordinal(tokens, end, number[1]) and the):
        return None
    after = tokens.words[number[1]]
    if tokens.words[end] == "first":
        return None  # "Monday first thing"
    if not is_ordinal(tokens, end, number[1]) and after not in ("", ".", ",", "!", "?"):
        return None
    if reading.written is None:
        return Time(at, number[1], None)
    for months in sorted(range(-24, 25), key=abs):
        near = shift(reading.written.replace(day=1), "month", months)
        found = day(near.year, near.month, number[0]) if near else None
        if found and found.weekday() == weekday:
            return Time(at, number[1], single(found))
    return Time(at, number[1], None)


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
    return counted_span(reading, at, number.end + 2, number, word, step)


_TIME_ENDS = frozenset({"", ".", ",", "?", "!", ";", "'", "’", "on", "and", "or"})


def _in_some(reading: Reading, at: int, end: int, amounts: list[tuple[float, str]]) -> Time | None:
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
        number = _count(tokens, following)
        if number is None and tokens.words[following] in _ONE:
            number = Number(1.0, following, following + 1)
        grain = GRAINS.get(tokens.words[number.end]) if number else None
        if number is None or grain is None or grain in ("weekend",) or number.value > 1e5:
            break
        end = number.end + 1
        more, end = with_half(tokens, number.value, end)
        amounts.append((more, grain))
    return (amounts, end) if amounts else None


def _count(tokens: Tokens, at: int) -> Number | None:
    """ "two", "half a", "one and a half", "a couple of"."""
    couple = at + (tokens.words[at] == "a")
    if tokens.words[couple] == "couple":
        return Number(2.0, at, couple + 1 + (tokens.words[couple + 1] == "of"))
    if tokens.words[at] == "half" and tokens.words[at + 1] in _ONE:
        return Number(0.5, at, at + 2)
    number = read_spelled(tokens, at)
    return with_fraction(tokens, number) if number else None


def _distant(
    reading: Reading, at: int, end: int, amounts: list[tuple[float, str]], sign: int
) -> Time:
    found = reading.written
    for count, grain in amounts:
        found = shift(found, grain, sign * count) if found else None
    count, grain = amounts[0]
    rough = grain in _LONG
    return Time(at, end, single(found), "day", amount=count, unit=grain, approximate=rough)
