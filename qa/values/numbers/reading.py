"""Numbers among tokens, in figures, in words and in both: "1.2 million", "half a billion"."""

from qa.values.numbers.figures import parse_figure, read_power
from qa.values.numbers.fractions import (
    ARTICLES,
    divide,
    figure_fraction,
    large_denominator,
    over,
    with_fraction,
    words_fraction,
)
from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.date_names import MONTHS
from qa.values.tables.number_words import (
    DENOMINATORS,
    DOZENS,
    LAST_SCALES,
    ONES,
    ORDINALS,
    SCALES,
    TENS,
    VULGAR,
)
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

SIGNS = frozenset("-−–")
MINUS_WORDS = frozenset({"minus", "negative"})
HALVES = {"half": 0.5, "quarter": 0.25}
BEGINNINGS = frozenset(
    {*ONES, *TENS, *ARTICLES, *MINUS_WORDS, *HALVES, *SIGNS, "hundred", "thousand", "."}
)
DIGIT_WORDS = {word: str(n) for word, n in ONES.items() if n < 10}


def may_begin(tokens: Tokens, at: int) -> bool:
    """Whether a number may begin at a token: a quick look."""
    return tokens.kinds[at] in ("n", "v") or tokens.words[at] in BEGINNINGS


def read_number(tokens: Tokens, at: int) -> Number | None:
    """The number that begins at a token, with its sign, scale and fraction."""
    word, kind = tokens.words[at], tokens.kinds[at]
    if kind == "w" and tokens.words[at - 1] == "point" and word in DIGIT_WORDS:
        return None  # "point five"
    if kind == "v":
        return with_scale(tokens, Number(VULGAR[tokens.raw(at)], at, at + 1))
    if kind == "n":
        return _figures(tokens, at)
    if word in SIGNS or word in MINUS_WORDS:
        return _negative(tokens, at)
    if word == ".":
        return _leading_point(tokens, at)
    if word in HALVES:
        return _half_a(tokens, at)
    if word in ARTICLES:
        return _article(tokens, at)
    return _words(tokens, at)


def _figures(tokens: Tokens, at: int) -> Number | None:
    fraction = figure_fraction(tokens, at)
    if fraction and tokens.words[fraction.end] in SCALES:  # "1/2 million"
        return with_scale(tokens, fraction)
    number = fraction or _spaced_groups(tokens, at) or read_spelled(tokens, at)
    if number is None:
        return None
    point = _spoken_decimals(tokens, number) if number.end == at + 1 else None
    if point and tokens.words[at - 1] != "at":
        return point  # "1 point 5"
    part = divide(tokens, number) if tokens.words[number.end] in _PARTS_OF_FIGURES else None
    if part:
        return _whole_of(tokens, part)
    if number.end == at + 1:
        comma = _decimal_comma(tokens, number)
        if comma is not None:
            return comma
        value, end = read_power(tokens, number.value, number.end)
        number = number._replace(value=value, end=end)
    return with_dozen(tokens, over(tokens, number) or with_fraction(tokens, number))


_PARTS_OF_FIGURES = frozenset(word for word, parts in DENOMINATORS.items() if parts not in (2, 4))
MAX_GROUPS = 6


def _spaced_groups(tokens: Tokens, at: int) -> Number | None:
    """ "10 000", "1 234 567": groups of three with a space between; "10 , 000", "46 . 8"."""
    first = tokens.raw(at)
    if not (first.isdecimal() and len(first) <= 3) or tokens.glued(at):
        return None
    if tokens.words[at - 1] in MONTHS or tokens.words[at - 2] in MONTHS:
        return None
    end, digits = at + 1, first
    while end <= at + 2 * MAX_GROUPS and "." not in digits and first[0] != "0":
        mark = _is_set_apart(tokens, end, ",")
        group = tokens.raw(end + mark).partition(".")[0]
        one_space = tokens.text[tokens.ends[end - 1] : tokens.starts[end]] == " "
        if not (one_space and len(group) == 3 and group.isdecimal()):
            break
        digits, end = digits + tokens.raw(end + mark), end + mark + 1
    if "." not in digits and _is_set_apart(tokens, end, ".") and tokens.raw(end + 1).isdecimal():
        digits, end = f"{digits}.{tokens.raw(end + 1)}", end + 2
    if end == at + 1 or tokens.kinds[end] == "n" or tokens.words[end] in ("/", ":"):
        return None
    value = parse_figure(digits)
    comma = _decimal_comma(tokens, Number(value, at, end)) if value and "." not in digits else None
    if comma and not tokens.glued(end - 1):
        return comma
    return with_scale(tokens, Number(value, at, end)) if value is not None else None


def _is_set_apart(tokens: Tokens, at: int, mark: str) -> bool:
    """Whether a mark has a space on both sides, as in texts that were cut into words."""
    if tokens.words[at] != mark or tokens.glued(at) or tokens.glued(at + 1):
        return False
    return tokens.kinds[at + 1] == "n"


def _decimal_comma(tokens: Tokens, number: Number) -> Number | None:
    """ "1,3": one comma, and a digit or two after it."""
    at = number.end
    if not (tokens.words[at] == "," and tokens.glued(at) and tokens.glued(at + 1)):
        return None
    listed = (tokens.words[at - 2] == "," and tokens.glued(at - 1)) or (
        tokens.words[at + 2] == "," and tokens.glued(at + 3)
    )
    after = tokens.raw(at + 1)
    if listed or tokens.kinds[at + 1] != "n" or not (after.isdigit() and len(after) <= 2):
        return None
    if not tokens.raw(at - 1).isdigit():
        return None
    value = number.value + int(after) / 10 ** len(after)
    return with_scale(tokens, Number(value, number.start, at + 2))


_TESTED = frozenset({"test", "tests", "tested", "testing", "was", "were", "be", "been"})


def _negative(tokens: Tokens, at: int) -> Number | None:
    word = tokens.words[at]
    if word in SIGNS and tokens.glued(at) and tokens.words[at - 1] not in "([":
        return None
    if word == "negative" and tokens.words[at - 1] in _TESTED:
        return None  # "tested negative three times"
    if word in SIGNS and len(tokens.raw(at + 1)) == 8 and tokens.words[at + 2] == word:
        return None  # "-20200701-"
    if word in SIGNS and at > 0 and (not tokens.glued(at + 1) or tokens.kinds[at - 1] == "n"):
        return None  # a dash
    if tokens.kinds[at + 1] not in ("n", "v") and tokens.words[at + 1] not in BEGINNINGS:
        return None
    if tokens.words[at + 1] in SIGNS or tokens.words[at + 1] in MINUS_WORDS:
        return None
    number = read_number(tokens, at + 1)
    if number and word in SIGNS and not tokens.glued(at + 1) and number.end < tokens.count:
        return None  # an item of a list: "- 69,000 people"
    return number and number._replace(value=-number.value, start=at)


def _leading_point(tokens: Tokens, at: int) -> Number | None:
    """ ".318"."""
    if tokens.glued(at) and tokens.words[at - 1] not in _BEFORE_POINT:
        return None
    apart = tokens.words[at - 1] in _BEFORE_POINT and at > 0  # "$ . 50"
    if not (tokens.glued(at + 1) or apart) or not tokens.raw(at + 1).isdigit():
        return None
    digits = tokens.raw(at + 1)
    if len(digits) > 15:
        return None
    return with_scale(tokens, Number(int(digits) / 10 ** len(digits), at, at + 2))


_BEFORE_POINT = frozenset("$€£¥₹-−(")


def _half_a(tokens: Tokens, at: int) -> Number | None:
    """ "half a billion", "quarter million"; "half" alone is a share, which is told elsewhere."""
    part, article = HALVES[tokens.words[at]], at + 1
    if tokens.words[article] == "of":
        article += 1
    if tokens.words[article] in ARTICLES:
        article += 1
    word = tokens.words[article]
    if word in DOZENS:
        return Number(part * DOZENS[word], at, article + 1)
    if word in SCALES:
        number = read_spelled(tokens, article, begun=part)
        return number and number._replace(start=at)
    return None


def _article(tokens: Tokens, at: int) -> Number | None:
    """ "a dozen", "a hundred and ten", "a third", "a quarter million"."""
    word = tokens.words[at + 1]
    if word in DOZENS:
        return Number(DOZENS[word], at, at + 2)
    if word in HALVES:
        number = _half_a(tokens, at + 1)
        if number:
            return number._replace(start=at)
    fraction = words_fraction(tokens, at)
    if fraction:
        return _whole_of(tokens, fraction)
    if word not in SCALES:
        return None
    number = read_spelled(tokens, at + 1, begun=1.0)
    if number is None:
        return None
    number = number._replace(start=at)
    return over(tokens, number) or with_fraction(tokens, number)


def _words(tokens: Tokens, at: int) -> Number | None:
    begun = None
    if tokens.words[at] in SCALES:
        after = tokens.words[at + 1]  # "hundred thousand", but not "hundred"
        joined = after == "and" and tokens.words[at + 2] in {*ONES, *TENS}
        if after not in SCALES and not joined:
            return None
        begun = 1.0
    number = large_denominator(tokens, at) or read_spelled(tokens, at, begun)
    if number is None or (number.value % 1 and number.value < 1):
        return number
    following = number.end + 1 if tokens.hyphen(number.end) else number.end
    if tokens.hyphen(number.end) and tokens.words[following] in ("and", "odd"):
        following = number.end
    point = _spoken_decimals(tokens, number)
    if point:
        return point
    part = divide(tokens, number)
    if part:
        return _whole_of(tokens, part)
    tens = tokens.words[number.end - 1] in TENS
    if tokens.words[following] in ORDINALS and (following > number.end or tens):
        return None  # "twenty-first"
    return with_dozen(tokens, over(tokens, number) or with_fraction(tokens, number))


def _whole_of(tokens: Tokens, part: Number) -> Number:
    """ "three quarters of a million": a part of a scale is a number of its own."""
    at = part.end
    if tokens.words[at] == "of" and tokens.words[at + 1] in ARTICLES:
        at += 2
    if tokens.words[at] in SCALES and SCALES[tokens.words[at]] > 100:
        value = part.before_and + (part.value - part.before_and) * SCALES[tokens.words[at]]
        return Number(value, part.start, at + 1)
    return part


def with_scale(tokens: Tokens, number: Number) -> Number:
    if tokens.words[number.end] in SCALES:
        scale = SCALES[tokens.words[number.end]]
        return number._replace(value=number.value * scale, end=number.end + 1)
    return number


def with_dozen(tokens: Tokens, number: Number) -> Number:
    """ "three dozen", "five grand", "three score and ten"."""
    if tokens.words[number.end] in DOZENS and number.value < 1000:
        dozen = DOZENS[tokens.words[number.end]]
        return number._replace(value=number.value * dozen, end=number.end + 1)
    after = tokens.words[number.end + 1]
    if tokens.words[number.end] not in LAST_SCALES or number.value >= 1000:
        return number
    if tokens.words[number.end] == "score" and tokens.kinds[number.start] != "w":
        return number  # "a 5 score"
    if tokens.kinds[number.end + 1] == "w" and after not in _AFTER_LAST_SCALES:
        return number
    scale, end, more = LAST_SCALES[tokens.words[number.end]], number.end + 1, 0.0
    if scale == 20 and after == "and" and tokens.words[end + 1] in ONES:
        end, more = end + 2, float(ONES[tokens.words[end + 1]])
    return number._replace(value=number.value * scale + more, end=end)


_AFTER_LAST_SCALES = word_set("of and in on for a per to from or years")  # "four score years"


def _spoken_decimals(tokens: Tokens, number: Number) -> Number | None:
    """ "zero point zero eight", "nought point eleven"."""
    if tokens.words[number.end] != "point":
        return None
    at, digits = number.end + 1, ""
    while tokens.words[at] in DIGIT_WORDS and len(digits) < 12:
        digits, at = digits + DIGIT_WORDS[tokens.words[at]], at + 1
    if not digits and tokens.kinds[at] == "n":
        figure = tokens.kinds[number.start] == "n" and tokens.raw(at).isdecimal()
        if not figure or len(tokens.raw(at)) > 12 or number.value % 1:
            return None
        digits, at = tokens.raw(at), at + 1
    if not digits:
        rest = read_spelled(tokens, at)
        if rest is None:
            return None
        digits, at = str(int(rest.value)), rest.end
    return with_scale(
        tokens, Number(number.value + int(digits) / 10 ** len(digits), number.start, at)
    )
