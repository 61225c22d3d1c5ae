"""One quantity or the two of a range or a pair: "13 to 15", "between 5 and 10 percent"."""

from qa.values.amounts.ages import more_ages
from qa.values.amounts.quantities import FOLDS, finish
from qa.values.amounts.signs import BEGINNINGS as SUM_BEGINNINGS
from qa.values.amounts.single import SPECIAL, read_one
from qa.values.amounts.vague import BEGINNINGS as VAGUE_BEGINNINGS
from qa.values.around.hedges import hedge, hedge_before
from qa.values.drafts import Draft
from qa.values.numbers.reading import BEGINNINGS as NUMBER_BEGINNINGS
from qa.values.numbers.reading import read_number
from qa.values.records import Kind
from qa.values.tables.change_words import DOWN, SCORING, UP
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import HYPHENS, Tokens

_MAX_ALTERNATIVE = 2  # "9 or 10 ships", "two or three"; but not "2 or 200"


_BEGINNINGS = frozenset({*NUMBER_BEGINNINGS, *VAGUE_BEGINNINGS, *FOLDS, *SUM_BEGINNINGS, "between"})


def may_be_quantity(tokens: Tokens, at: int) -> bool:
    """Whether a quantity may begin at a token: a quick look."""
    word = tokens.words[at]
    return tokens.kinds[at] in ("n", "v") or word in _BEGINNINGS or word in SPECIAL


def read_quantities(tokens: Tokens, at: int) -> list[Draft]:
    """What begins at a token, hedged; the tokens up to the end of the last are read."""
    between = tokens.words[at] == "between"
    first = read_one(tokens, at + 1 if between else at)
    if first is None:
        return []
    if between:
        return _between(tokens, at, first) or []
    second = _second(tokens, first)
    ages = more_ages(tokens, first) if first.kind is Kind.AGE else []
    if ages and tokens.words[first.end] == ",":
        return [first, *ages]
    found = _combined(tokens, first, *second) if second else [first]
    for draft in found:
        hedge(tokens, draft)
    return found


def _second(tokens: Tokens, first: Draft) -> tuple[str, Draft] | None:
    """The other number of a pair or a range, and the word between the two."""
    at = first.end
    link = tokens.words[at]
    if link in HYPHENS and tokens.glued(at) and tokens.words[at + 1] in ("to", "or"):
        at, link = at + 1, tokens.words[at + 1]  # "18- to 24-year-olds"
    elif link in HYPHENS:
        if tokens.glued(at) != tokens.glued(at + 1) or tokens.kinds[at + 1] not in ("n", "m"):
            return None
        link = "-"
    if link not in ("-", "to", "or", "and"):
        return None
    if link == "and" and not (first.kind is Kind.AGE and _ends_bare(tokens, first)):
        return None
    following = at + 1
    if tokens.kinds[following] == "n" and tokens.glued(following):
        number = read_number(tokens, following)
        second = finish(tokens, number) if number else None
    else:
        second = read_one(tokens, following)
    return (link, second) if second else None


def _ends_bare(tokens: Tokens, age: Draft) -> bool:
    """Whether an age has no unit: "aged four and seven", "two boys, 15 and 16"."""
    return tokens.kinds[age.end - 1] == "n" or tokens.words[age.end - 1] not in _OLD


_OLD = word_set("old olds age year years month months")


def _combined(tokens: Tokens, first: Draft, link: str, second: Draft) -> list[Draft]:
    """A range as one draft, or two, of which the first has the unit of the second."""
    if (
        second.value is None
        or first.value is None
        or (second.kind is Kind.SHARE and not second.unit)
    ):
        return [first]
    if first.kind is Kind.SHARE and first.unit is None:
        return [first]  # "rose by a fifth to 310,000"
    own_unit = first.unit is not None
    if link != "-" and first.kind is Kind.MONEY and second.kind is Kind.NUMBER:
        after = tokens.words[second.end]
        if tokens.kinds[second.end] == "w" and after not in FUNCTION_WORDS:
            return [first]  # "$2 million to 1,900 clients"
    if not _share_unit(first, second):
        return [first]
    between = "between" in tokens.words[max(0, first.start - 1) : first.end]
    if link == "and" and between and first.value < second.value:
        second.kind = Kind.AGE
        return [_range(first, second)]
    if link == "and":
        if tokens.kinds[second.end] == "w" and tokens.words[second.end] not in FUNCTION_WORDS:
            return [first]
        second.kind = Kind.AGE
        return [first, second]
    if link == "or" and not _are_near(first.value, second.value):
        return [first, second]
    apart = link == "to" and _moves(tokens, first, own_unit)
    if first.value >= second.value or apart or (link == "-" and _is_score(tokens, first, second)):
        return _drop_zero([first, second])
    return _drop_zero([first, second]) if first.value == 0 else [_range(first, second)]


def _drop_zero(drafts: list[Draft]) -> list[Draft]:
    """ "0 to 62 mph" tells of the second alone; a score tells of both."""
    first, second = drafts
    return [second] if first.value == 0 and first.unit and first.unit == second.unit else drafts


def _are_near(low: float, high: float) -> bool:
    return low < high <= max(low * 2, low + _MAX_ALTERNATIVE)


def _share_unit(first: Draft, second: Draft) -> bool:
    """Give both one unit and scale where one of them leaves it out; whether they go together."""
    if first.unit == second.unit or first.unit is None:
        _share_scale(first, second)
        if first.unit is None:
            first.unit, first.kind = second.unit, second.kind
        return True
    sign_first = first.kind in (Kind.MONEY, Kind.AGE) and second.kind is Kind.NUMBER
    if second.unit is not None or not sign_first:
        return False
    second.unit, second.kind = first.unit, first.kind
    if first.scale == 1 < second.scale and first.value is not None:
        first.value = first.value * second.scale  # "$5-10 million"
    return True


def _share_scale(first: Draft, second: Draft) -> None:
    """ "5 to 10 million": five is of millions too."""
    if first.value is None or second.value is None or not first.scale == 1 < 100 <= second.scale:
        return
    if first.value < second.value / second.scale:
        first.value, first.scale = first.value * second.scale, second.scale


_RANGING = word_set(
    "range ranges ranged ranging vary varies varied varying anything anywhere anyone hold holds"
    " held seat seats seated cost costs measure measures measuring weigh weighs weighing last lasts"
    " lasting of by for attract attracts employ employs carry carries"
)


def _moves(tokens: Tokens, first: Draft, own_unit: bool) -> bool:
    """Whether "to" tells where something moved: "from 13 to 15", "rose 2 percent to 10 percent"."""
    _, at = hedge_before(tokens, first.start)
    before = tokens.words[at - 1]
    if before == "from":
        there = tokens.words[at - 3] == "there" and tokens.words[at - 2] in ("are", "were")
        return tokens.words[at - 2] not in _RANGING and not there
    if before == "by":
        before = tokens.words[at - 2]
    return (before in UP or before in DOWN) and (own_unit or first.unit is None)


def _is_score(tokens: Tokens, first: Draft, second: Draft) -> bool:
    if first.unit or second.unit:
        return False
    around = [*tokens.words[max(0, first.start - 6) : first.start]]
    around += tokens.words[second.end : second.end + 3]
    return not SCORING.isdisjoint(around)


def _range(first: Draft, second: Draft) -> Draft:
    second.low, second.high, second.value = first.value, second.value, None
    second.start = first.start
    return second


def _between(tokens: Tokens, at: int, first: Draft) -> list[Draft] | None:
    """ "between 13 and 15"."""
    if tokens.words[first.end] not in ("and", "to", "-"):
        return None
    second = read_one(tokens, first.end + 1)
    if second is None or first.value is None or second.value is None:
        return None
    if not _share_unit(first, second) or first.value >= second.value:
        return None
    draft = _range(first, second)
    draft.start = at
    return [draft]
