"""Real files of every format, and every kind of bad file beside a good one."""

import csv
import datetime
import io
import json
import logging
import os
import socket
import sys
import warnings
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UserError
from index.reading import corpus
from index.reading.corpus import list_files, read_articles
from index.reading.formats import pdf, word
from index.records import Article, Skipped, SourceFile
from index.splitting.passages import split_article
from tests.documents import make_docx, make_pdf, make_word, word_paragraph, word_row, word_tables

DAY = datetime.date(2023, 10, 31)
SENTENCE = "A total of 4,666 suspects were handed over from northern Myanmar this year."
REAL = Path(__file__).parents[2] / "shared" / "articles"


def source(location: Path, path: str | None = None) -> SourceFile:
    return SourceFile(path or location.name, location, location.stat().st_size, 0)


def read(location: Path, data: bytes | str) -> tuple[list[Article], list[str]]:
    """The file's articles and the reasons for what was skipped of it."""
    location.write_bytes(data.encode() if isinstance(data, str) else data)
    articles, skipped = read_articles(source(location))
    assert all(skip.path == location.name for skip in skipped)
    return articles, [skip.reason for skip in skipped]


def one(location: Path, data: bytes | str) -> Article:
    articles, reasons = read(location, data)
    assert reasons == []
    assert len(articles) == 1
    return articles[0]


def reason(location: Path, data: bytes | str) -> str:
    articles, reasons = read(location, data)
    assert articles == []
    assert len(reasons) == 1
    return reasons[0]


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Fraud cases fall by 24% | Example Daily</title>%s</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav>
<main><article><h1>Fraud cases fall by 24%%</h1>
<p>{SENTENCE} The ministry gave
the figure on Tuesday,<br>in Beijing.</p>
<p>A second paragraph tells that $51.6 billion was frozen by banks during the campaign.</p>
<ul><li>First point of a list</li></ul>
<table><tr><th>Year</th><th>Cases</th></tr><tr><td>2022</td><td>464,000</td></tr></table>
<div class="tags"><a href="/tag/fraud">Tags: China, fraud</a></div></article>
<aside><h3>More Stories</h3><ul><li><a href="/a">Fruit imports banned</a></li></ul></aside>
</main><footer>Copyright Example</footer></body></html>""".replace("24% |", "24%% |")


# Plain text and Markdown --------------------------------------------------------------------------


def test_text_is_exactly_the_file(tmp_path: Path) -> None:
    text = f"\r\n  Fraud cases fall \r\n\r\n{SENTENCE}\r\n\u2028\fend \t\r\n\r\n"
    article = one(tmp_path / "a.txt", text)
    assert (article.path, article.text, article.title) == ("a.txt", text, "Fraud cases fall")
    assert one(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.encode()).text == text


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), min_size=1
    ).filter(lambda text: text.strip() and not text.startswith(("---", "\ufeff")))
)
def test_any_unicode_text_round_trips(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    location = tmp_path_factory.getbasetemp() / "any.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert one(location, text.encode(encoding)).text == text


TEXTS = {
    "cp1252": "La police a remis 4 666 suspects après une enquête menée à l’étranger : très bien.",
    "cp1250": "Policja przekazała podejrzanych. Liczba zgłoszonych przypadków zmniejszyła się.",
    "cp1251": "Полиция передала 4666 подозреваемых, заявил представитель министерства.",
    "koi8_r": "Полиция передала 4666 подозреваемых, заявил представитель министерства.",
    "cp1253": "Η αστυνομία παρέδωσε 4.666 υπόπτους, δήλωσε ο εκπρόσωπος του υπουργείου.",
    "gb18030": "今年以来,缅北执法部门共向我方移交电信网络诈骗犯罪嫌疑人4666名。",
    "big5": "今年以來,緬北執法部門共向我方移交電信網路詐騙犯罪嫌疑人4666名。",
    "shift_jis": "今年、ミャンマー北部の法執行機関は4666人の容疑者を中国に引き渡した。",
    "euc_kr": "올해 미얀마 북부 법 집행 기관은 4666명의 통신 사기 용의자를 중국에 인도했다.",
    "cp1256": "سلمت الشرطة 4666 مشتبها بهم، حسبما قال المتحدث باسم الوزارة.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_encodings_told_by_their_bytes(tmp_path: Path, encoding: str) -> None:
    assert one(tmp_path / "a.txt", TEXTS[encoding].encode(encoding)).text == TEXTS[encoding]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"---\ntitle: Only this\n---\n\n", "empty below its front matter"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data, not text"),
        (b"\x01\x02\x03\x04 a", "binary data, not text"),
        (b"\xff\xfea", "not valid UTF-16, although it begins with its mark"),
        ("très bien, à bientôt".encode()[:-1] + b"\xc3 end", "damaged UTF-8 at byte 22"),
        (
            "Peña was there.".encode("cp1252"),
            "text encoding could be cp1252 or cp1250; save it as UTF-8",
        ),
        ("The café closed.".encode("mac_roman"), "unknown text encoding; save it as UTF-8"),
        ("He met 习近平.".encode("gb18030"), "unknown text encoding; save it as UTF-8"),
        (bytes(range(128, 256)) * 9, "unknown text encoding; save it as UTF-8"),
    ],
)
def test_what_is_no_text_is_skipped_not_guessed(tmp_path: Path, data: bytes, expected: str) -> None:
    assert reason(tmp_path / "a.txt", data) == expected


def test_front_matter(tmp_path: Path) -> None:
    front = (
        'title: "Fraud: the fall"\r\ndate: 2023-10-31T23:30:00-05:00\r\nsource: Example Daily\r\n'
        "authors:\r\n  - Jane Doe\r\n  - Li Wei\r\nurl: https://a.example/x\r\n"
    )
    article = one(
        tmp_path / "2020-01-01.md", f"---\r\n{front}---\r\n\r\n# Another\r\n\r\n{SENTENCE}\r\n"
    )
    assert article == Article(
        "2020-01-01.md",
        f"\r\n# Another\r\n\r\n{SENTENCE}\r\n",
        title="Fraud: the fall",
        date=DAY,
        source="Example Daily",
        author="Jane Doe, Li Wei",
        url="https://a.example/x",
    )


def test_malformed_front_matter_does_not_lose_the_article(tmp_path: Path) -> None:
    article = one(
        tmp_path / "a.md", f"---\ntitle: Fraud: the fall\ndate: 2023-10-31\n---\n{SENTENCE}"
    )
    assert (article.title, article.date, article.text) == ("Fraud: the fall", DAY, SENTENCE)
    for text in (f"---\n{SENTENCE}\n---\n{SENTENCE}", f"---\ntitle: never closed\n{SENTENCE}"):
        assert one(tmp_path / "a.md", text).text == text
    impossible = one(tmp_path / "a.txt", f"---\ntitle: X\ndate: 2023-02-30\n---\n{SENTENCE}")
    assert (impossible.title, impossible.date) == ("X", None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"\n# **Fraud** falls by [24%](https://a.example) #\n\n{SENTENCE}", "Fraud falls by 24%"),
        (f"Fraud falls\n===\n\n{SENTENCE}", "Fraud falls"),
        (f"```\n# a comment\n```\n\n{SENTENCE}\n\n# Heading\n", "Heading"),
        (f"## Fraud falls\n\n{SENTENCE}", "Fraud falls"),
        (f"{SENTENCE}\n\n## A section\n\n{SENTENCE}", None),
        (f"#hashtag\n{SENTENCE}", None),
        (f"# snake_case_name stays\n\n{SENTENCE}", "snake_case_name stays"),
    ],
)
def test_markdown_heading(tmp_path: Path, text: str, title: str | None) -> None:
    article = one(tmp_path / "a.md", text)
    assert (article.text, article.title) == (text, title)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("**`gleaner`** and `__init__`", "gleaner and __init__"),
        ("[![Logo](a.png)](https://a.example/x_(y)) Gleaner", "Logo Gleaner"),
        ("***Fraud*** falls, *says **China***", "Fraud falls, says China"),
        ("Fraud falls" + 40_000 * " ", "Fraud falls"),
        ("Fraud" + 40_000 * " " + "falls", None),
        (200_000 * "[", None),
        (10_000 * "`", None),
    ],
)
def test_markup_in_a_heading(tmp_path: Path, heading: str, title: str | None) -> None:
    for text in (f"# {heading}\n\n{SENTENCE}", f"{heading}\n===\n\n{SENTENCE}"):
        article = one(tmp_path / "a.md", text)
        assert (article.text, article.title) == (text, title)


@pytest.mark.parametrize("nested", [19_000 * "[", 1_000 * "[\n ", 4_000 * "{a: ", 6_000 * "- "])
def test_front_matter_of_lists_within_lists(tmp_path: Path, nested: str) -> None:
    article = one(tmp_path / "a.md", f"---\ntitle: Fraud falls\nx: {nested}\n---\n{SENTENCE}")
    assert (article.title, article.text) == ("Fraud falls", SENTENCE)


def test_front_matter_that_never_ends_is_text(tmp_path: Path) -> None:
    for text in (f"---\n{'title: a' * 5_000}\n---\n", "---\n" + "title: a\n" * 5_000 + "---\n"):
        assert one(tmp_path / "a.txt", text).text == text


def test_date_in_the_header_wins_over_the_files_name(tmp_path: Path) -> None:
    text = f"Fraud cases fall\n\nUpdated on 2023-10-31\n\n{SENTENCE}"
    assert one(tmp_path / "2023-11-05-fraud.txt", text).date == DAY
    assert one(tmp_path / "2023-10-31-fraud.txt", SENTENCE).date == DAY
    location = tmp_path / "fraud.txt"
    location.write_text(SENTENCE)
    os.utime(location, (1e9, 1e9))
    assert read_articles(source(location))[0][0].date is None  # never the file's own time


# Web pages ----------------------------------------------------------------------------------------


def test_html_text_without_the_pages_furniture(tmp_path: Path) -> None:
    article = one(tmp_path / "a.html", PAGE % "")
    assert article.text.split("\n\n") == [
        "Fraud cases fall by 24%",
        f"{SENTENCE} The ministry gave the figure on Tuesday,\nin Beijing.",
        "A second paragraph tells that $51.6 billion was frozen by banks during the campaign.",
        "First point of a list",
        "Year | Cases",
        "2022 | 464,000",
    ]
    assert (article.title, article.date, article.source) == ("Fraud cases fall by 24%", None, None)


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Another", "datePublished": "2001-01-01"},
        {
            "@type": "NewsArticle",
            "headline": "Fraud cases fall",
            "datePublished": "2023-10-31T23:30:00-05:00",
            "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Li Wei"}],
            "publisher": {"@type": "Organization", "name": "Example Daily"},
        },
    ],
}


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-10-31T23:30:00-05:00">',
        '<meta name="dc.date.issued" content="31 October 2023">',
        f'<script type="application/ld+json">{json.dumps(LINKED)}</script>',
        '<link rel="canonical" href="https://a.example/2023/10/31/fraud.html">',
        '<meta property="article:modified_time" content="2023-10-31">',
        '<meta name="date" content="03/04/2023"><meta name="pubdate" content="2023-10-31">',
    ],
)
def test_html_dates_that_the_page_states(tmp_path: Path, head: str) -> None:
    assert one(tmp_path / "a.htm", PAGE % head).date == DAY


@pytest.mark.parametrize(
    ("element", "date"),
    [
        ('<time datetime="2023-10-31T10:00">Tuesday</time>', DAY),
        (
            '<time datetime="2020-01-01">x</time><time pubdate>31 October 2023</time>',
            DAY,
        ),
        ('<time datetime="2020-01-01">x</time><time datetime="2023-10-31">y</time>', None),
        ('<aside><time datetime="2023-10-31">y</time></aside>', None),
        ("<p>The law took effect on 31 October 2023, said the ministry in a statement.</p>", None),
        ("<footer>Copyright 2023-10-31</footer>", None),
    ],
)
def test_html_dates_are_not_guessed(
    tmp_path: Path, element: str, date: datetime.date | None
) -> None:
    page = (PAGE % "").replace("</article>", f"{element}</article>")
    assert one(tmp_path / "a.html", page).date == date


def test_html_metadata(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="people&#39;s daily">'
        '<meta property="og:title" content="The fall"><meta name="author" content="Jane Doe">'
        '<link rel="canonical" href="https://a.example/x?id=1">'
    )
    article = one(tmp_path / "a.html", PAGE % head)
    assert article.title == "The fall"
    assert (article.source, article.author) == ("people's daily", "Jane Doe")
    assert article.url == "https://a.example/x?id=1"
    linked = one(
        tmp_path / "a.html",
        PAGE % f'<script type="application/ld+json">{json.dumps(LINKED)}</script>',
    )
    assert (linked.title, linked.author) == ("Fraud cases fall", "Jane Doe, Li Wei")
    assert linked.source == "Example Daily"
    broken = one(
        tmp_path / "a.html", PAGE % '<script type="application/ld+json">{"@type": </script>'
    )
    assert broken.author is None


def test_html_in_the_encoding_it_declares(tmp_path: Path) -> None:
    text = "今年以来移交电信网络诈骗犯罪嫌疑人4666名。"
    head = '<head><meta charset="gb2312"><title>诈骗</title></head>'
    page = f"<html>{head}<body><p>{text}</p></body></html>"
    assert one(tmp_path / "a.html", page.encode("gb18030")).text == text
    declared = f'<?xml version="1.0" encoding="utf-8"?><html><body><p>{text}</p></body></html>'
    assert one(tmp_path / "a.html", declared).text == text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("just words", "no HTML in it"),
        (
            "<html><body><nav><a href='/'>Home</a></nav></body></html>",
            "no article text in the page",
        ),
        ("<html><body><script>let a = 1</script></body></html>", "no article text in the page"),
    ],
)
def test_html_without_an_article(tmp_path: Path, html: str, expected: str) -> None:
    assert reason(tmp_path / "a.html", html) == expected


# PDF ----------------------------------------------------------------------------------------------


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    lines = [
        "Fraud cases fall by a quarter",
        "31 October 2023",
        "",
        "A total of 4,666 suspects of telecom fraud were handed over from Myan-",
        "mar this year, the ministry said, after a cross-",
        "border operation in northern Myanmar with the police of",
        "COVID-",
        "19 times.",
        "",
        "A second paragraph tells that $51.6 billion was frozen by the banks there.",
    ]
    article = one(
        tmp_path / "a.pdf", make_pdf([lines], {"/Title": "Fraud falls", "/Author": "Jane Doe"})
    )
    assert article.text.split("\n\n")[-2:] == [
        "A total of 4,666 suspects of telecom fraud were handed over from Myanmar this year, the"
        " ministry said, after a cross-border operation in northern Myanmar with the police of"
        " COVID-19 times.",
        "A second paragraph tells that $51.6 billion was frozen by the banks there.",
    ]
    assert (article.title, article.author) == ("Fraud falls", "Jane Doe")


def test_pdf_pages_join_and_lose_their_margins(tmp_path: Path) -> None:
    body = "The ministry said that the campaign against fraud of this kind goes on and"
    pages = [
        [
            "Example Daily, page",
            f"{body} {word}",
            f"then {word} it goes on and on to the end of the page",
            f"- {n} -",
        ]
        for n, word in enumerate(("one", "two", "three"), start=1)
    ]
    article = one(tmp_path / "a.pdf", make_pdf(pages))
    assert "\n" not in article.text
    assert "Example Daily" not in article.text
    assert "- 2 -" not in article.text
    assert article.text.startswith(f"{body} one then one")
    assert article.text.endswith("end of the page")


def test_pdf_register_of_even_lines(tmp_path: Path) -> None:
    lines = [f"Entry {number:05} of the register, Row {number % 97}" for number in range(1100)]
    pages = [lines[start : start + 55] for start in range(0, len(lines), 55)]
    article = one(tmp_path / "a.pdf", make_pdf(pages))
    assert article.text == " ".join(lines)
    passages = split_article(article, overlap=0)
    assert " ".join(passage.text for passage in passages) == article.text


def test_pdf_words_divided_again_and_again(tmp_path: Path) -> None:
    lines = [
        "The net-",
        "works of tele-",
        "com-",
        "muni-",
        "ca-",
        "tions in cross-",
        "border cases",
    ]
    article = one(tmp_path / "a.pdf", make_pdf([lines]))
    assert article.text == "The networks of telecommunications in cross-border cases"


def test_pdf_properties_that_say_nothing(tmp_path: Path) -> None:
    info = {
        "/Title": "Microsoft Word - final.doc",
        "/Author": "Administrator",
        "/CreationDate": "D:20231031120000Z",
    }
    article = one(tmp_path / "a.pdf", make_pdf([[SENTENCE]], info))
    assert (article.title, article.author, article.date) == (None, None, None)


def test_pdf_xmp_publication_date(tmp_path: Path) -> None:
    xmp = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<prism:publicationDate>2023-10-31</prism:publicationDate><xmp:CreateDate>2020-01-01</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([[SENTENCE]])))
    writer.xmp_metadata = xmp
    stream = io.BytesIO()
    writer.write(stream)
    assert one(tmp_path / "a.pdf", stream.getvalue()).date == DAY


def encrypted_pdf(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([[SENTENCE]])))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_pdfs_that_cannot_be_read(tmp_path: Path) -> None:
    location = tmp_path / "a.pdf"
    assert reason(location, encrypted_pdf("secret")) == "encrypted PDF"
    assert one(location, encrypted_pdf("")).text == SENTENCE  # only printing was forbidden
    assert reason(location, make_pdf([[""]])) == "PDF has no text (scanned images?)"
    assert reason(location, b"no PDF at all") == "not a PDF"
    assert reason(location, b"%PDF-1.7\n garbage").startswith("broken PDF (")


def test_pdf_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 100)
    assert (
        reason(tmp_path / "a.pdf", make_pdf([[SENTENCE] * 2]))
        == "its text is larger than the limit"
    )


# Word ---------------------------------------------------------------------------------------------


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
    assert reason(location, good) == "larger than the limit once unpacked"


# Tables -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f'He said "no",\r\nand; more\t| {SENTENCE}'
    long = SENTENCE * 5000
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, delimiter=delimiter)
    rows.writerow(["Title", "BODY", "Date", "Source", "Author", "URL", "other"])
    rows.writerow(
        ["Fraud, the fall", text, "2023-10-31", "Daily", "Jane Doe", "https://a.example", ""]
    )
    rows.writerow(["", long, "03/04/2023", "", "", "", ""])
    articles, reasons = read(tmp_path / "a.csv", stream.getvalue().encode(encoding))
    assert reasons == []
    assert articles == [
        Article(
            "a.csv#1",
            text,
            title="Fraud, the fall",
            date=DAY,
            source="Daily",
            author="Jane Doe",
            url="https://a.example",
        ),
        Article("a.csv#2", long),
    ]
    assert csv.field_size_limit() < len(long)  # as it was


def test_csv_rows_that_cannot_be_read(tmp_path: Path) -> None:
    table = (
        "sep=;\r\ntitle;text\r\nGood;First text.\r\nEmpty;\r\n\r\nLong;One; two\r\nShort\r\n"
        'Quoted;"a" b\r\nLast;Last text.\r\nOpen;"never closed\r\n'
    )
    articles, reasons = read(tmp_path / "a.csv", table)
    assert [(article.path, article.text) for article in articles] == [
        ("a.csv#1", "First text."),
        ("a.csv#7", "Last text."),
    ]
    assert reasons == [
        "row 2: no text",
        "row 4: 3 cells, the header names 2",
        "row 5: 1 cells, the header names 2",
        "row 6: malformed (';' expected after '\"')",
        "row 8: malformed (unexpected end of data)",
    ]
    assert "no text column" in reason(tmp_path / "a.csv", "a,b\n1,2\n")
    assert reason(tmp_path / "a.csv", "title,text\n") == "no articles in it"


def test_jsonl(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "text": f"{SENTENCE}\u2028\n",
                "title": "Fraud",
                "date": "2023-10-31",
                "source": "Daily",
            }
        ),
        "{not json",
        "[1, 2]",
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": "half a character \ud800"}),
        json.dumps({"text": "NUL \0"}),
        "[" * 100_000,
        json.dumps({"Content": "Last.", "title": "\ud800 x", "url": "javascript:alert(1)"}),
    ]
    articles, reasons = read(tmp_path / "a.jsonl", "\r\n".join(rows))
    assert articles == [
        Article("a.jsonl#1", f"{SENTENCE}\u2028\n", title="Fraud", date=DAY, source="Daily"),
        Article("a.jsonl#10", "Last.", title="\ufffd x"),
    ]
    assert reasons == [
        "row 2: not valid JSON",
        "row 3: not a JSON object",
        "row 5: no text",
        "row 6: no text",
        "row 7: not valid text (NUL or half a character)",
        "row 8: not valid text (NUL or half a character)",
        "row 9: not valid JSON",
    ]


def test_squad(tmp_path: Path) -> None:
    content = {
        "data": [
            {
                "title": "Ice_hockey",
                "paragraphs": [{"context": "One."}, {"context": "Two."}, {"context": "One."}],
            },
            {"title": "Empty", "paragraphs": []},
            "nothing",
        ]
    }
    articles, reasons = read(tmp_path / "a.json", json.dumps(content))
    assert articles == [Article("a.json#1", "One.\n\nTwo.", title="Ice hockey")]
    assert reasons == ["group 2: no text", "group 3: no paragraphs"]
    assert reason(tmp_path / "a.json", "{}").startswith("JSON, but not in SQuAD format")
    assert reason(tmp_path / "a.json", "{") == "not valid JSON"


# Folders ------------------------------------------------------------------------------------------


def paths(files: list[SourceFile]) -> list[str]:
    return [file.path for file in files]


def test_list_is_sorted_and_recursive(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.MD", "a/b/d.html", "a b.pdf", "ä.csv"):
        location = tmp_path / name
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text("text")
    for name in (
        ".git/config.txt",
        ".DS_Store",
        "~$b.docx",
        "b.txt~",
        "Thumbs.db",
        ".hidden.txt",
        "x.swp",
    ):
        location = tmp_path / name
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text("text")
    (tmp_path / "photo.jpg").write_text("x")
    (tmp_path / "README").write_text("x")
    files, skipped = list_files([tmp_path])
    assert paths(files) == ["a b.pdf", "a/b/d.html", "a/c.MD", "b.txt", "ä.csv"]
    assert [file.location for file in files] == [tmp_path / file.path for file in files]
    assert files[3].size == 4
    assert skipped == [
        Skipped("README", "unsupported format (no ending)"),
        Skipped("photo.jpg", "unsupported format .jpg"),
    ]


def test_several_folders_and_single_files(tmp_path: Path) -> None:
    for folder in ("one/news", "two/news", "three"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text("x")
    news, other, three = tmp_path / "one/news", tmp_path / "two/news", tmp_path / "three"
    files, _ = list_files([news, other, three / "a.txt"])
    assert paths(files) == ["a.txt", "news-2/a.txt", "news/a.txt"]
    assert paths(list_files([news / "a.txt"])[0]) == ["a.txt"]
    assert paths(list_files([three / "a.txt", news / "a.txt"])[0]) == ["a-2.txt", "a.txt"]
    # the same folder twice, and a folder inside another, are read once
    assert paths(list_files([news, news, news / "a.txt"])[0]) == ["a.txt"]
    assert paths(list_files([tmp_path / "one", news])[0]) == ["news/a.txt"]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no folder .*nowhere\. Give the folder"):
        list_files([tmp_path / "nowhere"])
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(UserError, match="There is no folder"):
        list_files([loop])


def test_links_are_named_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "corpus", tmp_path / "outside"
    for location in (folder / "sub", outside):
        location.mkdir(parents=True)
        (location / "a.txt").write_text("x")
    for name, target in {
        "sub/up": folder,
        "sub/self": folder / "sub/self",
        "twin.txt": folder / "sub/a.txt",
        "twin": folder / "sub",
        "out.txt": outside / "a.txt",
        "out": outside,
        "gone.txt": outside / "gone.txt",
    }.items():
        (folder / name).symlink_to(target)
    files, skipped = list_files([folder])
    assert paths(files) == ["sub/a.txt"]
    assert {skip.path: skip.reason for skip in skipped} == {
        "sub/up": "symbolic link in a loop",
        "sub/self": "symbolic link in a loop",
        "twin.txt": "symbolic link; already read through its real path",
        "twin": "symbolic link; already read through its real path",
        "out.txt": "symbolic link out of the folder",
        "out": "symbolic link out of the folder",
        "gone.txt": "broken symbolic link",
    }
    link = tmp_path / "link"
    link.symlink_to(folder)  # a folder that somebody names is followed
    assert paths(list_files([link])[0]) == ["sub/a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("x")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("x")
    files, skipped = list_files([tmp_path])
    assert paths(files) == ["good.txt"]
    assert skipped == [Skipped("caf\\udce9.txt", "file name is not valid UTF-8")]


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.txt"))
        files, skipped = list_files([tmp_path])
    assert files == []
    assert skipped == [
        Skipped("pipe.txt", "not a regular file"),
        Skipped("socket.txt", "not a regular file"),
    ]


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed everything: the system's refusal is played."""
    (tmp_path / "shut").mkdir()
    for name in ("good.txt", "shut.txt", "shut/a.txt"):
        (tmp_path / name).write_text(SENTENCE)
    really = os.scandir

    def scandir(folder: Path) -> object:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return really(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "access", lambda location, mode: location.name != "shut.txt")
    files, skipped = list_files([tmp_path])
    assert paths(files) == ["good.txt"]
    assert skipped == [
        Skipped("shut", "permission denied"),
        Skipped("shut.txt", "permission denied"),
    ]


def test_size_limit(tmp_path: Path) -> None:
    location = tmp_path / "a.txt"
    location.write_text("x" * 1000)
    assert read_articles(source(location), max_bytes=1000)[0][0].text == "x" * 1000
    assert read_articles(source(location), max_bytes=999)[1] == [
        Skipped("a.txt", "larger than the limit of 999 bytes")
    ]
    with location.open("r+b") as stream:
        stream.truncate(corpus.DEFAULT_MAX_BYTES + 1)
    assert read_articles(source(location))[1] == [
        Skipped("a.txt", "larger than the limit of 20 MB")
    ]


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    file = SourceFile("a.txt", tmp_path / "a.txt", 1, 0)
    assert read_articles(file) == ([], [Skipped("a.txt", "vanished while it was read")])


def test_bad_files_of_every_kind_leave_the_good_one_alone(tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "binary.md": b"\0\1\2",
        "cut.docx": make_docx(SENTENCE)[:500],
        "cut.pdf": make_pdf([[SENTENCE]])[:200],
        "secret.pdf": encrypted_pdf("secret"),
        "scan.pdf": make_pdf([[]]),
        "nothing.html": b"<html></html>",
        "list.json": b"[]",
        "rows.jsonl": b"x",
        "rows.csv": b"a,b",
        "photo.png": b"\x89PNG",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(SENTENCE)
    files, skipped = list_files([tmp_path])
    articles: list[Article] = []
    for file in files:
        found, not_read = read_articles(file)
        articles += found
        skipped += not_read
    assert articles == [Article("good.txt", SENTENCE)]
    assert sorted(skip.path for skip in skipped) == sorted(bad)
    assert all(skip.reason and "\n" not in skip.reason for skip in skipped)


def test_a_librarys_bug_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str, data: bytes) -> list[Article | Skipped]:
        raise ZeroDivisionError

    monkeypatch.setitem(corpus.READERS, ".txt", fail)
    assert reason(tmp_path / "a.txt", SENTENCE) == "cannot be read (ZeroDivisionError)"


def test_damaged_files_never_raise(tmp_path: Path) -> None:
    """Files cut short and with wrong bytes give text or a reason, in every reader."""
    good = {
        ".pdf": make_pdf([[SENTENCE] * 5]),
        ".docx": make_docx(SENTENCE, title="x"),
        ".html": (PAGE % "").encode(),
        ".csv": f"title,text\na,{SENTENCE!r}\n".encode(),
        ".json": json.dumps(
            {"data": [{"title": "x", "paragraphs": [{"context": SENTENCE}]}]}
        ).encode(),
    }
    for suffix, data in good.items():
        location = tmp_path / f"a{suffix}"
        for step in range(1, 12):
            place = len(data) * step // 12
            for damaged in (data[:place], data[:place] + b"\xff\x00<[(" + data[place + 5 :]):
                location.write_bytes(damaged)
                articles, skipped = read_articles(source(location))
                assert articles or skipped
                for article in articles:
                    assert article.text.encode("utf-8").strip()


def test_libraries_are_silent_only_meanwhile(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("pypdf")
    before = logger.level, list(warnings.filters)
    (tmp_path / "a.pdf").write_bytes(make_pdf([[SENTENCE]]).replace(b"startxref", b"startyref"))
    (tmp_path / "a.html").write_text("<html></html>")
    for file in list_files([tmp_path])[0]:
        read_articles(file)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert (logger.level, list(warnings.filters)) == before


# The real articles --------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.is_dir(), reason="the five real articles are not beside this checkout")
def test_real_articles() -> None:
    files, skipped = list_files([REAL])
    assert skipped == []
    articles = [article for file in files for article in read_articles(file)[0]]
    assert [(article.path, article.title, article.date) for article in articles] == [
        ("000.txt", None, None),
        ("001.txt", "Nation's anti-fraud campaign bearing fruit", None),
        (
            "002.txt",
            "China has sent working groups to Cambodia to fight telecommunications fraud",
            None,
        ),
        ("003.txt", None, None),
        ("004.txt", None, datetime.date(2024, 1, 31)),
    ]
    for article in articles:
        assert article.text.encode() == (REAL / article.path).read_bytes()


def test_nested_yaml_aliases_do_not_hang_a_build(tmp_path: Path) -> None:
    levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * 10) + "]" for n in range(1, 12)]
    text = "---\n" + "\n".join(levels) + "\ntitle: *l11\n---\nThe mill burned down in 1911.\n"
    (tmp_path / "bomb.md").write_text(text, encoding="utf-8")
    files, _ = list_files([tmp_path])
    articles, _ = read_articles(files[0])
    assert articles[0].text == "The mill burned down in 1911.\n"
    assert articles[0].title is None or len(articles[0].title) < 100
