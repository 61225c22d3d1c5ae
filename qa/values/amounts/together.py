"""What one quantity takes from the one before it: its unit, or its place."""

from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.number_words import DOZENS
from qa.values.tables.word_lists import FUNCTION_WORDS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

MAX_APART = 6  # tokens
_UNITS = frozenset({Kind.MONEY, Kind.MEASURE, Kind.SHARE})
_ENDS = word_set("and but while as when if because , ; : .")


def share_unit(tokens: Tokens, one: Draft, other: Draft) -> None:
    """Give "402,000" the unit of "fell to 310,000 ounces of gold from 402,000"."""
    bare = other.kind is Kind.NUMBER and other.unit is None and other.value is not None
    if not (bare and one.unit and one.kind in _UNITS and tokens.words[other.start - 1] == "from"):
        return
    if other.start - one.end > MAX_APART:
        return
    between = tokens.words[one.end : other.start]
    counts = tokens.kinds[other.end] == "w" and tokens.words[other.end] not in FUNCTION_WORDS
    if not counts and _ENDS.isdisjoint(between):
        other.kind, other.unit = one.kind, one.unit


def is_rate(tokens: Tokens, one: Draft, other: Draft) -> bool:
    """Whether a dozen is what a price is for: "$3.20 a dozen"."""
    dozen = tokens.words[other.start] == "a" and tokens.words[other.end - 1] in DOZENS
    return dozen and one.kind is Kind.MONEY and one.end == other.start
