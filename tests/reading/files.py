"""A file written and read: its articles, or why it was skipped."""

import datetime
import io
from pathlib import Path

import pypdf

from index.reading.corpus import read_articles
from index.records import Article, SourceFile
from tests.documents import make_pdf

DAY = datetime.date(2023, 10, 31)
SENTENCE = "A total of 4,666 suspects were handed over from northern Myanmar this year."
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


def encrypted_pdf(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([[SENTENCE]])))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
