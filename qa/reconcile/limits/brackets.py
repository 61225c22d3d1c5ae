"""What brackets say: the long form of what was asked about, and who plays whom."""

import re
from collections.abc import Iterator

from index.records import Passage, Span
from qa.language.question import Kind, QuestionForm
from qa.records import Statement

_NAMING = (Kind.PLACE, Kind.NAME)
_SHORT = re.compile(r"\b[^\W\d_][\w&]{1,6}\b")
_ASKS_NAME = re.compile(  # "what does NIOSH stand for", "full name of NIOSH", "what is NIOSH"
    r"(?i)\b(?:stands?|short|full|mean\w*|acronym|abbreviat\w*|call(?:ed|s)?|known|names?|named|initials"
    r"|expan\w+|defin\w+)\b|^\W*(?:what|who)(?:['’]?s|\s+(?:is|are|was|were))\s+(?:the\s+)?[\w&]+\W*$"
)
_BEFORE_BRACKET = re.compile(r"[^()\n.;:]{4,}\Z")
_LONGEST = 120  # characters of a long form
_BRACKET = re.compile(r"\(\s?(?P<short>[A-Z][\w&]{1,6})\s?\)")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PLAYS = re.compile(
    r"(?i)\b(?:plays?|played|playing|portray(?:s|ed|ing)?|voices?|voiced)\s+(?:the\s+)?(?P<name>[^?,]+)"
)
# "Terri (Jessalyn Gilsig)": a name, and in brackets another.
_PLAYED = re.compile(
    r"(?P<whom>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})\s?\(\s?(?P<who>[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*)+)\s?\)"
)


class Brackets:
    """The short names that a question has, and whose player it asks for."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        # Of "New York University (NYU)" the first words say where it is.
        is_name_asked = form.kind in _NAMING or bool(_ASKS_NAME.search(question))
        found = () if is_name_asked else _SHORT.finditer(question)
        self._short = frozenset(word[0].casefold() for word in found)
        plays = _PLAYS.search(question)
        self._whom = [word.casefold() for word in _WORD.findall(plays["name"])] if plays else []

    def reason_against(self, statement: Statement) -> str | None:
        """A long form of what was asked about: of "NIOSH"; who plays somebody else."""
        answer = statement.answer
        for start, end in _long_forms(answer.hit.passage, self._short):
            if start == answer.start + len(_article(answer.text)) and answer.end <= end:
                return "is what was asked about"
        return self._plays_another(statement) if self._whom else None

    def _plays_another(self, statement: Statement) -> str | None:
        """Whom the one in the brackets plays, where another's brackets name whom was asked for."""
        text = statement.answer.hit.passage.text
        played = {match["who"]: match["whom"] for match in _PLAYED.finditer(text)}
        own = played.get(statement.answer.text.strip("()\t "))
        if own is None:
            return None
        near = {whom: self._likeness(whom) for whom in played.values()}
        return f"plays {own}" if near[own] < max(near.values()) else None

    def _likeness(self, whom: str) -> int:
        """Of the words asked for how many a name has; the first says most."""
        words = {word.casefold() for word in _WORD.findall(whom)}
        return sum(word in words for word in self._whom) + (self._whom[0] in words)


def _article(text: str) -> str:
    return text[:4] if text[:4].casefold() == "the " else ""


def _long_forms(passage: Passage, short: frozenset[str]) -> Iterator[Span]:
    """Where the passage writes out one of the short names, in characters of the article."""
    text = passage.text
    for match in _BRACKET.finditer(text):
        if match["short"].casefold() not in short:
            continue
        low = max(0, match.start() - _LONGEST)
        before = _BEFORE_BRACKET.search(text[low : match.start()])
        if before is None:
            continue
        words = [word for word in _WORD.finditer(before[0]) if word[0][0].isupper()]
        for at in range(len(words) - 2, -1, -1):
            if _are_initials(match["short"], [word[0] for word in words[at:]]):
                start = low + before.start() + words[at].start()
                yield passage.start + start, passage.start + match.start()
                break


def _are_initials(short: str, words: list[str]) -> bool:
    """Whether words begin with the letters of a short name, the first with the first."""
    letters = iter(word[0].casefold() for word in words)
    return words[0][0].casefold() == short[0].casefold() and all(
        letter in letters for letter in short.casefold()
    )
