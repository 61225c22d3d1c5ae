"""PDFs: lines become paragraphs, and what cannot be read is named."""

import io
from pathlib import Path

import pypdf
import pytest

from index.reading.formats import pdf
from index.splitting.passages import split_article
from tests.documents import make_pdf
from tests.reading.files import DAY, SENTENCE, encrypted_pdf, one, reason


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
