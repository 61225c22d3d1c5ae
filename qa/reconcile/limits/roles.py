"""Who holds the office that a question asks about, and who holds another."""

import re

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import content_stems
from qa.reconcile.limits.names import is_named
from qa.reconcile.limits.posts import Posts
from qa.records import Statement

_OFFICES = (
    r"\b(?:prosecutors?|lawyers?|attorneys?|inspectors?|curators?|ministers?|presidents?|heads?"
    r"|chiefs?|chair\w*|directors?|executives?|officers?|governors?|mayors?|leaders?"
    r"|secretar(?:y|ies)|managers?|captains?|coach\w*|judges?|spokes\w+|commanders?|founders?"
    r"|owners?|officials?|ceo|editors?|commissioners?|treasurers?|chancellors?|ambassadors?|keepers?"
    r"|conductors?|rectors?|deans?|superintendents?|referees?|sheriffs?|wardens?)\b"
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
_GENERAL = re.compile(
    r"(?i)\b(?:heads?|chiefs?(?! (?:executive|financial|operating|technology|medical|scientific))"
    r"|leaders?|boss|leads?|runs?|in charge)\b"
)
_LEADS = re.compile(r"(?:leader|boss|head)")
# Behind what somebody is said to be: "Ada Holm, an author, became the president".
_HOLDS = re.compile(
    r",\s[^.;\n]{3,90}?,\s(?:now\s)?(?:has\s|was\s|is\s|had\s)?(?:been\s)?(?:re-?)?(?:is|was|became"
    r"|been|elected|appointed|named|sworn|took over|leads?|led|rul(?:es|ed)|runs?|headed|heads"
    r"|founded|serve[sd]|will be)\b"
)
_ONE_OFFICE = (
    (re.compile(r"(?i)\bchair\w*"), "chair"),
    (re.compile(r"(?i)\bchief executives?(?: officers?)?\b|\bceos?\b"), "ceo"),
    (re.compile(r"(?i)\bspokes\w+"), "speaker"),
)
_AND_WHICH = re.compile(rf"(?i)(?:\b[\w-]+\s)?{_OFFICES}(?:\s{_OFFICES})?")
_BESIDE = re.compile(
    r"(?:^|[\s(“\"])(?P<what>(?:[a-z][\w'’-]*\s(?:of\s|for\s)?){0,4}?(?:[A-Za-z][\w'’-]*))\s$"
)
_LESSER = re.compile(r"(?i)\b(?:deputy|vice|former|acting|assistant|interim|outgoing|ex)\b")


class Roles:
    """The office that a question asks about."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        pattern = {Asked.PERSON: _ASKS, None: _TYPED}.get(form.kind)
        asks = pattern is not None and pattern.search(question)
        self._question = question if asks and _OFFICE.search(question) else ""
        self._posts = Posts(question)
        self._stems = _stems(" ".join(match[0] for match in _AND_WHICH.finditer(question)))
        self._offices = _stems(" ".join(_OFFICE.findall(question)))

    def reason_against(self, statement: Statement) -> str | None:
        """A finance director, where the chief executive is asked for."""
        if self._question and (reason := self._posts.reason_against(statement.answer)):
            return reason
        described = self._question and _description(statement)
        if not described:
            return self._beside(statement)
        owner = _OWNER.match(described)
        if _HOLDS.match(statement.answer.article.text, statement.answer.end):
            return None
        if owner and owner[1].casefold() not in self._question.casefold():
            if not is_named(owner[1], self._question):
                return f"is {described}"
        elif owner and _LEADS.fullmatch(described[owner.end() :]):
            return None  # "India's leader", of its prime minister
        if _LESSER.search(described) and not _LESSER.search(self._question):
            return f"is {described}"
        if _OFFICE.search(described) and self._stems.isdisjoint(_stems(described)):
            return None if _GENERAL.search(self._question) else f"is {described}"
        return None

    def _beside(self, statement: Statement) -> str | None:
        """Who is called another right before the name: "its chairwoman Petra Solt said"."""
        answer = statement.answer
        if not self._question or _GENERAL.search(self._question):
            return None
        before = answer.article.text[answer.sentence[0] : answer.start]
        found = _BESIDE.search(before)
        last = found["what"].split()[-1] if found else ""
        if not found or not _OFFICE.fullmatch(last) or _GENERAL.search(last):
            return None
        if not self._offices.isdisjoint(_stems(answer.hit.passage.text)):
            return None
        return f"is {found['what'][:1].lower()}{found['what'][1:]}"


def _stems(text: str) -> set[str]:
    for form, word in _ONE_OFFICE:
        text = form.sub(word, text)
    return set(content_stems(text))


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
