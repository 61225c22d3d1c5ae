"""Where a text holds another, letter by letter but for how both are set in type."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from index.records import Span
from qa.draft.typography import Folded, fold, has_divided_words

# Scripts whose words are written without spaces: any character may begin and end one.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_HIDES = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_PLAIN_WORD = re.compile("[a-z0-9]{2,}")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")  # a particle follows its word without a space


class Readings:
    """A text as others are looked for in it.

    Where words are divided at the ends of its lines it may be read in two ways: "anti-fraud" and
    "international" may both be written with a hyphen and a line's end.
    """

    def __init__(self, text: str, caseless: bool = False) -> None:
        self._text = text
        self._caseless = caseless
        self._ways = (False, True) if has_divided_words(text) else (False,)
        self._is_hard: bool | None = None  # whether a word may be written with signs within
        self._folded_case = ""
        self._read: dict[bool, Folded] = {}  # as it is compared; words divided at line ends whole

    def first(self, wanted: str) -> Span | None:
        """The first place of a text in it; one whose words are divided only where there is none."""
        folded = as_wanted(wanted, self._caseless)
        for joined in self._ways:
            if (at := _find(folded, self._compared(joined).text)) is not None:
                return self._compared(joined).original(at, at + len(folded))
        return None

    def places(self, wanted: str) -> list[Span]:
        """Every place of a text in it, in order; of those that overlap the first."""
        folded = as_wanted(wanted, self._caseless)
        return [] if self._lacks(folded) else self.places_by(lambda text: _all(folded, text))

    def places_by(self, find: Callable[[str], Iterable[Span]]) -> list[Span]:
        """The places that a function finds in the text as it is compared, in the same way."""
        found = {
            self._compared(joined).original(*place)
            for joined in self._ways
            for place in find(self._compared(joined).text)
        }
        kept: list[Span] = []
        for start, end in sorted(found):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept

    def _lacks(self, wanted: str) -> bool:
        """Whether a word of it is nowhere, which is known sooner than where all of it is."""
        if self._is_hard is None:
            hides = not self._text.isascii() and _HIDES.search(self._text) is not None
            self._is_hard = hides or len(self._ways) > 1
            self._folded_case = self._text.casefold()
        return not self._is_hard and any(
            word not in self._folded_case for word in _PLAIN_WORD.findall(wanted.casefold())
        )

    def _compared(self, joined: bool) -> Folded:
        if joined not in self._read:
            self._read[joined] = fold(self._text, joined, self._caseless)
        return self._read[joined]


def as_wanted(text: str, caseless: bool = False) -> str:
    """A text as it is looked for."""
    return fold(text.strip(), caseless=caseless).text


def is_unspaced(text: str) -> bool:
    """Whether it has words that other words may touch, in Chinese, Japanese, Thai or Korean."""
    return bool(_UNSPACED.search(text) or _HANGUL.search(text))


def _all(wanted: str, text: str) -> Iterator[Span]:
    at = _find(wanted, text)
    while at is not None:
        yield at, at + len(wanted)
        at = _find(wanted, text, at + len(wanted))


def _find(wanted: str, text: str, start: int = 0) -> int | None:
    """Where it stands from `start` on, no word of it the part of a longer one."""
    at = text.find(wanted, start) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        begins = not (at and _joins(text[at - 1], text[at]))
        ends = not (end < len(text) and _joins(text[end - 1], text[end], is_end=True))
        if begins and ends and not _goes_on(text, at, end):
            return at
        at = text.find(wanted, at + 1)
    return None


def _joins(one: str, other: str, is_end: bool = False) -> bool:
    """Whether two neighbours are of one word."""
    if (
        not (_is_of_word(one) and _is_of_word(other))
        or _UNSPACED.match(one)
        or _UNSPACED.match(other)
    ):
        return False
    return not (is_end and _HANGUL.match(one) and _HANGUL.match(other))


def _is_of_word(char: str) -> bool:
    """Whether it is a letter, a figure, or a mark that is written with one."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a figure at an edge is a part of a longer one: "1,200" of "1,200.5" or "21,200"."""
    before = text[max(0, start - 2) : start]
    after = text[end : end + 2]
    is_cut_before = text[start].isdigit() and re.fullmatch(r"\d[.,]", before) is not None
    return is_cut_before or (
        text[end - 1].isdigit() and re.fullmatch(r"[.,]\d|%.?|%", after) is not None
    )
