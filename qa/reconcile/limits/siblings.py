"""One of several that share a word: "the fourth stage", "Lower Emmer"; and another of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.language.words import stem
from qa.reconcile.figures import figure_of
from qa.reconcile.limits.setting import LOOKED_AT
from qa.records import Statement

_IN_ORDER = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
ORDINALS = _IN_ORDER.split()
_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
CARDINALS, ROMAN = _COUNTED.split(), ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_NUMBER_OF = {word: number for number, word in enumerate(ORDINALS, start=1)}
_ORDERED = re.compile(
    rf"(?i)(?<![\w-])(?P<which>(?a:{'|'.join(ORDINALS)})|(?P<figure>\d{{1,3}})(?:st|nd|rd|th))"
    r"[\s-](?P<thing>(?!(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b)[a-z][a-z-]+)"
)
_OPPOSED = (
    ("upper", "lower", "middle"),
    ("north", "south", "east", "west"),
    ("northern", "southern", "eastern", "western"),
    ("inner", "outer"),
    ("old", "new"),
)
_GROUP_OF = {word: group for group in _OPPOSED for word in group}
_SIDED = re.compile(rf"\b(?P<which>(?ai:{'|'.join(_GROUP_OF)}))\s(?P<thing>[^\W\d_][\w-]{{3,}})")
# What is one of a row by its number alone: "second season", "third largest", "fifth to".
_OF_A_ROW = re.compile(
    r"(?i)\b(?:seasons?|series|most"
    r"|(?!(?:west|rest|test|nest|pest|chest|guest|quest|forest|harvest|interest|arrest|protest"
    r"|contest|request|conquest|inquest|midwest)\b)[a-z]+est)$"
)
_TO = re.compile(r" to (?!(?:last|none|the)\b)[a-z]")  # "the fifth to sign", not "second to Holm"
_AGAIN = re.compile(r"(?i)\b(?:again|another|twice|runners?[- ]up)\b")  # a second, in other words
# What stands behind these is told by the way: "after leading in the first round".
BY_THE_WAY = re.compile(
    r"(?i)\b(?:after|before|since|than|against|behind|ahead of|from|following|followed by|beat"
    r"|beside|to|of|as|while|with|replac\w+|left|leaving|missed|having \w+)\s(?:[\w'’,-]+\s){0,5}$"
)
_BESIDE = re.compile(r"(?i)\b(?:before|after|since|until|follow\w*|preced\w*|succe\w+|replac\w+)\b")
_BEFORE = 200  # characters before a sentence that may say which one it is about


@dataclass(frozen=True, slots=True)
class _Ordered:
    number: int
    thing: str  # its stem
    words: str
    start: int
    end: int


class Siblings:
    """Those that a question tells from their like by a number or a side."""

    def __init__(self, question: str) -> None:
        is_beside = _BESIDE.search(question)  # "who came after the first coach"
        self._ordered = [] if is_beside else list(_find_ordered(question))
        self._in_a_row = [
            one
            for one in self._ordered
            if one.number > 1 and (_OF_A_ROW.search(one.words) or _is_first_to(question, one))
        ]
        self._sided = [
            (match["which"].casefold(), match["thing"], match[0])
            for match in _SIDED.finditer(question)
        ]

    def untold(self, statement: Statement) -> str | None:
        """The second season, where the article has no second of anything."""
        article = statement.answer.article
        if not self._in_a_row or not article.title:
            return None  # a piece of something, which may have been told before it
        told = f"{article.title}\n{article.text[:LOOKED_AT]}"
        return next(
            (
                f"does not tell of the {one.words}"
                for one in self._in_a_row
                if not _is_told(one.number, told) and not (one.number == 2 and _AGAIN.search(told))
            ),
            None,
        )

    def reason_against(self, statement: Statement) -> str | None:
        """The fifth stage, where the fourth is asked about, which is not told of beside it."""
        if not self._ordered and not self._sided:
            return None
        answer = statement.answer
        sentence, low = answer.sentence_text, answer.sentence[0]
        around = answer.article.text[max(0, low - _BEFORE) : low] + sentence
        found = list(_find_ordered(sentence))
        for one in self._ordered:
            others = [other for other in found if other.thing == one.thing]
            if not others or _is_told(one.number, around):
                continue
            if all(_is_of(statement, other.start, other.end) for other in others):
                return f"about the {others[0].words}, not the {one.words}"
        for side, thing, words in self._sided:
            if re.search(rf"(?i)\b{side}\s{re.escape(thing)}", around):
                continue
            if thing.islower() and re.search(rf"(?i)\b{side}\b", around):
                continue
            sides = "|".join(each for each in _GROUP_OF[side] if each != side)
            other = re.search(rf"(?i)\b(?:{sides})\s{re.escape(thing)}\b", sentence)
            if other and _is_of(statement, other.start(), other.end()):
                return f"about {other[0]}, not {words}"
        return None


def _is_first_to(question: str, one: _Ordered) -> bool:
    """Whether it is asked as one of those who did something: "the second town to close"."""
    if one.thing == "time":
        return False  # "for the second time to Arden"
    return bool(_TO.match(question, one.end - 3 if one.words.endswith(" to") else one.end))


def _is_of(statement: Statement, start: int, end: int) -> bool:
    """Whether a place of a sentence says what the statement is of: it stands in its clause."""
    answer, figure = statement.answer, figure_of(statement)
    low = answer.sentence[0]
    is_answer = start < answer.end - low and answer.start - low < end
    is_near = figure.left <= start and end <= figure.right
    return is_near and not is_answer and not BY_THE_WAY.search(answer.sentence_text[:start])


def _is_told(number: int, text: str) -> bool:
    """Whether a text has the number in any form: "the second", "stage two", "Q2", "War II"."""
    forms = [rf"{number}(?:st|nd|rd|th)", rf"[QH]{number}", rf"(?<=\w\s){number}"]
    forms += [f"(?i:{word})" for word in ORDINALS[number - 1 : number]]
    forms += [rf"(?<=\w\s)(?i:{word})" for word in CARDINALS[number - 1 : number]]
    forms += [rf"(?<=\w\s){word}" for word in ROMAN[number - 1 : number]]
    return re.search(rf"\b(?:{'|'.join(forms)})\b", text) is not None


def _find_ordered(text: str) -> Iterator[_Ordered]:
    for match in _ORDERED.finditer(text):
        which = match["which"].casefold()
        number = int(match["figure"]) if match["figure"] else _NUMBER_OF[which]
        yield _Ordered(number, stem(match["thing"]), match[0].casefold(), *match.span())
