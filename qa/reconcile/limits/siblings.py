"""One of several that share a word: "the fourth stage", "Lower Emmer"; and another of them."""

import re
from collections.abc import Iterator

from qa.language.words import stem
from qa.records import Statement

_IN_ORDER = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_ORDINALS = _IN_ORDER.split()
_NUMBER_OF = {word: number for number, word in enumerate(_ORDINALS, start=1)}
_ORDERED = re.compile(
    rf"(?i)\b(?P<which>{'|'.join(_ORDINALS)}|(?P<figure>\d{{1,3}})(?:st|nd|rd|th))"
    r"[\s-](?P<thing>[a-z][a-z-]+)"
)
_OPPOSED = (
    ("upper", "lower", "middle"),
    ("north", "south", "east", "west"),
    ("northern", "southern", "eastern", "western"),
    ("old", "new"),
    ("great", "little", "greater", "lesser"),
    ("inner", "outer"),
)
_GROUP_OF = {word: group for group in _OPPOSED for word in group}
_SIDED = re.compile(rf"\b(?P<which>(?i:{'|'.join(_GROUP_OF)}))\s(?P<thing>[A-Z][\w'’-]+)")


class Siblings:
    """Those that a question tells from their like by a number or a side."""

    def __init__(self, question: str) -> None:
        self._ordered = list(_ordered(question))
        self._sided = [
            (match["which"].casefold(), match["thing"], match[0])
            for match in _SIDED.finditer(question)
        ]

    def reason_against(self, statement: Statement) -> str | None:
        """The fifth stage, where the fourth is asked about, which its sentence does not name."""
        sentence = statement.answer.sentence_text
        if self._ordered:
            found = list(_ordered(sentence))
            for number, thing, words in self._ordered:
                alike = [(other, told) for other, kind, told in found if kind == thing]
                if alike and all(other != number for other, _ in alike):
                    return f"about the {alike[0][1]}, not the {words}"
        for side, thing, words in self._sided:
            if re.search(rf"(?i)\b{side}\s{re.escape(thing)}\b", sentence):
                continue
            others = "|".join(each for each in _GROUP_OF[side] if each != side)
            if other := re.search(rf"\b(?i:{others})\s{re.escape(thing)}\b", sentence):
                return f"about {other[0]}, not {words}"
        return None


def _ordered(text: str) -> Iterator[tuple[int, str, str]]:
    """What a text tells from others by a number: that, the thing's stem, and the words."""
    for match in _ORDERED.finditer(text):
        which = match["which"].casefold()
        number = int(match["figure"]) if match["figure"] else _NUMBER_OF[which]
        yield number, stem(match["thing"]), match[0].casefold()
