"""What kind of answer a question asks for, read off its wording."""

import re
from dataclasses import dataclass
from enum import Enum

from qa.words import STOPWORDS, content_stems, singular


class Kind(Enum):
    """Answers whose form is plain enough to find by rule."""

    COUNT = "a number of things"
    AMOUNT = "a quantity: money, a share or a measure"
    MONEY = "a sum of money"
    SHARE = "a percentage or a fraction"
    MEASURE = "a number with its unit"
    DURATION = "a length of time or an age"
    DATE = "a date or a period"
    YEAR = "a year"
    PERSON = "who"
    ROLE = "what somebody is"
    PLACE = "where"
    NAME = "a name of any sort"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for."""

    kind: Kind | None  # None: the answer is a sentence
    stems: tuple[str, ...]  # the words that carry its meaning
    counted: tuple[str, ...] = ()  # the thing counted, in the singular, its head last
    bounded: bool = False  # for DATE: until, before or after when
    subject: str = ""  # for ROLE: the name asked about


_MONEY = (
    r"money|yuan|renminbi|rmb|dollars?|euros?|pounds sterling|cash|funds?|funding|payments?|paid"
    r"|pay|cost|costs|worth|price|priced|value|valued|budget|revenues?|profits?|spend|spent"
    r"|spending|earn|earned|salary|wages?|fined?|income|debt|loans?|invest(?:ed|ment)?|raised?"
    r"|sell|sold|charged?|donated?|fee|fees|losses|bail|reward|prize|cash|economic damage"
)
_UNITS_ASKED = (
    r"far|tall|high|deep|wide|large|big|heavy|fast|hot|cold|thick|steep|close|warm|small|strong"
)
_PERSONS = (
    r"person|people|man|woman|official|officials|officer|minister|vice-minister|director|head"
    r"|chief|president|leader|leaders|judge|spokesman|spokeswoman|spokesperson|author|artist"
    r"|king|queen|emperor|general|governor|mayor|scientist|scientists|player|actor|actress"
    r"|singer|writer|researcher|researchers|philosopher|professor|poet|architect|engineer"
    r"|senator|founder|ceo|commander|historian|politician|explorer|fugitive|journalist"
)
_PLACES = (
    r"country|countries|city|cities|town|towns|province|provinces|state|states|region|regions"
    r"|place|places|county|counties|continent|continents|nation|nations|village|island|islands"
    r"|area|areas|district|capital|location|territory|territories|municipality"
)
_NAMES = (
    r"organi[sz]ation|organi[sz]ations|agency|agencies|ministry|company|companies|body|bodies"
    r"|department|court|courts|university|school|team|club|band|newspaper|bank|party|church"
    r"|hospital|institution|institute|committee|foundation|corporation|firm"
)
_WHAT = r"(?:what|which|whose)"
_ADJECTIVES = (
    r"(?: (?!(?:is|was|are|were|be|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|happens?|happened|kinds?|types?|sorts?|the|an?|to|of|in|on|at|by|for|with|from|that)\b)"
    r"[\w'-]+){0,2}?"
)

# Tried in order; the first that fits decides.
_FORMS: tuple[tuple[Kind, str], ...] = (
    (Kind.DATE, r"^(?:(?:since|until|till|by|from|and|so|but) )?when\b"),
    (Kind.PERSON, r"^(?:and |so |but )?whom?\b"),
    (Kind.PLACE, r"^(?:and |so |but |from |in )?where\b"),
    (Kind.SHARE, r"\b(?:what|which) (?:\w+ )?(?:percent|per cent|percentage|share|proportion"
                 r"|fraction|rate)\b|\bpercentage\b|\bhow many percent\b|\bby how many percent"),
    (Kind.DURATION, r"\bhow (?:long|old)\b|\bfor how many (?:\w+ )?(?:years|months|weeks|days"
                    r"|hours|minutes|seconds|decades|centuries)\b|\bwhat (?:length of time|age)\b"
                    r"|\bhow many (?:consecutive |straight )?(?:years|months|weeks|days|hours"
                    r"|minutes|seconds|decades|centuries)\b|\bhow much time\b"),
    (Kind.SHARE, r"\bby how much\b"),
    (Kind.COUNT, r"\bhow many\b|\b(?:total |exact )?numbers? of\b|\bwhat(?: is| was|'s)? (?:the )?"
                 r"(?:\w+ )?(?:number|count|total|population)\b"),
    (Kind.MONEY, rf"\bhow much\b.*\b(?:{_MONEY})\b|\b(?:what|which) (?:sum|amount) of (?:money"
                 rf"|funds|cash)\b|\b(?:what|which|the)(?: \w+)*? (?:cost|costs|price|budget"
                 rf"|revenues?|salary|fine|prize|reward|worth|value)\b(?! of freedom)"
                 r"|\bhow (?:expensive|costly)\b|\b(?:sum|amount) of money\b"),
    (Kind.SHARE, r"\bhow much (?:of|did|do|does|has|have|had)\b.*\b(?:increas\w*"
                 r"|decreas\w*|f[ae]ll\w*|r[io]se\w*|drop\w*|grow\w*|grew|declin\w*|reduc\w*"
                 r"|chang\w*|more|less|fewer|up|down)\b"),
    (Kind.AMOUNT, r"\bhow much\b|\b(?:what|which|the) (?:\w+ )?(?:amount|quantity)\b"),
    (Kind.MEASURE, rf"\bhow (?:{_UNITS_ASKED})\b|\bwhat (?:is|was) the (?:\w+ )*?(?:height|length"
                   r"|width|depth|weight|distance|area|size|speed|temperature|elevation|altitude"
                   r"|diameter|mass|capacity|range)\b|\bwhat (?:height|length|depth|weight"
                   r"|distance|speed|temperature|altitude|elevation)\b"),
    (Kind.YEAR, r"\b(?:what|which) (?:calendar )?year\b"),
    (Kind.DATE, r",\s*when\b"
                r"|\b(?:what|which) (?:date|day|month|decade|century|period|time|era|months|years"
                r"|period of time)\b|\bon what (?:date|day)\b|\bwhen (?:did|was|were|is|are|will"
                r"|does|do|has|have|had|would|should)\b|\bwhat (?:is|was) the (?:\w+ )?(?:date|day|month|year)\b|\bsince when\b"),
    (Kind.PERSON, r"\b(?:by|to|with|for|from) whom?\b|,\s*who\b"
                  r"|\bwho (?:is|was|were|are|did|said|has|had|will)\b"
                  rf"|\b{_WHAT}{_ADJECTIVES} (?:{_PERSONS})\b"),
    (Kind.PLACE, rf",\s*where\b|\bwhere (?:did|was|were|is"
                 rf"|are|do|does|has|have|had)\b|\b{_WHAT}{_ADJECTIVES} (?:{_PLACES})\b"),
    (Kind.NAME, rf"\b{_WHAT}{_ADJECTIVES} (?:{_NAMES})\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(form)) for kind, form in _FORMS)

_WHO_IS = re.compile(
    r"^(?:who(?: is| was|'s|’s)|what (?:is|was) the (?:role|job|position|title|post) of)"
    r"\s+((?:[^\W\d_][\w'’.-]*\s*){1,4}?)\s*\??$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"^(?:by|until|till|from) when|\b(?:before|after|until|deadline)\b")
_AMONG = re.compile(
    r"\bhow many of .*\b(?:is|are|was|were)\s+((?:[\w'-]+ )?(?!\w+ed\b)[\w'-]+)\s*\??$"
)
_COUNTED = re.compile(r"\b(?:how many|numbers? of)\s+(.*)")
_VERB_WORDS = """
did do does was were is are has have had will would can could should may might must that who
    which in of from by at on to for with since between during per and or under there
"""
_VERBS = frozenset(_VERB_WORDS.split())


def asked(question: str) -> Asked:
    """What a question asks for."""
    folded = " ".join(question.casefold().replace("’", "'").split())
    stems = tuple(content_stems(question))
    named = _WHO_IS.match(question.strip())
    if named and _is_name(named[1].split()):
        return Asked(Kind.ROLE, stems, subject=named[1].strip())
    for kind, pattern in _PATTERNS:
        if pattern.search(folded):
            counted = _counted(folded) if kind is Kind.COUNT else ()
            return Asked(kind, stems, counted, bounded=bool(_BOUND.search(folded)))
    return Asked(None, stems)


def _is_name(words: list[str]) -> bool:
    """Whether words can be somebody's name: capitals, or two or three words as typed in haste."""
    if any(word.casefold() in STOPWORDS for word in words):
        return False
    return all(word[0].isupper() for word in words) or len(words) in (2, 3)


def _counted(folded: str) -> tuple[str, ...]:
    """The thing counted: "how many telecom fraud cases were" counts telecom, fraud, case."""
    among = _AMONG.search(folded)
    if among:  # "how many of the suspects were fugitives" counts fugitives
        return tuple(singular(word) for word in among[1].split())
    found = _COUNTED.search(folded)
    if not found:
        return ()
    words = re.findall(r"[^\W_]+", found[1])
    while words and words[0] in ("of", "the", "these", "those", "different", "other", "more"):
        words.pop(0)
    thing = []
    for word in words[:5]:
        if word in _VERBS:
            break
        thing.append(singular(word))
    return tuple(thing)
