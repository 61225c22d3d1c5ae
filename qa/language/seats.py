"""Capitals of countries, and the seats and bodies that stand for one: "the Kremlin"."""

import re
from functools import cache, lru_cache

from qa.language.territories import Territory, territories
from qa.language.words import folded

_CAPITALS = """
AF Kabul; AL Tirana; DZ Algiers; AO Luanda; AR Buenos Aires; AM Yerevan; AU Canberra; AT Vienna; AZ
Baku; BH Manama; BD Dhaka; BY Minsk; BE Brussels; BO La Paz, Sucre; BA Sarajevo; BW Gaborone; BR
Brasilia; GB London; BG Sofia; BF Ouagadougou; MM Naypyidaw; KH Phnom Penh; CM Yaounde; CA Ottawa;
TD N'Djamena; CL Santiago; CN Beijing, Peking; CO Bogota; CG Brazzaville; CD Kinshasa; CR San Jose;
CI Yamoussoukro, Abidjan; HR Zagreb; CU Havana; CY Nicosia; CZ Prague; DK Copenhagen; EC Quito; EG
Cairo; SV San Salvador; ER Asmara; EE Tallinn; ET Addis Ababa; FI Helsinki; FR Paris; GA Libreville;
GM Banjul; GE Tbilisi; DE Berlin; GH Accra; GR Athens; GT Guatemala City; GN Conakry; HT
Port-au-Prince; HN Tegucigalpa; HU Budapest; IS Reykjavik; IN New Delhi, Delhi; ID Jakarta; IR
Tehran; IQ Baghdad; IE Dublin; IL Jerusalem, Tel Aviv; IT Rome; JM Kingston; JP Tokyo; JO Amman; KZ
Astana; KE Nairobi; XK Pristina; KW Kuwait City; KG Bishkek; LA Vientiane; LV Riga; LB Beirut; LS
Maseru; LR Monrovia; LY Tripoli; LT Vilnius; MK Skopje; MG Antananarivo; MW Lilongwe; MY Kuala
Lumpur; ML Bamako; MT Valletta; MR Nouakchott; MX Mexico City; MD Chisinau; MN Ulaanbaatar, Ulan
Bator; ME Podgorica; MA Rabat; MZ Maputo; NA Windhoek; NP Kathmandu; NL Amsterdam, The Hague; NZ
Wellington; NI Managua; NE Niamey; NG Abuja; KP Pyongyang; NO Oslo; OM Muscat; PK Islamabad; PS
Ramallah; PA Panama City; PY Asuncion; PE Lima; PH Manila; PL Warsaw; PT Lisbon; QA Doha; RO
Bucharest; RU Moscow; RW Kigali; SA Riyadh; SN Dakar; RS Belgrade; SL Freetown; SK Bratislava; SI
Ljubljana; SO Mogadishu; ZA Pretoria, Cape Town; KR Seoul; SS Juba; ES Madrid; LK Colombo; SD
Khartoum; SE Stockholm; CH Bern, Berne; SY Damascus; TW Taipei; TJ Dushanbe; TZ Dodoma; TH Bangkok;
TG Lome; TN Tunis; TR Ankara; UG Kampala; UA Kyiv, Kiev; US Washington; UY Montevideo; UZ Tashkent;
VE Caracas; VN Hanoi; YE Sanaa, Sana'a; ZM Lusaka; ZW Harare
"""
_SEATS = """
RU Kremlin; US White House, Pentagon; GB Downing Street, Whitehall; FR Elysee; ES Moncloa
"""
# They tell which country is meant, and stand for nobody else.
_BODIES = """
US Federal Reserve, Fed, Capitol Hill; GB Bank of England, Westminster; JP Bank of Japan; DE
Bundestag, Bundesbank; IL Knesset
"""
_CAPITAL = re.compile(r"\s+capital\b(?!\s+(?:city\s+)?(?:markets?|gains?|punishment|goods|flows?))")
_OF = re.compile(r"(?i)\bcapital\s+(?:city\s+)?of\s+(?:the\s+)?$")


@cache
def _by_code(lines: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for entry in lines.split(";"):
        code, names = entry.split(maxsplit=1)
        found[code] = tuple(folded(" ".join(name.split())) for name in names.split(","))
    return found


def capital_meant(text: str, country: Territory) -> tuple[str, ...]:
    """The names of the capital, where a text has a country tell of it: "the French capital"."""
    before = text[max(0, country.start - 30) : country.start]
    is_meant = _CAPITAL.match(text, country.end) or _OF.search(before)
    return _by_code(_CAPITALS).get(country.code, ()) if is_meant else ()


def seats_of(code: str) -> tuple[str, ...]:
    """The names of a country's capital and of what else is known to be its own."""
    lines = (_CAPITALS, _SEATS, _BODIES)
    return tuple(name for each in lines for name in _by_code(each).get(code, ()))


def stands_for(name: str) -> str | None:
    """The country for whose government a seat stands: "RU" for "Kremlin"."""
    name = folded(name)
    return next((code for code, names in _by_code(_SEATS).items() if name in names), None)


@lru_cache(maxsize=1 << 8)  # an article is looked at for each of its statements
def tells_of(code: str, text: str) -> bool:
    """Whether a text names a country, or what stands for its government."""
    if any(one.code == code for one in territories(text)):
        return True
    names = "|".join(map(re.escape, seats_of(code)))
    return bool(names) and re.search(rf"\b(?:{names})\b", folded(text)) is not None
