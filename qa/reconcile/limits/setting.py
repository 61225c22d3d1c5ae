"""What a question means to name, and what goes without saying in the articles found."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from index.records import Article
from qa.language.words import STOPWORDS, is_plural, stem
from qa.reconcile.limits.namesakes import SHARED
from qa.reconcile.limits.unknown import ADJECTIVES, ASKING, find_unknown
from qa.records import Answer

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# "the Stavel tunnel", "the Rostvik Marathon"
_NAMED = re.compile(r"[a-z,]\s(?:the\s)?[A-Z][\w'’-]+\s([A-Za-z][a-z]{3,})\b")
# "Professor linda Sefton": a first name that no passage has.
_FIRST = re.compile(
    r"(?:(?<=Professor )|(?<=Captain )|(?<=Doctor )|(?<=Dr )|(?<=Mr )|(?<=Mrs ))[a-z]{3,}(?= [A-Z])"
)
_BASED = re.compile(
    r"(?<=\w)-(?:based|born|listed|owned|backed|led|trained|bound)$"
)  # "Leeds-based"
_BEFORE_NAME = re.compile(r"\b(?P<first>[a-z]{2,})\s(?P<name>[A-Z][\w'’-]*)")
_OF_A_NAME = re.compile(r"\s+names?\b")  # "latin name": no name itself
LOOKED_AT = 50_000  # characters of an article, at most
_SURE = 0.3  # the least confidence of what counts
_MOST = 0.5  # of the articles: what more name, the others need not


class Setting:
    """The passages that were found for a question."""

    def __init__(self, statements: Sequence[Answer]) -> None:
        self._passages = list(
            dict.fromkeys(one.hit.passage.text for one in statements)  # each once
        )
        sure = [one.article for one in statements if one.confidence >= _SURE]
        self._articles: list[Article] = list({one.path: one for one in sure}.values())

    def with_capitals(self, question: str) -> str:
        """The question with capitals where the passages never write a word without: "laos".

        Nor another form of it: "part" is no name where they write "parts".

        So too where no passage has the word, and it stands as names do (`find_unknown`).
        """
        if any(char.isupper() for char in question[1:]):
            return question
        written = self._written(question)
        told = _WORD.sub(lambda word: written.get(word[0], word[0]), question)
        told = _BEFORE_NAME.sub(self._as_written, told)
        known = {word.casefold() for text in self._passages for word in _WORD.findall(text)}
        known |= _in_compounds(question, known)
        told = _FIRST.sub(lambda word: word[0] if word[0] in known else word[0].title(), told)
        named = {
            word.casefold()
            for text in self._passages
            for word in _NAMED.findall(text)
            if word.islower() or not is_plural(word)
        }
        for start, end in find_unknown(told, known, named) if known else ():
            name = told[start:end].title()
            told = told[:start] + name + told[end:]
        return told

    def opens_with_name(self, question: str) -> bool:
        """Whether a typed question begins with a word that is a name by the passages.

        A capital proves nothing there: "kestrel profit", "Kestrel profit".
        """
        opening = None if question.rstrip().endswith("?") else _WORD.match(question)
        return opening is not None and bool(self._written(opening[0].casefold()))

    def _written(self, question: str) -> dict[str, str]:
        wanted = {
            match[0]
            for match in _WORD.finditer(question)
            if match[0] not in STOPWORDS | ASKING and not _OF_A_NAME.match(question, match.end())
        }
        found: dict[str, str] = {}
        small: set[str] = set()
        for text in self._passages if wanted else ():
            for match in _WORD.finditer(text):
                folded = _BASED.sub("", match[0]).casefold()
                if match[0].islower():
                    small.add(folded)
                elif folded in wanted and not _opens(text, match.start()):
                    found[folded] = _BASED.sub("", match[0])
        stems = {stem(word) for word in small} if found else set()
        named = {word for word in found if stem(word) not in stems and word not in ADJECTIVES}
        beside = {
            word
            for pair in pairwise(_WORD.findall(question))
            if named.issuperset(pair)
            for word in pair
        }
        # Of a word that many names share, as "law", its neighbour says that it is of one.
        return {word: found[word] for word in named if word not in SHARED or word in beside}

    def _as_written(self, words: re.Match[str]) -> str:
        """ "South America", where passages write both words so: "south" is written by itself."""
        name = f"{words['first'].title()} {words['name']}"
        is_name = any(re.search(rf"\b{re.escape(name)}\b", text) for text in self._passages)
        return name if is_name else words[0]

    def holds(self, is_named: Callable[[str], bool]) -> bool:
        """Whether most of the articles that seem to answer name something."""
        named = sum(is_named(each.text[:LOOKED_AT]) for each in self._articles)
        return len(self._articles) > 1 and named > _MOST * len(self._articles)


def _in_compounds(question: str, known: Collection[str]) -> set[str]:
    """What is known as a part of a word: "anti fraud" of "anti-fraud", "rug rats" of "Rugrats"."""
    words = [word.casefold() for word in _WORD.findall(question)]
    joined = {pair for pair in pairwise(words) if "".join(pair) in known}
    parts = {part for word in known if "-" in word for part in word.split("-")}
    return {word for pair in joined for word in pair} | parts


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or a heading may start here, where a capital proves nothing."""
    before = text[:at].rstrip(" \t\"'“‘«([#*|")
    return not before or before[-1] in ".!?:\n"
