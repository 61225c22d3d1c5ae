"""Times reckoned from a day: "two weeks before Oct. 19", "within 3 days", "over a week ago"."""

from qa.values.around.hedges import hedge_before
from qa.values.drafts import Draft
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_sets import word_set
from qa.values.times.days import Date, Span, day, shift
from qa.values.times.edges import read_edge
from qa.values.times.feasts import FEAST_BEGINNINGS
from qa.values.times.relative_dates import read_amounts
from qa.values.times.time import Reading, Time
from qa.values.times.time_drafts import draft_of
from qa.values.tokens import Tokens

BEGINNINGS = frozenset({"within"})


def read_reckoned(reading: Reading, at: int) -> Draft | None:
    """What begins with an amount of time, or with "within" one."""
    tokens = reading.tokens
    if tokens.words[at] == "within":
        return _within(reading, at)
    if tokens.kinds[at] != "n" and tokens.words[at] not in _ONES:
        return None
    found = read_amounts(tokens, at)
    return _from_a_day(reading, at, *found) if found else None


def _within(reading: Reading, at: int) -> Draft | None:
    """ "within the next 3 days"; without "next" only where it is said of what is to come."""
    tokens = reading.tokens
    following = at + 1 + (tokens.words[at + 1] in ("the", "these"))
    coming = tokens.words[following] in ("next", "coming", "following")
    found = read_amounts(tokens, following + coming)
    if found is None or not (coming or reading.ahead(at)):
        return None
    amounts, end = found
    if tokens.words[end] in ("of", "after", "from", "before"):
        return None
    last = _moved(reading.written, amounts, 1)
    time = Time(at, end, None, "span", amount=amounts[0][0], unit=amounts[0][1])
    return draft_of(at, end, time, (reading.written if last else None, last))


def _moved(start: Date | None, amounts: list[tuple[float, str]], sign: int) -> Date | None:
    for count, grain in amounts:
        start = shift(start, grain, sign * count) if start else None
    return start


def _from_a_day(
    reading: Reading, at: int, amounts: list[tuple[float, str]], end: int
) -> Draft | None:
    """ "two weeks before Oct. 19", "2 weeks from January 15", "3 days starting next Monday"."""
    tokens = reading.tokens
    starting = _starting(reading, at, end, amounts)
    if starting:
        return starting
    sign, time = _reckoned_from(reading, at, end)
    if time is None:
        return None
    from_day = time.span[0] if time.span else None
    if from_day and sign > 0 and _may_be_next_year(reading, at, time, from_day):
        return draft_of(at, time.end, time, (None, None))
    found = _moved(from_day, amounts, sign)
    time = time._replace(amount=amounts[0][0], unit=amounts[0][1])
    says = _bound(tokens, at)
    if not says or says == "about" or from_day is None or found is None:
        return draft_of(at, time.end, time, (found, found))
    days: tuple[Date | None, Date | None] = (found, from_day) if sign < 0 else (from_day, found)
    if says == "low":  # "more than 2 weeks before today"
        days = (None, found) if sign < 0 else (found, None)
    return draft_of(at, time.end, time._replace(grain="span"), days)


def _may_be_next_year(reading: Reading, at: int, time: Time, from_day: Date) -> bool:
    """Whether a day without a year that was already may be one to come: "3 days after Easter"."""
    named = time.month or reading.tokens.words[time.start] in FEAST_BEGINNINGS
    past = reading.written is not None and from_day < reading.written
    return bool(named and not time.year and past) and not reading.ahead(at)


_TODAY = (("from", "now"), ("hence",), ("after", "today"), ("from", "today"))


# "Higher than a year ago" compares two days; "more than a year ago" may, after a figure.
_COMPARING = word_set("as higher lower larger smaller greater better fewer longer shorter")


def _bound(tokens: Tokens, at: int) -> str:
    """What the words before an amount of time say of it: "more than two weeks ago"."""
    says, start = hedge_before(tokens, at)
    word, before = tokens.words[start], tokens.words[start - 1]
    if says == "about" or not says:
        return says
    figure = tokens.kinds[start - 1] == "n" or before in ("%", "percent") or is_plural(before)
    compares = tokens.words[at - 1] == "than" and start > 0 and figure
    return "" if compares or word in _COMPARING else says


def _reckoned_from(reading: Reading, at: int, end: int) -> tuple[int, Time | None]:
    """Back or on, and the day from which: "ago", "from now", "after Oct. 19"."""
    tokens = reading.tokens
    if _bound(tokens, at) in ("low", "high"):  # without it they are read elsewhere
        if tokens.words[end] == "ago":
            return -1, _today(reading, end, end + 1)
        for words in _TODAY:
            if tuple(tokens.words[end : end + len(words)]) == words:
                return 1, _today(reading, end, end + len(words))
    sign = {"before": -1, "after": 1, "from": 1}.get(tokens.words[end], 0)
    edge = read_edge(reading, end + 1) if sign else None
    if edge is None or edge[0].grain != "day" or tokens.words[at - 1] == "for":
        return sign, None
    return sign, edge[0]


def _today(reading: Reading, at: int, end: int) -> Time:
    written = reading.written
    span: Span | None = (written, written) if written else None
    return Time(at, end, span)


_STARTS = frozenset({"starting", "beginning", "from", "commencing"})


def _starting(
    reading: Reading, at: int, end: int, amounts: list[tuple[float, str]]
) -> Draft | None:
    """ "3 days starting from next Monday", "for 1 week, from 20 December"."""
    tokens = reading.tokens
    following = end + 1 if tokens.words[end] == "," else end
    word = tokens.words[following]
    if word not in _STARTS or (word == "from" and tokens.words[at - 1] != "for"):
        return None
    following += 1
    following += tokens.words[following] in ("from", "on")
    edge = read_edge(reading, following)
    if edge is None or edge[0].grain != "day":
        return None
    first = edge[0].span[0] if edge[0].span else None
    if first and reading.written and edge[0].day and not edge[0].year:
        first = day(reading.written.year, first.month, first.day)  # plans are of this year
    after = _moved(first, amounts, 1)
    last = shift(after, "day", -1) if after else None
    time = edge[0]._replace(amount=amounts[0][0], unit=amounts[0][1], grain="span")
    return draft_of(at, time.end, time, (first, last) if last else (None, None))


_ONES = word_set("a an one two three four five six seven eight nine ten")
