"""Web pages: the article's text by trafilatura, and what the page itself states about it.

The page's facts are read here and not by trafilatura: its date search also takes what merely looks
like a date somewhere in the page, and its site names are reshaped. Only meta tags, JSON-LD,
`<time>` and the address of the page count.
"""

import datetime
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from index.errors import UnreadableError
from index.reading.dates import make_date, parse_date
from index.reading.decoding import decode
from index.reading.facts import clean, plain, web_address
from index.reading.header import header_facts
from index.reading.json_text import parse_json
from index.records import Article, Facts, Skipped

# The encodings that browsers read under these names.
LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
META = {
    "title": (
        "og:title",
        "citation_title",
        "dc.title",
        "dcterms.title",
        "headline",
        "twitter:title",
    ),
    "source": (
        "og:site_name",
        "citation_journal_title",
        "dc.publisher",
        "dcterms.publisher",
        "publisher",
        "application-name",
    ),
    "author": (
        "author",
        "article:author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "byl",
    ),
    "url": ("og:url",),
}
META_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish_date",
    "publishdate",
    "published_date",
    "publish-date",
    "pubdate",
    "date",
)
META_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")
# Dropped before the extraction, which on a page without an article falls back to all there is.
FURNITURE = ["//nav", "//footer[not(ancestor::article)]"]
MAX_ATTRIBUTES = 1_000  # of one tag: to find one among them takes as long as there are many
MAX_BLOCKS, MAX_INLINE = 30_000, 10_000  # in one element; each about 5 s
_FEW = 100
_EASY = frozenset(("br", "li", "td", "th", "tr"))  # it does not matter how many there are
_WIDE = frozenset(
    ("p", "div", "section", "article", "blockquote", "pre", "ul", "ol", "table", "figure", "hr",
     *(f"h{level}" for level in range(1, 7)))
)  # fmt: skip
BLOCKS = frozenset(
    ("body", "head", "p", "list", "item", "quote", "table", "row", "code", "blockquote", "div")
)


def read_html(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """The one article of a page."""
    import trafilatura

    html = decode(data, _declared(data))
    # lxml takes no text that declares an encoding of its own
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean(html))
    if not re.search(r"<[a-zA-Z!]", html):
        raise UnreadableError("no HTML in it")
    _check_attributes(html)
    tree = trafilatura.load_html(html, max_size=len(html) + 1)
    if tree is None:
        raise UnreadableError("no HTML in it")
    _check_breadth(tree)
    facts = page_facts(tree)
    extracted = trafilatura.bare_extraction(tree, include_comments=False, prune_xpath=FURNITURE)
    body = getattr(extracted, "body", None)
    text = body_text(body) if body is not None else ""
    if not text:
        raise UnreadableError("no article text in the page")
    byline = header_facts(text)
    shown = Facts(date=byline.date, source=byline.source, author=byline.author)
    yield Article(path, text, **facts.or_else(shown).facts())


def _check_attributes(html: str) -> None:
    for tag in re.finditer(rf"<[a-zA-Z][^<>]{{{2 * MAX_ATTRIBUTES},}}", html):
        if len(tag[0].split()) > MAX_ATTRIBUTES:
            raise UnreadableError(f"a tag with more than {MAX_ATTRIBUTES:,} attributes")


def _check_breadth(tree: Any) -> None:
    """What stands beside one another in a page is gone over once for each, all in all."""
    inline = blocks = 0
    for element in tree.iter():
        if len(element) < _FEW:
            continue
        tags = [each.tag for each in element if isinstance(each.tag, str)]  # no comments
        wide = sum(tag in _WIDE for tag in tags)
        blocks += wide**2
        inline += (len(tags) - wide - sum(tag in _EASY for tag in tags)) ** 2
        if inline > MAX_INLINE**2 or blocks > MAX_BLOCKS**2:
            raise UnreadableError(
                f"more than {MAX_BLOCKS:,} paragraphs beside one another, or {MAX_INLINE:,} links "
                "and marked words in one; divide it"
            )


def _declared(data: bytes) -> str | None:
    match = re.search(
        rb"<(?:meta|\?xml)[^<>]*?(?:charset|encoding)\s*+=\s*+[\"']?\s*+([\w.:-]+)",
        data[:4096],
        re.IGNORECASE,
    )
    if not match:
        return None
    label = match[1].decode("ascii", "replace").lower()
    return LABELS.get(label, label)


def body_text(body: Any) -> str:
    """Trafilatura's tree as text: a blank line between paragraphs, a line for a line break."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = "\n\n" if tag in BLOCKS else ""
        parts.append("\n" if tag == "lb" else block)
        add(element.text, tag == "code")
        for child in element:
            walk(child)
            add(child.tail, tag == "code")
        parts.append(" | " if tag == "cell" else block)

    def add(text: str | None, verbatim: bool) -> None:
        if text:
            parts.append(text if verbatim else re.sub(r"\s+", " ", text))

    walk(body)
    paragraphs = re.split(r"\n[^\S\n]*\n\s*", "".join(parts))
    lines = (
        "\n".join(
            re.sub(r"[^\S\n]+", " ", line).strip(" |") for line in paragraph.split("\n")
        ).strip()
        for paragraph in paragraphs
    )
    return clean("\n\n".join(line for line in lines if line))


def page_facts(tree: Any) -> Facts:
    """What the page states: JSON-LD, then meta tags, then the elements that readers see."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and (value := plain(element.get("content"))):
            metas.setdefault(name.strip().lower(), value)

    def stated(names: tuple[str, ...]) -> str | None:
        return next((metas[name] for name in names if name in metas), None)

    linked = json_facts(tree)
    author = stated(META["author"])
    canonical = next(
        (
            link.get("href")
            for link in tree.iter("link")
            if link.get("rel", "").lower() == "canonical"
        ),
        None,
    )
    url = web_address(canonical) or web_address(stated(META["url"])) or linked[0].url
    dates = (
        *(parse_date(metas.get(name, "")) for name in META_PUBLISHED),
        linked[0].date,
        _time_element(tree),
        _address_date(url),
        *(parse_date(metas.get(name, "")) for name in META_MODIFIED),
        linked[1],
    )
    return Facts(
        title=stated(META["title"]) or linked[0].title or _heading(tree),
        date=next((date for date in dates if date), None),
        source=stated(META["source"]) or linked[0].source,
        # Some sites name the author's profile page instead of the author.
        author=linked[0].author or (None if author and "/" in author else author),
        url=url,
    )


def json_facts(tree: Any) -> tuple[Facts, datetime.date | None]:
    """What the page's JSON-LD says of its article, and when it was last modified."""
    articles: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            content = parse_json(script.text, strict=False)
        except (ValueError, UnreadableError):
            continue
        for item in content if isinstance(content, list) else [content]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            articles += [
                part for part in (graph if isinstance(graph, list) else [item]) if _is_article(part)
            ]
    if not articles or len({plain(item.get("headline")) for item in articles}) > 1:
        return Facts(), None  # a page that lists articles: none of them is the page's own
    item = articles[0]
    facts = Facts(
        title=plain(item.get("headline")),
        date=parse_date(plain(item.get("datePublished")) or ""),
        source=plain(item["publisher"]) if isinstance(item.get("publisher"), dict) else None,
        author=plain(item.get("author")),
        url=web_address(plain(item.get("url"))),
    )
    return facts, parse_date(plain(item.get("dateModified")) or "")


def _is_article(item: object) -> bool:
    kinds = item.get("@type") if isinstance(item, dict) else None
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and name.endswith(("Article", "BlogPosting", "Report"))
        for name in names
    )


def _time_element(tree: Any) -> datetime.date | None:
    """The date of the `<time>` that is marked as the publication's, or of all there are."""
    seen: set[datetime.date] = set()
    for element in tree.iter("time"):
        date = parse_date(element.get("datetime") or element.text_content())
        if date is None:
            continue
        marks = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        if element.get("pubdate") is not None or "publish" in marks:
            return date
        around = {ancestor.tag for ancestor in element.iterancestors()}
        if not around & {"aside", "nav", "footer"}:
            seen.add(date)
    return seen.pop() if len(seen) == 1 else None


def _address_date(url: str | None) -> datetime.date | None:
    """The day in an address such as https://example.com/2023/10/31/story.html."""
    match = re.search(r"/((?:19|20)\d\d)([/-])(\d\d)\2(\d\d)(?:/|$)", url or "")
    return make_date(int(match[1]), int(match[3]), int(match[4])) if match else None


def _heading(tree: Any) -> str | None:
    """The page's one `<h1>`, or its `<title>` without the site's name."""
    headings = [plain(heading.text_content()) for heading in islice(tree.iter("h1"), 2)]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    element = next(tree.iter("title"), None)
    title = plain(element.text_content()) if element is not None else None
    return re.split(r"\s+[|–—•·]\s+|\s-\s(?=[^-]{2,40}$)", title)[0] if title else None
