"""A text as copies of it are compared: its words in one spelling, its figures and its names."""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

# A number with its separators, one ideograph or kana, or a run of letters and digits.
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W_]+)*"
)
_QUOTED = re.compile(r'“[^“”\n]{20,}”|«[^«»\n]{20,}»|「[^「」\n]{10,}」|"[^"\n]{20,}"')
_NAME = re.compile(r"(?<=[^\W\d_A-Z] )[A-Z][^\W\d_]+|(?<=, )[A-Z][^\W\d_]+")
_CLOCK = re.compile(r"(?i)\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|gmt\b|utc\b)|\b\d{1,2}:\d\d\b")
_MAX_LETTERS = 64  # of a word that are compared
_DIGITS = {
    word: str(number)
    for number, word in enumerate(
        str.split("zero one two three four five six seven eight nine ten eleven twelve")
    )
}
_SPELLINGS = {
    "programme": "program", "programmes": "programs", "grey": "gray", "cheque": "check",
    "cheques": "checks", "tyre": "tire", "tyres": "tires", "kerb": "curb", "pct": "percent",
}  # fmt: skip
# American and British endings come to one; that other words are bent with them does no harm.
_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})our"), "or"),  # harbour
    (re.compile(r"(?<=[a-z]{2})([iy])s(?=e|ing|ation)"), r"\1z"),  # organise, analyse
    (re.compile(r"ll"), "l"),  # travelled
    (re.compile(r"(?<=[a-z][tb])re(s?)$"), r"er\1"),  # centre
    (re.compile(r"(?<=[a-z]{2})ence(s?)$"), r"ense\1"),  # defence
    (re.compile(r"(?<=[a-z]{2})ogue(s?)$"), r"og\1"),  # catalogue
    (re.compile(r"[ao]e(?=[a-z]{3})"), "e"),  # anaesthetic
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a text is compared."""

    words: Words  # a number for each, in order
    quoted: NDArray[np.bool_]  # which of them stand in a quotation
    figures: frozenset[str]
    names: frozenset[str]  # words with a capital within a sentence

    def __len__(self) -> int:
        return len(self.words)


def wording(text: str) -> Wording:
    """Read a text's wording."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"%|(?i:\bper cent\b)", " percent", text)
    within = np.zeros(len(text) + 1, np.bool_)
    for quotation in _QUOTED.finditer(text):
        within[slice(*quotation.span())] = True
    found = list(_WORD.finditer(text))
    words = np.fromiter((_number(one[0][:_MAX_LETTERS]) for one in found), np.uint64, len(found))
    places = np.fromiter((one.start() for one in found), np.int64, len(found))
    timeless = _CLOCK.sub("", text)
    figures = (one[0] for one in _WORD.finditer(timeless) if one[0][0].isdecimal())
    return Wording(
        words,
        within[places],
        frozenset(figure.replace(",", "") for figure in figures),
        frozenset(name.casefold() for name in _NAME.findall(text)),
    )


@lru_cache(maxsize=1 << 16)  # words repeat, within an article and from one to the next
def _number(word: str) -> int:
    return zlib.crc32(one_spelling(word).encode("utf-8", "surrogatepass")) + 1


def one_spelling(word: str) -> str:
    """A word as it is compared: "Labour's" and "labor", "1,000" and "1000" are one."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    if word[0].isdecimal():
        return word.replace(",", "")
    word = _SPELLINGS.get(word, _DIGITS.get(word, word))
    if word.isascii() and len(word) > 4:
        for ending, put in _ENDINGS:
            word = ending.sub(put, word)
    return word
