"""Names that a question types in small letters and that no passage found for it has."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from index.records import Span
from qa.language.words import STOPWORDS, is_plural, stem

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Behind these stands a name, or a noun with its article; without one only what cannot be counted.
_LEADING = """
in at from near of by for to did does do has have had will would is was are were
lake mount monte river cape fort port san santa saint
mr mrs ms dr professor captain sergeant inspector senator coxswain sir dame
"""
_BEFORE = frozenset(_LEADING.split())
_AUXILIARY = frozenset(("did", "does", "do", "has", "have", "had", "will", "would"))
# Between "to" and these stands a verb: "to mend a tissue".
_OBJECT_WORDS = "a an the this that these those his her its their it them enough"
_OBJECTS = frozenset(_OBJECT_WORDS.split())
_PARTICIPLE = "en"  # "was broken", "have fallen": no name
_BE_OR_HAVE = frozenset(("has", "have", "had", "is", "was", "are", "were"))
_ENDS = re.compile(r"\W*$|\s(?:in|at|from|of|by|for|to|on|with|after|during)\b")
# What a question asks by, and no name, whatever a heading makes of it.
_ASKING_WORDS = """
long high large deep tall much many wide fast often kind sort type part component term name number
amount short stand full mean
"""
ASKING = frozenset(_ASKING_WORDS.split())
_KINDS = frozenset(("kind", "kinds", "type", "types", "sort", "sorts", "form", "style", "breed"))
_LEAST = 4  # letters
_SPELT = 0.8  # so alike is a word that is mistyped
_ENDINGS = ("ing", "ed", "ly", "ion", "ment", "ness", "ity", "ance", "ence", "ship", "ism")


def find_unknown(
    question: str, known: Collection[str], named: Collection[str] = ()
) -> Iterator[Span]:
    """Where such names stand; `known`: the words of the passages, in small letters.

    A bare singular behind a preposition or an auxiliary verb is a name ("deaths in beira"), as is
    what follows a name's first word ("Port louis"), and what stands before one of `named`: words
    before which the passages have names ("gotthard tunnel", beside "Stavel tunnel").
    """
    stems = {stem(word) for word in known}
    words = list(_WORD.finditer(question))
    taken = 0
    for at, word in enumerate(words[1:], 1):
        before = words[at - 1]
        if word.start() < taken or not _is_unknown(word[0], known, stems):
            continue
        parted = question[before.end() : word.start()] != " "
        follows_name = at > 1 and before[0][0].isupper() and not parted
        following = words[at + 1][0] if at + 1 < len(words) else ""
        if _is_verb(before[0].casefold(), word[0], following) or _is_of_kind(words[at - 2 : at]):
            continue
        if (
            not follows_name
            and following not in named
            and (parted or before[0].casefold() not in _BEFORE)
        ):
            continue
        last = word
        for further in words[at + 1 :]:
            is_next = question[last.end() : further.start()] == " "
            if not is_next or not _is_unknown(further[0], known, stems):
                break
            last = further
        taken = last.end()
        is_verb = before[0].casefold() in _AUXILIARY and last is not word
        if is_verb and _ENDS.match(question, taken):
            taken = words[words.index(last) - 1].end()  # "did deutsche bahn sell"
        yield word.start(), taken


def _is_verb(before: str, word: str, following: str) -> bool:
    if before == "to" and following.casefold() in _OBJECTS:
        return True
    return before in _BE_OR_HAVE and word.endswith(_PARTICIPLE)


def _is_of_kind(before: Sequence[re.Match[str]]) -> bool:
    """Whether what follows is a kind of thing: "what kind of drink"."""
    return len(before) > 1 and before[1][0] == "of" and before[0][0] in _KINDS


def _is_unknown(word: str, known: Collection[str], stems: Collection[str]) -> bool:
    folded = word.casefold()
    if not word.islower() or len(word) < _LEAST or folded in STOPWORDS | ASKING or is_plural(word):
        return False
    if stem(word) in stems or word.endswith((*_ENDINGS, "n't", "n’t")):
        return False
    near = [one for one in known if one[0] == folded[0] and abs(len(one) - len(folded)) <= 2]
    return not get_close_matches(folded, near, 1, _SPELT)
