"""A thing that a letter tells from others of its name: "line B", "Group D"."""

import re

from qa.reconcile.limits.numbered import GOES_ON, NO_THINGS, texts_of
from qa.reconcile.limits.siblings import BY_THE_WAY
from qa.records import Statement

_ASKED = re.compile(r"\b(?P<thing>[^\W\d_]{3,})\s(?P<letter>[A-HJ-Za-hj-z])(?![\w'’&/.-])")
_BEFORE = 80  # characters that may say that another is told of by the way


class Lettered:
    """The things that a question tells from their like by a letter behind their name."""

    def __init__(self, question: str) -> None:
        self._asked = [
            (match["thing"].casefold(), match["letter"].upper())
            for match in _ASKED.finditer(question)
            if GOES_ON.match(question, match.end()) and match["thing"].casefold() not in NO_THINGS
        ]

    def reason_against(self, statement: Statement) -> str | None:
        """Line A, where line B is asked about, of which the article tells nothing."""
        answer = statement.answer
        if not self._asked or not answer.article.title:
            return None
        near, whole = texts_of(answer)
        for thing, letter in self._asked:
            other = _other(thing, near)
            if other and not _is_told(thing, letter, whole):
                return f"about {other}, not {thing} {letter}"
        return None


def _other(thing: str, text: str) -> str | None:
    """Another of its name, of which a text tells and not by the way."""
    pattern = rf"\b(?i:{re.escape(thing)})\s[A-HJ-Z](?![\w'’&/.-]*\w|\s[A-Z])"
    for match in re.finditer(pattern, text):
        if not BY_THE_WAY.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            return match[0]
    return None


def _is_told(thing: str, letter: str, text: str) -> bool:
    """Whether a sentence or a heading has the thing and, anywhere in it, the letter."""
    begins = r"(?<=[\w,]\s)" if letter == "A" else ""  # no sentence's first word
    own = re.compile(rf"{begins}(?<![\w'’]){letter}(?![\w'’])")
    for sentence in re.split(r"[.!?]\s|\n", text):
        if thing not in sentence.casefold():
            continue
        spans = re.findall(r"\b([A-Z])(?:\s?[-–—/]\s?|\s(?:to|through)\s)([A-Z])\b", sentence)
        if own.search(sentence) or any(first <= letter <= last for first, last in spans):
            return True
    return False
