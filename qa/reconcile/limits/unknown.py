"""Names that a question types in small letters and that no passage found for it has."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from index.records import Span
from qa.language.words import STOPWORDS, is_plural, stem

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Behind these stands a name, or a noun with its article; without one only what cannot be counted.
_LEADING = """
in at from near of by for to along across against between via off did does do has have had will
would is was are were
lake mount monte river cape fort port san santa saint
mr mrs ms dr professor captain sergeant inspector senator coxswain sir dame
"""
_BEFORE = frozenset(_LEADING.split())
_AUXILIARY = frozenset(("did", "does", "do", "has", "have", "had", "will", "would"))
# Between "to" and these stands a verb: "to mend a tissue".
_OBJECT_WORDS = "a an the this that these those his her its their it them enough"
_OBJECTS = frozenset(_OBJECT_WORDS.split())
# Behind these a question ends with a verb: "how high did the river rise", "what it cost to mend".
_DOES = re.compile(
    r"(?i)\b(?:did|does|do|will|would|can|could)\s+(?:the|an?|its|his|her|their)\s+[\w'’-]+\s+$"
    r"|\b(?:cost|costs|take|takes|took|need|needs|needed|use|used|pay|paid|spend|spent)\b"
    r".*\bto\s+$"
)
# "When did the great fire of london start": behind the name, the verb.
_HAPPENS = frozenset(("begin", "start", "end", "stop", "finish", "open", "close", "happen"))
_DID = re.compile(r"\b(?:did|does|do|will)\b")
# Towards a place, and to do something: "the train to oslo", "voted to convict".
_TOWARDS = re.compile(
    r"(?i)\b(?:go|goes|going|gone|went|travel\w*|fl(?:y|ies|ew|ights?|ying|own)|mov(?:e|es|ed|ing)|c[ao]mes?"
    r"|coming|trains?|bus(?:es)?|ferr(?:y|ies)|roads?|routes?|journeys?|trips?|way|from|sen[dt]|export\w*"
    r"|s[eo]ld|give\w*|gave|return\w*|belong\w*|next|clos\w+|due|similar|hand\w*|deport\w*|extradit\w*"
    r"|transfer\w*|lose|lost|ship\w*|driv\w+|drove|sail\w*|ticket\w*|distance|far|deliver\w*|donat\w*"
    r"|marri\w+|related|visit\w*|walk\w*|r[iou]de?|ran|runs?)\b.*\bto\s+$"
)
# Without an article they name nothing.
_WITHOUT_ARTICLE = """
prison jail hospital home office school work court bed sea birth death murder theft rape arson fraud
breakfast lunch dinner supper summer winter spring autumn train bus sale custody space heaven church
class college university town downtown revenue profit income turnover inflation unemployment
output demand growth trade spending debt crime traffic late early mid human season series episode
chapter round among fiscal largest biggest fire water food charge command favour favor hiding exile
still already also vice deputy acting interim chief head chair president minister chairman
chairwoman mayor governor captain coach manager director secretary treasurer leader editor owner
king queen pope
"""
_BARE = frozenset(_WITHOUT_ARTICLE.split())
_DONE_WORDS = """
found sold built shot cast caught lost sent bought paid laid held born hurt made left kept told won
hit cut put set shut spent struck hung bred fed led read said sung taught thought worn thrown
"""
_DONE = frozenset(_DONE_WORDS.split())
_PARTICIPLE = "en"  # "was broken", "have fallen": no name
_BE_OR_HAVE = frozenset(("has", "have", "had", "is", "was", "are", "were", "been"))
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
_COMMON_ADJECTIVES = """
local city town village road main half full whole entire famous annual yearly monthly weekly daily
great grand grey little small large huge giant young latest recent former current modern ancient
early later final winter summer spring autumn indoor outdoor open closed free public private royal
women womens ladies mens men junior senior youth adult children amateur professional online
other another different similar same real true good best worst better short long narrow wide broad
deep high tall steep fast quick slow heavy light bright dark cold warm white black green blue yellow
safe brown golden silver wooden stone steel iron glass concrete metal paper plastic double single
"""
ADJECTIVES = frozenset(_COMMON_ADJECTIVES.split())
_NEVER_NAMES = ("able", "ible", "ous", "ful", "less")  # ends of adjectives
_OF_ADJECTIVES = (
    "al", "ous", "ic", "ive", "ful", "less", "able", "ible", "est", "ern", "ary", "ish",
)  # fmt: skip
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
        asked = question[: word.start()]
        if _is_verb(asked, before[0], word[0], following) or _is_of_kind(words[at - 2 : at]):
            continue
        is_named = following.casefold() in named and not (
            _describes(word[0]) or _describes(following)
        )
        if is_plural(word[0]) and not is_named:
            continue
        if not (follows_name or is_named) and (parted or before[0].casefold() not in _BEFORE):
            continue
        last = word
        for further in words[at + 1 :]:
            is_next = question[last.end() : further.start()] == " "
            if not is_next or is_plural(further[0]) or not _is_unknown(further[0], known, stems):
                break
            last = further
        taken = last.end()
        may_be_verb = before[0].casefold() in _AUXILIARY or _happens(asked, last[0])
        if last is not word and may_be_verb and _ENDS.match(question, taken):
            taken = words[words.index(last) - 1].end()  # "did deutsche bahn sell"
        yield word.start(), taken


def _describes(word: str) -> bool:
    """Whether it may say what sort of thing is meant: "the local marathon"."""
    return word in ADJECTIVES or word.endswith(_OF_ADJECTIVES)


def _is_verb(asked: str, before: str, word: str, following: str) -> bool:
    """`asked`: the question up to the word."""
    before = before.casefold()
    if before == "to" and (following.casefold() in _OBJECTS or not _TOWARDS.search(asked)):
        return True
    if not following and _DOES.search(asked):
        return True
    is_done = word.endswith(_PARTICIPLE) or word in _DONE
    return before in _BE_OR_HAVE and (is_done or word in ADJECTIVES or word.endswith(_NEVER_NAMES))


def _happens(asked: str, word: str) -> bool:
    return word in _HAPPENS and _DID.search(asked) is not None


def _is_of_kind(before: Sequence[re.Match[str]]) -> bool:
    """Whether what follows is a kind of thing: "what kind of drink"."""
    return len(before) > 1 and before[1][0] == "of" and before[0][0] in _KINDS


def _is_unknown(word: str, known: Collection[str], stems: Collection[str]) -> bool:
    folded = word.casefold()
    if not word.islower() or len(word) < _LEAST or folded in STOPWORDS | ASKING | _BARE:
        return False
    if stem(word) in stems or word.endswith((*_ENDINGS, "n't", "n’t")):
        return False
    near = [one for one in known if one[0] == folded[0] and abs(len(one) - len(folded)) <= 2]
    return not get_close_matches(folded, near, 1, _SPELT)
