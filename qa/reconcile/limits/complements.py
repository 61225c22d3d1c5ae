"""Whose office or which place's hall a question asks about, and another's in a sentence."""

import re
from collections.abc import Iterator, Sequence

from qa.language.seats import stands_for
from qa.language.words import STOPWORDS, singular
from qa.reconcile.limits.names import is_named
from qa.reconcile.limits.namesakes import telling
from qa.reconcile.limits.places import TIMES
from qa.records import Statement

_NAME = r"[A-Z][\w'’-]*(?:\s(?:&\s)?[A-Z][\w'’-]*)*"
_OF = r"(?:of|in|at|for|from|on)"
_ASKED = re.compile(rf"\b(?P<head>[a-z][\w-]{{2,}})\s+{_OF}\s+(?:the\s+)?(?P<name>{_NAME})")
_OWNED = re.compile(rf"\b(?P<name>{_NAME})['’]s?\s+(?:[a-z][\w-]*\s+)??(?P<head>[a-z][\w-]{{2,}})")
_TIME = re.compile(rf"{TIMES}\b")
_OWNERS = re.compile(r"['’]s?$")
_FIRST = 2  # words at most before one that a question typed in haste begins with
_DOING = re.compile(r"(?i)\b(?:who|did|does|do|will|would|can|could|to)\b")
_LED = re.compile(r"(?i)\b(?:the|an?|its|their|his|her)\s+(?:[\w-]+\s+)?$")


class Complements:
    """The nouns of a question that it ties to a name: "the mayor of Norvik", "Li's lawyer"."""

    def __init__(self, question: str) -> None:
        self._question = question
        self._asked = [
            (_OWNERS.sub("", match["name"]), _ties(match["head"].casefold()))
            for pattern in (_ASKED, _OWNED)
            for match in pattern.finditer(question)
            if match["head"] not in STOPWORDS
            and not _TIME.match(match["name"])
            and not stands_for(match["name"])  # the Kremlin's spokesman is Putin's too
            and _is_noun(match["head"], question[: match.start("head")])
        ]

    def reason_against(self, statement: Statement) -> str | None:
        """The mayor of another town, where the sentence ties the same noun to that alone."""
        sentence = statement.answer.sentence_text
        for name, ties in self._asked:
            if is_named(name, sentence):
                continue
            others = list(_tied(ties, sentence))
            if others and not any(is_named(other, self._question) for other in others):
                return f"about {others[0]}, not {name}"
        return None


def _is_noun(word: str, before: str) -> bool:
    """Whether a word behind this is a thing or somebody, not what was done: "died in Pisco"."""
    is_first = len(before.split()) < _FIRST and not _DOING.search(before)
    return not word.endswith("ed") and (is_first or _LED.search(before) is not None)


def _ties(head: str) -> list[re.Pattern[str]]:
    """The ways in which a sentence ties a noun to a name."""
    noun = rf"{re.escape(singular(head))}(?:s|es)?"
    patterns = (
        rf"\b{noun}\s+{_OF}\s+(?:the\s+)?(?P<name>{_NAME})",
        rf"\b(?P<name>{_NAME})['’]s?\s+(?:[\w-]+\s+)?{noun}\b",
        rf"\b[Ii]n\s+(?P<name>{_NAME}),?\s+the\s+(?:[a-z][\w-]*\s+)?{noun}\b",
    )
    return [re.compile(pattern) for pattern in patterns]


def _tied(ties: Sequence[re.Pattern[str]], sentence: str) -> Iterator[str]:
    """The names to which a sentence ties a noun."""
    for pattern in ties:
        for match in pattern.finditer(sentence):
            if telling(match["name"]) and not _TIME.match(match["name"]):
                yield _OWNERS.sub("", match["name"])
