"""Ages without a unit: "aged 71", "the age of 62", "Maria Lopez, 45, said", "a woman of 68"."""

from qa.values.amounts.quantities import finish
from qa.values.drafts import Draft
from qa.values.numbers.spelled import Number
from qa.values.records import Kind
from qa.values.tables.change_words import DOWN, UP
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

OLDEST = 125
_PERSONS = word_set("man woman boy girl child baby")
_GROUPS = word_set(
    "people children adults men women those anyone everyone persons patients girls boys pupils"
    " residents citizens players them"
)
_YOUNG = word_set("boys girls brothers sisters children sons daughters teenagers youths")
_BOUNDS = frozenset({"over", "under", "above", "below", "than"})
_NO_NAME = word_set(
    "january february march april may june july august september october november december jan"
    " feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday"
    " saturday sunday on in at of"
)


def begins_age(tokens: Tokens, at: int) -> int:
    """The token of the number after "aged", "age" or "the age of", or 0."""
    word = tokens.words[at]
    if word == "aged":
        return at + (2 if tokens.words[at + 1] in ("between", "just", "only", "about") else 1)
    if word in ("age", "ages"):
        return at + (2 if tokens.words[at + 1] == "of" else 1)
    return 0


def could_be_age(number: Number) -> bool:
    return 0 < number.value <= OLDEST and number.value == int(number.value)


def as_age(tokens: Tokens, number: Number, start: int) -> Draft:
    """A number that is known to be an age."""
    draft = finish(tokens, number)
    if draft.kind is Kind.NUMBER:
        draft.unit = "year"
    draft.kind, draft.start = Kind.AGE, start
    return draft


def is_bare_age(tokens: Tokens, number: Number) -> bool:
    """Whether a number with nothing that it counts is an age by what stands before it."""
    if not could_be_age(number) or tokens.kinds[number.end] in ("n", "v"):
        return False
    before, end = number.start - 1, number.end
    listed = tokens.words[end] in ("and", ",") and tokens.words[before] == ","
    if listed and tokens.words[before - 1] in _YOUNG and tokens.kinds[end + 1] in ("n", "w"):
        return number.value < 100
    if tokens.words[before] == "," and tokens.words[end] in (",", ")", ".", ";"):
        if tokens.glued(end + 1):
            return False
        return _is_name(tokens, before - 1) or _is_person(tokens, number, before - 1)
    counts = _counts(tokens, end)
    if tokens.words[before] == "at" and tokens.words[end] == "," and not tokens.glued(end + 1):
        opens = before == 0 or tokens.words[before - 1] in (".", "!", "?")
        return opens and number.value >= 10 and _is_someone(tokens, end + 1)
    if tokens.words[before] in _BE and tokens.words[before - 1] in ("oldest", "youngest"):
        return not counts
    if tokens.words[before] == "of" and tokens.words[before - 1] in _PERSONS:
        return not counts
    if tokens.words[before] in _BOUNDS:
        who = before - 1 if tokens.words[before] != "than" else before - 2
        who -= tokens.words[who] in _BE
        return tokens.words[who] in _GROUPS and not counts
    return False


def _is_someone(tokens: Tokens, at: int) -> bool:
    """ "At 88, the director has", "At 19, she"."""
    return tokens.words[at] in ("he", "she", "the", "his", "her") or tokens.is_capital(at)


def _counts(tokens: Tokens, at: int) -> bool:
    """Whether what follows a number may be what it counts."""
    word = tokens.words[at]
    return tokens.kinds[at] == "w" and not (word in FUNCTION_WORDS or word in UP or word in DOWN)


_BE = frozenset({"is", "are", "was", "were"})
_PERSON_VERBS = word_set("who has had was is said will from of and")
_DETERMINERS = word_set("the a an his her their")


def _is_person(tokens: Tokens, number: Number, at: int) -> bool:
    """ "The midfielder, 29, has signed"."""
    if not (10 <= number.value < 110 and tokens.words[number.end] == ","):
        return False
    noun = tokens.kinds[at] == "w" and tokens.words[at] not in FUNCTION_WORDS
    if not noun or is_plural(tokens.words[at]) or tokens.words[number.end + 1] not in _PERSON_VERBS:
        return False
    return not _DETERMINERS.isdisjoint(tokens.words[max(at - 3, 0) : at])


def more_ages(tokens: Tokens, first: Draft) -> list[Draft]:
    """The ages that go on with a list: "aged 19, 24 and 31"."""
    if tokens.words[first.start] not in ("aged", "ages") or first.kind is not Kind.AGE:
        return []
    found: list[Draft] = []
    at = first.end
    while tokens.words[at] in (",", "and") and not tokens.glued(at + 1) and len(found) < MAX_AGES:
        following = at + 1 + (tokens.words[at + 1] == "and")
        raw = tokens.raw(following)
        if tokens.kinds[following] != "n" or not raw.isdecimal() or int(raw[:4]) > OLDEST:
            break
        end = following + 1
        if tokens.kinds[end] in ("n", "v") or _counts(tokens, end):
            break
        found.append(Draft(following, end, Kind.AGE, float(raw), unit="year"))
        at = end
    return found


MAX_AGES = 12
_OWNERS = word_set("his her their my your our mid early late -")


def read_twenties(tokens: Tokens, at: int) -> Draft | None:
    """ "in his 20s", "in their mid-30s"."""
    raw = tokens.raw(at)
    if tokens.words[at + 1] != "s" or not tokens.glued(at + 1) or len(raw) != 2:
        return None
    if not raw.isdecimal() or int(raw) % 10 or tokens.words[at - 1] not in _OWNERS:
        return None
    low = float(raw)
    return Draft(at, at + 2, Kind.AGE, low=low, high=low + 9, unit="year")


def _is_name(tokens: Tokens, at: int) -> bool:
    if tokens.words[at] in _NO_NAME or not tokens.is_capital(at):
        return False
    return tokens.is_capital(at - 1) or tokens.words[at - 1] in ("", ".", "-")


def is_told_age(tokens: Tokens, draft: Draft, counted: tuple[int, int]) -> bool:
    """Whether a number is an age by what it is of: "the minimum age will rise to 21"."""
    bare = draft.kind is Kind.NUMBER and draft.unit is None and counted[0] < draft.start
    years = draft.value is not None and 0 < draft.value <= OLDEST
    return bare and years and "age" in tokens.words[counted[0] : counted[1]]
