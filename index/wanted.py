"""Which terms a passage has to have so that a text may stand in it, exactly, or around it.

An engine looks terms up, not what stands beside what. So what it finds may hold the text; whoever
wants it exactly looks.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from index.terms import stem_of, written_stems

# Of these scripts a term is a run of words, or a word with its particle: what is wanted may be a
# part of it. Han, hiragana and katakana are terms each.
RUNS = re.compile("[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u11ff\u1780-\u17ff\uac00-\ud7af]")
_PART = 5  # words that a passage has of a long text which it has a part of
_SHORTEST = 2  # letters that stay at the end of a line, or go to the next


@dataclass(frozen=True, slots=True)
class Term:
    """A stem that is held."""

    stem: str

    @property
    def is_part(self) -> bool:
        """Whether a longer term will do that it is a part of."""
        return bool(RUNS.search(self.stem))


@dataclass(frozen=True, slots=True)
class Some:
    """All of several conditions, or any of them."""

    parts: tuple["Wanted", ...]
    every: bool


Wanted = Term | Some


def strictly(texts: Sequence[str]) -> Wanted | None:
    """What a passage has that holds all of these texts; None where they have no word."""
    words = dict.fromkeys(word for text in texts for word in written_stems(text))
    return _all(_spelt(*word) for word in words) if words else None


def loosely(texts: Sequence[str]) -> Wanted | None:
    """The same of one that holds a part of each text, or its words divided.

    That is where a text goes over the borders of passages, or a line's end or a soft hyphen
    divides its words.
    """
    parts = [part for text in texts if (part := _any_part(text))]
    return _all(parts) if parts else None


def holds(terms: Collection[str], wanted: Wanted) -> bool:
    """Whether a passage with these terms may hold what is wanted."""
    if isinstance(wanted, Term):
        is_in_longer = wanted.is_part and any(wanted.stem in term for term in terms)
        return wanted.stem in terms or is_in_longer
    return (all if wanted.every else any)(holds(terms, part) for part in wanted.parts)


def _any_part(text: str) -> Wanted | None:
    """A half of its words, or of a text of many some that stand together, whole."""
    written = written_stems(text)
    is_long = len(written) > 2 * _PART
    words = [(_spelt if is_long else _whole_or_divided)(*word) for word in written]
    if len(words) < 2:
        return words[0] if words else None
    size = min((len(words) + 1) // 2, _PART)
    starts = [*range(0, len(words) - size, size), len(words) - size]
    return _any(_all(words[start : start + size]) for start in starts)


def _spelt(written: str, stem: str) -> Wanted:
    """A word whose accents may be marks of their own."""
    apart = stem_of(unicodedata.normalize("NFD", written)) or stem
    return Term(stem) if apart == stem else _any([Term(stem), Term(apart)])


def _whole_or_divided(written: str, stem: str) -> Wanted:
    """A word, or two parts of it that stand apart."""
    whole = _spelt(written, stem)
    if not written.isalpha() or RUNS.search(written):
        return whole
    cuts = range(_SHORTEST, len(written) - _SHORTEST + 1)
    pairs = [(stem_of(written[:at]), stem_of(written[at:])) for at in cuts]
    divided = [_all([Term(one), Term(other)]) for one, other in pairs if one and other]
    return _any([whole, *divided]) if divided else whole


def _all(parts: Iterable[Wanted]) -> Some:
    return Some(tuple(parts), every=True)


def _any(parts: Iterable[Wanted]) -> Some:
    return Some(tuple(parts), every=False)
