"""Small files that take minutes, or gigabytes, where nothing limits how they are read."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable

from tests.documents import make_docx, make_pdf, word_paragraph, word_tables

LINE = "the minister said on Tuesday that the port would open again and then"
_DOCUMENT = "word/document.xml"
_XML = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body>'
)


def packed(pieces: Iterable[str]) -> bytes:
    """A Word document with such XML in its body, written piece by piece."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_docx("x"))) as plain,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for name in plain.namelist():
            if name != _DOCUMENT:
                archive.writestr(name, plain.read(name))
        with archive.open(_DOCUMENT, "w") as stream:
            for piece in (_XML, *pieces, "</w:body></w:document>"):
                stream.write(piece.encode())
    return buffer.getvalue()


def overlapping(copies: int = 2_000) -> bytes:
    """A Word document whose directory names the same packed bytes again and again."""
    data = packed(["<w:p/>" * 1_000])
    end = data.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HII", data[end + 10 : end + 20])
    directory = data[start : start + size]
    entry = directory[directory.rindex(b"PK\1\2") :]
    more = b"".join(
        entry.replace(_DOCUMENT.encode(), f"word/doc{at:05}.xml".encode()) for at in range(copies)
    )
    numbers = struct.pack("<HHII", count + copies, count + copies, size + len(more), start)
    return data[:end] + more + data[end : end + 8] + numbers + data[end + 20 :]


def sharing(pages: int) -> bytes:
    """A PDF whose pages all show the same content."""
    content = b"\n".join(
        f"BT /F1 12 Tf 1 0 0 1 50 {800 - 14 * at} Tm ({LINE}) Tj ET".encode() for at in range(50)
    )
    kids = " ".join(f"{at + 5} 0 R" for at in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        b"/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
        *[page] * pages,
    ]
    data, table = bytearray(b"%PDF-1.4\n"), bytearray(b"0000000000 65535 f \n")
    for number, held in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    start, count = len(data), len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, start)
    return bytes(data + b"xref\n0 %d\n%b" % (count, bytes(table)) + trailer)


def on_pages(lines: list[str], page: int = 55) -> bytes:
    return make_pdf([lines[start : start + page] for start in range(0, len(lines), page)])


def attributes(count: int) -> bytes:
    """A web page with a paragraph of so many attributes."""
    inside = " ".join(f'a{at}="x"' for at in range(count))
    text = f"<p>{LINE}.</p>" * 10
    return f"<html><body><article><p {inside}>{LINE}</p>{text}</article></body></html>".encode()


def prose_page(size: int) -> bytes:
    """A web page of about so many bytes of paragraphs, each unlike the others."""
    count = size // (4 * len(LINE))
    paragraphs = "".join(f"<p>{at} {f'{LINE} {at}. ' * 4}</p>" for at in range(count))
    return f"<html><body><article><h1>Long</h1>{paragraphs}</article></body></html>".encode()


def linked(count: int) -> bytes:
    """A web page with a paragraph of so many links."""
    links = " and ".join(f"<a href='/{at}'>{at}</a>" for at in range(count))
    return f"<html><body><article><p>{links}</p></article></body></html>".encode()


def divided(word: str) -> list[str]:
    return [word[start : start + 60] for start in range(0, len(word), 60)]


_PARAGRAPHS = word_paragraph((LINE + ". ") * 15)

# Name, how it is made, and what is said of it; nothing where it is read.
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "32 million empty paragraphs": (
        ".docx", lambda: packed(["<w:p/>" * 1_000_000] * 32), "once unpacked; divide it"
    ),
    "two million empty paragraphs": (
        ".docx", lambda: packed(["<w:p/>" * 1_000_000] * 2), "1,500,000 elements; divide it"
    ),
    "150 megabytes of text": (
        ".docx", lambda: packed([_PARAGRAPHS * 1_000] * 150), "once unpacked; divide it"
    ),
    "tables 22 deep": (
        ".docx", lambda: packed([word_tables(22, "a") * 1_000] * 5), ""
    ),
    "tables 80 deep": (".docx", lambda: packed([word_tables(80, "a") * 1_000]), ""),
    "tables 200 deep": (
        ".docx", lambda: packed([word_tables(200, "a")]), "broken Word document"
    ),
    "parts that overlap": (".docx", overlapping, "parts overlap; save it anew"),
    "pages that share their content": (
        ".pdf", lambda: sharing(20_000), "more than 5,000 pages; divide it"
    ),
    "lines without a full stop": (".pdf", lambda: on_pages([LINE] * 16_000), ""),
    "a word across lines": (".pdf", lambda: on_pages(divided("x" * 500_000)), ""),
    "a megabyte of prose": (".html", lambda: prose_page(1_000_000), ""),
    "twenty megabytes of prose": (
        ".html", lambda: prose_page(17_000_000), "30,000 paragraphs beside one another"
    ),
    "a paragraph of links": (".html", lambda: linked(20_000), "10,000 links"),
    "many attributes": (".html", lambda: attributes(200_000), "1,000 attributes"),
    "millions of empty rows": (
        ".jsonl", lambda: b"{}\n" * 6_600_000, "1,000,000 lines; divide it"
    ),
    "thousands of empty rows": (
        ".jsonl", lambda: b"{}\n" * 50_000, "and 49,980 more of its rows"
    ),
    "millions of empty groups": (
        ".json",
        lambda: b'{"data": [' + b"{}," * 6_500_000 + b"{}]}",
        "1,500,000 objects and lists; divide it",
    ),
    "thousands of empty groups": (
        ".json", lambda: b'{"data": [' + b"{}," * 50_000 + b"{}]}", "and 49,981 more of its rows"
    ),
    "a million short lines": (".txt", lambda: b"1\n" * 1_000_000, "500,000 lines; divide it"),
}  # fmt: skip
