"""Those who share a word of their names: "Hallam Re" and "Munich Re", two Philharmonics."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from qa.language.words import STOPWORDS, folded, plain

# Words that many names share: by themselves they name nobody.
_SORTS = """
party union alliance league group company bank ministry minister court university council committee
agency office corporation institute association federation department authority commission centre
center school college hospital church club team city county district province state government
parliament congress cyclone hurricane typhoon storm operation project act law bill treaty prime
president king queen general mayor governor deputy vice the of and new old great national
international european american world north south east west northern southern eastern western
united first second third fourth port mount lake river cape fort bay gulf island islands sea
saint san santa
"""
SHARED = frozenset(_SORTS.split())
TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "professor", "doctor", "sir", "dame", "lady", "lord", "st"]
)
_OF_OFFICES = """
chancellor ambassador senator judge justice captain colonel major sergeant lieutenant admiral
detective inspector constable bishop archbishop cardinal pope emperor empress prince princess duke
duchess baron baroness count countess secretary director chief officer chairman chairwoman chair ceo
coach manager commissioner representative premier pastor rabbi imam father sister brother mother
uncle aunt sheikh sultan emir tsar founder author writer actor actress singer
"""
_OFFICES = frozenset(_OF_OFFICES.split())
_SHORT = 3  # letters that a first name and its short form begin with
_ALIKE = 0.75
# What is called after somewhere or something: "the Battle of Orsk".
_KINDS = """
university college institute academy school bank battle siege treaty peace massacre declaration
convention church cathedral abbey temple museum tower palace house court kingdom duchy republic bay
gulf isle gospel order
"""
_KIND_OF = re.compile(
    rf"\b(?P<kind>(?i:{'|'.join(_KINDS.split())})) of (?:the )?"
    r"(?P<whose>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
)
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def namesake(name: str, text: str) -> str | None:
    """Another of whom a text has one of two names: "Hallam Re", where "Munich Re" is asked about.

    None where the text has the name itself, or a part of it that nothing says to be another's.
    """
    words = [word for word in name.split() if word.casefold().rstrip(".") not in TITLES]
    if len(words) != 2 or any(word.casefold() in SHARED | STOPWORDS | _OFFICES for word in words):
        return None
    own = [plain(word) for word in words]
    if re.search(rf"(?i)\b{_between(words)}\b", text):
        return None  # "Sinan Erdem Dome"
    other = None
    for place, word in enumerate(words):
        for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            beside = _before(text, match.start()) if place else _behind(text, match.end())
            spelt = plain(beside)
            if not beside or spelt in own or spelt in SHARED | TITLES:
                return None
            if _may_be_short(spelt, own[1 - place]):
                return None
            other = f"{beside} {match[0]}" if place else f"{match[0]} {beside}"
    return other


def only_of_others(name: str, text: str) -> str | None:
    """Another of whom a whole text has the words that it has of a name: "Vantaa Philharmonic".

    None where it has all that tell who is meant, or none, or one that nothing says to be another's.
    """
    words = WORD.findall(name)
    own = [plain(word) for word in words]
    wanted = [word for word in telling(name) if word not in _OFFICES]
    if len(wanted) < 2:
        return None
    held, every = held_words(text), folded(text)
    present = [at for at, word in enumerate(own) if word in wanted and word in held]
    absent = [word for word in wanted if word not in every]
    other = None
    for at in present if absent else ():
        for match in re.finditer(rf"\b{re.escape(words[at])}\b", text, re.IGNORECASE):
            beside = _before(text, match.start()) if at else _behind(text, match.end())
            spelt = plain(beside)
            if not beside or spelt in own or spelt in SHARED | TITLES | STOPWORDS | _OFFICES:
                return None
            if any(_may_be_short(spelt, word) for word in absent):
                return None
            other = other or (f"{beside} {match[0]}" if at else f"{match[0]} {beside}")
    return other


@lru_cache(maxsize=1 << 8)  # an article is looked at for each of its statements
def of_another(question: str, text: str) -> tuple[str, str] | None:
    """Another of its sort, of which a text tells, and the one asked about, which it lacks.

    "Battle of Orsk", where the question asks about the "Battle of Poltava".
    """
    for asked in _KIND_OF.finditer(question):
        own = telling(asked["whose"])
        short = "".join(word[0] for word in WORD.findall(asked[0]) if word != "the")
        held = folded(text)
        if not own or any(word in held for word in own) or re.search(rf"(?i)\b{short}\b", text):
            continue
        same_kind = rf"\b(?i:{asked['kind']}) of (?:the )?(?P<whose>[A-Z][\w'’-]*)"
        others = [each for each in re.finditer(same_kind, text) if telling(each["whose"])]
        if others and not any(_is_spelt_so(each["whose"], own[-1]) for each in others):
            return others[0][0], asked[0]
    return None


def _is_spelt_so(one: str, other: str) -> bool:
    return SequenceMatcher(None, plain(one), other).ratio() > _ALIKE


def _may_be_short(one: str, other: str) -> bool:
    """Whether two may be the same first name: "Joe", "Joseph"."""
    is_short = min(len(one), len(other)) <= _SHORT + 1
    return same_start(one, other) >= _SHORT - is_short


def _between(words: Sequence[str]) -> str:
    """A pattern of the two words with a further name, or two, between them."""
    first, last = map(re.escape, words)
    return rf"{first}\s(?-i:[A-Z][\w.'’-]*\s){{1,2}}{last}"


def _before(text: str, start: int) -> str:
    """The capitalised word before a place, within a sentence."""
    found = re.search(r"(\w[\w'’-]*)\s$", text[max(0, start - 40) : start])
    return found[1] if found and found[1][0].isupper() else ""


def _behind(text: str, end: int) -> str:
    found = re.match(r"\s([A-Z][\w'’-]*)", text[end : end + 40])
    return re.sub(r"['’]s$", "", found[1]) if found else ""


@lru_cache(maxsize=1 << 8)  # an article is looked at for each of its statements
def held_words(text: str) -> frozenset[str]:
    """The words of a text that are not in small letters."""
    return frozenset(plain(word) for word in WORD.findall(text) if not word.islower())


def telling(name: str) -> list[str]:
    """The words of a name, in small letters, that many names do not share: of "Lake Torvo" one."""
    words = map(plain, WORD.findall(name))
    return [word for word in words if word not in SHARED | STOPWORDS | TITLES]


def same_start(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((at for at, each in enumerate(same) if not each), min(len(one), len(other)))
