"""Parts of a whole that need more than a number: "half of", "a third of", "one in five"."""

from qa.values.amounts.quantities import finish
from qa.values.amounts.units import read_time
from qa.values.drafts import Draft
from qa.values.numbers.reading import read_number
from qa.values.numbers.spelled import Number, read_spelled
from qa.values.records import Kind
from qa.values.tables.number_words import ONES, SCALES
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000, 1e6})
_LINKS = (("in", "every"), ("out", "of", "every"), ("out", "of"), ("of", "every"), ("in",))
_HALF_OF = word_set("of the its their his her our all that these those this what s a an as")
_NO_HALF = word_set("first second other better latter former top bottom right left")
_PART_OF = word_set(
    "of more less fewer higher lower larger smaller faster cheaper since from as again"
)
_PART_AFTER = word_set(
    "by than nearly almost about over roughly around up down another under only just some to"
)  # fmt: skip


def read_half(tokens: Tokens, at: int) -> Draft | None:
    """ "half of voters", "half the target", "half an hour", "half a point", "by half"."""
    before, after = tokens.words[at - 1], tokens.words[at + 1]
    if before in _NO_HALF or tokens.hyphen(at + 1) or (at and tokens.hyphen(at - 1)):
        return None
    number = read_number(tokens, at)  # "half a million"
    if number is not None:
        return finish(tokens, number)
    half = Number(0.5, at, at + 1)
    if after in ("a", "an"):
        draft = finish(tokens, half)
        if draft.unit is None and tokens.kinds[at + 2] == "w":
            draft.end, draft.counted = at + 3, (at + 2, at + 3)
        return draft
    if read_time(tokens, at + 1) and before not in ("the", "its"):  # "half hour"
        return finish(tokens, half)
    if after in _HALF_OF or before in _PART_AFTER or tokens.count == 1:
        return Draft(at, at + 1, Kind.SHARE, 0.5)
    return None


def is_part(tokens: Tokens, number: Number) -> bool:
    """Whether a fraction in words is a part of something: not "a third man"."""
    if tokens.words[number.start] not in ("a", "an"):
        return True
    alone = number.start == 0 and number.end >= tokens.count
    followed = tokens.words[number.end] in _PART_OF
    ends = tokens.kinds[number.end] != "w" or tokens.words[number.end] in ("in", "to", "on", "and")
    return alone or followed or (ends and tokens.words[number.start - 1] in _PART_AFTER)


def read_ratio(tokens: Tokens, number: Number) -> Draft | None:
    """ "one in five", "eight of every 10,000", "three out of four"."""
    at = number.end
    if tokens.hyphen(at) and tokens.words[at + 1] == "in" and tokens.hyphen(at + 2):
        whole = _whole(tokens, at + 3, many=False)  # "a 1-in-5 chance"
        return _ratio(tokens, number, whole) if whole and whole.value > number.value else None
    for link in _LINKS:
        if tuple(tokens.words[at : at + len(link)]) == link:
            break
    else:
        return None
    whole = _whole(tokens, at + len(link), many=len(link) > 1)
    if whole is None or not 0 < number.value < whole.value:
        return None
    year = tokens.kinds[whole.start] == "n" and len(tokens.raw(whole.start)) == 4
    if number.value == 1 and link == ("in",) and whole.value > 1 and not year:
        return _ratio(tokens, number, whole)
    words = tokens.kinds[whole.start] == "w"
    words &= number.value == 1 or (len(link) > 1 and tokens.kinds[number.start] == "w")
    if whole.value not in _WHOLES and not words:  # "two out of five hundred"
        return None
    if number.value != int(number.value) or read_time(tokens, whole.end):
        return None
    if link == ("in",) and not _is_rate(tokens, number, whole):
        return None
    return _ratio(tokens, number, whole)


def _ratio(tokens: Tokens, number: Number, whole: Number) -> Draft | None:
    if read_time(tokens, whole.end) or tokens.words[whole.end] in ("%", "percent", "$"):
        return None
    if tokens.glued(whole.end) and tokens.kinds[whole.end] == "w":
        return None
    return Draft(number.start, whole.end, Kind.SHARE, number.value / whole.value)


def _whole(tokens: Tokens, at: int, many: bool) -> Number | None:
    """The whole of a ratio: "five", "a hundred", "a 100", "every thousand"."""
    article = tokens.words[at] == "a"
    if article and tokens.kinds[at + 1] == "n":
        return read_spelled(tokens, at + 1)
    if article:
        bare = tokens.words[at + 1] in SCALES
        return read_spelled(tokens, at + 1, begun=1.0) if bare else None
    bare = many and tokens.words[at] in ("hundred", "thousand")
    return read_spelled(tokens, at, begun=1.0 if bare else None)


def _is_rate(tokens: Tokens, number: Number, whole: Number) -> bool:
    """ "In" says a rate where both are written alike, or the whole is a round figure."""
    alike = (tokens.words[number.start] in ONES) == (tokens.words[whole.start] in ONES)
    return alike or whole.value >= 10
