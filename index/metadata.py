"""What is known about an article: title, date, source, author, URL. Unknown stays None.

A wrong date or title misleads a reader more than a missing one, so everything here takes only what
is stated in full: a date needs its day, month and year, unambiguously.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

MAX_LENGTH = 1_000  # characters of a title, a name or an address


@dataclass(frozen=True, slots=True)
class Facts:
    """What one place (front matter, a page's head, a header line) says about an article."""

    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, with those that are unknown taken from the other place."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return Facts(
            **{
                name: getattr(other, name) if value is None else value
                for name, value in mine.items()
            }
        )

    def asdict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


# Names that columns, front matter and header lines go by, best first.
NAMES = {
    "title": ("title", "headline"),
    "date": (
        "date",
        "published",
        "publication_date",
        "publish_date",
        "published_date",
        "date_published",
        "datepublished",
        "published_at",
        "publishedat",
        "published_time",
        "publishdate",
        "pubdate",
        "pub_date",
        "updated",
    ),
    "source": ("source", "publisher", "publication", "outlet", "newspaper", "site_name", "site"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "source_url", "canonical_url", "href"),
}
TEXT_NAMES = ("text", "body", "content", "article", "article_text", "full_text", "fulltext")


def column_name(name: object) -> str:
    """A column's or key's name in the spelling of NAMES: "Published At" is "published_at"."""
    text = str(name)
    if len(text) > MAX_LENGTH:  # none of those; a table asks for it again at every row
        return text
    return re.sub(r"[\W_]+", "_", text.strip().casefold()).strip("_")


def facts_from(values: Mapping[Any, object]) -> Facts:
    """Facts from named values, whatever the names' spelling and the values' types."""
    named: dict[str, object] = {}
    for name, value in values.items():
        named.setdefault(column_name(name), value)

    def first(field: str) -> str | None:
        return next(filter(None, (plain(named.get(name)) for name in NAMES[field])), None)

    dates = (parse_date(plain(named.get(name)) or "") for name in NAMES["date"])
    source, url = first("source"), first("url")
    if source and web_address(source):
        source, url = None, url or source
    return Facts(
        title=first("title"),
        date=next((date for date in dates if date), None),
        source=source,
        author=first("author"),
        url=web_address(url),
    )


def plain(value: object) -> str | None:
    """A value as one line of text; names in a list are joined; what says nothing is None."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_line, value))) or None
    return _line(value)


def _line(value: object) -> str | None:
    if isinstance(value, Mapping):  # {"id": 3, "name": "Xinhua"}, as feeds have it
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int, float, datetime.date)):
        return None
    line = " ".join(clean(str(value)[: 10 * MAX_LENGTH]).split())
    if len(line) > MAX_LENGTH:
        return None  # no title, name or address is so long
    return (
        None if line.casefold() in ("", "~", "-", "null", "none", "nan", "n/a", "unknown") else line
    )


def clean(text: str) -> str:
    """Text without what no reader sees and no UTF-8 file can hold: controls and lone surrogates."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]", "", text)


def web_address(value: str | None) -> str | None:
    """The address, if it is one of the web: nothing else is safe to offer as a link."""
    value = (value or "").strip()
    return value if re.fullmatch(r"https?://[^\s/]\S*", value, re.IGNORECASE) else None


def plausible_title(value: object) -> str | None:
    """A title, unless it is a file's name or a program's default."""
    title = plain(str(value)) if value else None
    if not title or not re.search(r"[^\W\d_]{2}", title):
        return None
    unlikely = (
        r"untitled.*|title|document\d*|slide \d+|print.*|about:blank|https?://\S*"
        r"|microsoft (?:word|power).*|\(?anonymous\)?"
        r"|.*\.(?:docx?|pdf|html?|txt|indd|qxd|odt|rtf|pptx?|tex|dvi|php|aspx?)"
    )
    return None if re.fullmatch(unlikely, title, re.IGNORECASE) else title[:300]


def plausible_author(value: object) -> str | None:
    """An author, unless it is an account's or a program's name."""
    author = plain(str(value)) if value else None
    if not author or not re.search(r"[^\W\d_]{2}", author):
        return None
    unlikely = (
        r"author|user\d*|admin\w*|owner|anonymous|\(?unspecified\)?|root|guest|staff|pc|home|test|default"
        r"|python-docx|microsoft.*|windows.*|adobe.*|acrobat.*|apache.*|openoffice.*|libreoffice.*|.*\\.*"
    )
    return None if re.fullmatch(unlikely, author, re.IGNORECASE) else author[:200]


# Dates --------------------------------------------------------------------------------------------

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w./-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-])",
        rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",
        rf"(?<![\w.,/-]){_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]",
        r"(?<![\w./-])(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4})(?![\d/-])",
    )
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)"
_TIME = (
    r"(?:[T\s,|-]*(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z\b|\(?[A-Z]{2,5}\)?(?![a-z]))?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?\s*(?:\([A-Z]{2,5}\))?)"
)


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """The day, if the calendar has it and articles can be that old or new."""
    try:
        return datetime.date(year, month, day) if 1600 <= year < 2100 else None
    except ValueError:
        return None


def _date(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    if "one" in parts:  # 31/10/2023 can be read one way only; 03/04/2023 cannot
        one, two = int(parts["one"]), int(parts["two"])
        month, day = (one, two) if two > 12 else (two, one)
        if one != two and one <= 12 and two <= 12:
            return None
    else:
        word = parts["month"].lower()
        month = MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else int(word)
        day = int(parts["day"])
    return make_date(int(parts["year"]), month, day)


def find_dates(text: str) -> list[tuple[int, int, datetime.date]]:
    """Every full and unambiguous date, with its start and end."""
    found = (
        (match.start(), match.end(), date)
        for pattern in _DATES
        for match in pattern.finditer(text)
        if (date := _date(match))
    )
    return sorted(found)


def parse_date(value: str) -> datetime.date | None:
    """A value that is nothing but a date, perhaps with weekday and time; else None.

    The date is kept as written, in whatever time zone it was.
    """
    value = " ".join(value.split())  # runs of spaces can be read in too many ways
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}\S*)?", value):
        return make_date(*map(int, match.groups()))
    found = find_dates(value) if len(value) <= 100 else []
    if len(found) != 1:
        return None
    start, end, date = found[0]
    before, after = value[:start], value[end:]
    if not re.fullmatch(_WEEKDAY + "?", before, re.IGNORECASE):
        return None
    return date if re.fullmatch(rf"[\sZ.]*|{_TIME}\s*", after, re.IGNORECASE) else None


def date_in_name(name: str) -> datetime.date | None:
    """The one date in a file's name: "2023-10-31-fraud.txt", "fraud_20231031.pdf"."""
    found = {
        make_date(int(match["year"]), int(match["month"]), int(match["day"]))
        for match in re.finditer(
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)",
            name,
        )
    }
    return found.pop() if len(found) == 1 else None


# The head of a text -------------------------------------------------------------------------------

HEADER_LINES = 8  # how far down a title, a byline or a date line is looked for
SHORT_LINE = 120  # characters; a longer line is prose
TITLE_LENGTH = 160

_UPDATED = r"(?:last\s+)?(?:updated|modified|revised|edited)"
_LABEL = re.compile(
    rf"(?:\b(?P<updated>{_UPDATED})|\b(?:first\s+)?(?:published|posted|publication|date|released|issued|filed))"
    rf"(?:\s+(?:date|time|on|at|online))*\s*[:：]?\s*{_WEEKDAY}?$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"|(?:\S+\s+){0,11}\S*[|·•,/–—(-]")  # outlet and names, then a separator
_AFTER_DATE = re.compile(
    rf"{_TIME}?(?:[\s|·•,;.()-]*|[\s)]*[|·•,;].{{1,80}}|\s*\d+ min(?:ute)?s? read"
    r"|\s*[\u3400-\u9fff]{2,12})",
    re.IGNORECASE,
)
# "BEIJING, Oct. 31, 2023 (Xinhua) --": the way wire stories begin.
_PLACE = r"[A-Z][A-Z.'’-]+"  # "BEIJING", "ST."
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:[ ,/]+{_PLACE}){{0,4}},?|[A-Z][\w.'’-]+(?:[ ,/]+[A-Z][\w.'’-]+){{0,3}},)\s+"
)
_AGENCY = r"\((?P<agency>[A-Z][\w .&'’-]{1,30})\)"
_DATELINE_END = re.compile(rf"\s*+(?:,\s*+)?(?:{_AGENCY}|(?:--?|–|—))")
_CAPITAL = r"(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day)[^\W\d_a-z][\w.'’-]*"
_PARTICLES = r"(?:(?:al|bin|da|de|del|den|der|di|dos|el|la|le|van|von)\s+)*"
_NAME = rf"{_CAPITAL}(?:\s+{_PARTICLES}{_CAPITAL}){{1,4}}"
# Commas separate names only before an "and": in "By Jane Doe, China Daily" the rest is no name.
_BYLINE = re.compile(
    rf"[Bb][Yy][:\s]\s*(?P<names>{_NAME}(?:(?:,\s*{_NAME}){{0,4}},?\s+(?:and|&)\s+{_NAME})?)"
    r"(?=\s*$|\s+in\s+[A-Z]|\s*[|·•,/–—(]|\s+[-\d])"
)


def lines_of(text: str, limit: int = 40_000) -> list[str]:
    """The lines at the head of a text, stripped, blank ones included."""
    return [line.strip(" \t\u3000\xa0\ufeff") for line in re.split(r"\r\n|\r|\n", text[:limit])]


def header_facts(text: str) -> Facts:
    """What the first lines of a text state: "Title: …", a byline, a date line, a dateline."""
    named: dict[str, str] = {}
    dates: dict[int, set[datetime.date]] = {0: set(), 1: set(), 2: set()}
    author = agency = None
    prose = False
    raw = lines_of(text)
    pairs = [(line, after) for line, after in pairwise([*raw, ""]) if line][:HEADER_LINES]
    for number, (line, after) in enumerate(pairs):
        if not prose and (pair := re.match(r"(\w[\w ]{1,20}?)\s*[:：]\s*([^\s|][^|]*)", line)):
            name = column_name(pair[1])
            if any(name in names for names in NAMES.values()) and len(pair[2]) <= 300:
                named.setdefault(name, pair[2])
        found = find_dates(line[:SHORT_LINE])
        if len(line) > SHORT_LINE or _is_sentence(line):
            if not prose and found and _is_dateline(line, found[0]):
                dates[0].add(found[0][2])
                ending = _DATELINE_END.match(line, found[0][1])
                agency = ending and ending["agency"]
            prose = True
            continue
        if not prose and author is None and (byline := _BYLINE.match(line)) and (number or found):
            author = byline["names"]
        # Two such lines without a blank one are a paragraph wrapped by hand.
        prose = prose or min(_width(line), _width(after)) >= 50
        for rank, date in _dated(line, found, first=number == 0):
            # After the story has begun, a bare date is a date of the story; so is one before a
            # line that goes on in small letters.
            if not (prose and rank == 1) and not after[:1].islower():
                dates[rank].add(date)
    stated = next((found_dates for _, found_dates in sorted(dates.items()) if found_dates), set())
    only = next(iter(stated)) if len(stated) == 1 else None  # two different ones: which is unknown
    return facts_from(named).or_else(Facts(date=only, author=plain(author), source=plain(agency)))


def _dated(
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
            lead = re.sub(rf"{_WEEKDAY}$", "", before, flags=re.IGNORECASE).strip()
            if not lead or ((not first or _BYLINE.match(line)) and _LEAD.fullmatch(lead)):
                ranked.append((1, date))
    return ranked


def _is_dateline(line: str, found: tuple[int, int, datetime.date]) -> bool:
    start, end, _ = found
    return bool(_DATELINE.fullmatch(line[:start]) and _DATELINE_END.match(line, end))


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 8 and line.endswith((".", "。", "”", '"'))


def leading_title(text: str) -> str | None:
    """The first line, if it can only be a headline: short, no sentence, and prose after it."""
    lines = lines_of(text)
    start = next((number for number, line in enumerate(lines) if line), None)
    if start is None:
        return None
    title, rest = lines[start], lines[start + 1 :]
    underlined = bool(rest and re.fullmatch(r"=+|-{3,}", rest[0]))
    if (
        not 2 <= len(title) <= TITLE_LENGTH
        or title[-1] in ".。…,;:：；，、-–—"
        or _ignorable(title)
    ):
        return None
    if underlined:
        return " ".join(title.split())
    blank_follows = bool(rest and not rest[0])
    # What follows the bylines and date lines has to be prose, not more of the same paragraph.
    body, body_after = [line for line in rest if line], 0
    for number, line in enumerate(body[:4], start=1):
        if _width(line) > SHORT_LINE or _is_sentence(line):
            break
        if _ignorable(line):  # and an outlet's name above it
            body_after, blank_follows = number, True
    body = body[body_after:]
    words = len(title.split())
    wide = _width(title) > 1.5 * len(title)  # Chinese and Japanese have no spaces
    if not body or (len(title) < 4 if wide else words < (2 if blank_follows else 3)):
        return None
    paragraphs = re.split(r"\n{2,}", "\n".join(rest))[: HEADER_LINES + 1]
    if not any(_width(text) > 100 or _is_sentence(text) for text in (*paragraphs, body[0])):
        return None
    if not blank_follows and (
        body[0][0].islower() or _width(body[0]) < max(100, 1.3 * _width(title))
    ):
        return None  # lines wrapped by hand: this is the first line of a paragraph
    return None if _is_cut(title, text) else " ".join(title.split())


def _ignorable(line: str) -> bool:
    """Bylines, dates, captions, list items, addresses: lines at the head that are no headline."""
    return bool(
        not re.search(r"[^\W\d_]", line)
        or _dated(line, find_dates(line), first=False)
        or _BYLINE.match(line)
        or re.match(r"https?://|www\.|[•*>|#<{}\[]|[-–—]\s|(?:[\w ]{2,20})[:：]\s+\S+@", line)
        or re.match(
            rf"({'|'.join(sorted({n for names in NAMES.values() for n in names}))})\s*[:：]",
            line,
            re.IGNORECASE,
        )
        or re.search(
            r"\((?:file )?photo\b|\bphoto(?: by|:|/)|/(?:xinhua|reuters|afp|getty)\b",
            line,
            re.IGNORECASE,
        )
        or re.search(r"[^\W\d_]{4,}\.\s+[A-Z]", line)  # two sentences: a caption, not a headline
    )


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _is_cut(title: str, text: str) -> bool:
    """Whether the line breaks off in a word that the text has in full.

    A headline of "… telecommunications n" over a story of telecommunications network fraud.
    """
    words = title.split()
    if len(words) < 3:
        return False
    pair = r"\s+".join(map(re.escape, words[-2:]))
    _, _, body = text.partition(title)
    whole = re.search(rf"\b{pair}\b", body, re.IGNORECASE)
    return not whole and bool(re.search(rf"\b{pair}\w", body, re.IGNORECASE))


def text_facts(text: str, path: str) -> Facts:
    """Everything that a plain text and its file's name tell."""
    name_date = date_in_name(path.rsplit("/", 1)[-1])
    return header_facts(text).or_else(Facts(title=leading_title(text), date=name_date))
