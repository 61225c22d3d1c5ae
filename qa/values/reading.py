"""The quantities that begin at a token: one, or the two of a range or a pair."""

from qa.values.ages import as_age, begins_age, could_be_age, is_bare_age, read_twenties
from qa.values.change_words import DOWN, SCORING, UP
from qa.values.drafts import Draft
from qa.values.fractions import figure_fraction
from qa.values.hedges import hedge, hedge_before
from qa.values.number_words import DENOMINATORS
from qa.values.money import BEGINNINGS as SUM_BEGINNINGS
from qa.values.numbers import BEGINNINGS as NUMBER_BEGINNINGS
from qa.values.numbers import may_begin, read_number
from qa.values.parts import is_part, read_half, read_ratio
from qa.values.quantities import FOLDS, finish, read_sum
from qa.values.records import Kind
from qa.values.spelled import Number
from qa.values.standing import other_end
from qa.values.tokens import HYPHENS, Tokens
from qa.values.units import read_measure, read_time
from qa.values.vague import BEGINNINGS as VAGUE_BEGINNINGS
from qa.values.vague import read_vague
from qa.values.word_lists import FUNCTION_WORDS

_BEFORE_A = frozenset(
    "than over under about around nearly almost roughly approximately within for least after"
    " another every once".split()
) - {"every", "once"}
_NOT_ONE = frozenset(
    "no any every each this that the which some another number day-one square everyone big".split()
)
_MAX_ALTERNATIVE = 2  # "9 or 10 ships", "two or three"; but not "2 or 200"


_BEGINNINGS = frozenset({*NUMBER_BEGINNINGS, *VAGUE_BEGINNINGS, *FOLDS, *SUM_BEGINNINGS, "between"})


def may_be_quantity(tokens: Tokens, at: int) -> bool:
    """Whether a quantity may begin at a token: a quick look."""
    word = tokens.words[at]
    return tokens.kinds[at] in ("n", "v") or word in _BEGINNINGS or word in _SPECIAL


def read_quantities(tokens: Tokens, at: int) -> list[Draft]:
    """What begins at a token, hedged; the tokens up to the end of the last are read."""
    between = tokens.words[at] == "between"
    first = read_one(tokens, at + 1 if between else at)
    if first is None:
        return []
    if between:
        return _between(tokens, at, first) or []
    second = _second(tokens, first)
    found = _combined(tokens, first, *second) if second else [first]
    for draft in found:
        hedge(tokens, draft)
    return found


def read_one(tokens: Tokens, at: int) -> Draft | None:
    """One quantity, without what stands around it."""
    word = tokens.words[at]
    sum_ = read_sum(tokens, at)
    if sum_ is not None:
        return sum_
    if word in _SPECIAL:
        return _SPECIAL[word](tokens, at)
    if word in VAGUE_BEGINNINGS:
        return read_vague(tokens, at)
    if word in FOLDS:
        return Draft(at, at + 1, Kind.NUMBER, FOLDS[word], unit="times")
    if not may_begin(tokens, at) or not _stands(tokens, at):
        return None
    twenties = read_twenties(tokens, at) if tokens.kinds[at] == "n" else None
    if twenties:
        return twenties
    number = read_number(tokens, at)
    if number is None:
        return _one_of_a_unit(tokens, at)
    return _known(tokens, number)


def _stands(tokens: Tokens, at: int) -> bool:
    if tokens.kinds[at] == "n":
        return not other_end(tokens, at) or figure_fraction(tokens, at) is not None
    return not (at and tokens.hyphen(at - 1) and tokens.kinds[at] == "w")


def _known(tokens: Tokens, number: Number) -> Draft | None:
    if number.end == number.start + 1 and tokens.words[number.start] == "one":
        if not _is_counted_one(tokens, number):
            return read_ratio(tokens, number)
    ratio = read_ratio(tokens, number)
    if ratio is not None:
        return ratio
    if is_bare_age(tokens, number):
        return as_age(tokens, number, number.start)
    draft = finish(tokens, number)
    if draft.kind is Kind.NUMBER and draft.unit is None and _is_fraction(tokens, number):
        if not is_part(tokens, number):
            return None
        draft.kind = Kind.SHARE
    return draft


def _is_fraction(tokens: Tokens, number: Number) -> bool:
    return 0 < number.value < 1 and tokens.words[number.end - 1].split("-")[-1] in DENOMINATORS


def _is_counted_one(tokens: Tokens, number: Number) -> bool:
    """Whether "one" counts something: "one arrest", but not "no one", "one of them"."""
    after = tokens.words[number.end]
    if tokens.words[number.start - 1] in _NOT_ONE or read_ratio(tokens, number):
        return False
    if tokens.hyphen(number.end):
        following = number.end + 1
        return bool(read_time(tokens, following) or read_measure(tokens, following))
    if tokens.kinds[number.end] != "w":
        return number.end >= tokens.count or after in "%$€£"
    return after not in FUNCTION_WORDS and not (after.endswith(("ed", "ing")))


def _one_of_a_unit(tokens: Tokens, at: int) -> Draft | None:
    """ "over a year", "within a fortnight", "a year and a half"."""
    if tokens.words[at] not in ("a", "an"):
        return None
    draft = finish(tokens, Number(1.0, at, at + 1))
    if draft.kind not in (Kind.DURATION, Kind.MEASURE):
        return None
    if draft.value != 1:
        return draft
    if tokens.words[at - 1] in _BEFORE_A:
        return draft
    return draft if _is_spell(tokens, draft) else None


_SPELLS = frozenset("hour day week month year decade century".split())
_NO_SPELL = frozenset("once more less the not".split())


def _is_spell(tokens: Tokens, draft: Draft) -> bool:
    """Whether "a week" is how long something takes: not "twice a week", "$5 a barrel"."""
    before, after = tokens.words[draft.start - 1], tokens.words[draft.end]
    if draft.unit not in _SPELLS or tokens.hyphen(draft.end) or before in _NO_SPELL:
        return False
    opens = before in FUNCTION_WORDS or before in _LASTING
    closes = tokens.kinds[draft.end] != "w" or (after in FUNCTION_WORDS and after != "of")
    return opens and closes and after not in ("earlier", "later", "ago", "before", "after")


_LASTING = frozenset("last lasts lasted lasting takes wait waited spend".split())


def _age(tokens: Tokens, at: int) -> Draft | None:
    following = begins_age(tokens, at)
    number = read_number(tokens, following) if may_begin(tokens, following) else None
    if number is None or not could_be_age(number):
        says, _ = hedge_before(tokens, following + 1)
        number = read_number(tokens, following + 1) if says else None
    if number is None or not could_be_age(number):
        return None
    start = at - 1 if tokens.words[at - 1] == "the" else at
    return as_age(tokens, number, start)


def _magnitude(tokens: Tokens, at: int) -> Draft | None:
    following = at + 2 if tokens.words[at + 1] in ("of", "-") else at + 1
    number = read_number(tokens, following) if tokens.kinds[following] == "n" else None
    if number is None or number.value > 11:
        return None
    return Draft(at, number.end, Kind.MEASURE, number.value, unit="magnitude")


def _all(tokens: Tokens, at: int) -> Draft | None:
    """ "all week"."""
    if tokens.words[at + 1] not in _SPELLS:
        return None
    return Draft(at, at + 2, Kind.DURATION, 1.0, unit=tokens.words[at + 1])


_SPECIAL = {
    "all": _all,
    "aged": _age, "age": _age, "ages": _age, "magnitude": _magnitude, "half": read_half,
}  # fmt: skip


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
    if link == "and" and not (first.kind is Kind.AGE and tokens.words[first.start] == "aged"):
        return None
    following = at + 1
    if tokens.kinds[following] == "n" and tokens.glued(following):
        number = read_number(tokens, following)
        second = finish(tokens, number) if number else None
    else:
        second = read_one(tokens, following)
    return (link, second) if second else None


def _combined(tokens: Tokens, first: Draft, link: str, second: Draft) -> list[Draft]:
    """A range as one draft, or two, of which the first has the unit of the second."""
    if second.value is None or first.value is None or second.kind is Kind.SHARE and not second.unit:
        return [first]
    own_unit = first.unit is not None
    if not _share_unit(first, second):
        return [first]
    if link == "and":
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
    if first.unit is None and second.unit != "times" or first.unit == second.unit:
        if first.value is not None and second.value is not None and first.scale < second.scale > 100:
            if first.scale == 1 and first.value < second.value / second.scale:
                first.value, first.scale = first.value * second.scale, second.scale
        if first.unit is None:
            first.unit, first.kind = second.unit, second.kind
        return True
    if first.unit is None:
        first.unit, first.kind = second.unit, second.kind
        return True
    if second.unit is None and second.kind is Kind.NUMBER:
        second.unit, second.kind = first.unit, first.kind
        if first.kind is Kind.MONEY and first.scale == 1 < second.scale and first.value is not None:
            first.value = first.value * second.scale
        return True
    return False


def _moves(tokens: Tokens, first: Draft, own_unit: bool) -> bool:
    """Whether "to" tells where something moved: "from 13 to 15", "rose 2 percent to 10 percent"."""
    _, at = hedge_before(tokens, first.start)
    before = tokens.words[at - 1]
    if before == "from":
        return True
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
