"""Words around a figure that bound it or make it approximate: "more than", "nearly", "or so"."""

from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

_APPROXIMATE = """
about | around | approximately | approx | approx . | roughly | some | nearly | almost | close to
an estimated | estimated | estimated at | estimated to be | circa | ca | ca . | ~ | ≈ | barely
in the region of | in the order of | just about | virtually | more or less | not quite | near
nearly half of | somewhere around | an average | a good | a little over | a little under
"""
_AT_LEAST = """
more than | over | above | at least | no fewer than | no less than | not less than | not fewer than
a minimum of | minimum of | greater than | in excess of | exceeding | exceeds | exceeded | exceed
topping | topped | tops | beyond | surpassing | surpassed | upwards of | upward of | north of
well over | just over | slightly more than | as few as | as little as | as low as | > | ≥ | > =
far more than | a minimum | older than | longer than | larger than | higher than | no younger than
much more than | slightly over | a little over | a little more than | better than | passed
"""
_AT_MOST = """
less than | fewer than | under | below | up to | at most | as many as | as much as | no more than
not more than | a maximum of | maximum of | as high as | < | ≤ | < = | well under | just under
slightly less than | slightly under | not exceeding | a little under | smaller than | lower than
younger than | shorter than | south of | little more than | well below | just below | a maximum
just short of | as long as | as far as | as often as | not over | no longer than | no later than
"""
_AFTER = {
    ("or", "more"): "low", ("or", "over"): "low", ("or", "above"): "low", ("or", "older"): "low",
    ("and", "over"): "low", ("and", "above"): "low", ("and", "older"): "low", ("and", "up"): "low",
    ("or", "less"): "high", ("or", "fewer"): "high", ("or", "under"): "high",
    ("or", "younger"): "high", ("and", "under"): "high", ("or", "so"): "about",
    ("or", "thereabouts"): "about", ("-", "odd"): "about", ("-", "plus"): "low",
    ("at", "most"): "high", ("at", "least"): "low", ("or", "below"): "high",
}  # fmt: skip
MAX_WORDS = 4


def _phrases(lines: str, says: str) -> dict[tuple[str, ...], str]:
    cells = (cell.split() for line in lines.splitlines() for cell in line.split("|"))
    return {tuple(cell): says for cell in cells if cell}


_BEFORE = _phrases(_APPROXIMATE, "about") | _phrases(_AT_LEAST, "low") | _phrases(_AT_MOST, "high")
_LAST_WORDS = frozenset(phrase[-1] for phrase in _BEFORE)


_GOING = word_set("go goes went going gone moved moves came edged shot back pushed pushing")
_HANDING = word_set("hand hands handed handing turn turns turned turning")
_CROSSING = word_set("go goes going went gone")


def hedge_before(tokens: Tokens, at: int) -> tuple[str, int]:
    """What the words before a token say of it, and where they begin."""
    if tokens.words[at - 1] not in _LAST_WORDS:
        return "", at
    for length in range(min(MAX_WORDS, at), 0, -1):
        phrase = tuple(tokens.words[at - length : at])
        if phrase == ("up", "to") and tokens.words[at - 3] in _GOING:
            break  # "the wage goes up to 12 euros"
        if phrase == ("over",) and tokens.words[at - 2] in _HANDING:
            break  # "they handed over 4,666 suspects"
        if phrase in _BEFORE:
            return _BEFORE[phrase], at - length
    return "", at


def hedge(tokens: Tokens, draft: Draft) -> int:
    """Write into a draft what is said of it; the token where the words before it begin."""
    at = draft.start
    for _ in range(2):  # "up to about 40"
        says, at = hedge_before(tokens, at)
        if not says:
            break
        if not (_is_during(tokens, at, draft) or _is_across(tokens, at, draft)):
            _say(draft, says)
    says = _AFTER.get((tokens.words[draft.end], tokens.words[draft.end + 1]), "")
    plus = tokens.words[draft.end] == "+" and tokens.glued(draft.end)
    if plus or says:
        _say(draft, says or "low")
    return at


_LASTING = word_set(
    "for lasted lasts last took takes take of just well after be is was were spent waited by little"
    " a slightly lasting already within"
)


def _is_during(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether "over" says when, not how long: "1,100 flights over three days"."""
    is_over = draft.kind is Kind.DURATION and tokens.words[at] == "over"
    return is_over and at > 0 and tokens.words[at - 1] not in _LASTING


def _is_across(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether "over" says where, or what was read: "the road went over 12 bridges"."""
    is_over = draft.kind is Kind.NUMBER and tokens.words[at] == "over"
    return is_over and tokens.words[at - 1] in _CROSSING


def _say(draft: Draft, says: str) -> None:
    if says == "about":
        draft.approximate = True
    elif draft.value is not None and draft.low is None and draft.high is None:
        if says == "low":
            draft.low = draft.value
        else:
            draft.high = draft.value
