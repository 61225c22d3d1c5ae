"""The lines at the head of a text: bylines, date lines, datelines, and what is prose."""

import datetime
import re
import unicodedata

from index.reading.dates import TIME, WEEKDAY

HEADER_LINES = 8  # how far down a title, a byline or a date line is looked for
SHORT_LINE = 120  # characters; a longer line is prose

_UPDATED = r"(?:last\s+)?(?:updated|modified|revised|edited)"
_PUBLISHED = r"(?:first\s+)?(?:published|posted|publication|date|released|issued|filed)"
_LABEL_END = r"(?:\s+(?:date|time|on|at|online))*\s*[:：]?"
LABEL = rf"(?:{_UPDATED}|{_PUBLISHED}){_LABEL_END}"  # what stands before a date
_LABEL = re.compile(
    rf"(?:\b(?P<updated>{_UPDATED})|\b{_PUBLISHED}){_LABEL_END}\s*{WEEKDAY}?$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"|(?:\S+\s+){0,11}\S*[|·•,/–—(-]")  # outlet and names, then a separator
_AFTER_DATE = re.compile(
    rf"{TIME}?(?:[\s|·•,;.()-]*|[\s)]*[|·•,;].{{1,80}}|\s*\d+ min(?:ute)?s? read"
    r"|\s*[\u3400-\u9fff]{2,12})",
    re.IGNORECASE,
)
# "BEIJING, Oct. 31, 2023 (Xinhua) --": the way wire stories begin.
_PLACE = r"[A-Z][A-Z.'’-]+"  # "BEIJING", "ST."
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:[ ,/]+{_PLACE}){{0,4}},?|[A-Z][\w.'’-]+(?:[ ,/]+[A-Z][\w.'’-]+){{0,3}},)\s+"
)
_AGENCY = r"\((?P<agency>[A-Z][\w .&'’-]{1,30})\)"
DATELINE_END = re.compile(rf"\s*+(?:,\s*+)?(?:{_AGENCY}|(?:--?|–|—))")
_CAPITAL = r"(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day)[^\W\d_a-z][\w.'’-]*"
_PARTICLES = r"(?:(?:al|bin|da|de|del|den|der|di|dos|el|la|le|van|von)\s+)*"
_NAME = rf"{_CAPITAL}(?:\s+{_PARTICLES}{_CAPITAL}){{1,4}}"
# Commas separate names only before an "and": in "By Jane Doe, China Daily" the rest is no name.
BYLINE = re.compile(
    rf"[Bb][Yy][:\s]\s*(?P<names>{_NAME}(?:(?:,\s*{_NAME}){{0,4}},?\s+(?:and|&)\s+{_NAME})?)"
    r"(?=\s*$|\s+(?:in|of|for)\s+[A-Z]|\s*[|·•,/–—(]|\s+[-\d])"
)


def lines_of(text: str, limit: int = 40_000) -> list[str]:
    """The lines at the head of a text, stripped, blank ones included."""
    return [line.strip(" \t\u3000\xa0\ufeff") for line in re.split(r"\r\n|\r|\n", text[:limit])]


def date_ranks(
    line: str, found: list[tuple[int, int, datetime.date]], first: bool
) -> list[tuple[int, datetime.date]]:
    """The dates of a line that is there to date the article, each with its rank.

    0 is published, 1 unlabelled, 2 updated. "Mondo Social Updated on 2024-01-31" dates it; the
    headline "Attacks of September 11, 2001" does not.
    """
    ranked = []
    for start, end, date in found:
        before, after = " ".join(line[:start].split()), " ".join(line[end:].split())
        if not _AFTER_DATE.fullmatch(after):
            continue
        if label := _LABEL.search(before):
            # Names may stand before the label, a sentence may not: "the count published on …".
            lead = before[: label.start()].strip()
            names = all(not word[0].islower() for word in lead.split())
            if _LEAD.fullmatch(lead) or (names and len(lead.split()) <= 5):
                ranked.append((2 if label["updated"] else 0, date))
        else:
            lead = re.sub(rf"{WEEKDAY}$", "", before, flags=re.IGNORECASE).strip()
            if not lead or ((not first or BYLINE.match(line)) and _LEAD.fullmatch(lead)):
                ranked.append((1, date))
    return ranked


def is_dateline(line: str, found: tuple[int, int, datetime.date]) -> bool:
    start, end, _ = found
    return bool(_DATELINE.fullmatch(line[:start]) and DATELINE_END.match(line, end))


def is_sentence(line: str) -> bool:
    return len(line.split()) >= 8 and line.endswith((".", "。", "”", '"'))


def width_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
