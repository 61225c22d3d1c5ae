"""PDF: its lines joined into paragraphs again.

The dates in a PDF's properties say when the file was made, which for a page printed to PDF is the
day somebody printed it: they are not used. A date of publication is taken from its XMP properties
where these name one (prism:publicationDate, dcterms:issued), and from the head of its text.
"""

import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from index.errors import UnreadableError
from index.reading.dates import parse_date
from index.reading.facts import clean, plausible_author, plausible_title
from index.reading.formats.pdf_pages import page_starts
from index.reading.header import text_facts
from index.records import Article, Facts, Skipped

MAX_CHARACTERS = 20_000_000  # a small file can unpack to gigabytes
MAX_PAGES = 5_000  # which may all show the same content: each is read
_XMP_DATES = (
    ("http://prismstandard.org/namespaces/basic/2.0/", "publicationDate"),
    ("http://prismstandard.org/namespaces/basic/2.0/", "coverDate"),
    ("http://purl.org/dc/terms/", "issued"),
)
MAX_WORD = 100  # characters; what is longer, a line's end does not divide as a word
# Prefixes that keep their hyphen at the end of a line: "cross-" / "border".
_KEEPS_HYPHEN = re.compile(
    r"all|anti|co|cross|ex|full|half|high|inter|large|long|low|mid|mini|multi|non|off|on|post|pre"
    r"|pro|re|record|self|semi|short|single|small|so|state|vice|well|world|year"
    r"|one|two|three|four|five|six|seven|eight|nine|ten"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and where it starts, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float


def read_pdf(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """The one article of a PDF."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("not a PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        # Many PDFs are encrypted with an empty password, only to forbid printing.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("encrypted PDF")
        pages, broken = _pages(reader)
        text = clean(paragraphs(pages))
        starts = _starts(pages, {number for number, _ in broken}, text)
        stated = _properties(reader)
    except (UnreadableError, MemoryError):
        raise
    except (DependencyError, FileNotDecryptedError):  # a cipher that pypdf has no library for
        raise UnreadableError("encrypted PDF") from None
    except Exception as error:
        # pypdf's own documentation: "broken PDF files might cause other Exceptions"
        raise UnreadableError(f"broken PDF ({type(error).__name__})") from None
    if not text and not broken:
        raise UnreadableError("PDF has no text (scanned images?)")
    for number, problem in broken:
        yield Skipped(path, f"page {number}: broken ({problem})")
    if text:
        facts = stated.or_else(text_facts(text, path)).facts()
        yield Article(path=path, text=text, pages=starts, **facts)


def _starts(pages: list[list[Line]], broken: set[int], text: str) -> tuple[int, ...]:
    """Where in the text each page begins; one that is broken where the next one does."""
    kept = iter(_without_margins(pages))
    count = len(pages) + len(broken)
    lines = [
        [] if at in broken else [line.text for line in next(kept)] for at in range(1, count + 1)
    ]
    return page_starts(lines, text)


def _pages(reader: Any) -> tuple[list[list[Line]], list[tuple[int, str]]]:
    """The lines of every page, and the pages that could not be read with the reason."""
    import pypdf.errors

    pages: list[list[Line]] = []
    broken: list[tuple[int, str]] = []
    characters = 0
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise UnreadableError(f"PDF of more than {MAX_PAGES:,} pages; divide it")
    for number in range(count):
        try:
            lines = page_lines(reader.pages[number])
        except (pypdf.errors.DependencyError, pypdf.errors.FileNotDecryptedError, MemoryError):
            raise
        except Exception as error:  # one bad page does not lose the others
            broken.append((number + 1, type(error).__name__))
            continue
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise UnreadableError("its text is larger than the limit")
        pages.append(lines)
    return pages, broken


def page_lines(page: Any) -> list[Line]:
    """The page's lines in the order of its content, which keeps columns apart."""
    lines: list[Line] = []
    pieces: list[str] = []  # of the line that is read
    position = (0.0, 0.0, 0.0)

    def end_line() -> None:
        lines.append(Line(" ".join("".join(pieces).split()), *position))
        pieces.clear()

    def visit(chunk: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        nonlocal position
        for number, piece in enumerate(chunk.split("\n")):
            if number:
                end_line()
            if piece and (pieces or not piece.isspace()):
                if not pieces:
                    scale = abs(tm[3] or tm[1]) * abs(cm[3] or cm[1])
                    position = (
                        tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
                        tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
                        size * scale,
                    )
                pieces.append(piece)

    page.extract_text(visitor_text=visit)
    end_line()
    return lines


def paragraphs(pages: list[list[Line]]) -> str:
    """The lines of all pages as paragraphs, a blank line between them.

    A paragraph ends at a gap wider than between its lines, at another size of letters, at an
    indented line, or at a line that ends a sentence well before the margin.
    """
    pages = _without_margins(pages)
    lines = [line for page in pages for line in page]
    gaps = Counter(
        round(before.y - after.y)
        for page in pages
        for before, after in pairwise(page)
        if before.text and after.text and before.y - after.y > 1
    )
    spacing = gaps.most_common(1)[0][0] if gaps else 0
    lengths = sorted(len(line.text) for line in lines if line.text)
    full = lengths[int(len(lengths) * 0.8)] if lengths else 0
    words = Counter(word.lower() for line in lines for word in re.findall(r"[\w-]+", line.text))
    result: list[list[str]] = []  # the lines of each paragraph
    before: Line | None = None
    for line in lines:
        if not line.text:
            continue
        if before is None or _breaks(before, line, spacing, full):
            result.append([line.text])
        else:
            result[-1].append(line.text)
        before = line
    return "\n\n".join(join_lines(each, words) for each in result).replace("\u00ad", "")


def _breaks(before: Line, line: Line, spacing: float, full: int) -> bool:
    gap = before.y - line.y
    ends = before.text.rstrip("\"'”’)]」』").endswith(tuple(".!?。！？:："))
    if re.match(r"[•▪‣●◦]|\d{1,2}[.)]\s|[-–]\s", line.text):
        return True
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size):
        return abs(gap) > 1  # not for a raised figure within a line
    if gap > 1.35 * spacing > 0 and gap > 1.5 * line.size:
        return True
    if gap < -1 or gap > 3 * spacing > 0:  # the next column or page
        return ends and len(before.text) < 0.9 * full
    indented = 6 < line.x - before.x < 60 and abs(gap) > 1
    return ends and (indented or len(before.text) < 0.75 * full)


def _without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without their numbers, and without the first or last line that recurs on most.

    A line that recurs as often between them is one of a list.
    """
    pages = [[line for line in page if line.text] for page in pages]

    def shape(line: Line) -> str:
        return re.sub(r"\d+", "0", line.text)

    edges = Counter(
        form for page in pages for form in {shape(line) for line in page[:2] + page[-2:]}
    )
    inner = Counter(shape(line) for page in pages for line in page[2:-2])
    often = max(3, 0.6 * len(pages))
    number = re.compile(
        r"[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
    )

    def marginal(line: Line) -> bool:
        form = shape(line)
        recurs = edges[form] >= often and edges[form] > inner[form]
        return bool(recurs or (len(pages) > 1 and number.fullmatch(line.text)))

    kept = []
    for page in pages:
        top = [line for line in page[:2] if not marginal(line)]
        bottom = [line for line in page[2:][-2:] if not marginal(line)]
        kept.append([*top, *page[2:-2], *bottom] if len(page) > 2 else top)
    return kept


def join_lines(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines of one paragraph as one, with words that were divided between them repaired."""
    parts: list[str] = []
    end = ""  # of what is joined: to look at all of it for each line would take quadratic time
    for line in lines:
        if _is_divided(end, line, words):
            parts[-1], end = parts[-1][:-1], end[:-1]
        elif parts and not _touch(end, line):
            parts.append(" ")
            end += " "
        parts.append(line)
        end = (end + line)[-MAX_WORD:]
    return "".join(parts)


def _is_divided(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a line ends in a hyphen only because its word goes on in the next."""
    if before.endswith("\u00ad"):
        return True
    follows = re.match(r"[^\W\d_]+", after)
    if not before.endswith(("-", "‐")) or not follows or not after[0].islower():
        return False
    first, second = re.split(r"[\W\d_]", before[:-1])[-1].lower(), follows[0].lower()
    whole, hyphened = words[first + second], words[f"{first}-{second}"]
    keeps = hyphened > whole or (hyphened == whole and _KEEPS_HYPHEN.fullmatch(first))
    return bool(first) and not keeps


def _touch(before: str, after: str) -> bool:
    """Whether two lines join without a space."""
    if before.endswith(("-", "‐", "/")) and not before[-2:-1].isspace():
        return True  # "COVID-" / "19", a broken address
    return _unspaced(before[-1:]) and _unspaced(after[0])


def _unspaced(char: str) -> bool:
    """Whether the script of this character writes words without spaces between them."""
    return (
        "\u3000" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uff65"
    )


def _properties(reader: Any) -> Facts:
    """What the file's properties state, where they are more than a program's defaults."""
    try:
        info = reader.metadata or {}
        title, author = plausible_title(info.get("/Title")), plausible_author(info.get("/Author"))
    except Exception:  # properties can be as broken as anything else: the text is not lost for it
        title = author = None
    return Facts(title=title, author=author, date=_xmp_date(reader))


def _xmp_date(reader: Any) -> datetime.date | None:
    try:
        xmp = reader.xmp_metadata
        if xmp is None:
            return None
        for namespace, name in _XMP_DATES:
            for node in xmp.get_element("", namespace, name):
                value = node.nodeValue or "".join(
                    child.data for child in node.childNodes if child.nodeType == child.TEXT_NODE
                )
                if date := parse_date(value or ""):
                    return date
    except Exception:  # as above
        return None
    return None
