"""Who holds the office that a question asks about, and who holds another."""

import re

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import content_stems
from qa.reconcile.limits.names import is_named
from qa.reconcile.limits.posts import Posts
from qa.records import Answer, Statement

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
_AHEAD = re.compile(
    r"(?:^|[\s(“\"])([Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s([^,.;:\n]{3,60}),\s$"
)
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
# Who speaks for a body does not lead it, whatever else is asked of who does.
_SPEAKS_FOR = re.compile(r"(?i)\bspokes\w+")
_ASKS_SPEAKER = re.compile(r"(?i)\b(?:spokes\w+|speaks?)\b")
# What a chief is of; who is the chief of one is not that of another.
_CHIEF_OF = re.compile(
    r"(?i)\b(?P<of>police|fire|army|navy|air force|defen[cs]e|security|intelligence|health|finance"
    r"|schools?|union|opposition|coastguard|prisons?|campaign)"
    r"\s(?:chief|head|director|commissioner|minister|secretary|spokes\w+)\b"
)
_ONCE = re.compile(r"(?i)\b(?:once|former(?:ly)?|previously|until|ex)\b")
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
# A chief engineer is no chief of anything.
_CHIEF_WHAT = re.compile(
    r"(?i)\bchief (?P<what>engineer|economist|scientist|justice|inspector|superintendent|whip"
    r"|(?:medical|financial|operating|technology) officer)s?\b"
)
# What somebody is called within an answer: "Prime Minister Jana Koval".
_TITLED = re.compile(rf"(?P<what>(?:[A-Z][\w'’-]*\s){{0,2}}?(?i:{_OFFICES}))\s(?=[A-Z])")
_AND_WHICH = re.compile(rf"(?i)(?:\b[\w-]+\s)?{_OFFICES}(?:\s{_OFFICES})?")
_BESIDE = re.compile(
    r"(?:^|[\s(“\"])(?P<what>(?:(?!said\b|says\b|as\b|by\b|that\b)[a-z][\w'’-]*\s(?:of\s|for\s)?){0,4}?"
    r"(?:(?:Prime|Vice|Fire|Police|Army|Navy|Health|Finance|Foreign|Chief)\s)?(?:[A-Za-z][\w'’-]*))\s$"
)
_LESSER = re.compile(r"(?i)\b(?:deputy|vice|former|acting|assistant|interim|outgoing|ex)\b")


class Roles:
    """The office that a question asks about."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        pattern = {Asked.PERSON: _ASKS, None: _TYPED}.get(form.kind)
        asks = pattern is not None and pattern.search(question)
        is_one = asks and (_OFFICE.search(question) or _GENERAL.search(question))
        self._question = question if is_one else ""
        self._posts = Posts(question)
        self._stems = _stems(" ".join(match[0] for match in _AND_WHICH.finditer(question)))
        self._offices = _stems(" ".join(_OFFICE.findall(question)))

    def reason_against(self, statement: Statement) -> str | None:
        """A finance director, where the chief executive is asked for."""
        if self._question and (reason := self._posts.reason_against(statement.answer)):
            return reason
        if reason := self.surely_another(statement):
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

    def surely_another(self, statement: Statement) -> str | None:
        """A spokesman of a body, where its head is asked for; the fire chief, of the police."""
        if not self._question:
            return None
        answer = statement.answer
        if _HOLDS.match(answer.article.text, answer.end):
            return None
        title = _title(answer)
        for said in (_description(statement), title):
            if said and self._is_of_another(said):
                return f"is {said}"
        return None

    def _is_of_another(self, described: str) -> bool:
        """Whether who is described so leads nothing, or what another chief does."""
        question = self._question.casefold()
        if _SPEAKS_FOR.search(described) and not _ASKS_SPEAKER.search(question):
            others = _stems(" ".join(_OFFICE.findall(_SPEAKS_FOR.sub("", described))))
            return not _ONCE.search(described) and self._offices.isdisjoint(others)
        asked = {one["of"].casefold() for one in _CHIEF_OF.finditer(question)}
        told = {one["of"].casefold() for one in _CHIEF_OF.finditer(described)}
        if asked and told and asked.isdisjoint(told):
            return True
        what = _CHIEF_WHAT.search(described)
        is_general = _GENERAL.search(question) and not asked
        return bool(
            what and "chief" in question and not is_general and what["what"] not in question
        )

    def _beside(self, statement: Statement) -> str | None:
        """Who is called another right before the name: "its chairwoman Petra Solt said"."""
        answer = statement.answer
        if not self._question or _GENERAL.search(self._question):
            return None
        title = _title(answer)
        last = title.split()[-1] if title else ""
        if not _OFFICE.fullmatch(last) or _GENERAL.search(last):
            return None
        if not self._offices.isdisjoint(_stems(answer.hit.passage.text)):
            return None
        return f"is {title}"


def _title(answer: Answer) -> str:
    """What the words before a name, or the first of an answer, call somebody."""
    before = answer.article.text[answer.sentence[0] : answer.start]
    found = _TITLED.match(answer.text) or _BESIDE.search(before)
    what: str = found["what"] if found else ""
    return what if any(map(str.isupper, what[1:])) else what.lower()  # "Prime Minister"


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
