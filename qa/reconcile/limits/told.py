"""What a question asks to be told of, of which a statement's article says nothing."""

import re
from functools import lru_cache

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import STOPWORDS, singular, tokens
from qa.reconcile.figures import figure_of
from qa.reconcile.limits.names import same_start
from qa.reconcile.limits.setting import LOOKED_AT
from qa.reconcile.sorts import FATES, fates_of, told
from qa.records import Statement

_SAID_ABOUT = re.compile(
    r"(?i)\bwhat\b.*\b(?:say|says|said|think|thinks|thought|tell|tells|told|announced?|writes?|wrote)"
    r"\s+(?:about|of|on|regarding)\s+(?P<what>.+)$"
)
# A thing or an event that the question takes for granted: "when did the strike at the port end",
# "in the fire", "when the train derailed".
_GRANTED = re.compile(
    r"(?i)(?:\b(?:did|does|do|is|are|was|were|will|would|has|have|had)\s+(?:the|an?)"
    r"|\b(?:in|after|during|since|because of)\s+the)\s+(?P<what>[^?,]+?)"
    r"(?=\s+(?:of|in|on|at|from|to|for|with|by|against|off|over|under|between|near|after|before"
    r"|during|since|through|into)\b|\W*$)"
)
_ASKS_FOR = re.compile(r"(?i)\b(?:what|who|which)\s+$")  # "what is the purpose of": that is asked
_CLAUSE = re.compile(
    r"(?i)\S\s+(?:when|after|because|before|since)\s+(?:the|an?)\s+(?P<what>[^?,]+)"
)
_PAST = re.compile(  # forms of the past
    r"(?:\w{2,}(?:ed|nk|roke|ell|lew|urst|ost|ook)|fell|sank|blew|burnt)$"
)
# Whose event it is: "the strike at the quarry", "the vaccinators' strike".
_EVENTS = (
    r"(?:strike|walkout|protest|march|fire|trial|inquiry|collapse|crash|explosion|robbery|outbreak"
    r"|riot|siege|accident|flood|evacuation)s?"
)
_OF_EVENT = re.compile(
    rf"\b{_EVENTS}\s+(?:of|at|in|by)\s+the\s+(?P<at>[a-z][\w'-]*"
    r"(?:\s(?!last|take|beg|start|end|happen|break|go|cost)[a-z][\w'-]*)?)"
    rf"|\b(?P<whose>[a-z]+s)['’]\s+{_EVENTS}\b"
)
# They tell of a part, or of a time, and of no thing.
_OF_PARTS = """
whole rest end start beginning middle entire last latest first second third fourth total same past
year month week day night morning quarter half season period next previous
"""
_PARTS = frozenset(_OF_PARTS.split())
# Who live somewhere are told of as such: those who march through a town need not be from it.
_RESIDES = re.compile(
    r"(?i)\bpeople\b.*\b(?:live|living|reside|inhabit)(?:\s+(?:in|on|at|near)\s+(?:the\s+)?"
    r"(?:\w+\s+of\s+)?(?-i:[A-Z])|\W*$)|\bpopulation\s+of\s+(?:the\s+)?(?:\w+\s+)?(?-i:[A-Z])"
)
_INHABITED = re.compile(
    r"(?i)\b(?:liv(?:e|es|ed|ing)|resid\w+|inhabit\w+|populat\w+|populous|home (?:to|of)|people of"
    r"|citizens|households|dwell\w*|villagers|islanders|townspeople|souls|settle\w+|census"
    r"|(?:town|village|city|island|country|community|hamlet|district|nation|parish)s?"
    r"\s(?:of|with|has|had))\b"
)
_ASKS_BEGINNING = re.compile(
    r"(?i)^\W*(?:when|(?:in\s+)?(?:what|which)\s+year)\s+(?:was|were)\b.*\b(?:founded|established|set\s+up"
    r"|created|formed|born)\W*$"
)
_BEGAN = re.compile(
    r"(?i)\b(?:found(?:ed|er|ers|ing)|establish\w*|set(?:ting)?\s+(?:it\s+)?up|creat\w+|form(?:ed|ation)"
    r"|start\w*|launch\w*|beg[aiu]n\w*|born|birth\w*|open\w*|since|origin\w*|incorporat\w+|dat(?:es|ing|ed)"
    r"|built|first|inaugurat\w+|constitut\w+|came into|goes back|old(?:est)?|ancient|history)\b"
)
_KIN, _MOSTLY = (
    4,
    0.66,
)  # letters, and their share of the longer, that two words of a kind begin with
_LEAST = 5  # letters of a word that another begins with
_LIVES = re.compile(r"(?i)\b(?:lost|lose|claim\w*|took)\b.*\bli(?:fe|ves)\b")


class Told:
    """What a question wants to hear of: a subject of what was said, a thing, what people did."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        granted = [
            match
            for match in _GRANTED.finditer(question)
            if not _ASKS_FOR.search(question[: match.start()])
        ]
        found = [_SAID_ABOUT.search(question), *granted]
        self._subjects = [
            (match["what"].strip(" ?"), stems)
            for match in found
            if match and match["what"].islower() and (stems := _small_words(match["what"]))
        ]
        clause = _CLAUSE.search(question)
        self._actor = _subject_of(clause["what"] if clause else "")
        past = [word for word in (clause["what"].split() if clause else ()) if _PAST.match(word)]
        for match in _OF_EVENT.finditer(question):
            words = match["at"] or match["whose"]
            self._subjects.append((words, _small_words(words)))
        self._event = (past[0], _small_words(past[0])) if past else None
        self._fates = told(question, FATES) if form.kind is Asked.COUNT else set()
        is_count = form.kind is Asked.COUNT and form.counted[-1:] == ("person",)
        self._resides = form.kind is Asked.COUNT and bool(_RESIDES.search(question))
        self._begins = bool(_ASKS_BEGINNING.match(question))
        self._doing: set[str] = set()
        if is_count and not self._fates and not _LIVES.search(question):
            self._doing = _small_words(question, form.counted)

    def reason_against(self, statement: Statement) -> str | None:
        """The dead, where those who work somewhere are asked for; no strike, where one ended."""
        article, passage = statement.answer.article, statement.answer.hit.passage
        lives = self._resides and statement.value is not None
        if lives and not _INHABITED.search(statement.answer.sentence_text):
            return "does not say that they live there"
        if self._begins and not _BEGAN.search(statement.answer.sentence_text):
            return "tells of no beginning"
        if not article.title:
            return None  # a piece of something: what it tells of may stand in another
        held = _stems(f"{article.title} {article.text[:LOOKED_AT]}")
        for words, stems in self._subjects:
            if not _are_held(stems, held) and not told(words) & told(passage.text):
                return f"says nothing of {words}"
        if self._event and self._event[1].isdisjoint(held) and not told(self._event[0]):
            return f"says nothing of what {self._event[0]}"
        if self._actor and not _are_held(self._actor[1], held):
            return f"says nothing of {self._actor[0]}"
        if statement.value is None:
            return None
        around = f"{passage.context} {passage.text}"
        if self._fates and not self._fates & told(around):
            return f"says nothing of {min(self._fates)}"
        fates = fates_of(figure_of(statement)) if self._doing else set()
        return f"counts {min(fates)}" if fates and self._doing.isdisjoint(_stems(around)) else None


def _subject_of(clause: str) -> tuple[str, set[str]] | None:
    """What does in a clause what is told in the past: of "the chandelier fell" the chandelier."""
    words = clause.split()
    at = next((at for at, word in enumerate(words) if _PAST.match(word)), 0)
    subject = " ".join(words[:at])
    stems = _small_words(subject) if subject.islower() else set()
    return (subject, stems) if stems else None


@lru_cache(maxsize=1 << 6)  # an article is looked at for each of its statements
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in tokens(text))


def _are_held(stems: set[str], held: frozenset[str]) -> bool:
    """Whether a text has one of the words, or what it begins with: of "settlement" "settle"."""
    if not stems.isdisjoint(held):
        return True
    if any(one[:end] in held for one in stems for end in range(_LEAST, len(one))):
        return True
    return any(_are_kin(one, other) for one in stems for other in held)


def _are_kin(one: str, other: str) -> bool:
    """Whether two stems may be of one word: of "closure" and "closed"."""
    longer = max(len(one), len(other))
    return same_start(one, other) >= max(_KIN, _MOSTLY * longer)


def _small_words(text: str, counted: tuple[str, ...] = ()) -> set[str]:
    """The stems of the words that tell something, but for names and what is counted."""
    words = [(word.stem, text[word.start : word.end]) for word in tokens(text)]
    return {
        stem
        for stem, word in words
        if word.islower() and word not in STOPWORDS | _PARTS and singular(word) not in counted
    }
