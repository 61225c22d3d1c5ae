"""The words for what a figure counts or measures: "4,666 suspects", "a fee of 5 euros"."""

from qa.values.change_words import DOWN, UP
from qa.values.counted_words import is_plural
from qa.values.drafts import Draft
from qa.values.hedges import hedge_before
from qa.values.records import Kind
from qa.values.tokens import Tokens
from qa.values.word_lists import CLAUSE_WORDS, FUNCTION_WORDS, SKIPPED, STATES

Words = tuple[int, int]  # tokens
MAX_WORDS = 5  # of what is counted
MAX_BACK = 16
_OWN = frozenset("the its their his her these those this our all a an".split())
_BE = frozenset("were are was is".split())


def find_counted(tokens: Tokens, draft: Draft, hedged_from: int) -> Words | None:
    """What is counted, from what follows the figure, or else from what stands before it."""
    if draft.kind in (Kind.DATE, Kind.PERIOD):
        return None
    if draft.kind is Kind.NUMBER and draft.unit is None:
        return _following(tokens, draft, draft.value == 1) or _before(tokens, hedged_from)
    if draft.kind is Kind.DURATION:
        return _attribute(tokens, draft)
    return (
        _of(tokens, draft.end)
        or _attribute(tokens, draft)
        or _before(tokens, hedged_from)
        or _bare_after(tokens, draft)
    )


def _names(tokens: Tokens, at: int) -> bool:
    """Whether a token may be a word for what is counted."""
    return tokens.kinds[at] == "w" and tokens.words[at] not in FUNCTION_WORDS


def _following(tokens: Tokens, draft: Draft, single: bool) -> Words | None:
    at = draft.end
    if tokens.hyphen(at):
        return (at + 1, at + 2) if _names(tokens, at + 1) else None
    while tokens.words[at] in SKIPPED and at < draft.end + 2:
        at += 1
    if tokens.words[at] == "of":
        return _of(tokens, at)
    if tokens.words[at] in _BE and is_plural(tokens.words[at + 1]):
        return at + 1, at + 2
    return _phrase(tokens, at, single)


def _of(tokens: Tokens, at: int) -> Words | None:
    """What stands after "of" or "in": "of the 41 drones", "of rice"."""
    if tokens.words[at] != "of":
        return None
    at += 1
    for _ in range(4):
        if tokens.words[at] in _OWN or tokens.words[at] in SKIPPED or _is_figure(tokens, at):
            at += 1
    return _phrase(tokens, at, single=True)


def _is_figure(tokens: Tokens, at: int) -> bool:
    return tokens.kinds[at] == "n" or tokens.words[at] in ("million", "billion", "thousand")


def _phrase(tokens: Tokens, at: int, single: bool) -> Words | None:
    """A noun with what stands before it: up to the first plural, or the words in a row."""
    end = at
    while end < at + MAX_WORDS and _names(tokens, end):
        if is_plural(tokens.words[end]) and tokens.words[end] not in STATES:
            return at, _with_more(tokens, end + 1)
        end += 1
        if tokens.hyphen(end) and _names(tokens, end + 1):
            end += 1
    while end > at and tokens.words[end - 1] in STATES:
        end -= 1
    if end == at:
        return None
    return at, end if single else _without_verb(tokens, at, end)


def _with_more(tokens: Tokens, end: int) -> int:
    """With a second noun, and what all is of: "leaders and key members of fraud groups"."""
    if tokens.words[end] == "of" and _names(tokens, end + 1):
        rest = _phrase(tokens, end + 1, single=True)
        return rest[1] if rest else end
    return end


def _without_verb(tokens: Tokens, at: int, end: int) -> int:
    for place in range(at + 1, end):
        if tokens.words[place].endswith(("ed", "ing")) and place == end - 1:
            return place
    return end


def _attribute(tokens: Tokens, draft: Draft) -> Words | None:
    """What a figure stands before: "a 6.7-inch screen", "a 34-year-old driver"."""
    if draft.attributive or draft.kind is Kind.AGE or draft.kind is Kind.MONEY:
        at = draft.end + 1 if tokens.hyphen(draft.end) else draft.end
        if _names(tokens, at) and not _ends_here(tokens, at):
            return _phrase(tokens, at, single=True)
    return None


def _ends_here(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in STATES or tokens.words[at] in UP or tokens.words[at] in DOWN


def _bare_after(tokens: Tokens, draft: Draft) -> Words | None:
    if draft.kind in (Kind.SHARE, Kind.MEASURE) and _names(tokens, draft.end):
        if not _ends_here(tokens, draft.end):
            return _phrase(tokens, draft.end, single=True)
    return None


_LINKS = frozenset("of at by to from about worth was is were are be reached for a an".split())
_SUBJECT_VERBS = frozenset(
    "is was are were be stood stands stand cost costs came come comes reached reaches reach hit"
    " hits totalled totaled averaged remains remain made make has have had weighs weighed weigh"
    " measures measured at to by of from worth slowed climbed slipped start starts started ended"
    " end closed close fetched paid pay gets lost gained won will would may could has had"
    " exceeded exceeds exceed topped surpassed accounted ran run runs set put kept keeps did"
    " does bought buys took takes earned raised sold got".split()
)


def _before(tokens: Tokens, hedged_from: int) -> Words | None:
    """The noun before the figure: "a fee of", or the subject of "rose by"."""
    at = hedged_from
    if tokens.words[at - 1] == "of" and _names(tokens, at - 2):
        return _noun_ending_at(tokens, at - 1)
    if tokens.words[at - 1] == "worth" and _names(tokens, at - 2):
        return _noun_ending_at(tokens, at - 1)
    for back in range(at - 1, max(at - MAX_BACK, -1), -1):
        word = tokens.words[back]
        if tokens.kinds[back] == "m" and word not in "-%$€£'’,":
            return None
        if word in UP or word in DOWN or word in _SUBJECT_VERBS:
            subject = _subject(tokens, back)
            if subject:
                return subject
    return None


def _noun_ending_at(tokens: Tokens, end: int) -> Words | None:
    start = end
    while start > max(end - MAX_WORDS, 0) and _names(tokens, start - 1):
        if start < end and _ends_clause(tokens, start - 1):
            break
        start -= 1
    return (start, end) if start < end else None


def _ends_clause(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word.endswith("ed") or word in UP or word in DOWN or word in _SUBJECT_VERBS


def _subject(tokens: Tokens, verb: int) -> Words | None:
    """The words before a verb, back to where its clause begins."""
    start = end = verb
    while start > max(verb - 9, 0):
        word = tokens.words[start - 1]
        if tokens.kinds[start - 1] != "w" or word in CLAUSE_WORDS or word in ("and", "but", "or"):
            break
        if word in _SUBJECT_VERBS - {"of", "at", "to", "by", "from", "worth"}:
            break
        start -= 1
    while start < end and tokens.words[start] in FUNCTION_WORDS:
        start += 1
    while end > start and (tokens.words[end - 1] in FUNCTION_WORDS):
        end -= 1
    return (start, end) if start < end else None
