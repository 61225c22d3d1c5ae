"""Texts compared letter by letter, but for how they are set in type.

Quotation marks, apostrophes, dashes, spaces, line ends, ligatures, dots of omission and composed
accents may differ between a draft and an article that say the same.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

from index.records import Span

_ALIKE = str.maketrans(
    {
        **dict.fromkeys('‘’‚‛“”„‟«»‹›"`´′″「」『』', "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # hyphens that may be, spaces without width
# What is not taken over as it stands, longest first.
_SPECIAL = re.compile(
    rf"[ \t]*[-‐\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])"  # a word divided at a line's end, or a dash
    # Most spaces are one between two words, which stays as it is.
    rf"|(?!(?<=[\w.,;:!?'’]) \w)[\s{_HIDDEN}]*\s[\s{_HIDDEN}]*|[{_HIDDEN}]+"
    rf"|[{''.join(_LIGATURES)}]|…|[^\W\d_][\u0300-\u036f]+"
)
_BEFORE_MARK = frozenset(",.;:!?)]…")  # marks that stand without a space before them
_AFTER_MARK = frozenset("([")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and where each of its characters stands in the original."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def original(self, start: int, end: int) -> Span:
        """A slice of it, not empty, as a slice of the original."""
        return self.starts[start], self.ends[end - 1]

    def part(self, start: int, end: int, offset: int) -> "Folded":
        """A slice of it; its original stands so many characters further on."""
        starts = array("q", (at + offset for at in self.starts[start:end]))
        return Folded(
            self.text[start:end], starts, array("q", (at + offset for at in self.ends[start:end]))
        )


def fold(text: str, joined: bool = False) -> Folded:
    """The text without what may differ in type. `joined`: words divided at line ends are whole."""
    pieces: list[str] = []
    starts, ends = array("q"), array("q")

    def add(piece: str, start: int, end: int) -> None:
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))

    position = 0
    for special in _SPECIAL.finditer(text):
        start, end = special.span()
        _add_plain(text, position, start, pieces, starts, ends)
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        add(_folded(special[0], before, after, joined), start, end)
        position = end
    _add_plain(text, position, len(text), pieces, starts, ends)
    return Folded("".join(pieces), starts, ends)


def fold_text(text: str, joined: bool = False) -> str:
    """The same text at once, for where its places are not needed."""

    def folded(special: re.Match[str]) -> str:
        start, end = special.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        return _folded(special[0], before, after, joined)

    return _SPECIAL.sub(folded, text).translate(_ALIKE)


def without_case(folded: Folded) -> Folded:
    """The same without a difference of capitals: "Straße" is as "STRASSE"."""
    text = folded.text.casefold()
    if len(text) == len(folded.text):  # none became several
        return Folded(text, folded.starts, folded.ends)
    pieces = [char.casefold() for char in folded.text]
    starts, ends = array("q"), array("q")
    for piece, start, end in zip(pieces, folded.starts, folded.ends, strict=True):
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Folded("".join(pieces), starts, ends)


def has_divided_words(text: str) -> bool:
    """Whether a hyphen stands at the end of a line within a word, so that it may be read twice."""
    return re.search(r"[^\W\d_][-‐\u00ad][ \t]*\r?\n\s*[^\W\d_]", text) is not None


def _add_plain(
    text: str, start: int, end: int, pieces: list[str], starts: "array[int]", ends: "array[int]"
) -> None:
    """Take over a stretch whose characters stand for one each."""
    pieces.append(text[start:end].translate(_ALIKE))
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


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
