"""Where a text holds another, letter by letter but for how both are set in type."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from index.records import Span
from qa.draft.typography import Folded, fold, fold_text, has_divided_words, without_case

# Scripts whose words are written without spaces: any character may begin and end one.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
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
        self._texts: dict[bool, str] = {}  # as it is compared; `joined` to it
        self._places: dict[bool, Folded] = {}  # the same with places, which take longer

    def first(self, wanted: str) -> Span | None:
        """The first place of a text in it; one whose words are divided only where there is none."""
        folded = as_wanted(wanted, self._caseless)
        for joined in self._ways:
            if (at := _find(folded, self._compared(joined))) is not None:
                return self._original(joined, at, at + len(folded))
        return None

    def places(self, wanted: str) -> list[Span]:
        """Every place of a text in it, in order; of those that overlap the first."""
        folded = as_wanted(wanted, self._caseless)
        return self.places_by(lambda text: _all(folded, text))

    def places_by(self, find: Callable[[str], Iterable[Span]]) -> list[Span]:
        """The places that a function finds in the text as it is compared, in the same way."""
        found = {
            self._original(joined, *place)
            for joined in self._ways
            for place in find(self._compared(joined))
        }
        kept: list[Span] = []
        for start, end in sorted(found):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept

    def _compared(self, joined: bool) -> str:
        if joined not in self._texts:
            text = fold_text(self._text, joined)
            self._texts[joined] = text.casefold() if self._caseless else text
        return self._texts[joined]

    def _original(self, joined: bool, start: int, end: int) -> Span:
        if joined not in self._places:
            folded = fold(self._text, joined)
            self._places[joined] = without_case(folded) if self._caseless else folded
        return self._places[joined].original(start, end)


def as_wanted(text: str, caseless: bool = False) -> str:
    """A text as it is looked for."""
    folded = fold_text(text.strip())
    return folded.casefold() if caseless else folded


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
