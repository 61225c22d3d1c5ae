"""Texts compared letter by letter, but for how they are set in type.

Quotation marks, apostrophes, dashes, spaces, line ends, ligatures, dots of omission and composed
accents may differ between a draft and an article that say the same.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.records import Span

_ALIKE = {
    **dict.fromkeys('‘’‚‛“”„‟«»‹›"`´′″「」『』', "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # hyphens that may be, spaces without width
_ODD = rf"{_HIDDEN}{''.join(_LIGATURES)}…"
# What is not taken over as it stands, longest first.
_SPECIAL = (
    rf"[ \t]*[-‐\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])"  # a word divided at a line's end, or a dash
    # Most spaces are one between two words, which stays as it is.
    rf"|(?!(?<=[\w.,;:!?'’]) \w)[\s{_HIDDEN}]*\s[\s{_HIDDEN}]*|[{_HIDDEN}]+|[{_ODD}]"
)
_GROWING = "".join(char for char in map(chr, range(0x10000)) if len(char.casefold()) > 1)
_RARE = re.compile(f"[\u0300-\u036f{_GROWING}]")  # accents apart; several letters without case: "ß"
_WITHOUT_RARE = re.compile(rf"(?=[\s‐{_ODD}-])(?:{_SPECIAL})")  # passes over letters at once
_WITH_RARE = re.compile(rf"{_SPECIAL}|[^\W\d_][\u0300-\u036f]+|[{_GROWING}]")
_DIVIDED = re.compile(r"[-‐\u00ad](?<=[^\W\d_].)[ \t]*\r?\n\s*[^\W\d_]")
_BEFORE_MARK = frozenset(",.;:!?)]…")  # marks that stand without a space before them
_AFTER_MARK = frozenset("([")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and where each of its characters stands in the original."""

    text: str
    _at: Sequence[int]  # where it has what was not taken over as it stood, in order
    _specials: Sequence[tuple[int, int, int]]  # start and end of each, and how long it is now
    _first: int = 0  # the place of its first character among those
    _offset: int = 0  # of the original

    def start_of(self, at: int) -> int:
        """Where in the original one of its characters begins."""
        return self._place(at)[0]

    def end_of(self, at: int) -> int:
        """Where in the original one of its characters ends."""
        return self._place(at)[1]

    def original(self, start: int, end: int) -> Span:
        """A slice of it, not empty, as a slice of the original."""
        return self.start_of(start), self.end_of(end - 1)

    def part(self, start: int, end: int, offset: int) -> "Folded":
        """A slice of it; its original stands so many characters further on."""
        return replace(
            self,
            text=self.text[start:end],
            _first=self._first + start,
            _offset=self._offset + offset,
        )

    def _place(self, at: int) -> Span:
        at += self._first
        number = bisect_right(self._at, at) - 1
        if number < 0:
            return at + self._offset, at + 1 + self._offset
        (start, end, length), within = self._specials[number], at - self._at[number]
        if within >= length:
            start = end + within - length
            end = start + 1
        return start + self._offset, end + self._offset


def fold(text: str, joined: bool = False, caseless: bool = False) -> Folded:
    """The text without what may differ in type.

    `joined`: words divided at line ends are whole. `caseless`: a difference of capitals is none,
    and "Straße" is as "STRASSE".
    """
    is_rare = not text.isascii() and _RARE.search(text)
    at: list[int] = []
    specials: list[tuple[int, int, int]] = []
    shift = 0  # by how much the original was longer up to here

    def folded(special: re.Match[str]) -> str:
        nonlocal shift
        start, end = special.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        piece = _folded(special[0], before, after, joined)
        piece = piece.casefold() if caseless else piece
        at.append(start - shift)
        specials.append((start, end, len(piece)))
        shift += end - start - len(piece)
        return piece

    plain = (_WITH_RARE if is_rare else _WITHOUT_RARE).sub(folded, text)
    for char, alike in _ALIKE.items():
        if char in plain:
            plain = plain.replace(char, alike)
    return Folded(plain.casefold() if caseless else plain, at, specials)


def has_divided_words(text: str) -> bool:
    """Whether a hyphen stands at the end of a line within a word, so that it may be read twice."""
    return _DIVIDED.search(text) is not None


def _folded(special: str, before: str, after: str, joined: bool) -> str:
    if special in _LIGATURES:
        return _LIGATURES[special]
    if special == "…":
        return "..."
    if "\n" in special and special.lstrip(" \t")[:1] in "-‐\u00ad":
        if special[0] in " \t" or not before.isalpha():
            return " - " if special[0] in " \t" else "-"
        return "" if joined or "\u00ad" in special else "-"
    if not special.strip(_HIDDEN):
        return ""
    if special.strip(_HIDDEN).isspace():
        quoted = before in "“«‹„「『" or after in "”»›」』"
        return "" if quoted or after in _BEFORE_MARK or before in _AFTER_MARK else " "
    return unicodedata.normalize("NFC", special)
