"""The names that a question asks about, and the names that a statement is about instead."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial

from qa.attribution.grammar import is_finite
from qa.language.names import names
from qa.language.seats import stands_for, tells_of
from qa.language.words import STOPWORDS, folded, plain
from qa.reconcile.figures import Figure, figure_of
from qa.reconcile.layout import row_name
from qa.reconcile.limits.initials import are_initials, are_several, are_told, is_a_body
from qa.reconcile.limits.namesakes import (
    SHARED,
    WORD,
    held_words,
    namesake,
    of_another,
    only_of_others,
    same_start,
    telling,
)
from qa.reconcile.limits.places import find_places
from qa.reconcile.limits.setting import LOOKED_AT, Setting
from qa.reconcile.limits.synonyms import are_seated, models_of
from qa.records import Answer, Statement
from qa.values import find_values

_LEAD = "Of "
_INITIALS = 5  # letters at most
_IN_FULL = {"fed": "Fed Federal Reserve"}
_SEVERAL = re.compile(r"[A-Z]{2,4}s")  # "MPs"
_PARLIAMENTS = ("Parliament", "Congress", "House")  # whose members are called in other ways
_FAR = 4_000  # characters before a statement that may say whom it is about
_SPELT = 5  # letters at least of what may be spelt in another way
_ALIKE = 0.85
SUBJECT = re.compile(
    r"(?i)\b(?:did|does|do|has|have|had|will|would|is|was|are|were|can|could"
    r"|must|should)\s+(?:the\s+|its\s+)?$"
)
_SAYS = re.compile(
    r"(?i)^\W*(?:said|says|told|added|adds|put|puts|estimates?d?|expects?|expected|reports?|reported"
    r"|predicts?|predicted|believes?|counted|counts|announced|quotes?d?|according)\b"
)
_APPOSITION = re.compile(r"^,\s[^,;.]{1,60},(?=\s)")  # "Duarte, 22, scored"
# The clause that tells of a name: ", which has 640"
_HAVING = re.compile(
    r"(?P<name>[A-Z][\w&'’.-]*(?:\s[A-Z][\w&'’.-]*)*)(?:\s(?:in|of|from)\s[A-Z][\w'’-]*)?,\s(?:which|who)"
    r"\s(?:now\s|still\s)?(?:has|have|had|employs?|employed|owns?|runs?)\s$"
)
_NO_SUBJECT = re.compile(
    r"(?i)\b(?:of|by|with|for|from|to|at|in|on|than|against|between|under|near)"
    r"\s+(?:the\s+)?$"
)


class Names:
    """The people, bodies and events that a question names."""

    def __init__(
        self,
        question: str,
        found: Sequence[tuple[str, int, int]],
        setting: Setting,
        statements: Sequence[Answer],
    ) -> None:
        """`found`: what names_of gives of the question."""
        self._question, is_seated = question, are_seated(question)
        self._asked = [
            name
            for name, _, _ in found
            if not (_SEVERAL.fullmatch(name) or are_several(name))
            and not (is_seated and name in _PARLIAMENTS)
        ]
        self._acting = [
            name
            for name, start, end in found
            if SUBJECT.search(question[:start]) or question[end:].startswith(("'s", "’s"))
        ]
        self._bodies = {name for name, start, end in found if is_a_body(question, start, end)}
        self._known = {name for name in self._asked if setting.holds(partial(is_named, name))}
        self._rivals = {name: _rivals(name, statements) for name in self._asked}

    def reason_against(self, statement: Statement) -> str | None:
        """A statement about one cyclone, firm or party where another was asked about."""
        article = statement.answer.article
        if article.title:
            whole = f"{article.title}.\n{article.text[:LOOKED_AT]}"
            if both := of_another(self._question, whole):
                return f"about {both[0]}, not {both[1]}"
        for name in self._asked:
            if reason := self._reason(name, statement):
                return reason
        return None

    def _reason(self, name: str, statement: Statement) -> str | None:
        value, answer = statement.value, statement.answer
        figure = figure_of(statement)
        if other := self._row(name, answer):
            return f"about {other}, not {name}"
        is_figure = value is not None and not value.first and not value.last
        if is_figure and name in self._acting and (other := self._subject(name, figure)):
            return f"about {other}, not {name}"
        if is_figure and (other := _having(figure)) and not self._asks(other):
            return f"about {other}, not {name}"
        if other := namesake(name, figure.sentence):
            return f"about {other}, not {name}"
        if is_named(name, figure.sentence) and name not in self._bodies:
            return None
        rival = next((one for one in self._rivals[name] if is_named(one, figure.sentence)), None)
        if rival:
            return f"about {rival}, not {name}"
        return self._untold(name, answer)

    def _row(self, name: str, answer: Answer) -> str | None:
        """Whom a table's row is about, where that is another."""
        row = row_name(answer)
        is_other = row and not is_named(name, answer.sentence_text) and not self._asks(row)
        return row if is_other else None

    def _asks(self, row: str) -> bool:
        return any(is_named(row, name) for name in self._asked)

    def _untold(self, name: str, answer: Answer) -> str | None:
        """A statement before which its article has not told of the name."""
        article = answer.article
        if not article.title:
            return None  # a piece of something, where the name may have been cut off
        passage = answer.hit.passage
        following = [one for one in passage.sentences if one[0] >= answer.sentence[1]]
        until = following[0][1] if following else answer.sentence[1]
        before = article.text[max(0, until - _FAR) : until]
        if other := only_of_others(name, f"{article.title}.\n{article.text[:LOOKED_AT]}"):
            return f"about {other}, not {name}"
        text = article.text[:LOOKED_AT]
        is_body = name in self._bodies and name not in self._known
        if is_body and not are_told(name, f"{article.title}\n{text}"):
            return f"does not name {name}"
        told = f"{article.title}\n{passage.context}\n{before}"
        if is_named(name, told) or ((code := stands_for(name)) and tells_of(code, told)):
            return None
        if not is_named(name, text) and not _is_written(name, text):
            return None if name in self._known else f"does not name {name}"
        titled = _titled(article.title, text)
        return f"about {titled}, not {name}" if titled else None

    def _subject(self, name: str, figure: Figure) -> str | None:
        """Who else does in the sentence what a figure tells, where one does it."""
        before = figure.sentence[: figure.start]
        for other, start, end in reversed(list(names_of(before))):
            if is_named(name, other):
                return None
            following = before[end:]
            if _SAYS.search(following) or _NO_SUBJECT.search(before[:start]):
                continue
            if _acts(following) and not self._asks(other):
                return other
        return None


def names_of(text: str, opens_so: bool = False) -> Iterator[tuple[str, int, int]]:
    """The names of a text that are neither places nor times; `opens_so`: it opens with one."""
    if opens_so:  # as within a sentence, where a capital tells
        for found, start, end in names_of(f"{_LEAD}{text[:1].upper()}{text[1:]}"):
            yield found, start - len(_LEAD), end - len(_LEAD)
        return
    taken = [(place.start, place.end) for place in find_places(text)]
    for time in find_values(text, None):
        if time.first or time.last:
            taken.append((time.start, time.end))
    for name in names(text):
        if not any(start < name.end and name.start < end for start, end in taken):
            yield _bare(text[name.start : name.end]), name.start, name.end


def _titled(title: str, text: str) -> str | None:
    """The first name in a title; its first word, where the text has that within a sentence."""
    opening = WORD.match(title)
    opens = opening is not None and opening[0].casefold() not in STOPWORDS | SHARED
    if opening and opens and re.search(rf"[a-z,]\s{re.escape(opening[0])}\b", text):
        return opening[0]
    return next((one for one, _, _ in names_of(title)), None)


def _having(figure: Figure) -> str | None:
    """Of whom a clause tells that holds the figure: "the printer Ostby, which has 640 members"."""
    clause = _HAVING.search(figure.sentence[: figure.start])
    return clause["name"] if clause else None


def _acts(following: str) -> bool:
    """Whether the words from a name to a figure begin with a verb, or are none."""
    following = _APPOSITION.sub("", following)
    words = WORD.findall(following)
    if not words:
        return not following.strip(" \t|")  # "and the Farmers' League 12"
    after = words[1] if len(words) > 1 else "a"  # the figure
    return following[:1] == " " and is_finite("it", words[0], after, capital=False)


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", re.sub(r"^(?:[Tt]he|[Ii]n|[Aa]t)\s+", "", name))


def _rivals(name: str, statements: Sequence[Answer]) -> list[str]:
    """Other names of the same sort: behind the same word, as "Cyclone Dara" and "Cyclone Neria"."""
    words = name.split()
    if len(words) != 2 or words[0].casefold() not in SHARED:
        return []
    pattern = re.compile(rf"\b{re.escape(words[0])}\s+([A-Z][\w'’-]*)")
    own = {word.casefold() for word in words}
    found = {
        match[1].removesuffix("'s").removesuffix("’s")
        for one in statements
        for match in pattern.finditer(one.hit.passage.text)
    }
    return sorted(one for one in found if one.casefold() not in own | SHARED)


def is_named(name: str, text: str) -> bool:
    """Whether a text has the name, a word of it that no other name has, or its initials."""
    words = [plain(word) for word in WORD.findall(name)]
    own = telling(_IN_FULL.get(name.casefold(), name))
    held = held_words(text)
    if any(word in held for word in own):
        return True
    if len(own) == 1 and _is_spelt(own[0], held):
        return True
    initials = "".join(word[0] for word in words).upper()
    if len(initials) > 1 and re.search(rf"\b{re.escape(initials)}\b", text):
        return True
    if (models := models_of(name)) and models & models_of(text):
        return True
    if are_initials(name) and are_told(name, text):
        return True
    if name.isupper() and len(name) <= _INITIALS:
        return True  # of which words, nobody can tell
    return not own and " ".join(words) in " ".join(map(plain, WORD.findall(text)))


def _is_written(name: str, text: str) -> bool:
    """Whether a text has a word of the name in small letters: a question may shout."""
    held = folded(text)
    return any(word in held for word in telling(name))


def _is_spelt(word: str, held: frozenset[str]) -> bool:
    """Whether a name is among words in another spelling: "Croatian", "Croatia"."""
    if len(word) < _SPELT:
        return False
    least = max(_SPELT, round(0.7 * len(word)))
    return any(
        same_start(one, word) >= least or SequenceMatcher(None, one, word).ratio() > _ALIKE
        for one in held
        if one[0] == word[0] and abs(len(one) - len(word)) <= 4
    )
