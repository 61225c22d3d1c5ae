"""Countries and territories that a text names, however it is typed."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from qa.language.words import STOPWORDS, tokens, without_accents

# What people say beside the names of the Unicode CLDR.
_ALSO = {
    "US": ("America", "American", "U.S.", "USA", "United States of America"),
    "GB": ("Britain", "British", "UK", "U.K.", "England", "Scotland", "Wales"),
    "CN": ("Chinese", "mainland China"),
    "MM": ("Myanmar", "Burma", "Burmese"),
    "KR": ("South Korean",),
    "KP": ("North Korean",),
    "RU": ("Russian",),
    "AE": ("UAE", "Emirates"),
    "TR": ("Turkey", "Turkiye", "Turkish"),
    "TH": ("Thai",),
    "VN": ("Viet Nam", "Vietnamese"),
    "KH": ("Cambodian",),
    "PH": ("Philippine", "Filipino"),
    "ID": ("Indonesian",),
    "IN": ("Indian",),
    "FR": ("French",),
    "DE": ("German",),
    "ES": ("Spanish",),
    "IT": ("Italian",),
    "JP": ("Japanese",),
    "BR": ("Brazilian",),
    "CZ": ("Czech Republic",),
    "HK": ("Hong Kong",),
    "MO": ("Macau", "Macao"),
    "PS": ("Palestine", "Palestinian"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CD": ("DR Congo", "DRC", "Democratic Republic of Congo", "Democratic Republic of the Congo"),
    "BA": ("Bosnia", "Bosnian", "Bosnia and Herzegovina"),
}


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or territory where a text names it."""

    code: str  # ISO 3166
    start: int
    end: int


def territories(text: str) -> list[Territory]:
    """Every one that a text names, in order. Small letters count: questions are typed in haste."""
    names = _names()
    words = tokens(text)
    found: list[Territory] = []
    at = 0
    while at < len(words):
        for length in range(min(4, len(words) - at), 0, -1):
            start, end = words[at].start, words[at + length - 1].end
            code = names.get(_folded(text[start:end]))
            if code:
                found.append(Territory(code, start, end))
                at += length - 1
                break
        at += 1
    return found


@cache
def _names() -> dict[str, str]:
    stated = Locale.parse("en").territories
    named = {_folded(name): code for code, name in stated.items() if len(code) == 2}
    for code, names in _ALSO.items():
        named |= {_folded(name): code for name in names}
    # "Turkey" is a bird and "Jordan" a man as well; those without a capital are left out by use.
    return {name: code for name, code in named.items() if name and name not in STOPWORDS}


def _folded(name: str) -> str:
    plain = without_accents(re.sub(r"\(.*?\)", "", name))
    return re.sub(r"[\W_]+", " ", plain).strip().casefold()
