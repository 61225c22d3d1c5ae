"""Two times in one phrase that do not go together."""

from qa.values.drafts import Draft
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens
from qa.values.unsure.words import RANGE_ENDS, has_no_year

_JOINING = frozenset({(), (",",), ("on",), ("in",), ("on", "the"), ("in", "the")})
_OF = frozenset({("of",), ("of", "the"), ("of", "this")})
_NOW = word_set("today yesterday tomorrow")


def part_ways(tokens: Tokens, one: Draft, other: Draft) -> None:
    """Of two times in one phrase the shorter lies in the longer, or was not understood: "in 2018
    in May". Where nothing joins them, neither was."""
    if not (one.is_time and other.is_time and one.first and one.last and other.last):
        return
    if other.first is None or other.start - one.end > 2 or tokens.words[other.start] in _NOW:
        return
    between = tuple(tokens.words[one.end : other.start])
    apart = tokens.words[one.end] in RANGE_ENDS and other.start - one.end == 1
    if apart or (between == ("and",) and tokens.words[one.start - 1] == "between"):
        one.first = one.last = other.first = other.last = None  # the ends of a span, not read
        return
    if between not in _JOINING | _OF:
        return
    years = (has_no_year(tokens, one) and _ends_with_year(tokens, other)) or (
        has_no_year(tokens, other) and _ends_with_year(tokens, one)
    )
    if between == (",",) and not years:
        return
    if between == () and other.end == other.start + 1 and tokens.kinds[other.start] == "n":
        one.first = one.last = other.first = other.last = None  # "to last quarter 2019"
        return
    one_is_short = one.last - one.first <= other.last - other.first
    short, long = (one, other) if one_is_short else (other, one)
    inside = long.first <= short.first and short.last <= long.last  # type: ignore[operator]
    if inside and between not in _OF:
        return
    short.first = short.last = None
    if between == ():
        long.first = long.last = None


def _ends_with_year(tokens: Tokens, draft: Draft) -> bool:
    """Whether a time is a year alone, with which the sentence ends or goes on after a comma."""
    first, last = draft.first, draft.last
    year = first is not None and last is not None and 364 <= (last - first).days <= 365
    year &= not has_no_year(tokens, draft)
    return year and tokens.kinds[draft.end] != "w" and tokens.words[draft.end] not in ("'", "’")
