"""PDFs and Word documents made of given text, for tests and benchmarks."""

import io

import docx
import pypdf
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def make_pdf(pages: list[list[str]], info: dict[str, str] | None = None, gap: int = 14) -> bytes:
    """A PDF with the given lines, `gap` points apart; an empty line leaves one more gap."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        shown, y = [], 800
        for line in lines:
            text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown.append(f"BT /F1 12 Tf 1 0 0 1 50 {y} Tm ({text}) Tj ET" if line else "")
            y -= gap
        content = pypdf.generic.StreamObject()
        content.set_data("\n".join(shown).encode("latin-1"))
        font = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject(f"/{name}"): pypdf.generic.NameObject(f"/{value}")
                for name, value in (
                    ("Type", "Font"),
                    ("Subtype", "Type1"),
                    ("BaseFont", "Helvetica"),
                    ("Encoding", "WinAnsiEncoding"),
                )
            }
        )
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(content)
    if info:
        writer.add_metadata(info)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def make_docx(*paragraphs: str, title: str = "", author: str = "python-docx") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    document.core_properties.author = author
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_word(body: str) -> bytes:
    """A Word document with that XML in its body."""
    document = docx.Document()
    for element in reversed(parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")):
        document.element.body.insert(0, element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_paragraph(text: str) -> str:
    """The XML of a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_row(*cells: str) -> str:
    """The XML of a row whose cells hold that XML."""
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def word_tables(depth: int, text: str) -> str:
    """The XML of tables of one cell within each other, a paragraph in the innermost."""
    return "<w:tbl><w:tr><w:tc>" * depth + word_paragraph(text) + "</w:tc></w:tr></w:tbl>" * depth
