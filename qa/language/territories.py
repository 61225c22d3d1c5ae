"""Countries and territories that a text names, however it is typed."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from qa.language.words import STOPWORDS, tokens, without_accents

# What people say beside the names of the Unicode CLDR.
_ALSO = {
    "US": ("America", "U.S.", "USA", "United States of America"),
    "GB": ("Britain", "UK", "U.K.", "England", "Scotland", "Wales"),
    "CN": ("mainland China",),
    "MM": ("Myanmar", "Burma"),
    "AE": ("UAE", "Emirates"),
    "TR": ("Turkey", "Turkiye"),
    "VN": ("Viet Nam",),
    "NL": ("Holland",),
    "CZ": ("Czech Republic",),
    "HK": ("Hong Kong",),
    "MO": ("Macau", "Macao"),
    "PS": ("Palestine",),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CD": ("DR Congo", "DRC", "Democratic Republic of Congo", "Democratic Republic of the Congo"),
    "BA": ("Bosnia", "Bosnia and Herzegovina"),
    "SZ": ("Swaziland",),
}
# Whose somebody or something is: the adjective, and the people where they are called otherwise.
_PEOPLES = """
AF Afghan, Afghans; AL Albanian; DZ Algerian; AO Angolan; AR Argentine, Argentinian; AM Armenian; AU
Australian; AT Austrian; AZ Azerbaijani, Azeri; BH Bahraini; BD Bangladeshi; BB Barbadian; BY
Belarusian; BE Belgian; BZ Belizean; BJ Beninese; BT Bhutanese; BO Bolivian; BA Bosnian; BW
Botswanan; BR Brazilian; GB British, Briton, Britons, Scottish, Scots, Welsh; BN Bruneian; BG
Bulgarian; BF Burkinabe; MM Burmese; BI Burundian; KH Cambodian; CM Cameroonian; CA Canadian; TD
Chadian; CL Chilean; CN Chinese; CO Colombian; CG Congolese; HR Croatian, Croat, Croats; CU Cuban;
CY Cypriot; CZ Czech; DK Danish, Danes; NL Dutch; EC Ecuadorian, Ecuadorean; EG Egyptian; AE
Emirati; ER Eritrean; EE Estonian; ET Ethiopian; FJ Fijian; FI Finnish, Finns; FR French; GA
Gabonese; GM Gambian; GE Georgian; DE German; GH Ghanaian; GR Greek; GT Guatemalan; GN Guinean; GY
Guyanese; HT Haitian; HN Honduran; HU Hungarian; IS Icelandic, Icelander; IN Indian; ID Indonesian;
IR Iranian; IQ Iraqi; IE Irish; IL Israeli; IT Italian; CI Ivorian; JM Jamaican; JP Japanese; JO
Jordanian; KZ Kazakh, Kazakhstani; KE Kenyan; XK Kosovar; KW Kuwaiti; KG Kyrgyz; LA Laotian; LV
Latvian; LB Lebanese; LR Liberian; LY Libyan; LT Lithuanian; LU Luxembourgish; MK Macedonian; MG
Malagasy, Madagascan; MW Malawian; MY Malaysian; MV Maldivian; ML Malian; MT Maltese; MR
Mauritanian; MU Mauritian; MX Mexican; MD Moldovan; MC Monegasque; MN Mongolian; ME Montenegrin; MA
Moroccan; MZ Mozambican; NA Namibian; NP Nepali, Nepalese; NI Nicaraguan; NE Nigerien; NG Nigerian;
KP North Korean; NO Norwegian; OM Omani; PK Pakistani; PS Palestinian; PA Panamanian; PY Paraguayan;
PE Peruvian; PH Philippine, Filipino, Filipina; PL Polish, Poles; PT Portuguese; PR Puerto Rican; QA
Qatari; RO Romanian; RU Russian; RW Rwandan; SV Salvadoran; SA Saudi, Saudi Arabian; SN Senegalese;
RS Serbian, Serb, Serbs; SL Sierra Leonean; SG Singaporean; SK Slovak, Slovakian; SI Slovenian,
Slovene; SO Somali; ZA South African; KR South Korean; SS South Sudanese; ES Spanish, Spaniard; LK
Sri Lankan; SD Sudanese; SR Surinamese; SE Swedish, Swedes; CH Swiss; SY Syrian; TW Taiwanese; TJ
Tajik; TZ Tanzanian; TH Thai; TG Togolese; TN Tunisian; TR Turkish, Turks; TM Turkmen; UG Ugandan;
UA Ukrainian; US American; UY Uruguayan; UZ Uzbek; VE Venezuelan; VN Vietnamese; YE Yemeni; ZM
Zambian; ZW Zimbabwean
"""
# In small letters they are other words.
_CAPITAL = frozenset(("polish", "poles", "danes", "swedes", "turks"))


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or territory where a text names it."""

    code: str  # ISO 3166
    start: int
    end: int


def territories(text: str) -> list[Territory]:
    """Every one that a text names, in order. Small letters count: questions are typed in haste."""
    names, openings = _names(), _openings()
    words = tokens(text)
    found: list[Territory] = []
    at = 0
    while at < len(words):
        may_open = _first(text[words[at].start : words[at].end]) in openings
        for length in range(min(4, len(words) - at) if may_open else 0, 0, -1):
            start, end = words[at].start, words[at + length - 1].end
            end -= 2 * text[start:end].endswith(("'s", "’s"))  # "Britain's population"
            name = _folded(text[start:end])
            code = names.get(name)
            if code and (name not in _CAPITAL or text[start].isupper()):
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
    named |= _peoples()
    # "Turkey" is a bird and "Jordan" a man as well; those without a capital are left out by use.
    return {name: code for name, code in named.items() if name and name not in STOPWORDS}


@cache
def _openings() -> frozenset[str]:
    """The first words of the names."""
    return frozenset(map(_first, _names()))


@lru_cache(maxsize=1 << 14)  # most words of a text come again
def _first(name: str) -> str:
    return _folded(name).partition(" ")[0]


@cache
def _peoples() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in _PEOPLES.split(";"):
        code, names = entry.split(maxsplit=1)
        for single in map(_folded, names.split(",")):
            is_plural = single.endswith(("s", "ese", "ish", "ch", "sh"))
            found |= {single: code, single if is_plural else f"{single}s": code}
    return found


def is_of_people(name: str) -> bool:
    """Whether it says whose somebody or something is: "Danish", "the Danes"."""
    return _folded(name) in _peoples()


def _folded(name: str) -> str:
    plain = without_accents(re.sub(r"\(.*?\)", "", name))
    return re.sub(r"[\W_]+", " ", plain).strip().casefold()
