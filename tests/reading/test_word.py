"""Word documents: paragraphs and tables as they read, and what cannot be read."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from index.reading.formats import word
from tests.documents import make_docx, make_word, word_paragraph, word_row, word_tables
from tests.reading.files import DAY, SENTENCE, one, reason


def test_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Fraud cases fall", level=0)
    document.add_paragraph("Published: 31 October 2023")
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Year", "Cases", "2022", "464,000"), strict=True):
        cell.text = text
    document.add_paragraph("After the table.").add_run(" Bold\nline.").bold = True
    stream = io.BytesIO()
    document.save(stream)
    article = one(tmp_path / "a.docx", stream.getvalue())
    assert article.text.split("\n\n") == [
        "Fraud cases fall",
        "Published: 31 October 2023",
        SENTENCE,
        "Year | Cases",
        "2022 | 464,000",
        "After the table. Bold\nline.",
    ]
    # The template's author and its date of 2013 are no facts.
    assert (article.title, article.author, article.date) == ("Fraud cases fall", None, DAY)


def test_docx_properties(tmp_path: Path) -> None:
    article = one(tmp_path / "a.docx", make_docx(SENTENCE, title="The fall", author="Jane Doe"))
    assert (article.title, article.author, article.date) == ("The fall", "Jane Doe", None)


def test_docx_tracked_changes_as_they_read(tmp_path: Path) -> None:
    location = tmp_path / "a.docx"
    old = "<w:r><w:t>MARK</w:t></w:r>"
    new = (
        "<w:r><w:t>Kept</w:t></w:r>"
        "<w:ins w:id='1' w:author='a'><w:r><w:t> and added</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText> and gone</w:delText></w:r></w:del>"
    )
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_docx("MARK"))) as before,
        zipfile.ZipFile(stream, "w") as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(name, data)
    assert one(location, stream.getvalue()).text == "Kept and added"


def row(*texts: str) -> str:
    return word_row(*map(word_paragraph, texts))


@pytest.mark.parametrize("depth", [1, 2, 18, 80])
def test_docx_tables_within_tables_are_read_once(tmp_path: Path, depth: int) -> None:
    article = one(tmp_path / "a.docx", make_word(word_tables(depth, SENTENCE)))
    assert article.text == SENTENCE


def test_docx_tables_for_the_layout_are_read_cell_by_cell(tmp_path: Path) -> None:
    data = f"<w:tbl>{row('Year', 'Cases')}{row('2022', '464,000')}</w:tbl>"
    story = word_paragraph(SENTENCE) + data + word_paragraph("After the table.")
    layout = f"<w:tbl>{row('Beijing', '31 October')}{word_row(word_paragraph('Aside.'), story)}"
    article = one(tmp_path / "a.docx", make_word(f"{layout}{row('Left', 'Right')}</w:tbl>"))
    assert article.text.split("\n\n") == [
        "Beijing | 31 October",
        "Aside.",
        SENTENCE,
        "Year | Cases",
        "2022 | 464,000",
        "After the table.",
        "Left | Right",
    ]


def test_docx_rows_and_cells_in_controls_and_tracked_changes(tmp_path: Path) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def change(kind: str, content: str) -> str:
        return f"<w:{kind} w:id='1' w:author='a'>{content}</w:{kind}>"

    cell = f"<w:tc>{word_paragraph('4')}</w:tc>"
    table = (
        "<w:tbl><w:tblPr/>"
        + row("one", "1")
        + control(row("two", "2"))
        + change("ins", control(row("three", "3")))
        + f"<w:tr><w:trPr/><w:tc>{word_paragraph('four')}</w:tc>{control(cell)}</w:tr>"
        + change("del", row("gone", "5"))
        + change("moveFrom", row("moved", "6"))
        + word_row(control(word_paragraph("six")), control(word_tables(1, "7")))
        + "</w:tbl>"
    )
    article = one(tmp_path / "a.docx", make_word(table))
    assert article.text.split("\n\n") == ["one | 1", "two | 2", "three | 3", "four | 4", "six", "7"]


def test_docx_text_boxes_in_cells(tmp_path: Path) -> None:
    box = (
        f"<w:r><w:pict><w:txbxContent>{word_paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"
    )
    cell = f"<w:p><w:r><w:t>Beside it.</w:t></w:r>{box}</w:p>"
    article = one(tmp_path / "a.docx", make_word(f"<w:tbl>{word_row(cell, cell)}</w:tbl>"))
    assert article.text == "Beside it. In a box. | Beside it. In a box."


def test_docx_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = tmp_path / "a.docx"
    good = make_docx(SENTENCE)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
    assert reason(location, make_docx("")) == "Word document has no text"
    assert reason(location, good[: len(good) // 2]) == "not a Word document, or damaged"
    assert reason(location, ole) == "an old .doc, not a .docx"
    assert (
        reason(location, ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted Word document"
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("a.txt", SENTENCE)
    assert reason(location, archive.getvalue()).startswith("broken Word document (")
    monkeypatch.setattr(word, "MAX_UNPACKED", 1000)
    assert reason(location, good) == "larger than the limit once unpacked; divide it"
