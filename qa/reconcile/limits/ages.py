"""Whose age a question asks for, and figures that are another's age, or none."""

import re

from qa.reconcile.limits.names import is_named, names_of
from qa.records import Statement
from qa.values import Kind

_ASKS = re.compile(
    r"(?i)^\W*how\s+old\b|\bage\s+of\s|(?<!bronze )(?<!iron )(?<!stone )(?<!ice )(?<!golden )"
    r"(?<!new )(?<!space )(?<!middle )\bage\W*$"
)
_OLDEST = 130  # years of a person, in a figure that does not say so
_NAME = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*"
_MEANS = re.compile(r"(?i)\b(?:he|she|his|her|hers|i|my|me|we|it|they|their)\b")
_BEHIND = re.compile(rf"(?P<name>{_NAME}),\s(?:aged\s)?$")
_FOLLOWS = re.compile(rf"(?:[-\s]year[-\s]old)?\s(?:[a-z][\w-]*\s){{0,3}}(?P<name>{_NAME})")


class Ages:
    """The person whose age is asked for, if one is."""

    def __init__(self, question: str, found: list[tuple[str, int, int]]) -> None:
        """`found`: what names_of gives of the question."""
        self._question = question
        self._is_asked = bool(_ASKS.search(question))
        self._names = [name for name, _, _ in found]

    def reason_against(self, statement: Statement) -> str | None:
        """The age of somebody else: "Ada Holm, 39, won" where another was asked about."""
        value, answer = statement.value, statement.answer
        if not self._is_asked:
            return None
        if value is None:
            return None if any(map(str.isdigit, answer.text)) else "no age"
        if value.kind in (Kind.MONEY, Kind.SHARE) or _is_count(statement):
            return "no age"
        at = value.start - answer.sentence[0]
        sentence = answer.sentence_text
        end = value.end - answer.sentence[0]
        found = _BEHIND.search(sentence[:at]) or _FOLLOWS.match(sentence, end)
        if not self._names:
            return None
        if not found:
            return self._unnamed(sentence)
        said = next((name for name, _, _ in names_of(found["name"])), found["name"])
        return None if is_named(said, self._question) else f"the age of {said}"

    def _unnamed(self, sentence: str) -> str | None:
        """Where a sentence names or means nobody who may be the person asked about."""
        people = [name for name in self._names if " " in name]
        if not people or any(is_named(name, sentence) for name in people):
            return None
        return None if _MEANS.search(sentence) else f"does not name {people[0]}"


def _is_count(statement: Statement) -> bool:
    """Whether a figure is too large for a person's age and says nothing of years."""
    value = statement.value
    if value is None or value.kind is not Kind.NUMBER or value.unit is not None:
        return False
    return (value.value or 0) > _OLDEST
