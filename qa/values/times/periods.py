"""Times as a text tells them: days, spans between two of them, and what is open at one end."""

from qa.values.around.hedges import hedge_before
from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.word_sets import word_set
from qa.values.times.calendar_dates import is_counted
from qa.values.times.days import Date, Span, day, shift
from qa.values.times.edges import BEGINNINGS as EDGE_BEGINNINGS
from qa.values.times.edges import read_edge
from qa.values.times.relative_dates import read_amounts
from qa.values.times.time import UNKNOWN, Reading, Time, read_day, read_year, resolve
from qa.values.tokens import HYPHENS, Tokens

# How a text says that a time is open at one end; "to its end" has all of the time in it.
_OPENINGS = """
since | since; ever since; as early as; starting; starting from; starting on; on or after
since | starting in; beginning in; beginning on
since | no earlier than; not before; > =; >=; ≥
after | after; later than; greater than; >
before | before; prior to; earlier than; sooner than; in advance of; <
until | until; till; up until; no later than; not later than; not after
to its end | on or before; < =; <=; ≤
"""
_CLOSINGS = """
since | or later; and later; or after; forward; onward; onwards
to its end | or earlier; or before; and earlier
"""


def _phrases(lines: str) -> dict[tuple[str, ...], str]:
    pairs = (line.split("|") for line in lines.splitlines() if line)
    return {
        tuple(phrase.split()): says.strip() for says, cell in pairs for phrase in cell.split(";")
    }


_OPEN = _phrases(_OPENINGS)
_OR_LATER = _phrases(_CLOSINGS)
_OPEN_BEGINNINGS = frozenset(words[0] for words in _OPEN)
_TO = frozenset({"to", "until", "till", "through", "thru", "-", "–", "—"})
BEGINNINGS = frozenset({*EDGE_BEGINNINGS, *_OPEN_BEGINNINGS, "between", "from"})
_LONG = frozenset({"year", "month", "decade", "century", "quarter", "season"})


def may_be_time(tokens: Tokens, at: int) -> bool:
    """Whether a time may begin at a token: a quick look."""
    return tokens.kinds[at] in ("n", "d") or tokens.words[at] in BEGINNINGS


def read_period(reading: Reading, at: int) -> Draft | None:
    """The time that begins at a token."""
    tokens = reading.tokens
    word = tokens.words[at]
    if word in ("between", "from"):
        return _from_to(reading, at, word)
    if word in _OPEN_BEGINNINGS:
        found = _open(reading, at)
        if found or word not in EDGE_BEGINNINGS:
            return found
    reckoned = _from_a_day(reading, at)
    if reckoned:
        return reckoned
    edge = read_edge(reading, at)
    if edge is None:
        return None
    if tokens.words[edge[0].end] in _TO:
        found = _until(reading, at, edge, _TO)
        if found:
            return found
    return _alone(reading, edge[0])


def _is_cut(tokens: Tokens, time: Time) -> bool:
    """Whether a time is joined to figures that were not understood: "September-2020-23"."""
    after = tokens.glued(time.end) and tokens.glued(time.end + 1)
    if after and tokens.words[time.end] in "-/." and tokens.kinds[time.end + 1] in ("n", "d"):
        return True
    stroke = tokens.words[time.end + 1] == "/" and tokens.glued(time.end + 1)
    if tokens.kinds[time.end] == "n" and (stroke or tokens.kinds[time.end + 1] == "n"):
        return True
    before = tokens.glued(time.start) and tokens.glued(time.start - 1)
    return before and tokens.words[time.start - 1] in "-/" and tokens.kinds[time.start - 2] == "n"


def _alone(reading: Reading, time: Time) -> Draft:
    tokens = reading.tokens
    if _is_cut(tokens, time):
        time = time._replace(span=None)
    for words, says in _OR_LATER.items():
        end = time.end + len(words)
        if tuple(tokens.words[time.end : end]) == words:
            return _draft(time.start, end, time, _opened(time, "", says))
    approximate = time.approximate or hedge_before(tokens, time.start)[0] == "about"
    draft = _draft(time.start, time.end, time, time.span or (None, None))
    draft.approximate = approximate
    return draft


def _draft(start: int, end: int, time: Time, days: tuple[Date | None, Date | None]) -> Draft:
    first, last = days
    single = time.grain == "day" and (first == last)
    return Draft(
        start, end, Kind.DATE if single else Kind.PERIOD, time.amount, unit=time.unit,
        first=first, last=last, approximate=time.approximate,
    )  # fmt: skip


def _open(reading: Reading, at: int) -> Draft | None:
    """ "since August", "before the end of this year", "no later than Jan. 1"."""
    tokens = reading.tokens
    for length in (3, 2, 1):
        says = _OPEN.get(tuple(tokens.words[at : at + length]), "")
        if says:
            break
    else:
        return None
    edge = read_edge(reading, at + length)
    if edge is None:
        return None
    time, part = edge
    if says in ("after", "before") and tokens.words[time.end] in ("'", "’"):
        return None  # "after Tuesday's vote"
    if says == "after" and time.grain == "day" and time.is_open and time.span is None:
        return None
    return _draft(at, time.end, time._replace(grain="span"), _opened(time, part, says))


def _opened(time: Time, part: str, says: str) -> tuple[Date | None, Date | None]:
    """The first and the last day of what is open at one end."""
    if time.span is None:
        return None, None
    first, last = time.span
    if says == "since" or (says == "after" and (time.grain == "day" or part == "early")):
        return first, None
    if says == "after":
        return shift(last, "day", 1), None
    if says == "before":
        return None, last if part == "late" else shift(first, "day", -1)
    if says == "to its end":
        return None, last
    return None, last if part or time.grain == "day" else first


def _from_to(reading: Reading, at: int, word: str) -> Draft | None:
    links = frozenset({"and", "to"}) if word == "between" else _TO
    edge = read_edge(reading, at + 1)
    if edge is None:
        return _days_of_month(reading, at, links)
    found = _until(reading, at, edge, links)
    if found is None and word == "between":
        return None
    return found


def _days_of_month(reading: Reading, at: int, links: frozenset[str]) -> Draft | None:
    """ "between 3 and 12 of September"."""
    tokens = reading.tokens
    number = read_day(tokens, at + 1 + (tokens.words[at + 1] == "the"))
    if number is None or tokens.words[number[1]] not in links:
        return None
    edge = read_edge(reading, number[1] + 1)
    if edge is None or edge[0].grain != "day" or not edge[0].month:
        return None
    until = edge[0].span[0] if edge[0].span else None
    first = day(until.year, until.month, number[0]) if until else None
    days = (first, until) if first and until and first <= until else (None, None)
    return _draft(at, edge[0].end, edge[0]._replace(grain="span"), days)


def _until(
    reading: Reading, at: int, edge: tuple[Time, str], links: frozenset[str]
) -> Draft | None:
    """A span from one time to another: "May 2 to June 3", "between 2014 and 2018"."""
    tokens, (time, part) = reading.tokens, edge
    link = time.end
    if tokens.words[link] not in links or time.grain in ("days",):
        return None
    if tokens.words[link] in HYPHENS and tokens.glued(link) != tokens.glued(link + 1):
        return None
    until = read_edge(reading, link + 1) or _short_end(reading, time, link + 1)
    until = until or _now(reading, link + 1)
    if until is None or until[0].amount or until[0].grain == "days":
        return None
    begun = _inherit(reading, time, until[0])
    days = _between(begun.span, part, until[0], until[1])
    return _draft(at, until[0].end, time._replace(grain="span"), days)


def _short_end(reading: Reading, time: Time, at: int) -> tuple[Time, str] | None:
    """The "18" of "2014-18", the "22, 1995" of "between January 4 and 22, 1995"."""
    tokens = reading.tokens
    raw = tokens.raw(at)
    number = read_day(tokens, at) if time.grain == "day" and time.day else None
    if number and not is_counted(tokens, number[1]):
        named = read_year(reading, number[1])
        in_year = named[0] if named else time.span[0].year if time.span else UNKNOWN
        end = named[1] if named else number[1]
        span = resolve(reading, at, in_year, time.month, number[0])
        return Time(at, end, span, "day", in_year, time.month, number[0]), ""
    if time.grain != "year" or not time.year or not tokens.glued(at):
        return None
    if tokens.kinds[at] != "n" or len(raw) not in (2, 4) or not raw.isdecimal():
        return None
    year = int(raw) if len(raw) == 4 else time.year // 100 * 100 + int(raw)
    span = (Date(year, 1, 1), Date(year, 12, 31)) if time.year < year <= 9999 else None
    return (Time(at, at + 1, span, "year", year), "") if span else None


def _now(reading: Reading, at: int) -> tuple[Time, str] | None:
    """The end of "from 2014 to the present"."""
    at += reading.tokens.words[at] == "the"
    if reading.tokens.words[at] not in ("now", "present", "date"):
        return None
    written = reading.written
    return Time(at, at + 1, (written, written) if written else None), ""


def _inherit(reading: Reading, time: Time, until: Time) -> Time:
    """A time without a year has that of the one that it lasts until, or the year before."""
    if time.year or not time.month or until.span is None:
        return time
    year = until.span[0].year
    span = resolve(reading, time.start, year, time.month, time.day)
    if span and span[0] > until.span[1] and year > 1:
        span = resolve(reading, time.start, year - 1, time.month, time.day)
    return time._replace(span=span)


def _between(
    first: Span | None, part: str, until: Time, until_part: str
) -> tuple[Date | None, Date | None]:
    """The days of a span. It lasts at least until the first day of what ends it: whether "from
    2014 to 2018" has the last year in it, the words do not say."""
    if first is None or until.span is None:
        return None, None
    begin = shift(first[1], "day", 1) if part == "late" else first[0]
    end = until.span[1] if until_part else until.span[0]
    if begin is None or begin > end:
        return None, None
    return begin, end


def _from_a_day(reading: Reading, at: int) -> Draft | None:
    """ "two weeks before Oct. 19", "2 weeks from January 15", "3 days starting next Monday"."""
    tokens = reading.tokens
    found = (
        read_amounts(tokens, at) if tokens.kinds[at] == "n" or tokens.words[at] in _ONES else None
    )
    if found is None:
        return None
    amounts, end = found
    starting = _starting(reading, at, end, amounts)
    if starting:
        return starting
    sign = {"before": -1, "after": 1, "from": 1}.get(tokens.words[end])
    edge = read_edge(reading, end + 1) if sign else None
    if sign is None or edge is None or edge[0].grain != "day" or tokens.words[at - 1] == "for":
        return None
    found_day: Date | None = edge[0].span[0] if edge[0].span else None
    for count, grain in amounts:
        found_day = shift(found_day, grain, sign * count) if found_day else None
    time = edge[0]._replace(amount=amounts[0][0], unit=amounts[0][1])
    if hedge_before(tokens, at)[0] == "low":  # "more than 2 weeks before today"
        days = (None, found_day) if sign < 0 else (found_day, None)
        return _draft(at, time.end, time._replace(grain="span"), days)
    return _draft(at, time.end, time, (found_day, found_day))


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
    after = first
    for count, grain in amounts:
        after = shift(after, grain, count) if after else None
    last = shift(after, "day", -1) if after else None
    time = edge[0]._replace(amount=amounts[0][0], unit=amounts[0][1], grain="span")
    return _draft(at, time.end, time, (first, last) if last else (None, None))


_ONES = word_set("a an one two three four five six seven eight nine ten")
