"""Parts of a time: "early", "mid" or "late" in a year, a month or a week."""

from qa.values.times.days import Span, shift, span_around
from qa.values.times.time import Reading, Time, year_figure

_EARLY = frozenset({"early", "beginning", "start", "outset", "earlier"})
_MID = frozenset({"mid", "middle", "midst"})
_LATE = frozenset({"late", "end", "close", "later"})
PARTS = {
    **dict.fromkeys(_EARLY, "early"), **dict.fromkeys(_MID, "mid"), **dict.fromkeys(_LATE, "late"),
}  # fmt: skip
# The first day of a part, counted from the start in months or days, and the first day after it.
_THIRDS = {
    ("this year", "early"): ("month", 0, 6), ("this year", "mid"): ("month", 3, 9),
    ("this year", "late"): ("month", 6, 12),
    ("year", "early"): ("month", 0, 4), ("year", "mid"): ("month", 4, 8),
    ("year", "late"): ("month", 8, 12), ("month", "early"): ("day", 0, 15),
    ("month", "mid"): ("day", 9, 20), ("month", "late"): ("day", 15, 31),
    ("week", "early"): ("day", 0, 3), ("week", "late"): ("day", 3, 7),
    ("week", "mid"): ("day", 1, 5),
}  # fmt: skip


def take_part(span: Span | None, grain: str, part: str) -> Span | None:
    """The part of a year, month or week that "early", "mid" or "late" says."""
    if span is None or grain == "day":
        return span
    cut = _THIRDS.get((grain, part))
    if cut is None:
        return None
    step, begin, end = cut
    first = shift(span[0], step, begin)
    after = shift(span[0], step, end)
    last = shift(after, "day", -1) if after else span[1]
    return (first, min(last, span[1])) if first and last else None


ENDS = {"eoy": "year", "eom": "month", "eow": "week", "eod": "day"}


def read_end(reading: Reading, at: int) -> Time | None:
    """ "EOY": the end of this year; which days the end of another is, no one says."""
    grain, written = ENDS[reading.tokens.words[at]], reading.written
    if year_figure(reading.tokens, at + 1):
        return Time(at, at + 2, None, "span")
    span = span_around(written, grain) if written else None
    span = take_part(span, "this year" if grain == "year" else grain, "late")
    return Time(at, at + 1, span, "day" if grain == "day" else "span")
