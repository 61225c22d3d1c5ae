"""Years and days of a life: "(June 19, 1910 – June 5, 1988)" behind a name."""

import re
from collections.abc import Sequence

from qa.language.forms import EXACT_DATE

Ends = tuple[int, int]
_BIRTH, _DEATH = frozenset(("born", "birth")), frozenset(("die", "death", "dead"))
_LIFE = re.compile(
    rf"\((?:[^()\d]{{0,40}}[\s,;])??(?:(?:born|b\.|c\.|ca\.)\s+)?(?P<birth>{EXACT_DATE})"
    rf"\s?(?:--?|[–—]|to)\s?(?:(?:died|d\.|c\.|ca\.)\s+)?(?P<death>{EXACT_DATE})\s?\)"
)

_OF_LIFE = re.compile(
    r"(?i)\b(?:li[vf]\w*|alive|age[sd]?|old\w*|born|birth\w*|die[sd]?|dead|deaths?|pass(?:ed)? away"
    r"|reign\w*|rul\w+|active|dates?|years?|period|time|century|era|exist\w*|founded|establish\w*"
    r"|last(?:s|ed)?|end(?:s|ed)?)\b"
    r"|\bwhen (?:is|was|were) the [\w'’-]+\W*$"  # "the Renaissance"
)
# How many years may lie between the ends of a life of which more is told; a war is shorter.
_LASTS = range(15, 111)
_FAR = 20  # characters before its years that hold what they are of
_FOUR_DIGITS = re.compile(r"\b\d{4}\b")
# What stands before its own years and has no life: "the Ming dynasty (1368–1644)".
_NO_LIFE = re.compile(
    r"(?i)\b(?:wars?|dynasty|empire|era|period|age|republic|kingdom|revolution|colony|series|show"
    r"|occupation|boom|crisis|conflict|campaign|union|movement|railway|company)\s$"
)


def asks_of_no_life(question: str) -> bool:
    """Whether a question asks nothing that years of life may answer."""
    return _OF_LIFE.search(question) is None


def is_of_life(text: str, start: int, end: int) -> bool:
    """Whether a span is a part of the years or days of a life."""
    return any(
        life.start() < start and end < life.end() and _is_a_life(text, life)
        for life in _LIFE.finditer(text)
    )


def asked_end(stems: Sequence[str]) -> str | None:
    """Which end of a life a question asks for, by its stems: "birth", "death" or neither."""
    wants_birth, wants_death = not _BIRTH.isdisjoint(stems), not _DEATH.isdisjoint(stems)
    if wants_birth == wants_death:
        return None
    return "birth" if wants_birth else "death"


def end_of_life(text: str, start: int, end: int, asked: str) -> Ends | None:
    """Where a span says that end: the end itself where it touches both, or the one asked for.

    None where it touches the other end alone; the span itself where it is no part of a life.
    """
    for life in _LIFE.finditer(text):
        low, high = life.span(asked)
        if life.start() < end and start < life.end():
            return (low, high) if start < high and low < end else None
    return start, end


def _is_a_life(text: str, life: re.Match[str]) -> bool:
    """Whether years in brackets may be of somebody: "the war (1914–1918)" tells when it was."""
    if _NO_LIFE.search(text, max(0, life.start() - _FAR), life.start()):
        return False
    years = [_FOUR_DIGITS.findall(life[end]) for end in ("birth", "death")]
    if not all(years):
        return True
    birth, death = (int(found[-1]) for found in years)
    return death - birth in _LASTS
