"""One quantity that begins at a token, without what stands around it."""

from qa.values.amounts.ages import as_age, begins_age, could_be_age, is_bare_age, read_twenties
from qa.values.amounts.parts import is_part, read_half, read_ratio
from qa.values.amounts.quantities import FOLDS, finish, read_sum
from qa.values.amounts.units import read_measure, read_time
from qa.values.amounts.vague import BEGINNINGS as VAGUE_BEGINNINGS
from qa.values.amounts.vague import read_vague
from qa.values.around.hedges import hedge_before
from qa.values.drafts import Draft
from qa.values.numbers.fractions import figure_fraction
from qa.values.numbers.reading import may_begin, read_number
from qa.values.numbers.spelled import Number
from qa.values.numbers.standing import other_end
from qa.values.records import Kind
from qa.values.tables.number_words import DENOMINATORS, SCALES
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

_BEFORE_A = word_set(
    "than over under about around nearly almost roughly approximately within for least after"
    " another every once"
) - {"every", "once"}
_NOT_ONE = word_set(
    "no any every each this that the which some another number day-one square everyone big"
)


def read_one(tokens: Tokens, at: int) -> Draft | None:
    """One quantity, without what stands around it."""
    word = tokens.words[at]
    sum_ = read_sum(tokens, at)
    if sum_ is not None:
        return sum_
    if word in SPECIAL:
        return SPECIAL[word](tokens, at)
    if word in VAGUE_BEGINNINGS:
        return read_vague(tokens, at)
    if word in FOLDS:
        return Draft(at, at + 1, Kind.NUMBER, FOLDS[word], unit="times")
    if word == "zero" and tokens.words[at - 1] in ("below", "above", "sub", "ground"):
        return None
    if not may_begin(tokens, at) or not _stands(tokens, at):
        return None
    twenties = read_twenties(tokens, at) if tokens.kinds[at] == "n" else None
    if twenties:
        return twenties
    number = read_number(tokens, at)
    if number is None:
        return _one_of_a_unit(tokens, at)
    return None if _is_hour(tokens, number) else _known(tokens, number)


def _is_hour(tokens: Tokens, number: Number) -> bool:
    """ "three o'clock", "half past six"."""
    if tokens.words[number.end] in ("o'clock", "o’clock"):
        return True
    to = tokens.words[number.start - 1] in ("past", "to")
    return to and tokens.words[number.start - 2] in ("half", "quarter") and number.value <= 12


def _stands(tokens: Tokens, at: int) -> bool:
    if tokens.kinds[at] == "n":
        return not other_end(tokens, at) or figure_fraction(tokens, at) is not None
    return not (at and tokens.hyphen(at - 1) and tokens.kinds[at] == "w")


def _known(tokens: Tokens, number: Number) -> Draft | None:
    alone = number.end == number.start + 1 and tokens.words[number.start] == "one"
    if alone and not _is_counted_one(tokens, number):
        return read_ratio(tokens, number)
    ratio = read_ratio(tokens, number)
    if ratio is not None:
        return ratio
    if is_bare_age(tokens, number):
        return as_age(tokens, number, number.start)
    draft = finish(tokens, number)
    bare = draft.kind is Kind.NUMBER and draft.unit is None and draft.value is not None
    if bare and tuple(tokens.words[draft.end : draft.end + 2]) == ("below", "zero"):
        draft.value, draft.end = -number.value, draft.end + 2
    if draft.kind is Kind.NUMBER and draft.end == number.end and _goes_on(tokens, number.end):
        return None  # "1Cor", "3D"
    if draft.kind is Kind.NUMBER and draft.unit is None and _is_fraction(tokens, number):
        if not is_part(tokens, number):
            return None
        draft.kind = Kind.SHARE
    return draft


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether letters with capitals are glued to a figure, so that both are one name."""
    if not tokens.glued(at) or tokens.kinds[at] != "w":
        return False
    letter = tokens.raw(at)[0]
    return letter.lower() != letter.upper()


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
    if draft.kind not in (Kind.DURATION, Kind.MEASURE, Kind.MONEY):
        return None
    if draft.value != 1:
        return draft  # "a year and a half", "a week or two", "a dollar twenty-five"
    if draft.kind is Kind.MONEY:
        return None
    if tokens.words[at - 1] in _BEFORE_A:
        return draft
    return draft if _is_spell(tokens, draft) else None


_SPELLS = word_set("hour day week month year decade century")
_NO_SPELL = word_set("once more less the not")


def _is_spell(tokens: Tokens, draft: Draft) -> bool:
    """Whether "a week" is how long something takes: not "twice a week", "$5 a barrel"."""
    before, after = tokens.words[draft.start - 1], tokens.words[draft.end]
    if draft.unit not in _SPELLS or tokens.hyphen(draft.end) or before in _NO_SPELL:
        return False
    opens = before in FUNCTION_WORDS or before in _LASTING
    closes = tokens.kinds[draft.end] != "w" or (after in FUNCTION_WORDS and after != "of")
    return opens and closes and after not in ("earlier", "later", "ago", "before", "after")


_LASTING = word_set("last lasts lasted lasting takes wait waited spend")


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
    """ "all week", "the whole year", "another day"."""
    if tokens.words[at + 1] not in _SPELLS or tokens.hyphen(at + 2):
        return None
    return Draft(at, at + 2, Kind.DURATION, 1.0, unit=tokens.words[at + 1])


def _couple(tokens: Tokens, at: int) -> Draft | None:
    """ "a couple of weeks"; what else there is a couple of may be more than two."""
    following = at + 1 + (tokens.words[at + 1] == "of")
    scale = SCALES.get(tokens.words[following])
    if scale:
        start = at - 1 if tokens.words[at - 1] == "a" else at
        number = Number(2 * scale, start, following + 1, scale)
        draft = finish(tokens, number)
        draft.approximate = True
        return draft
    unit = read_time(tokens, following)
    if unit is None or not tokens.words[following].endswith("s"):
        return None
    start = at - 1 if tokens.words[at - 1] == "a" else at
    return Draft(start, unit.end, Kind.DURATION, 2.0, unit=unit.name, approximate=True)


SPECIAL = {
    "all": _all, "whole": _all, "entire": _all, "another": _all, "couple": _couple,
    "aged": _age, "age": _age, "ages": _age, "magnitude": _magnitude, "half": read_half,
}  # fmt: skip
