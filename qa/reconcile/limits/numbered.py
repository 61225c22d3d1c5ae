"""A thing that its number tells from others of its name: "line 3", "season two", "Orbit 5"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.language.words import STOPWORDS
from qa.reconcile.limits.setting import LOOKED_AT
from qa.reconcile.limits.siblings import CARDINALS, ORDINALS, ROMAN
from qa.records import Answer, Statement

_NUMBER = rf"\d{{1,3}}(?![\w%]|[.,:/-]\d)|(?ai:{'|'.join(CARDINALS + ROMAN)})\b"
_NUMBERED = re.compile(rf"\b(?P<thing>[^\W\d_]{{3,}})\s(?:number\s|no\.?\s)?(?P<number>{_NUMBER})")
_MODEL = re.compile(r"\b(?P<thing>[A-Z]{1,4})-?(?P<number>\d{1,3})(?![\w%]|[.,]\d)")
# What goes on behind a number, which is then no name's: "in line 3 people waited".
GOES_ON = re.compile(
    r"\s*(?:$|[?.,;:!)]|['’]s\b|(?:in|on|at|of|for|to|from|by|with|and|or|is|are|was|were|do|does"
    r"|did|has|have|had|will|would|can|could|cost|open|start|end|begin|run|come|air|take|rule|reign"
    r"|die|win|release\w*|carry|serve|connect|cause|help|hold|kill|last|need|pass|reach|score|sell"
    r"|stand|stop|use|visit)\b)"
)
_RANGE = re.compile(r"(?<!\d)(\d{1,9})\s?(?:[-–—]|to|through)\s?(\d{1,9})(?!\d)")
# They count, or measure, or tell a time.
_NO_WORDS = """
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec top under over about around some nearly almost only least most
age aged past first last next every half page hundred thousand million
should must shall might need dare
"""
NO_THINGS = frozenset(_NO_WORDS.split()) | STOPWORDS | frozenset([*CARDINALS, *ORDINALS])


@dataclass(frozen=True, slots=True)
class _Numbered:
    thing: str
    number: int
    is_model: bool
    words: str


class Numbered:
    """The things that a question tells from their like by a number behind their name."""

    def __init__(self, question: str) -> None:
        self._asked = list(_find(question, ends=True))

    def reason_against(self, statement: Statement) -> str | None:
        """Line 4, where line 3 is asked about, of which the article tells nothing."""
        answer = statement.answer
        if not self._asked or not answer.article.title:
            return None
        near, whole = texts_of(answer)
        for one in self._asked:
            other = _other(one, near)
            if other and not _is_told(one, whole):
                return f"about {other}, not {one.words}"
        return None


def texts_of(answer: Answer) -> tuple[str, str]:
    """An article's title with the passage of an answer, and with the whole text."""
    title, passage = answer.article.title, answer.hit.passage
    near = f"{title}\n{passage.context}\n{passage.text}"
    return near, f"{title}\n{answer.article.text[:LOOKED_AT]}"


def _other(one: _Numbered, text: str) -> str | None:
    """Another thing of its name that a text tells of: "line 4", "the fourth line"."""
    for other in _find(text, ends=False):
        if (other.thing, other.is_model) == (one.thing, one.is_model):
            return other.words
    ordinals = rf"(?i)\b(?:{'|'.join(ORDINALS)})\s{re.escape(one.thing)}\b"
    found = None if one.is_model else re.search(ordinals, text)
    return found[0] if found else None


def _find(text: str, ends: bool) -> Iterator[_Numbered]:
    """`ends`: only those behind which a name may end."""
    for pattern in (_NUMBERED, _MODEL):
        for match in pattern.finditer(text):
            thing = match["thing"].casefold()
            is_model = pattern is _MODEL
            goes_on = ends and not is_model and not GOES_ON.match(text, match.end())
            if thing not in NO_THINGS and not goes_on:
                yield _Numbered(thing, _number(match["number"]), is_model, match[0])


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if written.casefold() in CARDINALS:
        return CARDINALS.index(written.casefold()) + 1
    return ROMAN.index(written.upper()) + 1


def _is_told(one: _Numbered, text: str) -> bool:
    """Whether a sentence or a heading has the thing and, anywhere in it, the number."""
    forms = [rf"0?{one.number}(?:st|nd|rd|th)?"]
    for listed in (CARDINALS, ORDINALS, ROMAN):
        forms += [rf"\b(?i:{each})" for each in listed[one.number - 1 : one.number]]
    several = "s?" if one.is_model else ""  # "F-35s"
    number = re.compile(rf"(?<![\d.,])(?:{'|'.join(forms)}){several}(?![\w%]|[.,]\d)")
    for sentence in re.split(r"[.!?]\s|\n", text):
        if one.thing not in sentence.casefold():
            continue
        if number.search(sentence):
            return True
        if any(int(low) <= one.number <= int(high) for low, high in _RANGE.findall(sentence)):
            return True
    return False
