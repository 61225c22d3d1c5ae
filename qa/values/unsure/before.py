"""Whether words before a time take a part of it, or say which one it is."""

from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.date_names import GRAINS, MONTHS, SEASONS, STEPS, WEEKDAYS
from qa.values.tables.number_words import ONES, ORDINALS
from qa.values.tables.word_sets import word_set
from qa.values.times.feasts import FEAST_BEGINNINGS
from qa.values.tokens import HYPHENS, Tokens
from qa.values.unsure.words import ORDINAL_ENDINGS, PARTS, WHICH, has_no_year

_BESIDE = frozenset({*GRAINS.values(), *SEASONS, "early", "mid", "late"}) - {"day", "year"}
_OUTSIDE = word_set("pre post non ante")
_OPENINGS = word_set("from since between before after until till by within to following")
_SAME = {"day": (0, 0), "week": (6, 6), "month": (27, 30), "year": (364, 365),
         "quarter": (88, 92), "decade": (3600, 3700), "century": (36000, 37000)}  # fmt: skip
_TERMS = word_set("term semester session season holiday holidays break")
_EACH = word_set("every each alternate")
_OTHER_CALENDARS = ("ian", "ish", "ese", "dox", "ican", "tic")


def is_held(tokens: Tokens, draft: Draft, before: Draft | None) -> bool:
    """Whether words before a time take a part of it, or say which one it is."""
    at = draft.start - 1
    word = tokens.words[at]
    if before is not None and before.is_time and before.end > at:
        return False
    if before is not None and before.kind is Kind.DURATION and before.unit == "week":
        come = before.end + (tokens.words[before.end] == "come")
        if come == draft.start and draft.kind is Kind.DATE and draft.end <= draft.start + 2:
            return True  # "two weeks Monday"
    if word == "s" and _is_of_another(tokens, draft, before):
        return True
    if tokens.hyphen(at) and tokens.words[at - 1] in _OUTSIDE:
        return True  # "pre-2012"
    if word in _EACH or tuple(tokens.words[at - 1 : draft.start]) == ("new", "year"):
        return True
    if tokens.words[draft.start] in WEEKDAYS and _is_told_elsewhere(tokens, draft, at):
        return True
    if _is_which(tokens, at):  # "the 2nd last day of May"
        first = at - (word in ORDINAL_ENDINGS)
        return tokens.words[first - 1] == "the"
    if word in STEPS and word not in ("past", "this", "following"):
        return True
    whole = before is not None and before.end == draft.start and before.unit is not None
    if not whole and (_is_stray_figure(tokens, draft) or _is_beside_code(tokens, draft)):
        return True
    if word == "between" or _ends_range(tokens, draft, at):
        return True  # what the other end is, was not understood
    if _is_opened(tokens, draft, at):
        return True
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


def _is_of_another(tokens: Tokens, draft: Draft, before: Draft | None) -> bool:
    """The "Q3" of "2015's Q3", the "Friday" of "this month's first Friday"."""
    at = draft.start - 3  # before "'s"
    year = tokens.kinds[at] == "n" and len(tokens.raw(at)) == 4
    owned = before is not None and before.is_time and before.end == at + 1
    return tokens.glued(draft.start - 1) and has_no_year(tokens, draft) and (year or owned)


def _is_which(tokens: Tokens, at: int) -> bool:
    ordinal = tokens.words[at] in ORDINAL_ENDINGS and tokens.kinds[at - 1] == "n"
    return tokens.words[at] in ORDINALS or (ordinal and tokens.glued(at))


def _is_stray_figure(tokens: Tokens, draft: Draft) -> bool:
    """ "31 September 2019": a figure before a month that is no day of it."""
    at = draft.start - 1
    if tokens.words[draft.start] not in MONTHS:
        return False
    at -= tokens.words[at] == "of" or (tokens.words[at] == "." and tokens.glued(at))
    at -= tokens.words[at] in ORDINAL_ENDINGS and tokens.glued(at)
    raw = tokens.raw(at)
    return tokens.kinds[at] == "n" and raw.isdecimal() and len(raw) <= 2


def _ends_range(tokens: Tokens, draft: Draft, at: int) -> bool:
    """ "7.-10.08.2018", "first to third quarter of 2012", "mid to late May"."""
    before = at - 1 - (tokens.words[at - 1] == ".")
    if tokens.words[at] in HYPHENS and draft.kind is Kind.DATE:
        return before >= 0 and tokens.kinds[before] == "n"
    at -= tokens.hyphen(at)
    listed = tokens.words[at] in ("and", "or") and tokens.words[draft.start] in STEPS
    if listed and _is_which(tokens, at - 1):
        return True  # "the 3rd and last week"
    link = tokens.words[at] in ("to", "through", "until", "till")
    unread = tokens.words[at - 1 - tokens.hyphen(at - 1)]
    return link and (unread in ORDINALS or unread in ("early", "mid"))


_OPENERS = word_set("until till til since")
_HEDGES = word_set("at least about around approximately roughly circa the most late early")


def _is_opened(tokens: Tokens, draft: Draft, at: int) -> bool:
    """ "since at least 2012", "until two days before Christmas": a time that is open at one end."""
    if tokens.words[draft.start] in _OPENINGS:
        return False
    for back in range(at, max(at - 4, -1), -1):
        if tokens.words[back] not in _HEDGES:
            return tokens.words[back] in _OPENERS
    return False


def _is_beside_code(tokens: Tokens, draft: Draft) -> bool:
    """ "3H 2016", "quarter 2 2016": figures and letters that tell which part of the year."""
    at = draft.start - 1
    if at < 0 or tokens.kinds[draft.start] != "n" or len(tokens.raw(draft.start)) != 4:
        return False
    if tokens.words[at] in ("day", "night", "eve") or (
        tokens.words[at] in ONES and tokens.words[at - 1] in PARTS
    ):
        return True  # "Burns Night 2013", "quarter three 2015"
    if tokens.words[at] in _TERMS or (tokens.kinds[at] == "n" and len(tokens.raw(at)) <= 2):
        return True  # "the autumn term 2012", "Q1-3 2012"
    code = tokens.glued(at) and {tokens.kinds[at], tokens.kinds[at - 1]} == {"n", "w"}
    return code or (tokens.kinds[at] == "n" and tokens.words[at - 1] in {*PARTS, "q", "h"})


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
    several = tokens.kinds[at - 2] == "n" or tokens.words[at - 2] in ONES
    if tokens.words[at] == "of" and several and GRAINS.get(tokens.words[at - 1], "") in PARTS:
        return tokens.words[at - 1] not in PARTS  # "the remaining 3 weeks of the year"
    if tokens.words[at] == "of" and numbered and tokens.words[at - 2] in PARTS:
        return True
    link = tokens.words[at]
    part = tokens.words[at - 1]
    if link == "of" and part in GRAINS and part not in PARTS and _is_which(tokens, at - 2):
        return True  # "the first and second weeks of May"
    if link == "of" and part in WHICH and tokens.words[at - 2] == "the":
        return True  # "the last of the month"
    if link not in ("of", "in") or not (part in PARTS or part == "days"):
        return False
    which = _is_which(tokens, at - 2) or tokens.words[at - 2] in {*WHICH, "half"}
    if link == "in":
        return which and part in PARTS
    if part == "days":
        return draft.kind is Kind.DATE  # "the twelve days of Christmas"
    least, most = _SAME.get(GRAINS.get(part, ""), (-1, -1))
    if draft.first and draft.last and least <= (draft.last - draft.first).days <= most:
        return which
    return True
