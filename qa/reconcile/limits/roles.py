"""Who holds the office that a question asks about, and who holds another."""

import re

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import content_stems
from qa.reconcile.limits.names import is_named
from qa.records import Statement

_OFFICES = (
    r"\b(?:prosecutors?|lawyers?|attorneys?|inspectors?|curators?|ministers?|presidents?|heads?"
    r"|chiefs?|chair\w*|directors?|executives?|officers?|governors?|mayors?|leaders?"
    r"|secretar(?:y|ies)|managers?|captains?|coach\w*|judges?|spokes\w+|commanders?|founders?"
    r"|owners?|officials?|ceo|editors?|commissioners?)\b"
)
_OFFICE = re.compile(rf"(?i){_OFFICES}")
_ASKS = re.compile(r"(?i)^\W*(?:who|whom|which|what)\b.*\b(?:is|was|heads?|leads?|runs?|chairs?)\b")
_TYPED = re.compile(
    r"(?i)^\W*(?:(?:the\s+)?name\s+of\s+)?(?:the\s+)?"
    rf"(?:[\w-]+\s+){{0,2}}?{_OFFICES}\s+(?:of|for|at|in)\b"
)
_AHEAD = re.compile(r"(?:^|[\s(“\"])([Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s([^,.;:\n]{3,60}),\s$")
_BEHIND = re.compile(
    r"^,\s+(?:who\s+(?:is|was)\s+)?(?:the\s+|an?\s+)?"
    r"(?!(?:is|was|were|are|has|had|have|will|would|said|says|and|but|which)\b)([^,.;:\n]{3,90})[,.;\n]"
)
_OWNER = re.compile(r"^([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)\s?['’]s?\s")
_LESSER = re.compile(r"(?i)\b(?:deputy|vice|former|acting|assistant|interim|outgoing|ex)\b")


class Roles:
    """The office that a question asks about."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        pattern = {Asked.PERSON: _ASKS, None: _TYPED}.get(form.kind)
        asks = pattern is not None and pattern.search(question)
        self._question = question if asks and _OFFICE.search(question) else ""
        self._stems = set(content_stems(question))

    def reason_against(self, statement: Statement) -> str | None:
        """A finance director, where the chief executive is asked for."""
        described = self._question and _description(statement)
        if not described:
            return None
        owner = _OWNER.match(described)
        if owner and not is_named(owner[1], self._question):
            return f"is {described}"
        if _LESSER.search(described) and not _LESSER.search(self._question):
            return f"is {described}"
        if _OFFICE.search(described) and self._stems.isdisjoint(content_stems(described)):
            return f"is {described}"
        return None


def _description(statement: Statement) -> str:
    """What stands beside a name to say who it is.

    "Per Nyman, Halden's chief executive, said", "the prosecutor, Olof Brinke, said".
    """
    answer = statement.answer
    text, (start, end) = answer.article.text, answer.sentence
    found = _BEHIND.match(text[answer.end : end])
    if found and _OFFICE.search(found[1]):
        return found[1].strip()
    ahead = _AHEAD.search(text[start : answer.start])
    return f"{ahead[1].lower()} {ahead[2]}" if ahead and _OFFICE.search(ahead[2]) else ""
