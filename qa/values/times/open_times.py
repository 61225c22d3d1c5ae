"""Times that are open at one end: "since August", "before 2010", "2012 or later"."""

from qa.values.drafts import Draft
from qa.values.tables.date_names import GRAINS, WEEKDAYS
from qa.values.times.days import Date, shift
from qa.values.times.edges import read_edge
from qa.values.times.feasts import FEAST_BEGINNINGS
from qa.values.times.parts import take_part
from qa.values.times.time import Reading, Time, resolve
from qa.values.times.time_drafts import draft_of
from qa.values.tokens import Tokens

# How a text says that a time is open at one end; "to its end" has all of the time in it.
_OPENINGS = """
since | since; ever since; as early as; starting; starting from; starting on; on or after
since | starting in; beginning in; beginning on
since | no earlier than; not before; > =; >=; ≥
after | after; later than; greater than; newer than; >
before | before; prior to; earlier than; sooner than; older than; in advance of; <
until | until; till; til; up until; no later than; not later than; not after
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
OR_LATER = _phrases(_CLOSINGS)
BEGINNINGS = frozenset(words[0] for words in _OPEN)


def read_open(reading: Reading, at: int) -> Draft | None:
    """ "since August", "before the end of this year", "no later than Jan. 1"."""
    tokens = reading.tokens
    for length in (3, 2, 1):
        says = _OPEN.get(tuple(tokens.words[at : at + length]), "")
        if says:
            break
    else:
        return None
    edge = read_edge(reading, _past_hedge(tokens, at + length))
    if edge is None:
        return None
    time, part = edge
    if tokens.words[at + length - 1] == "since":
        time = _that_was(reading, time, part)
    if says in ("after", "before") and tokens.words[at - 1] in _RECKONING:
        return draft_of(at, time.end, time._replace(grain="span"), (None, None))
    if says in ("after", "before") and tokens.words[time.end] in ("'", "’"):
        return None  # "after Tuesday's vote"
    if says == "after" and time.grain == "day" and time.is_open and time.span is None:
        return None
    return draft_of(at, time.end, time._replace(grain="span"), opened(time, part, says))


def _past_hedge(tokens: Tokens, at: int) -> int:
    """The token after the "at least" of "since at least 2012"."""
    if tuple(tokens.words[at : at + 2]) in (("at", "least"), ("at", "most")):
        return at + 2
    return at + (tokens.words[at] in ("about", "around", "roughly", "circa"))


def _that_was(reading: Reading, time: Time, part: str) -> Time:
    """ "Since Christmas" is since the last one; "since tomorrow" says what it says."""
    written = reading.written
    if written is None or time.span is None or time.year or time.span[0] <= written:
        return time
    if time.month:
        span = resolve(reading, time.start, written.year - 1, time.month, time.day)
        return time._replace(span=take_part(span, time.grain, part) if part else span)
    named = reading.tokens.words[time.start] in FEAST_BEGINNINGS
    return time._replace(span=None) if named else time


# "The week after Easter" is that week and no more; "the day after" is told elsewhere.
_RECKONING = frozenset(
    {*GRAINS, *WEEKDAYS, "night", "nights", "hours", "minutes", "evening", "morning", "afternoon"}
)


def opened(time: Time, part: str, says: str) -> tuple[Date | None, Date | None]:
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
