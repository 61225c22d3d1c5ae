"""Lines at the head or foot of a text that say who published it, and who wrote it."""

import re
from dataclasses import dataclass

from index.reading.dates import TIME, WEEKDAY, find_dates
from index.reading.header_lines import BYLINE, LABEL, SHORT_LINE
from index.reading.outlets import Outlet, clean_name, is_agency, is_plain, may_be_outlet, outlet

MAX_PARTS = 5  # of a line: outlet, section, date, page, byline

# Pictures have sources of their own, and these are lines about something else.
_OF_OTHERS = re.compile(
    r"\b(?:photos?|photograph\w*|pictures?|images?|video|graphic|illustration|caption|credits?|getty"
    r"|courtesy|read more|related|share|follow|subscribe|reporting by|editing by)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[-/]+\s+|\s*[|•·–—]+\s*|[,;]\s+|\t+|\s{3,}")
_PARTIAL = (  # what stands there as a date without being a full one
    r"(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?(?:,?\s+(?:19|20)\d\d)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
)
_BEFORE_DATE = re.compile(rf"(?:\b{LABEL}\s*)?{WEEKDAY}?$", re.IGNORECASE)
_SHORT_DATE = re.compile(_PARTIAL, re.IGNORECASE)
_NOISE = re.compile(
    rf"{LABEL}|{WEEKDAY}|{_PARTIAL}|[\d\s:.]*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}})?|\d+\s*min(?:ute)?s?(?:\s+read)?"
    r"|(?:pages?|pg?\.|section|vol\.?|issue|no\.)\s*[A-Z]?-?\d{0,4}[A-Z]?|in\s+[\w ]{2,30}"
    r"|(?:[\w&]+\s+){0,3}(?:desk|staff|staff writers?|correspondents?|reporters?|editors?|bureau)"
    r"|staff reports?|online|print edition|all rights reserved\.?",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(\*\*|__|\*|_)(?=\S)([^*_]+)(?<=\S)\1")
_PUBLISHED = (
    r"(?:th(?:is|e)\s+(?:article|story|piece|report|interview|essay|column)\s+(?:was\s+)?)?"
    r"(?:(?:first|originally)\s+)?(?:(?:published|posted|issued|appeared)(?:\s+first)?"
    r"\s+(?P<by>by|in|on|at)|(?:re-?published|reprinted|reproduced|adapted)"
    r"(?:\s+(?:from|by|with\s+(?:the\s+)?permission\s+(?:of|from)))?)\s+"
)
_SOURCE = (
    r"(?:source|quelle|fuente|fonte|источник|kilde|källa|bron|kaynak|来源|來源|出典|출처)"
    r"\s*[:：]\s*"
)
_COPYRIGHT = r"(?:(?:copyright|\(c\)|©)\s*){1,3}(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?"
_LABELLED = re.compile(rf"{_PUBLISHED}|{_SOURCE}|{_COPYRIGHT}", re.IGNORECASE)
_AT_THE_FOOT = re.compile(rf"{_SOURCE}|{_COPYRIGHT}", re.IGNORECASE)
_STAFF = re.compile(
    r"(?:\s+(?:senior|chief|foreign|special))?"
    r"\s+(?:staff(?:\s+(?:writers?|reporters?|reports?))?|writers?|reporters?|correspondents?|newsroom)$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*(?:(?:special|exclusive)\s+(?:to|for)|of|for|at|from|with)\s+(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An outlet that a line names, and what speaks for it."""

    name: str
    certainty: Outlet
    beside: bool  # a date, a byline or a label stands in the same line

    @property
    def is_sure(self) -> bool:
        """Whether the name alone, without what stands beside it, is an outlet's."""
        article = self.name.casefold().startswith("the ")
        return self.certainty >= (Outlet.LIKELY if article else Outlet.SURE)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: people, or the outlet itself, or people of an outlet."""

    authors: str | None
    outlet: str | None


def source_line(line: str) -> SourceLine | None:
    """The outlet of a line that does nothing but say where, when and by whom it was published."""
    if len(line) > SHORT_LINE or _OF_OTHERS.search(line):
        return None
    line = _unbracketed(_MARKED.sub(r"\2", line).strip("*_— "))
    if label := _LABELLED.match(line):
        return _labelled(line[label.end() :], by=label["by"] == "by")
    byline = BYLINE.match(line)
    signed = signature(line) if byline else None
    if signed and signed.outlet:
        return SourceLine(signed.outlet, outlet(signed.outlet), beside=True)
    text, dated = _without_dates(line[byline.end() :] if byline else line)
    parts = [part for part in map(_part, _SEPARATOR.split(text)) if part]
    return _judged(parts, dated, signed is not None) if len(parts) <= MAX_PARTS else None


def is_imprint(line: str) -> bool:
    """Whether it says by a verb who published: "This article first appeared in The Wire."."""
    return len(line) <= SHORT_LINE and bool(_LABELLED.match(line)) and source_line(line) is not None


def _judged(parts: list[str], dated: bool, signed: bool) -> SourceLine | None:
    """The outlet among the parts of a line, if the others are what stands beside one."""
    dated = dated or any(map(_SHORT_DATE.fullmatch, parts))
    judged = [(outlet(part), part) for part in parts if not is_plain(part)]
    names = [(certainty, part) for certainty, part in judged if certainty]
    others = [part for certainty, part in judged if not certainty and not _NOISE.fullmatch(part)]
    if not names or not all(map(_may_stand_beside, others)) or len(others) > 1 + dated:
        return None
    certainty, name = max(names, key=lambda each: (each[0] >= Outlet.SURE, not is_agency(each[1])))
    if others and certainty < (Outlet.LIKELY if dated or signed else Outlet.SURE):
        return None
    return SourceLine(name, certainty, beside=dated or signed)


def _may_stand_beside(text: str) -> bool:
    """A place, a person, a byline."""
    words = text.split()
    return len(words) <= 4 and all(word[0].isupper() for word in words) and ":" not in text


def _labelled(rest: str, by: bool = False) -> SourceLine | None:
    text, dated = _without_dates(rest)
    name = re.split(r"\s*[|•·–—;]\s*|,\s|\.\s|\s+on\s*(?:\||$)|\s{3,}", text)[0]
    name = _part(re.sub(r"\s+(?:19|20)\d\d$", "", name.rstrip(".")))  # "© AFP 2023"
    certainty = outlet(name)
    if by and dated and not certainty and may_be_outlet(name) and " " not in name:
        certainty = Outlet.PERHAPS  # a person has two names
    return SourceLine(name, certainty, beside=True) if certainty else None


def _without_dates(line: str) -> tuple[str, bool]:
    """The line with a separator for each date, its weekday and its time; whether it had any."""
    found = find_dates(line)
    for start, end, _ in reversed(found):
        time = re.match(TIME, line[end:])
        before = _BEFORE_DATE.sub("", line[:start])
        line = f"{before} | {line[end + (time.end() if time else 0) :]}"
    return line, bool(found)


def _unbracketed(text: str) -> str:
    bracketed = text.startswith(("(", "[")) and text.endswith((")", "]"))
    return text[1:-1].strip() if bracketed else text


def _part(text: str) -> str:
    """A part of a line without what belongs to a name and is none of it: "the Post in Oslo"."""
    text = _unbracketed(text.strip())
    name = clean_name(_TO.sub("", text, count=1) if _TO.match(text) else text).strip("()[] ")
    name = re.sub(r"\s+in\s+[A-Z][\w. ]{2,25}$", "", _STAFF.sub("", name))
    partner = re.search(r"\s+(?:with|and)\s+(?P<name>[^\s].*)$", name)
    return name[: partner.start()] if partner and is_agency(partner["name"]) else name


def signature(line: str) -> Signature | None:
    """Who signs in this line: "By Jane Doe, The Border Post", "3 May 2023 | By Reuters staff"."""
    if len(line) > SHORT_LINE:
        return None
    match = re.search(r"(?:^|[|•·/–—]\s*)(?=[Bb][Yy][:\s])", line)
    if not match:
        return None
    line = line[match.end() :]
    text, _ = _without_dates(re.sub(r"^[Bb][Yy][:\s]\s*", "", line))
    name = _STAFF.sub("", clean_name(_SEPARATOR.split(text)[0]))
    if SourceLine(name, outlet(name), beside=True).is_sure:
        return Signature(None, name)
    byline = BYLINE.match(line)
    if not byline:
        return None
    words = byline["names"].split()
    for number in range(max(1, len(words) - 3), len(words)):  # "By JANE DOE Associated Press"
        tail = " ".join(words[number:])
        if outlet(tail) == Outlet.KNOWN:
            return Signature(" ".join(words[:number]).removesuffix(" The"), tail)
    return Signature(byline["names"], None)


def split_headline(line: str) -> tuple[str, str] | None:
    """A headline and what names its outlet after it: "Fares go up / Reuters 2023-11-02"."""
    if len(line) > SHORT_LINE + 80:
        return None
    for match in re.finditer(r"\s+[|/•·–—-]\s+|\s+(?=\()", line):
        title, rest = line[: match.start()].strip(), line[match.end() :].strip("() ")
        found = source_line(rest)
        if not found or len(title.split()) < 2 or len(rest) > 70 or is_plain(title):
            continue
        in_brackets = match[0].isspace()
        if found.beside or (is_agency(found.name) if in_brackets else found.is_sure):
            return title, rest
    return None


def foot_source(text: str) -> str | None:
    """Whose copyright or source the last lines state, if that is surely an outlet."""
    lines = [line.strip(" \t\u3000\xa0()*_") for line in re.split(r"[\r\n]+", text[-1500:])]
    for line in [line for line in lines if line][-4:]:
        label = _AT_THE_FOOT.match(line) if len(line) <= 300 else None
        if label and not _OF_OTHERS.search(line) and (found := _labelled(line[label.end() :])):
            return found.name if found.is_sure else None
    return None
