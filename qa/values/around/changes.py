"""Which way a figure says that something moved: "down 24 percent", "a rise of 6 points"."""

from qa.values.drafts import Draft
from qa.values.records import Change, Kind
from qa.values.tables.change_words import DOWN, DOWN_AFTER, LINKS, PARTICLE_VERBS, UP, UP_AFTER
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tokens import Tokens

MAX_LINKS = 5
MAX_OBJECT = 8  # words between a verb and its "by"


def find_change(tokens: Tokens, draft: Draft, hedged_from: int) -> Change | None:
    """The change that the words on either side of a figure tell of."""
    raised = draft.kind is Kind.MONEY and tokens.words[hedged_from - 1] in _RAISING
    before = None if raised else _before(tokens, hedged_from)  # "raised $75m" from investors
    return before or _after(tokens, draft)


def _direction(word: str) -> Change | None:
    return "up" if word in UP else "down" if word in DOWN else None


def _before(tokens: Tokens, at: int) -> Change | None:
    for back in range(at - 1, max(at - 1 - MAX_LINKS, -1), -1):
        word = tokens.words[back]
        change = _direction(word)
        if change:
            return None if _is_particle(tokens, back) else change
        if word not in LINKS:
            break
    return _by(tokens, at)


def _is_particle(tokens: Tokens, at: int) -> bool:
    """Whether "down" or "up" only goes with a verb: "shot down 36"."""
    return tokens.words[at] in ("down", "up") and tokens.words[at - 1] in PARTICLE_VERBS


def _by(tokens: Tokens, at: int) -> Change | None:
    """ "lowered its mortgage rate by 25 basis points"."""
    if tokens.words[at - 1] != "by":
        return None
    for back in range(at - 2, max(at - 2 - MAX_OBJECT, -1), -1):
        if tokens.kinds[back] == "m" and not tokens.hyphen(back):
            return None
        change = _direction(tokens.words[back])
        if change:
            return None if _is_particle(tokens, back) else change
    return None


_THAN = frozenset({"higher", "lower", "more", "fewer", "less"})
_RAISING = frozenset({"raise", "raised", "raising", "raises"})


def _after(tokens: Tokens, draft: Draft) -> Change | None:
    word, following = tokens.words[draft.end], tokens.words[draft.end + 1]
    counts = draft.kind is Kind.NUMBER and draft.unit is None
    if counts and is_plural(word) and following in _THAN:
        return "up" if following in UP_AFTER else "down"  # "four points lower"
    if counts and word in ("more", "fewer", "less") and following != "than":
        return None
    if draft.kind in (Kind.DURATION, Kind.AGE):
        return None
    inside = draft.kind is Kind.SHARE and tokens.words[draft.start - 1] in ("a", "an", "the")
    moves = following in UP_AFTER or following in DOWN_AFTER
    if inside and moves and tokens.kinds[draft.end] == "w" and word not in FUNCTION_WORDS:
        word = following  # "a 4.5 percent pay rise"
    if word in UP_AFTER:
        return "up"
    if word in DOWN_AFTER:
        return "down"
    return None
