"""Quantities that are not told because something beside them, which was not read, may change them.

Of "five hundred k", "3 million 4" or "6'2" a part would otherwise be told as if it were the whole.
"""

from qa.values.amounts.signs import WORDS as CURRENCY_WORDS
from qa.values.amounts.units import read_measure, read_time
from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.currency_names import COINS
from qa.values.tables.date_names import DECADES
from qa.values.tables.number_words import DENOMINATORS, DOZENS, ONES, SCALES, TENS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import HYPHENS, Tokens

_SMALL = frozenset({*ONES, *TENS})
_SIGNS = frozenset("./^+")
_POWERS = frozenset({"^", "**"})
_PLURALS = frozenset({*DECADES, "hundreds", "thousands", "tens"})
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_FEET = frozenset("'’′\"”″")
_LETTERS = frozenset("bcdfghjklmnpqrtwz")  # a scale or a unit; "x" and "v" join two figures
_CLOSE = word_set("tall high long wide deep each apiece or to from")
_HALVES = word_set("half quarter third")
_FRACTIONS = word_set("half quarter quarters third thirds fifth eighth eighths tenth tenths")
_OVER = frozenset({"over", "under", "-"})
_DIGITS = word_set("oh double triple point")  # "one oh one", "one point two point three"
_ORDINARY = word_set("first second other better latter former final third fourth opening closing")
_RATIOS = (("out", "of"), ("in", "every"), ("for", "every"), ("of", "every"), ("to", "every"))
_WITH_PARTS = frozenset({Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE})
MAX_WORD = 24


def without_unsure(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """The values without those quantities that something unread may change."""
    unsure: set[int] = set()
    for number, draft in enumerate(drafts):
        if draft.is_time:
            continue
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        if _is_cut_before(tokens, draft) or _is_cut_after(tokens, draft):
            unsure.add(number)
        if after is not None and not after.is_time and _are_one(tokens, draft, after):
            unsure |= {number, number + 1}
    return [draft for number, draft in enumerate(drafts) if number not in unsure]


def _is_cut_before(tokens: Tokens, draft: Draft) -> bool:
    """ "e+5", "a.5", "eighty hundred": what stands before belongs to the figure."""
    at = draft.start - 1
    word = tokens.words[at]
    if at < 0:
        return False
    if tokens.glued(draft.start) and tokens.glued(at) and word in _SIGNS:
        return tokens.words[at - 1] != "."  # "... 10 km"
    if tokens.glued(draft.start) and tokens.kinds[at] == "n":
        return tokens.kinds[draft.start] == "w"  # "2ten"
    if word == "√" or (draft.value is None and _ends_spelled(tokens, at)):
        return True  # "three umpteen millions"
    bare = draft.kind is Kind.NUMBER and draft.unit is None
    if word in ("oh", "double", "triple") and bare and tokens.words[at - 1] in _SMALL:
        return True
    if word == "point" and bare and tokens.words[at - 1] in ("", *_SMALL):
        return tokens.words[at - 2] != "at"
    if word in _OVER and tokens.words[draft.end - 1] == "s":
        return tokens.hyphen(at + 1) or tokens.words[at - 1] == "the"  # "the over 65s"
    if word == "in" and tokens.words[at - 1] in ONES and bare and draft.scale >= 1000:
        return tokens.words[draft.start] == "a"  # "one in a million"
    if word in _HALVES and bare:
        return tokens.words[at - 1] not in _ORDINARY and not tokens.glued(draft.start)
    return _has_unit_before(tokens, draft, at)


def _ends_spelled(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in _SMALL or tokens.words[at] in SCALES


def _has_unit_before(tokens: Tokens, draft: Draft, at: int) -> bool:
    """The "twenty-five" of "a dollar twenty-five", the "eleven" of "a foot eleven"."""
    if not _closes_bare(tokens, draft) or tokens.kinds[at] != "w":
        return False
    one = tokens.words[at - 1] in ("a", "an", "one", "per")
    unit = tokens.words[at] in CURRENCY_WORDS or bool(read_time(tokens, at))
    return one and (unit or bool(read_measure(tokens, at)))


def _closes_bare(tokens: Tokens, draft: Draft) -> bool:
    """Whether a number stands without a unit and counts nothing."""
    bare = draft.kind is Kind.NUMBER and draft.unit is None
    bare |= draft.kind is Kind.SHARE and draft.unit is None and 0 < (draft.value or 0) < 1
    closes = tokens.kinds[draft.end] != "w" or tokens.words[draft.end] in _CLOSE
    return bare and closes


def _is_cut_after(tokens: Tokens, draft: Draft) -> bool:
    at = draft.end
    word = tokens.words[at]
    bare = draft.kind is Kind.NUMBER and draft.unit is None
    if word in _POWERS and (tokens.kinds[at + 1] == "n" or tokens.words[at + 1] in "+-−"):
        return True
    alone = word in _LETTERS and not tokens.glued(at + 1)
    if bare and alone and not tokens.is_capital(at + 1):
        return True  # "300 K likes"
    if bare and word in _DIGITS and tokens.words[at + 1] in _SMALL:
        return word != "point" or tokens.words[draft.start - 1] != "at"
    if bare and tokens.words[at + tokens.hyphen(at)] in _PLURALS:
        return _is_spelled(tokens, draft)  # "the eighteen hundreds"
    if tokens.glued(at) and _is_glued_on(tokens, draft):
        return True
    if bare and tuple(tokens.words[at : at + 2]) in _RATIOS:
        return tokens.words[at + 2] in SCALES  # "two in every hundred"
    united = draft.unit is not None and draft.kind in _WITH_PARTS
    if (united or tokens.words[at - 1] in DOZENS) and _adds_part(tokens, at):
        return True
    if tokens.hyphen(at) and tokens.words[at + 1] in DENOMINATORS:
        return True  # "a hundred and twenty-fifth"
    if bare and word.endswith(("illion", "illions", "illiard")) and len(word) < MAX_WORD:
        return word not in ("pavilion", "battalion", "vermilion")
    if tokens.hyphen(at) and tokens.words[at + 1] == "something":
        return True
    if tokens.hyphen(at) and tokens.words[at + 1] in ("and", *_SMALL):
        return tokens.kinds[draft.end - 1] == "w"  # "hundred-and-one"
    return draft.unit == "quarter" and draft.kind is Kind.DURATION and _is_unit(tokens, at)


def _is_glued_on(tokens: Tokens, draft: Draft) -> bool:
    """ "10³", "1m80", "$10s of millions"."""
    word = tokens.words[draft.end]
    more = tokens.kinds[draft.end] == "n" or (word == "s" and draft.kind is Kind.MONEY)
    return word[:1] in _SUPERSCRIPTS or (draft.unit is not None and more)


def _adds_part(tokens: Tokens, at: int) -> bool:
    """The "and a half" of "ten dollars and a half", the "and three quarters" after an hour."""
    if tokens.words[at] != "and":
        return False
    at += 1 + (tokens.words[at + 1] in ("a", "one", "three", "two"))
    dozen = tokens.words[at - 2] == "and" and tokens.words[at] == "half"
    if dozen and tokens.words[at - 3] in DOZENS:
        return True  # "a dozen and a half eggs"
    part = tokens.words[at] in _FRACTIONS
    return part and (tokens.kinds[at + 1] != "w" or tokens.words[at + 1] in _CLOSE)


def _is_unit(tokens: Tokens, at: int) -> bool:
    """The "inches" of "nine and three quarter inches"."""
    word = tokens.words[at]
    return word in CURRENCY_WORDS or bool(read_measure(tokens, at) or read_time(tokens, at))


def _are_one(tokens: Tokens, one: Draft, other: Draft) -> bool:
    """Whether two quantities may be one that was not understood."""
    between = tuple(tokens.words[one.end : other.start])
    if len(between) > 2:
        return False
    bare = one.kind is Kind.NUMBER and one.unit is None
    if between in _RATIOS:
        spelled = "w" in (tokens.kinds[one.start], tokens.kinds[other.start])
        both = bare and spelled and other.kind is Kind.NUMBER
        return both and one.value is not None and one.value < (other.value or 0)
    closes = _closes_bare(tokens, other)
    if bare and other.unit == "quarter" and between == ("and",):
        return _is_unit(tokens, other.end)
    if between[-1:] == ("and",) and _is_coin(one, other):
        return True
    if between == ("and",):
        part = other.kind is Kind.SHARE and closes
        return part and one.unit is not None and one.kind in _WITH_PARTS
    if between and not _joins(tokens, one, between):
        return False
    if between and between[0] in _FEET:
        return closes
    if one.kind in _WITH_PARTS:
        return closes and (one.value or 0) % 1 == 0
    if _is_spelled(tokens, one) and _is_spelled(tokens, other) and bare and closes:
        return not between  # "two fifty", "one twenty two"
    scaled = bare and other.kind is Kind.NUMBER and one.scale > 1
    return scaled and closes and 0 < (other.value or 0) < one.scale


def _is_spelled(tokens: Tokens, draft: Draft) -> bool:
    return tokens.words[draft.start] in _SMALL


def _is_coin(one: Draft, other: Draft) -> bool:
    """The "35 pence" of "20 pounds sterling and 35 pence"."""
    sums = one.kind is Kind.MONEY and other.kind is Kind.MONEY
    return sums and other.unit in COINS and one.unit not in COINS and (other.value or 100) < 100


def _joins(tokens: Tokens, one: Draft, between: tuple[str, ...]) -> bool:
    """Whether a mark between two figures makes them one: "5'11", "six-foot-two"."""
    if len(between) > 1:
        return False
    glued = tokens.glued(one.end) and tokens.glued(one.end + 1)
    if between[0] in HYPHENS:
        return glued and one.unit is not None and tokens.kinds[one.end + 1] == "w"
    return glued and between[0] in _FEET
