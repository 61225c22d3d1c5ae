"""Names written as their initials, "LG" or "BoE", and whether a text has them in any form."""

import re
from functools import lru_cache

from qa.language.words import folded

_INITIALS = re.compile(r"(?=(?:[a-z]?[A-Z]){2})[A-Za-z]{2,5}")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\b[A-Z][\w'’&]*(?:[ -](?:(?:of|and|for|the|&|in) ){0,2}[A-Z][\w'’&]*)*")
_POINTS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\b|\s|$)")  # "D.C."
_LONG = 3  # letters at least of what small words may spell out: "artificial neural network"
_PER_LETTER = 3  # letters at least of a word for each that stands for it
# Behind these stands a firm or a body that acts or is somebody's: "did LG open".
_NAMED = re.compile(r"(?i)\b(?:did|does|has|have|will|would|of|by|for|from|is|was)\s+$")
# They stand for things, or for what goes without saying.
_NO_BODIES = """
AI AC ADHD AIDS ATM BC BMI BSE CCTV CD CEO CFO CO COO CT DC DIY DNA DVD EEG ECG EEZ EPO ER EU EV EVS
FA GDP GM GMO GMT GNP GPS HD HGV HIV HPV ICU ID IQ IRA IS ISIS IT IVF LCD LED LGBT LNG LPG LSD MDMA
MP MPS MRI MRNA MS MSG MVP NGO NHS OK PC PCR PHD PM PR PSA PTSD PVC RAF RNA SIM SMS SUV TB TNT TV
UAE UFO UHF UK UN US USA USB USSR UV VAT VIP VR WC WW XL
"""
_THINGS = frozenset(_NO_BODIES.split())


def are_initials(name: str) -> bool:
    """Whether a name is of such letters alone."""
    return _INITIALS.fullmatch(name) is not None


def are_several(name: str) -> bool:
    """Whether a name is of several such: "MVP of the NFL", which an article tells in words."""
    words = [word for word in _WORD.findall(name) if not word.islower()]
    return len(words) > 1 and all(map(are_initials, words))


def is_a_body(question: str, start: int, end: int) -> bool:
    """Whether initials in a question are a body without which it would be another question."""
    name = question[start:end]
    is_owner = question[end:].startswith(("'s", "\u2019s"))
    stands_so = is_owner or _NAMED.search(question[:start]) is not None
    return stands_so and are_initials(name) and name.upper() not in _THINGS


@lru_cache(maxsize=1 << 8)  # an article is looked at for each of its statements
def are_told(name: str, text: str) -> bool:
    """Whether a text has initials themselves, words that they begin, or a word that has them.

    "Scandinavian Airlines" for "SAS", "Volkswagen" for "VW"; one letter at the end may be wanting.
    """
    wanted, text = folded(name), _POINTS.sub("", text)
    if any(folded(word) == wanted for word in _WORD.findall(text)):
        return True
    least = wanted if len(wanted) < _LONG else wanted[:-1]
    for run in _RUN.findall(text):
        words = _WORD.findall(run)
        capital = [word for word in words if not word.islower()]
        firsts = ["".join(folded(word)[:1] for word in each) for each in (words, capital)]
        if wanted in firsts[0] or least in firsts[1]:
            return True
        if any(_has_in_order(folded(word), wanted) for word in capital):
            return True
    spelt = "".join(word[0] for word in map(folded, _WORD.findall(text)) if word)
    return len(wanted) >= _LONG and wanted in spelt


def _has_in_order(word: str, letters: str) -> bool:
    """Whether a long word begins with the first of some letters and has the others after it."""
    if word[0] != letters[0] or len(word) < _PER_LETTER * len(letters):
        return False
    rest = iter(word)
    return all(letter in rest for letter in letters)
