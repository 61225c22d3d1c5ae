"""What is known about an article: title, date, source, author, URL. Unknown stays None.

A wrong date or title misleads a reader more than a missing one, so everything here takes only what
is stated in full: a date needs its day, month and year, unambiguously.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from index.reading.dates import parse_date
from index.records import Facts

MAX_LENGTH = 1_000  # characters of a title, a name or an address
SURROGATES = re.compile(r"[\ud800-\udfff]")  # halves of characters, which no UTF-8 file can hold


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
    if SURROGATES.search(text):
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
