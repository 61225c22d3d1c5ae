"""What a person typed: a question, or words and phrases to be found as they stand.

A question asks: it has a question word, a question mark, or names what it wants ("number of
arrests"). What is in quotation marks is a phrase. One or two words beside are words, and so is a
name. All else is keywords, which are answered as the question that they stand for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.draft.exact import is_unspaced
from qa.language.question import asks
from qa.language.words import STOPWORDS
from qa.words.records import Sought

MOST_WORDS = 2  # of what is no name and no question
MOST_OF_A_NAME = 5
MOST_UNSPACED = 12  # characters of a word, or of a few that stand together without a space
_JOINING = "of the and de la le van von der den bin ibn al el du di da del dos"
_SMALL = frozenset(_JOINING.split())
_WORD = re.compile(r"[^\W_]")
# Marks are mixed as keyboards mix them; a straight one opens no phrase within a word.
_MARKS = "“”„‟«»‹›「」『』"
_QUOTED = re.compile(
    rf"""(?:[{_MARKS}]|(?<!\w)")([^"{_MARKS}]*)(?:[{_MARKS}]|"(?!\w))"""
    r"""|(?<!\w)[‘']([^‘"]*?)[’'](?!\w)"""
)
_EDGES = " \t\r\n\u00a0,.;:!?()[]{}…，。；：、！？"
_AROUND = f"{_EDGES}{_MARKS}\"'‘’"  # a word: a mark that none closes is no part of it


@dataclass(frozen=True, slots=True)
class Typed:
    """How a text is read."""

    tries: tuple[Sought, ...] = ()  # the first that is found counts; none: it is a question
    may_ask: bool = False  # it is a question where the articles do not write it as a name


def read_typed(text: str, typed: str = "") -> Typed:
    """How a text is to be read; `typed`, of qa/settings.py, where a person has said it."""
    phrases = [
        phrase
        for found in _QUOTED.finditer(text)
        if (phrase := (found[1] or found[2] or "").strip(_EDGES)) and _WORD.search(phrase)
    ]
    rest = _QUOTED.sub(" ", text)
    words = [word for each in rest.split() if _WORD.search(word := each.strip(_AROUND))]
    if typed == "question" or (not typed and asks(rest if phrases else text)):
        return Typed()
    if phrases or typed == "words":
        return Typed((_sought(words, phrases),))
    if len(words) == 1 and is_unspaced(words[0]) and len(words[0]) > MOST_UNSPACED:
        return Typed()
    if _is_name(words):
        whole = Sought((" ".join(words),))
        if len(words) > MOST_WORDS:
            return Typed((whole,), may_ask=True)
        return Typed((whole, _sought(words)) if len(words) > 1 else (_sought(words),))
    return Typed((_sought(words),)) if 0 < len(words) <= MOST_WORDS else Typed()


def _sought(words: Sequence[str], phrases: Sequence[str] = ()) -> Sought:
    """Words to be found in any form; those that have no forms, or several parts, as phrases."""
    telling = [word for word in words if word.casefold() not in STOPWORDS or _is_acronym(word)]
    plain: list[str] = []
    whole: list[str] = []
    for word in telling or ([] if phrases else words):
        has_forms = re.fullmatch(r"[^\W\d_]+(?:['’][^\W\d_]+)?", word) and not is_unspaced(word)
        (plain if has_forms else whole).append(word)
    return Sought(tuple(dict.fromkeys((*phrases, *whole))), tuple(dict.fromkeys(plain)))


def _is_acronym(word: str) -> bool:
    """Whether it is one, as "WHO" and "IT" are."""
    return len(word) > 1 and word.isupper()


def _is_name(words: list[str]) -> bool:
    """Whether words may be a name: capitals, or a few words that articles may write so."""
    if not 1 <= len(words) <= MOST_OF_A_NAME:
        return False
    telling = [word for word in words if word not in _SMALL]
    capitals = [word[0].isupper() or word[0].isdigit() for word in telling]
    if all(capitals):
        return any(word[0].isupper() for word in telling)
    is_small = not any(capitals) and words[0] not in _SMALL and words[-1] not in _SMALL
    return is_small and len(words) > MOST_WORDS and STOPWORDS.isdisjoint({*words} - _SMALL)


def is_written_as_name(text: str) -> bool:
    """Whether a text, as an article has it, is one: its words have capitals."""
    words = [word for word in text.split() if word.casefold() not in _SMALL]
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    return bool(cased) and all(word[0].isupper() for word in cased)
