"""Whether words after a time go on with it."""

from qa.values.drafts import Draft
from qa.values.numbers.fractions import with_half
from qa.values.records import Kind
from qa.values.tables.date_names import GRAINS, MONTHS, SEASONS, STEPS, WEEKDAYS
from qa.values.tables.number_words import ONES, TENS
from qa.values.tables.word_sets import word_set
from qa.values.times.feasts import FEAST_BEGINNINGS
from qa.values.tokens import Tokens
from qa.values.unsure.words import MAX_NUMBER, NUMBER_WORDS, PARTS, RANGE_ENDS, WHICH, has_no_year

_NAMED = frozenset({*WEEKDAYS, *MONTHS, *SEASONS, *FEAST_BEGINNINGS})
_NARROWS = word_set("week fortnight weekend quarter half eve month spring summer autumn winter")
_CLOSING = frozenset({"", ".", ",", ";", ")", "?", "!"})
_YEAR_KINDS = word_set("fiscal financial tax school academic model liturgical")
_CAPITAL_ERAS = frozenset({"AH", "BE", "BC", "BCE", "SH", "BS"})
_SECOND = frozenset({("after", "next"), ("before", "last"), ("after", "this"), ("but", "one")})


def goes_on(tokens: Tokens, draft: Draft, after: Draft | None) -> bool:
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
    if word in _NARROWS and not tokens.glued(at) and not tokens.is_capital(at + 1):
        return True
    if word == "+" and tokens.glued(at):
        return True  # "2012+"
    if word == "." and _is_day_cut_off(tokens, draft):
        return True
    if tokens.hyphen(at) and tokens.words[at + 1] in ("something", "odd", "ish"):
        return True
    if tokens.hyphen(at) and tokens.words[at - 1] in GRAINS and tokens.kinds[at + 1] == "w":
        return True  # "this week-end"
    dash = tokens.words[at + 1] in RANGE_ENDS and tokens.words[at + 2] in WEEKDAYS
    if tokens.kinds[at] == "n" and dash:
        return True  # "Mon 7 - Fri 11 March"
    if _is_other_weekday(tokens, draft):
        return True
    lasts = after is not None and after.kind is Kind.DURATION
    if after is not None and (after.is_time or lasts) and after.start <= at + 1:
        return _leads_on(tokens, draft, after)
    if word in RANGE_ENDS and draft.kind is not Kind.DURATION and _is_half_range(tokens, at):
        return True
    if word in ("'", "’") and tokens.words[at + 1] == "s" and _has_part(tokens, at + 2):
        return True
    if _is_bare_number(tokens, at):
        return True
    comma = word == "," and draft.kind is Kind.DATE and has_no_year(tokens, draft)
    short = tokens.words[at + 1] in TENS | ONES or len(tokens.raw(at + 1)) == 2
    return comma and short and _is_bare_number(tokens, at + 1)


def _is_day_cut_off(tokens: Tokens, draft: Draft) -> bool:
    """ "October. 2", where that ends a line."""
    at = draft.end + 1
    day = tokens.raw(at).isdecimal() and len(tokens.raw(at)) <= 2
    return tokens.words[at - 2] in MONTHS and day and _is_bare_number(tokens, at)


def _is_other_weekday(tokens: Tokens, draft: Draft) -> bool:
    """ "Jul 18, Fri", where that day of the year that is nearest is no Friday."""
    at = draft.end + (tokens.words[draft.end] in (",", "("))
    known = draft.kind is Kind.DATE and draft.first is not None and has_no_year(tokens, draft)
    weekday = WEEKDAYS.get(tokens.words[at])
    if weekday is None or not known or not tokens.is_capital(at) or tokens.kinds[at + 1] == "w":
        return False
    return draft.first.weekday() != weekday  # type: ignore[union-attr]


def _leads_on(tokens: Tokens, draft: Draft, after: Draft) -> bool:
    """ "the Friday after Thanksgiving": a day that is told from the next one."""
    told = tokens.words[draft.start] in WEEKDAYS or tokens.words[draft.start] in STEPS
    if tokens.words[draft.end] == "in" and after.kind is Kind.DURATION:
        return told and draft.kind is Kind.DATE  # "on Monday in two weeks"
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
    if tokens.words[at] in WHICH and tokens.words[at + 1] in PARTS:
        return True
    return tokens.words[at] in ("end", "start", "beginning", "close", "eve")


def _is_bare_number(tokens: Tokens, at: int) -> bool:
    """Whether a number follows that may be a day or a year: "January 3rd twenty twelve"."""
    end = at
    while end < at + MAX_NUMBER and (
        tokens.words[end] in NUMBER_WORDS
        or (end > at and tokens.words[end] == "and")
        or (tokens.raw(end).isdecimal() and len(tokens.raw(end)) in (1, 2, 4))
    ):
        end += 1
    if end == at or tokens.glued(end):
        return end > at and tokens.words[end] in (".", ",", "!", "?") and not tokens.glued(end + 1)
    return tokens.kinds[end] == ""
