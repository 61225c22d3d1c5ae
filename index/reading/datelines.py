"""Agencies where their reports name them: in the dateline, or after the last word."""

import re

from index.reading.dates import WEEKDAY
from index.reading.header_lines import SHORT_LINE
from index.reading.outlets import Outlet, is_agency, is_plain, outlet

_WORD = r"[^\W\d_][\w.'’-]*"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+[A-Za-z]{3,9}\.?)(?:,?\s+\d{4})?|\d{1,2}"
_PLACE = rf"{_WORD}(?:(?:\s*[,/]\s*|\s+){_WORD}){{0,5}}(?:\s+\[[\w ]{{2,30}}\])?"
# "NAIROBI, Kenya, July 19, 2023 --"; nothing of it has to be there.
_LEAD = re.compile(rf"(?:{_PLACE},?)?(?:[\s,]*(?:{_DAY}))?[.,:]?\s*(?:[-–—]+\s*)?")
_END = r"(?P<end>\s*\.?\s*[-–—:]|\.)?"
_NAMED = (
    re.compile(rf"(?P<lead>[^()\n]{{0,90}})\((?P<name>[^\s()][^()\n]{{1,40}})\){_END}"),
    re.compile(rf"(?P<lead>[^()/\n]{{0,90}})/(?P<name>[^\s()/][^()/\n]{{1,40}})/{_END}"),
)
_BARE = re.compile(r"(?P<lead>[^()–—\n]{2,80}?)\s+[-–—]+\s")  # "TOKYO, Nov 3, Kyodo -"
_COUNTRY = re.compile(r"([^()]{2,40}?)\s*\([A-Z][^()\d]{2,30}\)(?=,)")  # "IPOH (Malaysia), May 2"
_WIDE = re.compile(
    r"[【(\[]?\s*([\u3400-\u9fff]{2,8}?[社网])[\u3400-\u9fff]{2,12}\d{1,2}月\d{1,2}日\s*[电電讯訊]"
)
_NO_AGENCY = re.compile(
    r"u\.?k\.?|u\.?s\.?(?:a\.?)?|uae|drc|prc|eu|un|d\.?c\.?|nyc|nsw|nato|who|updated?|adds|corrected"
    r"|watch|file|recasts|refiles?|repeats|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
    rf"|{WEEKDAY}",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(?:^|[.!?…。\"”’)])\s*[-–—(/]+\s*([^\W\d_][\w/ ]{1,30})[)/]?\.?$")


def dateline_agency(line: str) -> str | None:
    """The agency that a dateline names: "BEIJING, Oct 31 (Xinhua) --", "(Reuters) -"."""
    line = _COUNTRY.sub(r"\1", line[:SHORT_LINE], count=1)
    if match := _WIDE.match(line):
        return match[1]
    for pattern in _NAMED:
        if (match := pattern.match(line)) and _is_lead(match["lead"]):
            return _agency(match["lead"].strip(), match["name"], match["end"] is not None)
    match = _BARE.match(line)
    return _bare_agency(match["lead"].split()) if match else None


def _bare_agency(words: list[str]) -> str | None:
    """The agency at the end of what stands before the dash, without brackets around it."""
    for number in range(max(0, len(words) - 3), len(words)):
        name, lead = " ".join(words[number:]), " ".join(words[:number])
        if outlet(name) >= (Outlet.SURE if " " in name else Outlet.KNOWN):
            return name if _is_lead(lead) else None
    return None


def _is_lead(lead: str) -> bool:
    """Whether it can be a place and a day, and so no part of a sentence."""
    words = re.findall(_WORD, lead)
    return (
        len(words) <= 8 and all(word[0].isupper() for word in words) and bool(_LEAD.fullmatch(lead))
    )


def _agency(lead: str, name: str, ended: bool) -> str | None:
    name = " ".join(name.split())
    certainty = outlet(name)
    if certainty == Outlet.KNOWN or (certainty == Outlet.SURE and lead):
        return name
    if not ended and not lead.endswith(("-", "–", "—", ":")):
        return None
    return name if certainty >= Outlet.LIKELY or _may_be_agency(lead, name) else None


def _may_be_agency(lead: str, name: str) -> bool:
    """Whether an unknown name stands as an agency's does, and not as a country's or a remark."""
    if is_plain(name) or _NO_AGENCY.fullmatch(name):
        return False
    if re.fullmatch(r"[A-Z]\w{0,3}[A-Z]{2,3}|[A-Z]{3}", name):  # an acronym
        return bool(lead)
    capitals = re.fullmatch(r"[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,3}", name)
    return bool((re.search(r"\d", lead) and capitals) or re.fullmatch(r"[A-Z][a-z]+[A-Z]\w+", name))


def signing_off(text: str) -> str | None:
    """The agency after the last word of a text: "… of the campaign. — Bernama"."""
    match = _LAST_WORD.search(text[-200:].rstrip().rpartition("\n")[2])
    return match[1] if match and is_agency(match[1]) else None
