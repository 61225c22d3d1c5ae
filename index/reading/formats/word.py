"""Word documents (.docx): paragraphs and tables in their order.

A document's "created" and "modified" dates are those of the file, often of the template it was
made from, and are not used; its date is taken from the head of its text.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

from index.errors import UnreadableError
from index.reading.facts import clean, plain, plausible_author, plausible_title
from index.reading.header import text_facts
from index.records import Article, Facts, Skipped

MAX_UNPACKED = 200_000_000  # bytes; a small archive can unpack to gigabytes
MAX_XML = 50_000_000  # bytes of its parts that are parsed, which take ten times as much memory
MAX_TAGS = 1_500_000  # of those; an empty paragraph is one, and takes as much as a long one
MAX_ENTRIES = 10_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE = _WORD + "tbl"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text that was deleted or moved away under tracked changes; python-docx drops the *inserted* text
# too, which is why the document is walked here.
_LEFT_OUT = frozenset((_WORD + "del", _WORD + "moveFrom", _FALLBACK))


def read_docx(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """The one article of a document."""
    import docx

    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the container of old and of encrypted documents
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError(
            "encrypted Word document" if encrypted else "an old .doc, not a .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
        document = docx.Document(io.BytesIO(data))
        text = clean("\n\n".join(_blocks(document.element.body)))
        stated = _properties(document)
    except RecursionError:
        raise UnreadableError("Word document with its parts too deep within each other") from None
    except (UnreadableError, MemoryError):
        raise
    except (zipfile.BadZipFile, zlib.error):
        raise UnreadableError("not a Word document, or damaged") from None
    except Exception as error:  # whatever the libraries stumble over in a broken file
        raise UnreadableError(f"broken Word document ({type(error).__name__})") from None
    if not text.strip():
        raise UnreadableError("Word document has no text")
    yield Article(path, text, **stated.or_else(text_facts(text, path)).facts())


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack to more than a document holds, before it is unpacked."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if len(entries) > MAX_ENTRIES:
        raise UnreadableError(f"Word document of more than {MAX_ENTRIES:,} parts")
    for entry, following in pairwise(entries):  # the same bytes, unpacked again and again
        if entry.header_offset + entry.compress_size > following.header_offset:
            raise UnreadableError("Word document whose parts overlap; save it anew")
    parsed = [each for each in entries if each.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or sum(entry.file_size for entry in parsed) > MAX_XML:
        raise UnreadableError("larger than the limit once unpacked; divide it")
    tags = 0
    for entry in parsed:
        with archive.open(entry) as stream:
            while piece := stream.read(1 << 20):
                tags += piece.count(b"<")
        if tags > MAX_TAGS:
            raise UnreadableError(f"Word document of more than {MAX_TAGS:,} elements; divide it")


def _blocks(parent: Any) -> list[str]:
    """The paragraphs, and the rows of tables, below an element."""
    blocks: list[str] = []
    for element in parent:
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == _WORD + "p":
            blocks += _paragraph(element)
        elif element.tag == _TABLE:
            for row in _within(element, _WORD + "tr"):
                blocks += _row(row)
        else:  # content controls, tracked insertions
            blocks += _blocks(element)
    return blocks


def _row(row: Any) -> list[str]:
    """A row as one line. One that holds a table is there for the layout: its cells in turn."""
    cells = [_blocks(cell) for cell in _within(row, _WORD + "tc")]
    if next(row.iter(_TABLE), None) is not None:
        return list(chain.from_iterable(cells))
    lines = (" ".join(" ".join(cell).split()) for cell in cells)
    line = " | ".join(filter(None, lines))
    return [line] if line else []


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """A table's rows or a row's cells, those in content controls and insertions too.

    None of those of a table within it, which are read with the cell that holds it.
    """
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in _LEFT_OUT:
            yield from _within(element, tag)


def _paragraph(paragraph: Any) -> list[str]:
    """A paragraph, and what the text boxes in it hold."""
    text, boxes = _content(paragraph)
    blocks = [text] if text else []
    for box in boxes:
        blocks += _blocks(box)
    return blocks


def _content(paragraph: Any) -> tuple[str, list[Any]]:
    """The text of a paragraph, and its text boxes."""
    parts: list[str] = []
    boxes: list[Any] = []

    def walk(parent: Any) -> None:
        for element in parent:
            if element.tag in _LEFT_OUT:
                continue
            if element.tag == _WORD + "t":
                parts.append(element.text or "")
            elif element.tag in (_WORD + "tab", _WORD + "ptab"):
                parts.append(" ")
            elif element.tag in (_WORD + "br", _WORD + "cr"):
                parts.append("\n")
            elif element.tag == _WORD + "noBreakHyphen":
                parts.append("-")
            elif element.tag == _WORD + "txbxContent":
                boxes.append(element)
            elif element.tag != _WORD + "pPr":
                walk(element)

    walk(paragraph)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines).strip("\n")), boxes


def _properties(document: Any) -> Facts:
    try:
        core = document.core_properties
        stated = Facts(title=plausible_title(core.title), author=plausible_author(core.author))
    except Exception:  # broken properties: the text is not lost for them
        stated = Facts()
    return stated.or_else(Facts(title=_styled_title(document)))


def _styled_title(document: Any) -> str | None:
    """The first paragraph with text, if its style says that it is the title or a heading."""
    for paragraph in document.paragraphs:
        # Its own .text looks for every line break among all of them: quadratic time.
        if text := plain(_content(paragraph._p)[0]):
            name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
            return text if name in ("title", "heading 1") else None
    return None
