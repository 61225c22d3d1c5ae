"""Parts of a number: "two thirds", "five and a quarter", "2 1/4", "1 over three"."""

from qa.values.numbers.figures import parse_figure
from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.date_names import MONTHS
from qa.values.tables.number_words import AFTER_A_TEN, DENOMINATORS, SCALES, TENS, VULGAR
from qa.values.tokens import Tokens

ARTICLES = frozenset({"a", "an"})
MAX_DENOMINATOR = 64  # of fractions in figures, but for hundredths
IDIOMS = frozenset({(24, 7), (9, 11), (7, 7), (50, 50)})
_OF_PRICES = frozenset({2, 4, 8, 16, 32})  # "3 1 / 2", in texts that were cut into words
MORE_THAN_ONE = frozenset({2, 3, 4, 5, 8})  # "7/2"; other figures with a stroke are no fractions


def _denominator(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """What divides, and the token after it: "thirds", "twenty-firsts"."""
    word = tokens.words[at]
    if word in DENOMINATORS:
        return DENOMINATORS[word], at + 1
    if word in ("ten", "hundred") and tokens.hyphen(at + 1):  # "three ten-thousandths"
        scale = DENOMINATORS.get(tokens.words[at + 2], 0)
        return ({"ten": 10, "hundred": 100}[word] * scale, at + 3) if scale >= 1000 else None
    if word in TENS:
        unit = at + 2 if tokens.hyphen(at + 1) else at + 1
        if tokens.words[unit] in AFTER_A_TEN:
            return TENS[word] + AFTER_A_TEN[tokens.words[unit]], unit + 1
    return None


def _is_one(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a word for a part is in the singular, which only "a" and "one" go with."""
    return not tokens.words[end - 1].endswith("s") and end > start


def large_denominator(tokens: Tokens, at: int) -> Number | None:
    """A numerator and a denominator of several words: "one one hundred fifth" is 1/105."""
    if DENOMINATORS.keys().isdisjoint(tokens.words[at + 2 : at + 9]):
        return None
    for words in range(1, 5):
        top = read_spelled(tokens, at, words=words)
        one = top.end if top else 0
        scale = SCALES.get(tokens.words[one + 1], 0.0) if tokens.words[one] == "one" else 0.0
        rest = _denominator(tokens, one + 2) if scale and scale < 1e6 else None
        if top and rest and 2 < rest[0] < scale and top.value < scale + rest[0]:
            return Number(top.value / (scale + rest[0]), at, rest[1])
    return None


def words_fraction(tokens: Tokens, at: int) -> Number | None:
    """A numerator in words and its parts: "a third", "three quarters", "half"."""
    if tokens.words[at] in ARTICLES:
        if tokens.hyphen(at + 1):  # "one-and-a-half"
            return divide(tokens, Number(1.0, at, at + 1))
        numerator: Number | None = read_spelled(tokens, at + 1, begun=1.0)
        numerator = numerator or Number(1.0, at, at + 1)
    else:
        numerator = read_spelled(tokens, at)
    if numerator is None:
        return None
    return divide(tokens, numerator._replace(start=at))


def divide(tokens: Tokens, number: Number) -> Number | None:
    """A number divided by the part that follows it: "two" by "thirds"."""
    at = number.end + 1 if tokens.joint(number.end) else number.end
    parts = _denominator(tokens, at)
    if parts is None:
        return None
    denominator, end = parts
    number, denominator = _with_ten(tokens, number, denominator)
    if denominator == 4 and number.value not in (1, 3) and not number.before_and:
        return None  # "two quarters" are half a year
    rest = number.value - number.before_and
    if rest == 1 and number.before_and and not _is_one(tokens, at, end):
        return Number(number.value / denominator, number.start, end)  # of all of "501"
    quarter = rest == 3 and tokens.words[at] == "quarter" and tokens.words[end] in SCALES
    if _is_one(tokens, at, end) != (rest == 1) and not quarter:
        return None
    # "two hundred and fifty-four hundredths", but "one hundred and ninety-three eighths"
    whole = number.before_and if rest < denominator else 0.0
    part = (number.value - whole) / denominator
    if whole >= 1e6 and tokens.words[end] not in SCALES:  # "two million and three fifths"
        part *= max((scale for scale in SCALES.values() if whole % scale == 0), default=1.0)
    value = whole + part
    return Number(value, number.start, end, before_and=whole)


def _with_ten(tokens: Tokens, number: Number, denominator: int) -> tuple[Number, int]:
    """ "one hundred thirty fifths": thirty-fifths, where there is a number before the ten."""
    ten = TENS.get(tokens.words[number.end - 1], 0)
    if not ten or denominator >= 10 or number.value <= ten or number.before_and:
        return number, denominator
    if tokens.words[number.end - 2] not in SCALES:
        return number, denominator
    return number._replace(value=number.value - ten), ten + denominator


def figure_fraction(tokens: Tokens, at: int) -> Number | None:
    """A fraction in figures: "1/4"."""
    apart = not tokens.glued(at + 1)
    if tokens.words[at + 1] != "/" or tokens.glued(at + 2) == apart:
        return None
    if tokens.kinds[at] != "n" or tokens.kinds[at + 2] != "n" or tokens.words[at + 3] == "/":
        return None
    top, bottom = parse_figure(tokens.raw(at)), parse_figure(tokens.raw(at + 2))
    if top is None or bottom is None or (top, bottom) in IDIOMS or bottom != int(bottom):
        return None
    if not 0 < bottom <= MAX_DENOMINATOR and bottom not in (100, 1000):
        return None
    if apart and (bottom not in _OF_PRICES or top >= bottom):
        return None
    if tokens.words[at + 3] in MONTHS and tokens.is_capital(at + 3):
        return None  # "2/3 May"
    if not 0 < top < bottom and not (bottom in MORE_THAN_ONE and bottom < top < 10 * bottom):
        return None
    return Number(top / bottom, at, at + 3)


def with_fraction(tokens: Tokens, number: Number) -> Number:
    """A number with the part of one that is added to it, if there is one."""
    at = number.end
    if tokens.kinds[at] == "v":
        return _added(tokens, number, Number(VULGAR[tokens.raw(at)], at, at + 1))
    small = figure_fraction(tokens, at)
    if small and not tokens.glued(at):
        return _added(tokens, number, small)
    if tokens.hyphen(at) and number.value == int(number.value) and tokens.kinds[at - 1] == "n":
        small = figure_fraction(tokens, at + 1)  # "1-1/2"
        if small and small.value < 1:
            return _added(tokens, number, small)
    joined = tokens.hyphen(at)
    and_at = at + 1 if joined else at
    if tokens.words[and_at] != "and":
        return number
    following = and_at + 2 if joined and tokens.hyphen(and_at + 1) else and_at + 1
    part = words_fraction(tokens, following) or figure_fraction(tokens, following)
    part = part or _bare_half(tokens, following)
    if part is None or not 0 < part.value < 1:
        return number
    return _added(tokens, number, part)


def _bare_half(tokens: Tokens, at: int) -> Number | None:
    """The "half" of "two and half hours", and of inches the "three quarter"."""
    if tuple(tokens.words[at : at + 2]) == ("three", "quarter") and tokens.kinds[at + 2] == "w":
        return Number(0.75, at, at + 2)
    if tokens.words[at] == "half" and tokens.words[at + 1] not in ("of", "the", "a", "an", "-"):
        return Number(0.5, at, at + 1)
    return None


def _added(tokens: Tokens, number: Number, part: Number) -> Number:
    scale = SCALES.get(tokens.words[part.end], 1.0)
    end = part.end + (scale > 1)
    if scale > 1 and number.scale == 1:  # "one and a half million"
        return Number((number.value + part.value) * scale, number.start, end, scale)
    if scale > 1:  # "one billion and three quarters million"
        return Number(number.value + part.value * scale, number.start, end)
    if number.scale > 100:  # "3 million and a half", "two million and three fifths"
        return Number(number.value + part.value * number.scale, number.start, end)
    return Number(number.value + part.value, number.start, end)


def over(tokens: Tokens, number: Number) -> Number | None:
    """ "1 over three", where nothing follows that is counted."""
    if tokens.words[number.end] != "over":
        return None
    following = number.end + 1
    if tokens.words[following] in ARTICLES:
        bottom = read_spelled(tokens, following + 1, begun=1.0)
    else:
        bottom = read_spelled(tokens, following)
    if bottom is None or not bottom.value or tokens.kinds[bottom.end] in ("w", "n"):
        return None
    if tokens.words[bottom.end] in ("%", "°", "$", "-"):
        return None
    return Number(number.value / bottom.value, number.start, bottom.end)


_DEFINITE = frozenset({"the", "its", "their", "his", "her", "these", "those", "all", "a"})


def with_half(tokens: Tokens, value: float, end: int) -> tuple[float, int]:
    """ "one hour and a half", "one year and a quarter", "a mile and three quarters"."""
    if tokens.words[end] != "and":
        return value, end
    at = end + 2 if tokens.words[end + 1] == "a" else end + 1
    part = {"half": 0.5, "quarter": 0.25}.get(tokens.words[at])
    article = tokens.words[at - 1] == "a" and tokens.words[at + 2] not in _DEFINITE
    of_it = tokens.words[at + 1] == "of" and article  # "an inch and a half of rain"
    if part and (tokens.words[at + 1] not in ("a", "of", "the") or of_it):
        return value + part, at + 1
    parts = words_fraction(tokens, end + 1)
    if parts and 0 < parts.value < 1 and tokens.kinds[parts.end] != "w":
        return value + parts.value, parts.end
    return value, end
