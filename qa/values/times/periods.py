"""Times as a text tells them: days, spans between two of them, and what is open at one end."""

from qa.values.around.hedges import hedge_before
from qa.values.drafts import Draft
from qa.values.times.calendar_dates import is_counted
from qa.values.times.days import Date, Span, day, months_span, shift
from qa.values.times.edges import BEGINNINGS as EDGE_BEGINNINGS
from qa.values.times.edges import read_edge
from qa.values.times.feasts import feast_in
from qa.values.times.marked_dates import read_stroke
from qa.values.times.open_times import BEGINNINGS as OPEN_BEGINNINGS
from qa.values.times.open_times import OR_LATER, opened, read_open
from qa.values.times.parts import take_part
from qa.values.times.reckoned import BEGINNINGS as RECKONED_BEGINNINGS
from qa.values.times.reckoned import read_reckoned
from qa.values.times.time import (
    UNKNOWN,
    Reading,
    Time,
    is_ordinal,
    read_day,
    read_year,
    resolve,
)
from qa.values.times.time_drafts import draft_of
from qa.values.tokens import HYPHENS, Tokens

_TO = frozenset({"to", "until", "till", "til", "through", "thru", "-", "–", "—", "~"})
BEGINNINGS = frozenset(
    {*EDGE_BEGINNINGS, *OPEN_BEGINNINGS, *RECKONED_BEGINNINGS, "between", "from"}
)
_AND = frozenset({"and", "to", "-", "–", "—", "~"})


def may_be_time(tokens: Tokens, at: int) -> bool:
    """Whether a time may begin at a token: a quick look."""
    return tokens.kinds[at] in ("n", "d") or tokens.words[at] in BEGINNINGS


def read_period(reading: Reading, at: int) -> Draft | None:
    """The time that begins at a token."""
    tokens = reading.tokens
    word = tokens.words[at]
    if word in ("between", "from"):
        return _from_to(reading, at, word)
    if word in OPEN_BEGINNINGS:
        found = read_open(reading, at)
        if found or word not in EDGE_BEGINNINGS:
            return found
    reckoned = read_reckoned(reading, at)
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
    for words, says in OR_LATER.items():
        end = time.end + len(words)
        if tuple(tokens.words[time.end : end]) == words:
            return draft_of(time.start, end, time, opened(time, "", says))
    if time.grain == "to date":
        return draft_of(time.start, time.end, time, (None, reading.written))
    approximate = time.approximate or hedge_before(tokens, time.start)[0] == "about"
    draft = draft_of(time.start, time.end, time, time.span or (None, None))
    draft.approximate = approximate
    return draft


def _from_to(reading: Reading, at: int, word: str) -> Draft | None:
    links = _AND if word == "between" else _TO
    edge = read_edge(reading, at + 1) or _now(reading, at + 1)
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
    if edge is None:
        return _ordinals(reading, at, number)
    if edge[0].grain != "day" or not edge[0].month:
        return None
    until = edge[0].span[0] if edge[0].span else None
    first = day(until.year, until.month, number[0]) if until else None
    days = (first, until) if first and until and first <= until else (None, None)
    return draft_of(at, edge[0].end, edge[0]._replace(grain="span"), days)


def _ordinals(reading: Reading, at: int, number: tuple[int, int]) -> Draft | None:
    """ "between the 5th and the 10th": of this month, or of the last one that had them."""
    tokens = reading.tokens
    following = number[1] + 1 + (tokens.words[number[1] + 1] == "the")
    until = read_day(tokens, following)
    if until is None or until[0] <= number[0] or tokens.kinds[until[1]] == "w":
        return None
    if not (is_ordinal(tokens, at, number[1]) and is_ordinal(tokens, following, until[1])):
        return None
    first = last = None
    if reading.written:
        past = number[0] > reading.written.day and not reading.ahead(at)
        month = shift(reading.written.replace(day=1), "month", -past)
        first = day(month.year, month.month, number[0]) if month else None
        last = day(month.year, month.month, until[0]) if month else None
    days = (first, last) if first and last else (None, None)
    return draft_of(at, until[1], Time(at, until[1], None, "span"), days)


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
    stroke = tokens.words[time.start + 1] == "/" and time.grain == "day"
    alike = read_stroke(reading, link + 1, True) if stroke else None
    until = (alike, "") if alike else None
    until = until or read_edge(reading, link + 1) or _short_end(reading, time, link + 1)
    until = until or _now(reading, link + 1)
    if until is None or until[0].amount or until[0].grain == "days":
        return None
    until = (_after_that(reading, time, until[0], until[1]), until[1])
    begun = _before_that(_inherit(reading, time, until[0], part), until[0])
    ends = part if part != "late" or _ends(tokens, at) else ""
    days = _between(begun.span, ends, _next_after(begun, until[0]), until[1])
    return draft_of(at, until[0].end, time._replace(grain="span"), days)


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether what begins is an end, "from the end of May", and not all that is late."""
    return not {"end", "close"}.isdisjoint(tokens.words[at : at + 4])


def _after_that(reading: Reading, begun: Time, until: Time, part: str) -> Time:
    """ "January 2018 to March": the first March after that January."""
    if not begun.year or not begun.span or until.year or not until.month:
        return until
    for year in (begun.year, begun.year + 1):
        span = resolve(reading, until.start, year, until.month, until.day)
        if span and span[0] > begun.span[0]:
            return until._replace(span=take_part(span, until.grain, part) if part else span)
    return until._replace(span=None)


def _before_that(begun: Time, until: Time) -> Time:
    """ "Monday to Wednesday next week": the Monday before that Wednesday."""
    bare = begun.is_open and begun.grain == "day" and not begun.day
    if not (bare and begun.span and until.span and until.grain == "day") or until.is_open:
        return begun
    back = (until.span[0] - begun.span[0]).days % 7
    found = shift(until.span[0], "day", -back)
    return begun._replace(span=(found, found) if found else None)


def _next_after(begun: Time, until: Time) -> Time:
    """ "Monday to Friday": the Friday after that Monday."""
    bare = until.is_open and until.grain == "day" and not until.day
    if not (bare and begun.span and until.span and until.span[0] < begun.span[0]):
        return until
    ahead = (until.span[0] - begun.span[0]).days % 7
    found = shift(begun.span[0], "day", ahead)
    return until._replace(span=(found, found) if found else None)


def _short_end(reading: Reading, time: Time, at: int) -> tuple[Time, str] | None:
    """The "18" of "2014-18", the "22, 1995" of "between January 4 and 22, 1995"."""
    tokens = reading.tokens
    raw = tokens.raw(at)
    at += tokens.words[at] == "the" and not tokens.glued(at)
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
    if tuple(reading.tokens.words[at : at + 2]) in (("current", "date"), ("present", "day")):
        at += 1
    elif reading.tokens.words[at] not in ("now", "present", "date"):
        return None
    written = reading.written
    return Time(at, at + 1, (written, written) if written else None), ""


def _inherit(reading: Reading, time: Time, until: Time, part: str) -> Time:
    """A time without a year has that of the one that it lasts until, or the year before."""
    if until.span is None or time.year:
        return time
    year = until.span[0].year
    if time.grain == until.grain == "quarter" and until.year and time.span:
        months = (time.span[1].month - time.span[0].month) + 1
        return time._replace(span=months_span(year, time.span[0].month, months))
    if not time.month:
        years = (year, year - 1) if until.year > 1 else ()
        feasts = (feast_in(reading, time.start, one) for one in years)
        before = (one for one in feasts if one and one[0] <= until.span[1])
        return time._replace(span=next(before, time.span))
    span = resolve(reading, time.start, year, time.month, time.day)
    if span and span[0] > until.span[1] and year > 1:
        span = resolve(reading, time.start, year - 1, time.month, time.day)
    return time._replace(span=take_part(span, time.grain, part) if part else span)


def _between(
    first: Span | None, part: str, until: Time, until_part: str
) -> tuple[Date | None, Date | None]:
    """The days of a span. It lasts at least until the first day of what ends it: whether "from
    2014 to 2018" has the last year in it, the words do not say."""
    if first is None or until.span is None:
        return None, None
    begin = shift(first[1], "day", 1) if part == "late" else first[0]
    end = until.span[1] if until_part else until.span[0]
    if until_part == "mid":
        end = until.span[0] + (until.span[1] - until.span[0]) // 2
    elif until_part == "early":
        end = until.span[0]
    if begin is None or begin > end:
        return None, None
    return begin, end
