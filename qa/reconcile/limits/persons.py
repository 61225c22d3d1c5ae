"""The people whom a question names, and whom a statement has say or be it instead."""

import re
from collections.abc import Sequence

from qa.attribution import find_named_speaker, resolve
from qa.reconcile.limits.names import SUBJECT, is_named, names_of
from qa.records import Answer, Statement

_SAYS = (
    r"(?:say|said|says|claim|estimate|expect|predict|report|think|believe|announce|tell|told|warn"
    r"|state|mention|count)"
)
_SAYING = re.compile(rf"(?i)^\s+(?:also\s+)?{_SAYS}\b")
_OF_SOMEWHERE = re.compile(r"(?i)\b(?:of|for|from|in|at)\s+(?:the\s+)?$")  # "the mayor of Orsk"
_THE = re.compile(r"(?i)\bthe\s+$")  # "does the Harrow prize winner get"
_BY_WHOM = re.compile(r"(?i)\baccording to\s+(?:the\s+)?$")
_PRONOUN = re.compile(r"(?:He|She)\b(?!\s+(?:also\s+)?(?:said|says|told|added|adds|put|puts)\b)")
_OF_A_BODY = re.compile(r"(?:['’]s)?\s[a-z]+$")  # "the ECB president", who may be the one
_LONG = 60  # characters at most of a name that is told


class Persons:
    """Those whom a question has act, and those of whose words it asks."""

    def __init__(self, question: str, found: Sequence[tuple[str, int, int]]) -> None:
        """`found`: what names_of gives of the question."""
        self._saying: list[str] = []
        self._acting: list[str] = []
        self._surnames: list[str] = []  # of those who act
        for name, start, end in found:
            says = _SAYING.match(question[end:]) and not _OF_SOMEWHERE.search(question[:start])
            if says or _BY_WHOM.search(question[:start]):
                self._saying.append(name)
            elif SUBJECT.search(question[:start]):
                if " " in name:
                    self._acting.append(name)
                elif not _THE.search(question[:start]):
                    self._surnames.append(name)

    def reason_against(self, statement: Statement) -> str | None:
        """What another says, where one was asked for by name; what another is, called "he"."""
        answer = statement.answer
        for name in self._saying:
            if (other := _speaker(answer)) and _is_another(name, answer, other):
                return f"said by {other}, not {name}"
        for name in self._acting:
            if other := _only_speaks(name, answer):
                return f"about {other}, not {name}"
            if (other := _meant(answer)) and _is_another(name, answer, other):
                return f"about {other}, not {name}"
        for name in self._surnames:
            told = f"{answer.article.title}\n{answer.article.text[: answer.sentence[1]]}"
            if not is_named(name, told) and (other := _meant(answer)):
                return f"about {other}, not {name}"  # who is named only later is no "he"
        return None


def _is_another(name: str, answer: Answer, other: str) -> bool:
    """Whether it is of another, and the sentence does not name who was asked for."""
    return not is_named(name, other) and not is_named(name, answer.sentence_text)


def _speaker(answer: Answer) -> str | None:
    """Who is credited with it, by name: of "the charity, Open Hands" the latter."""
    text = answer.article.text
    found = find_named_speaker(text, (answer.start, answer.end))
    phrase = text[slice(*found)] if found else ""
    named = next(iter(names_of(phrase)), None)
    if named is None or len(named[0]) > _LONG or _OF_A_BODY.match(phrase, named[2]):
        return None
    return named[0]


def _only_speaks(name: str, answer: Answer) -> str | None:
    """Of whom a sentence tells that names somebody of two names only as who says it.

    "Leopold Marsh died on Tuesday, his daughter Clara Marsh said"; what she says behind that may be
    of herself.
    """
    sentence = answer.sentence_text
    first, last = name.split()[0], name.split()[-1]
    found = [one for one, start, end in names_of(sentence) if is_named(last, one)]
    if len(found) < 2 or found[0].split()[0] == first or " " not in found[0]:
        return None
    said = re.compile(rf"\b{re.escape(name)}(?:\s(?:also\s)?{_SAYS})\b").search(
        sentence, answer.end - answer.sentence[0]
    )
    is_once = len(re.findall(rf"\b{re.escape(first)}\b", sentence)) == 1
    return found[0] if said and is_once and found[0] != name else None


def _meant(answer: Answer) -> str | None:
    """For whom the "he" stands with which the sentence begins, by name."""
    pronoun = _PRONOUN.match(answer.sentence_text)
    if pronoun is None:
        return None
    text, start = answer.article.text, answer.sentence[0]
    found = resolve(text, (start, start + len(pronoun[0])))
    name = text[slice(*found)] if found else ""
    return name if name[:1].isupper() and len(name) <= _LONG else None
