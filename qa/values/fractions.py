"""Parts of a number: "two thirds", "five and a quarter", "2 1/4", "1 over three"."""

from qa.values.figures import parse_figure
from qa.values.number_words import AFTER_A_TEN, DENOMINATORS, SCALES, TENS, VULGAR
from qa.values.spelled import Number, read_spelled
from qa.values.tokens import Tokens

ARTICLES = frozenset({"a", "an"})
MAX_DENOMINATOR = 64  # of fractions in figures: "24/7" and "9/11" are none
UNUSUAL = frozenset({7, 9, 11, 13, 14, 15, 17, 18, 19})


def _denominator(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """What divides, and the token after it: "thirds", "twenty-firsts"."""
    word = tokens.words[at]
    if word in DENOMINATORS:
        return DENOMINATORS[word], at + 1
    if word in TENS:
        unit = at + 2 if tokens.hyphen(at + 1) else at + 1
        if tokens.words[unit] in AFTER_A_TEN:
            return TENS[word] + AFTER_A_TEN[tokens.words[unit]], unit + 1
    return None


def _is_one(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a word for a part is in the singular, which only "a" and "one" go with."""
    return not tokens.words[end - 1].endswith("s") and end > start


def words_fraction(tokens: Tokens, at: int) -> Number | None:
    """A numerator in words and its parts: "a third", "three quarters", "half"."""
    if tokens.words[at] in ARTICLES:
        numerator: Number | None = read_spelled(tokens, at + 1, begun=1.0)
        numerator = numerator or Number(1.0, at, at + 1)
    else:
        numerator = read_spelled(tokens, at)
    if numerator is None:
        return None
    return divide(tokens, numerator._replace(start=at))


def divide(tokens: Tokens, number: Number) -> Number | None:
    """A number divided by the part that follows it: "two" by "thirds"."""
    at = number.end + 1 if tokens.hyphen(number.end) else number.end
    parts = _denominator(tokens, at)
    if parts is None:
        return None
    denominator, end = parts
    if denominator == 4 and number.value not in (1, 3) and not number.before_and:
        return None  # "two quarters" are half a year
    if _is_one(tokens, at, end) != (number.value == 1):
        return None
    value = number.before_and + (number.value - number.before_and) / denominator
    return Number(value, number.start, end, before_and=number.before_and)


def figure_fraction(tokens: Tokens, at: int) -> Number | None:
    """A fraction in figures: "1/4"."""
    if not (tokens.words[at + 1] == "/" and tokens.glued(at + 1) and tokens.glued(at + 2)):
        return None
    if tokens.kinds[at] != "n" or tokens.kinds[at + 2] != "n" or tokens.words[at + 3] == "/":
        return None
    top, bottom = parse_figure(tokens.raw(at)), parse_figure(tokens.raw(at + 2))
    if top is None or bottom is None or not 0 < top < bottom <= MAX_DENOMINATOR:
        return None
    if bottom in UNUSUAL or bottom != int(bottom):
        return None
    return Number(top / bottom, at, at + 3)


def with_fraction(tokens: Tokens, number: Number) -> Number:
    """A number with the part of one that is added to it, if there is one."""
    at = number.end
    if tokens.kinds[at] == "v":
        return number._replace(value=number.value + VULGAR[tokens.raw(at)], end=at + 1)
    small = figure_fraction(tokens, at)
    if small and not tokens.glued(at):
        return number._replace(value=number.value + small.value, end=small.end)
    if tokens.words[at] != "and":
        return number
    part = words_fraction(tokens, at + 1)
    if part is None or part.value >= 1 or (part.value == 0.5 and tokens.words[at + 1] == "half"):
        return number
    return _added(tokens, number, part)


def _added(tokens: Tokens, number: Number, part: Number) -> Number:
    scale = SCALES.get(tokens.words[part.end], 1.0)
    end = part.end + (scale > 1)
    if scale > 1 and number.scale == 1:  # "one and a half million"
        return Number((number.value + part.value) * scale, number.start, end, scale)
    if scale > 1:  # "one billion and three quarters million"
        return Number(number.value + part.value * scale, number.start, end)
    if number.scale > 100 and part.value in (0.5, 0.25):  # "3 million and a half"
        return Number(number.value + part.value * number.scale, number.start, end)
    return Number(number.value + part.value, number.start, end)


def over(tokens: Tokens, number: Number) -> Number | None:
    """"1 over three", where nothing follows that is counted."""
    if tokens.words[number.end] != "over":
        return None
    bottom = read_spelled(tokens, number.end + 1)
    if bottom is None or not bottom.value or tokens.kinds[bottom.end] in ("w", "n"):
        return None
    if tokens.words[bottom.end] in ("%", "°", "$", "-"):
        return None
    return Number(number.value / bottom.value, number.start, bottom.end)
