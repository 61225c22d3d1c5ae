"""Whole numbers in words, with figures among them: "two hundred and six", "3 hundred and 21"."""

from typing import NamedTuple

from qa.values.numbers.figures import parse_figure
from qa.values.tables.number_words import (
    CAPITAL_SCALES,
    DENOMINATORS,
    ONES,
    PLURAL_SCALES,
    SCALES,
    SHORT_SCALES,
    SPACED_SHORT_SCALES,
    TENS,
)
from qa.values.tables.plurals import is_plural
from qa.values.tokens import Tokens

MAX_WORDS = 16  # no number has more
MAX_VALUE = 1e60  # what is larger is no quantity, and would soon be infinite


class Number(NamedTuple):
    """A number and the tokens that it is written in, from `start` up to but not with `end`."""

    value: float
    start: int
    end: int
    scale: float = 1.0  # of its last "hundred" or "million"
    # "two hundred" of "two hundred and fifty-four": of hundredths, only the rest is meant
    before_and: float = 0.0


_BEGINNINGS = frozenset({*ONES, *TENS, *SCALES})


class _Sum:
    """A number as its words are taken in, one after the other."""

    __slots__ = ("before_and", "group", "largest", "last", "scale", "total")

    def __init__(self, begun: float | None) -> None:
        self.total = 0.0  # in finished thousands and millions
        self.group = begun  # what a scale may still multiply
        self.last = "" if begun is None else "article"
        self.scale = self.largest = 1.0  # the last scale, and the last above a hundred
        self.before_and = 0.0

    @property
    def value(self) -> float:
        return self.total + (self.group or 0.0)

    def add(self, word: str) -> bool:
        """Take in a word if it goes on with the number."""
        if word in ONES:
            return self._add_small(ONES[word], ONES[word] < 10, "ones")
        if word in TENS:
            return self._add_small(TENS[word], False, "tens")
        if word in SCALES and self.last:
            return self._multiply(SCALES[word])
        return False

    def _add_small(self, number: float, is_digit: bool, name: str) -> bool:
        after_tens = self.last == "tens" and is_digit and number > 0
        if self.last not in ("", "scale") and not after_tens:
            return False
        if self.last == "scale" and self.scale == 100 and number >= 100:
            return False
        self.group, self.last = (self.group or 0.0) + number, name
        return True

    def begin_hundred(self) -> bool:
        """Begin with "a hundred" after a thousand or a million."""
        self.group = 1.0
        return True

    def add_figure(self, number: float) -> bool:
        if self.last:
            return False
        self.group, self.last = number, "figure"
        return True

    def _multiply(self, scale: float) -> bool:
        if self.value > MAX_VALUE:
            return False
        if scale > 100:
            self.before_and = 0.0
        if scale == 100:
            if self.group is None or self.group >= 100:
                return False
            self.group *= 100
        elif self.total and scale >= self.largest:  # "3.2 lakh crore"
            self.total, self.group = (self.total + (self.group or 0.0)) * scale, None
        else:
            self.total += (1.0 if self.group is None else self.group) * scale
            self.group = None
        self.last, self.scale = "scale", scale
        self.largest = scale if scale > 100 else self.largest
        return True


def _figure_at(tokens: Tokens, at: int) -> float | None:
    if tokens.kinds[at] != "n":
        return None
    return parse_figure(tokens.raw(at))


def _short_scale(tokens: Tokens, at: int) -> float | None:
    """The scale that stands right after a figure: "10k", "1.2bn", "3 mln"."""
    word = tokens.words[at]
    if tokens.raw(at) in CAPITAL_SCALES and _stands_alone(tokens, at):
        return CAPITAL_SCALES[tokens.raw(at)]
    if word == "k" and not tokens.glued(at) and tokens.kinds[at + 1] == "":
        return 1e3
    if word in SHORT_SCALES and (tokens.glued(at) or word in SPACED_SHORT_SCALES):
        return SHORT_SCALES[word]
    return None


def _stands_alone(tokens: Tokens, at: int) -> bool:
    """Whether a capital belongs to the figure before it: not "5 M. Smith", "5 T-shirts"."""
    if tokens.glued(at):
        return not tokens.glued(at + 1) or tokens.kinds[at + 1] == "m"
    closes = tokens.kinds[at + 1] != "w" and tokens.words[at + 1] not in (".", "&", "/", "'")
    counts = is_plural(tokens.words[at + 1]) and not tokens.is_capital(at + 1)  # "1.25 M views"
    closes |= counts or tokens.words[at + 1] in ("and", "or")
    return closes and tokens.raw(at) != "T" and not tokens.hyphen(at + 1)


def read_spelled(
    tokens: Tokens, at: int, begun: float | None = None, words: int = MAX_WORDS
) -> Number | None:
    """The whole number that begins at a token; `begun` is 1 after "a", a half after "half a"."""
    figure = _figure_at(tokens, at)
    if figure is None:
        if tokens.words[at] not in _BEGINNINGS:
            return None
    elif begun is None and tokens.kinds[at + 1] != "w" and not tokens.joint(at + 1):
        return Number(figure, at, at + 1)  # nothing goes on with it
    sum_, end = _Sum(begun), at
    if figure is not None:
        if not sum_.add_figure(figure):
            return None
        end = at + 1
        short = _short_scale(tokens, end)
        if short is not None:
            return Number(figure * short, at, end + 1, short)
    for _ in range(words):
        following = _next_word(tokens, sum_, at, end)
        if following < 0 or not sum_.add(tokens.words[following]):
            break
        end = following + 1
    if end == at:
        return None
    if tokens.words[end] in SPACED_SHORT_SCALES and figure is None:  # "ten bn"
        short = SHORT_SCALES[tokens.words[end]]
        return Number(sum_.value * short, at, end + 1, short)
    if tokens.words[end] in PLURAL_SCALES and tokens.words[end + 1] != "of":
        scale = PLURAL_SCALES[tokens.words[end]]
        return Number(sum_.value * scale, at, end + 1, scale)
    if tokens.words[end] == "k" and figure is None and tokens.kinds[end + 1] != "w":
        return Number(sum_.value * 1e3, at, end + 1, 1e3)  # "five hundred k"
    number = Number(sum_.value, at, end, sum_.scale, sum_.before_and)
    if sum_.last == "scale":
        return _with_rest(tokens, number, words - (end - at))
    return number


def _next_word(tokens: Tokens, sum_: _Sum, at: int, end: int) -> int:
    """The token of the word that may go on with a number, or -1: past a hyphen or an "and"."""
    if end == at:
        return end
    if tokens.joint(end):
        scale = tokens.words[end + 1] in SCALES
        digit = sum_.last == "tens" and 0 < ONES.get(tokens.words[end + 1], 0) < 10
        return end + 1 if scale or digit or tokens.hyphen(end) else -1
    if tokens.words[end] == "and" and sum_.last == "tens" and tokens.words[end + 1] in ONES:
        counts = tokens.words[end + 2] == "and" or is_plural(tokens.words[end + 2])
        parts = tokens.words[end + 2] in DENOMINATORS
        return end + 1 if counts and not parts and ONES[tokens.words[end + 1]] < 10 else end
    if tokens.words[end] == "a" and sum_.last == "scale" and sum_.scale > 100:
        return end + 1 if tokens.words[end + 1] == "hundred" and sum_.begin_hundred() else end
    if tokens.words[end] != "and" or sum_.last != "scale" or sum_.scale != 100:
        return end
    small = end + 1
    if tokens.words[small] in TENS:
        hyphen = tokens.hyphen(small + 1)
        more = tokens.words[small + 1 + hyphen] in ONES
        after = small + 1 + (hyphen + 1 if more else 0)
    elif tokens.words[small] in ONES:
        after = small + 1
    else:
        return end
    if tokens.words[after] == "hundred" or tokens.words[after] in ("percent", "%"):
        return -1  # "between one hundred and two hundred"
    sum_.before_and = sum_.value
    return small


def _past_comma(tokens: Tokens, number: Number, words: int) -> Number:
    """ "one million, two hundred thousand", all in words."""
    at = number.end + 1
    spelled = tokens.kinds[at] == "w" and tokens.kinds[number.start] == "w"
    rest = read_spelled(tokens, at, words=words - 1) if spelled and words > 1 else None
    if rest is None or rest.scale == 1 or rest.value >= number.scale or rest.value < 100:
        return number
    return Number(number.value + rest.value, number.start, rest.end, rest.scale)


def _ends_with_hundreds(tokens: Tokens, at: int) -> bool:
    """Whether three digits close a number: "90 thousand 500"."""
    raw = tokens.raw(at)
    closes = tokens.words[at + 1] in ("", ".", ",", ";", "!", "?") and not tokens.glued(at + 2)
    return tokens.kinds[at] == "n" and len(raw) == 3 and raw.isdecimal() and closes


def _with_rest(tokens: Tokens, number: Number, words: int) -> Number:
    """With what follows "and": "two hundred and six", but not "one hundred and two hundred"."""
    at = number.end
    joined = tokens.words[at] == "and"
    if tokens.hyphen(at) and tokens.words[at + 1] == "and" and tokens.hyphen(at + 2):
        at, joined = at + 2, tokens.words[at + 3] in ONES or tokens.words[at + 3] in TENS
    more = tokens.kinds[at] == "n" and tokens.words[at + 1] in SCALES  # "2 million 300 thousand"
    more |= number.scale > 100 and _ends_with_hundreds(tokens, at)
    if tokens.words[at] == "," and number.scale > 100 and tokens.kinds[at - 1] == "w":
        return _past_comma(tokens, number, words)
    if words <= 0 or not (joined or more):
        return number
    if joined and tokens.kinds[at + 1] == "n" and number.scale > 100:
        return number  # "$5 million and 5 cars"; but "3 hundred and 21"
    rest = read_spelled(tokens, at + 1 if joined else at, words=words - 1)
    if rest is None or rest.value >= number.scale or rest.value != int(rest.value):
        return number
    whole = number.value + rest.value
    before = number.value if joined else 0.0
    return Number(whole, number.start, rest.end, rest.scale, before)
