"""Numbers that say only from how much on: "hundreds", "tens of thousands", "several million"."""

from qa.values.amounts.money import read_name
from qa.values.drafts import Draft
from qa.values.numbers.spelled import Number
from qa.values.records import Kind
from qa.values.tables.number_words import DOZENS, SCALES, VAGUE
from qa.values.tokens import Tokens

_SEVERAL = frozenset({"several", "few", "many"})
BEGINNINGS = frozenset({*VAGUE, "tens", *_SEVERAL})


def read_vague(tokens: Tokens, at: int) -> Draft | None:
    """A number without a figure, and the money that it is of, if it is."""
    found = _amount(tokens, at)
    if found is None:
        return None
    least, end = found
    draft = Draft(at, end, Kind.NUMBER, low=least, approximate=True, scale=least)
    name_at = end + 1 if tokens.words[end] == "of" else end
    name = read_name(tokens, name_at, Number(least, at, end, least))
    if name:
        draft.kind, draft.unit, draft.end = Kind.MONEY, name.code, name.end
    return draft


def _amount(tokens: Tokens, at: int) -> tuple[float, int] | None:
    word = tokens.words[at]
    if word in _SEVERAL:
        scale = SCALES.get(tokens.words[at + 1]) or DOZENS.get(tokens.words[at + 1])
        if not scale or tokens.words[at + 1] in VAGUE:
            return None
        if scale == 100 and tokens.words[at + 2] in SCALES:
            return 100 * SCALES[tokens.words[at + 2]], at + 3
        return scale, at + 2
    least = 10.0 if word == "tens" else VAGUE[word]
    larger = VAGUE.get(tokens.words[at + 2]) if tokens.words[at + 1] == "of" else None
    if larger and larger > least and least <= 100:
        return least * larger, at + 3
    return None if word == "tens" or tokens.hyphen(at - 1) else (least, at + 1)
