"""What a question asks to be told of, of which a statement's article says nothing."""

import re
from functools import lru_cache

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.territories import territories
from qa.language.words import STOPWORDS, singular, stem, tokens
from qa.reconcile.figures import Figure, figure_of
from qa.reconcile.limits.namesakes import same_start
from qa.reconcile.limits.setting import LOOKED_AT
from qa.reconcile.limits.synonyms import same_events
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
    r"|\b(?:in|after|during|since|because of)\s+the)"
    r"\s+(?!most\b|least\b|fewest\b|highest\b|lowest\b|best\b|worst\b|largest\b|biggest\b|longest\b)"
    r"(?P<what>[^?,]+?)"
    r"(?=\s+(?:of|in|on|at|from|to|for|with|by|against|off|over|under|between|near|after|before"
    r"|during|since|through|into)\b|\W*$)"
)
_ASKS_FOR = re.compile(r"(?i)\b(?:what|who|which)\s+$")  # "what is the purpose of": that is asked
_CLAUSE = re.compile(
    r"(?i)(?<!\bcalled)(?<!\bterm)(?<!\bmean)(?<!\bhappens)(?<=\S)\s+(?:when|after|because|before|since)"
    r"\s+(?:the|an?)\s+(?P<what>[^?,]+)"
)
_PAST = re.compile(r"\w{2,}(?:ed|nk|roke|ell|lew|urst|ost|ook)$")  # forms of the past
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
# It may be of what a name stands for: "the Notre-Dame fire", "the siege of Leningrad".
_NAMED_EVENT = re.compile(
    rf"(?<=[a-z,] )[A-Z][\w-]+ {_EVENTS}\b|\b{_EVENTS} (?:of|at|in) (?:the )?[A-Z]"
)
# They tell of a part, or of a time, and of no thing.
_OF_PARTS = """
whole rest end start beginning middle entire last latest first second third fourth total same past
year month week day night morning quarter half season period next previous
spring summer autumn fall winter
"""
_PARTS = frozenset(_OF_PARTS.split())
# Who live somewhere are told of as such: those who march through a town need not be from it.
_RESIDES = re.compile(
    r"(?i)\bpeople\b.*\b(?:live|living|reside|inhabit)(?:\s+(?:in|on|at|near)\s+(?:the\s+)?"
    r"(?:\w+\s+of\s+)?(?-i:[A-Z])|\W*$)|\bpopulation\s+of\s+(?:the\s+)?(?:\w+\s+)?(?-i:[A-Z])"
    r"(?!.*\b(?-i:[a-z])+s\W*$)"
)
_INHABITED = re.compile(
    r"(?i)\b(?:liv(?:e|es|ed|ing)|resid\w+|inhabit\w+|populat\w+|populous|home (?:to|of)|people of"
    r"|numbers|had\s[\d.,]+\s(?:million|billion|thousand)\speople"
    r"|(?:has|have)\s(?:about\s|some\s|over\s|nearly\s)?[\d.,]+"
    r"(?:\s(?:million|billion|thousand))?\speople"
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
_ENDED = re.compile(
    r"(?i)\b(?:d[iy]ed?|death|buried|clos\w+|dissol\w+|abolish\w+|kill\w+|ended|demolish\w+|shut)\b"
)
_IS_PAST = re.compile(  # or a bracket: "(25 December 1642 – 20 March 1727)"
    r"(?i)\(|\d{4}\s?[-–]|\b(?:\w+ed|was|were|had|been|came|got|rose|struck|laid|took|made|wrote|won"
    r"|gave|drew|drawn)\b"
)
_WERE_DONE = re.compile(  # "how many suspects were handed over"
    r"(?i)\bhow\s+many\b.*?\b(?:was|were|been|are)\s+(?:\w+ly\s+)?(?P<done>[a-z]+)\b"
)
_ACCUSED = re.compile(  # "rewards for four people accused of leading a gang"
    r"(?i)\s(?:[\w-]+\s)?[\w-]+\s(?P<how>accused|wanted|charged|suspected|sought|convicted|sentenced)\b"
)
# "did the who declare": initials in small letters.
_TYPED_BODY = re.compile(r"(?:who|un|us|usa|eu|uk|fa|imf|ecb|cia|fbi|[b-df-hj-np-tv-xz]{2,5})\b")
_KIN = 4  # letters at least that two forms of a word begin with
_MOSTLY = 0.66  # of the longer
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
            if match and _is_a_thing(match["what"]) and (stems := _small_words(match["what"]))
        ]
        clause = _CLAUSE.search(question)
        past = [word for word in (clause["what"].split() if clause else ()) if _PAST.match(word)]
        self._of_events = [
            (words, _small_words(words))
            for match in _OF_EVENT.finditer(question)
            if (words := match["at"] or match["whose"])
        ]
        self._event = (past[0], _small_words(past[0])) if past else None
        self._fates = told(question, FATES) if form.kind is Asked.COUNT else set()
        is_count = form.kind is Asked.COUNT and form.counted[-1:] == ("person",)
        self._resides = form.kind is Asked.COUNT and bool(_RESIDES.search(question))
        self._begins = bool(_ASKS_BEGINNING.match(question))
        done = _WERE_DONE.search(question) if form.counted else None
        self._done = stem(done["done"]) if done else ""
        self._asked = _stems(question)
        self._doing: set[str] = set()
        if is_count and not self._fates and not _LIVES.search(question):
            self._doing = _small_words(question, form.counted)

    def reason_against(self, statement: Statement) -> str | None:
        """The dead, where those who work somewhere are asked for; no strike, where one ended."""
        article, passage = statement.answer.article, statement.answer.hit.passage
        lives = self._resides and statement.value is not None
        if lives and not _INHABITED.search(statement.answer.sentence_text):
            return "does not say that they live there"
        if self._begins and _is_no_beginning(statement.answer.sentence_text):
            return "tells of no beginning"
        if not article.title:
            return None  # a piece of something: what it tells of may stand in another
        is_looked_for = self._subjects or self._of_events or self._event
        held = _stems(f"{article.title} {article.text[:LOOKED_AT]}" if is_looked_for else "")
        for words, stems in self._subjects:
            if not _are_held(stems, held) and not told(words) & told(passage.text):
                return f"says nothing of {words}"
        is_another = self._of_events and not _NAMED_EVENT.search(passage.text)
        for words, stems in self._of_events if is_another else ():
            if not _are_held(stems, held):
                return f"says nothing of {words}"
        if self._event and not _are_held(self._event[1], held) and not told(self._event[0]):
            return f"says nothing of what {self._event[0]}"
        if statement.value is None:
            return None
        if self._done and (how := self._accused_of(figure_of(statement))):
            return f"counts those {how}"
        around = f"{passage.context} {passage.text}"
        if self._fates and not self._fates & told(around):
            return f"says nothing of {min(self._fates)}"
        fates = fates_of(figure_of(statement)) if self._doing else set()
        return f"counts {min(fates)}" if fates and self._doing.isdisjoint(_stems(around)) else None

    def _accused_of(self, figure: Figure) -> str | None:
        """What those that a figure counts are accused of being, where more was asked of them."""
        how = _ACCUSED.match(figure.sentence, figure.end)
        if how is None or stem(how["how"]) in self._asked:
            return None
        return None if self._done in _stems(figure.sentence) else str(how["how"])


def _is_a_thing(words: str) -> bool:
    """Whether they name nothing: neither by capitals nor as "the french capital"."""
    if _TYPED_BODY.match(words):
        return False
    return words.islower() and words != "capital" and not territories(words)


@lru_cache(maxsize=1 << 6)  # an article is looked at for each of its statements
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in tokens(text))


def _is_no_beginning(sentence: str) -> bool:
    """Whether a sentence cannot tell when something began: it is of an end, or of no past."""
    if _BEGAN.search(sentence):
        return False
    return bool(_ENDED.search(sentence)) or not _IS_PAST.search(sentence)


def _are_held(stems: set[str], held: frozenset[str]) -> bool:
    """Whether a text has one of the words, or what it begins with: of "settlement" "settle"."""
    if not stems.isdisjoint(held) or any(not same_events(one).isdisjoint(held) for one in stems):
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
