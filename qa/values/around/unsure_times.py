"""Times that are left open because a word beside them, which was not read, may change them.

A part that no rule knows ("the eve of Christmas 2021", "May 5 BC", "January 3rd, twenty twelve")
would otherwise be lost without a trace, and the rest be told as if it were the whole.
"""

from qa.values.drafts import Draft
from qa.values.numbers.fractions import with_half
from qa.values.records import Kind
from qa.values.tables.date_names import GRAINS, MONTHS, SEASONS, STEPS, WEEKDAYS
from qa.values.tables.number_words import ONES, ORDINALS, SCALES, TENS
from qa.values.tables.word_sets import word_set
from qa.values.times.feasts import FEAST_BEGINNINGS
from qa.values.tokens import Tokens

_NUMBER_WORDS = frozenset({*ONES, *TENS, *SCALES, *ORDINALS})
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_WHICH = frozenset({*ORDINALS, "final", "last", "next", "opening", "closing", "penultimate"})
# What a time has parts of: "the tenth week of 2017", "the eve of Christmas".
_PARTS = frozenset({*GRAINS.values(), *WEEKDAYS}) | word_set(
    "half third quarter trimester semester eve vigil dawn close turn start end"
    " beginning outset middle midst heart height"
)
_BESIDE = frozenset({*GRAINS.values(), *SEASONS, "early", "mid", "late"}) - {"day", "year"}
_OPENINGS = word_set("from since between before after until till by within to following")
_NAMED = frozenset({*WEEKDAYS, *MONTHS, *SEASONS, *FEAST_BEGINNINGS})
_SAME = {"day": (0, 0), "week": (6, 6), "month": (27, 30), "year": (364, 365),
         "quarter": (88, 92), "decade": (3600, 3700), "century": (36000, 37000)}  # fmt: skip
_NARROWS = word_set("week fortnight weekend quarter half eve month spring summer autumn winter")
_CLOSING = frozenset({"", ".", ",", ";", ")", "?", "!"})
_RANGE_ENDS = word_set("to - – — ~ until till through thru")
_YEAR_KINDS = word_set("fiscal financial tax school academic model liturgical")
_CAPITAL_ERAS = frozenset({"AH", "BE", "BC", "BCE", "SH", "BS"})
_EACH = word_set("every each alternate")
_SECOND = frozenset({("after", "next"), ("before", "last"), ("after", "this"), ("but", "one")})
MAX_NUMBER = 6  # words
_OTHER_CALENDARS = ("ian", "ish", "ese", "dox", "ican", "tic")


def leave_open(tokens: Tokens, drafts: list[Draft]) -> None:
    """Take the days from each time that something unread beside it may change."""
    for one, other in zip(drafts, drafts[1:], strict=False):
        _part_ways(tokens, one, other)
    for number, draft in enumerate(drafts):
        if not draft.is_time or not (draft.first or draft.last):
            continue
        before = drafts[number - 1] if number else None
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        if _is_held(tokens, draft, before) or _goes_on(tokens, draft, after):
            draft.first = draft.last = None


# Before ------------------------------------------------------------------------------------------


def _is_held(tokens: Tokens, draft: Draft, before: Draft | None) -> bool:
    """Whether words before a time take a part of it, or say which one it is."""
    at = draft.start - 1
    word = tokens.words[at]
    if before is not None and before.is_time and before.end > at:
        return False
    if word in _EACH or tuple(tokens.words[at - 1 : draft.start]) == ("new", "year"):
        return True
    if tokens.words[draft.start] in WEEKDAYS and _is_told_elsewhere(tokens, draft, at):
        return True
    if _is_which(tokens, at):  # "the 2nd last day of May"
        first = at - (word in _ORDINAL_ENDINGS)
        return tokens.words[first - 1] == "the"
    if word in STEPS and word not in ("past", "this", "following"):
        return True
    whole = before is not None and before.end == draft.start and before.unit is not None
    if not whole and (_is_stray_figure(tokens, draft) or _is_beside_code(tokens, draft)):
        return True
    if word == "between":
        return True  # of what the other end is, was not understood
    alone = tokens.words[draft.start] not in _OPENINGS and not tokens.glued(draft.start)
    if word in _BESIDE and alone:
        return True
    if _is_foreign_feast(tokens, draft):
        return True
    return _is_part_of(tokens, draft, at)


def _is_told_elsewhere(tokens: Tokens, draft: Draft, at: int) -> bool:
    """ "the Friday before the vote", "a week on Monday"."""
    named = draft.end == draft.start + 1
    if tokens.words[at] == "the" and named:
        return tokens.words[draft.end] in ("before", "after", "following", "preceding", "prior")
    return tokens.words[at] == "on" and tokens.words[at - 1] in ("week", "weeks", "fortnight")


def _is_which(tokens: Tokens, at: int) -> bool:
    ordinal = tokens.words[at] in _ORDINAL_ENDINGS and tokens.kinds[at - 1] == "n"
    return tokens.words[at] in ORDINALS or (ordinal and tokens.glued(at))


def _is_stray_figure(tokens: Tokens, draft: Draft) -> bool:
    """ "31 September 2019": a figure before a month that is no day of it."""
    at = draft.start - 1
    if tokens.words[draft.start] not in MONTHS:
        return False
    at -= tokens.words[at] == "of"
    at -= tokens.words[at] in _ORDINAL_ENDINGS and tokens.glued(at)
    raw = tokens.raw(at)
    return tokens.kinds[at] == "n" and raw.isdecimal() and len(raw) <= 2


def _is_beside_code(tokens: Tokens, draft: Draft) -> bool:
    """ "3H 2016", "quarter 2 2016": figures and letters that tell which part of the year."""
    at = draft.start - 1
    if at < 0 or tokens.kinds[draft.start] != "n" or len(tokens.raw(draft.start)) != 4:
        return False
    code = tokens.glued(at) and {tokens.kinds[at], tokens.kinds[at - 1]} == {"n", "w"}
    return code or (tokens.kinds[at] == "n" and tokens.words[at - 1] in _PARTS)


def _is_foreign_feast(tokens: Tokens, draft: Draft) -> bool:
    """ "Orthodox Christmas", "Canadian Thanksgiving": a feast of another calendar or country."""
    at = draft.start - 1
    if tokens.words[draft.start] not in FEAST_BEGINNINGS or not tokens.is_capital(at):
        return False
    return tokens.words[at].endswith(_OTHER_CALENDARS)


def _is_part_of(tokens: Tokens, draft: Draft, at: int) -> bool:
    """ "the tenth week of 2017", "week 10 of 2017", but "the month of May"."""
    at -= tokens.words[at] in ("the", "this")
    numbered = tokens.kinds[at - 1] == "n" or tokens.words[at - 1] in ONES
    if tokens.words[at] == "of" and numbered and tokens.words[at - 2] in _PARTS:
        return True
    link = tokens.words[at]
    part = tokens.words[at - 1]
    if link not in ("of", "in") or not (part in _PARTS or part == "days"):
        return False
    which = _is_which(tokens, at - 2) or tokens.words[at - 2] in _WHICH
    if link == "in":
        return which and part in _PARTS
    if part == "days":
        return draft.kind is Kind.DATE  # "the twelve days of Christmas"
    least, most = _SAME.get(GRAINS.get(part, ""), (-1, -1))
    if draft.first and draft.last and least <= (draft.last - draft.first).days <= most:
        return which
    return True


# After -------------------------------------------------------------------------------------------


def _goes_on(tokens: Tokens, draft: Draft, after: Draft | None) -> bool:
    at = draft.end
    word = tokens.words[at]
    if tuple(tokens.words[at : at + 2]) in _SECOND or tokens.raw(at) in _CAPITAL_ERAS:
        return True
    if draft.value is not None and with_half(tokens, 0.0, at)[0]:
        return True  # "in a month and a half"
    if word in _YEAR_KINDS and tokens.words[at + 1] in ("year", "years"):
        return True
    if tokens.hyphen(at) and tokens.kinds[at + 1] == "n":
        return True  # "2001-09"
    if tokens.hyphen(at) and tokens.words[at - 1] in GRAINS and tokens.kinds[at + 1] == "w":
        return True  # "this week-end"
    if _is_other_weekday(tokens, draft):
        return True
    if after is not None and after.is_time and after.start <= at + 1:
        return _leads_on(tokens, draft, after)
    if word in _NARROWS and not tokens.glued(at) and not tokens.is_capital(at + 1):
        return True
    if word in _RANGE_ENDS and draft.kind is not Kind.DURATION and _is_half_range(tokens, at):
        return True
    if word == "s" and tokens.words[at - 1] not in ("'", "’"):
        return _has_part(tokens, at + 1)
    if _is_bare_number(tokens, at):
        return True
    comma = word == "," and draft.kind is Kind.DATE and _has_no_year(tokens, draft)
    return comma and tokens.words[at + 1] in TENS | ONES and _is_bare_number(tokens, at + 1)


def _is_other_weekday(tokens: Tokens, draft: Draft) -> bool:
    """ "Jul 18, Fri", where that day of the year that is nearest is no Friday."""
    at = draft.end + (tokens.words[draft.end] in (",", "("))
    known = draft.kind is Kind.DATE and draft.first is not None and _has_no_year(tokens, draft)
    weekday = WEEKDAYS.get(tokens.words[at])
    if weekday is None or not known or not tokens.is_capital(at) or tokens.kinds[at + 1] == "w":
        return False
    return draft.first.weekday() != weekday  # type: ignore[union-attr]


def _leads_on(tokens: Tokens, draft: Draft, after: Draft) -> bool:
    """ "the Friday after Thanksgiving": a day that is told from the next one."""
    told = tokens.words[draft.start] in WEEKDAYS or tokens.words[draft.start] in STEPS
    joins = after.start == draft.end and tokens.words[after.start] in ("after", "before")
    return told and joins


def _is_half_range(tokens: Tokens, at: int) -> bool:
    """ "2005 to '10": a figure with a mark, or one alone, ends what was not understood."""
    marked = tokens.words[at + 1] in ("'", "’")
    figure = tokens.kinds[at + 1 + marked] == "n" and len(tokens.raw(at + 1 + marked)) <= 2
    return figure and (marked or tokens.words[at + 2] in _CLOSING) and not tokens.glued(at + 3)


def _has_part(tokens: Tokens, at: int) -> bool:
    """ "2019's second half", "last year's end", "next week's Friday"."""
    if tokens.is_capital(at) and tokens.words[at] in _NAMED:
        return True
    if tokens.words[at] in _WHICH and tokens.words[at + 1] in _PARTS:
        return True
    return tokens.words[at] in ("end", "start", "beginning", "close", "eve")


def _is_bare_number(tokens: Tokens, at: int) -> bool:
    """Whether a number follows that counts nothing: "January 3rd twenty twelve"."""
    end = at
    while end < at + MAX_NUMBER and (
        tokens.words[end] in _NUMBER_WORDS
        or (end > at and tokens.words[end] == "and")
        or (tokens.kinds[end] == "n" and tokens.raw(end).isdecimal() and len(tokens.raw(end)) < 5)
    ):
        end += 1
    if end == at or tokens.glued(end):
        return end > at and tokens.words[end] in (".", ",", "!", "?") and not tokens.glued(end + 1)
    return tokens.kinds[end] == ""


# Beside one another ------------------------------------------------------------------------------

_JOINING = frozenset({(), (",",), ("on",), ("in",), ("on", "the"), ("in", "the")})
_OF = frozenset({("of",), ("of", "the"), ("of", "this")})
_NOW = word_set("today yesterday tomorrow")


def _part_ways(tokens: Tokens, one: Draft, other: Draft) -> None:
    """Of two times in one phrase the shorter lies in the longer, or was not understood: "in 2018
    in May". Where nothing joins them, neither was."""
    if not (one.is_time and other.is_time and one.first and one.last and other.last):
        return
    if other.first is None or other.start - one.end > 2 or tokens.words[other.start] in _NOW:
        return
    between = tuple(tokens.words[one.end : other.start])
    apart = tokens.words[one.end] in _RANGE_ENDS and other.start - one.end == 1
    if apart or (between == ("and",) and tokens.words[one.start - 1] == "between"):
        one.first = one.last = other.first = other.last = None  # the ends of a span, not read
    if between not in _JOINING | _OF:
        return
    if between == (",",) and not (_has_no_year(tokens, one) and _ends_with_year(tokens, other)):
        return
    one_is_short = one.last - one.first <= other.last - other.first
    short, long = (one, other) if one_is_short else (other, one)
    inside = long.first <= short.first and short.last <= long.last  # type: ignore[operator]
    if inside and between not in _OF:
        return
    short.first = short.last = None
    if between == ():
        long.first = long.last = None


def _has_no_year(tokens: Tokens, draft: Draft) -> bool:
    return all(tokens.kinds[at] != "n" or len(tokens.raw(at)) < 4 for at in _tokens_of(draft))


def _tokens_of(draft: Draft) -> range:
    return range(draft.start, min(draft.end, draft.start + 8))


def _ends_with_year(tokens: Tokens, draft: Draft) -> bool:
    """Whether a time is a year alone, with which the sentence ends or goes on after a comma."""
    first, last = draft.first, draft.last
    year = first is not None and last is not None and 364 <= (last - first).days <= 365
    return year and tokens.kinds[draft.end] != "w" and tokens.words[draft.end] not in ("'", "’")
