"""Web pages: the article without the furniture, and the facts that the page states."""

import datetime
import json
from pathlib import Path

import pytest

from tests.reading.files import DAY, PAGE, SENTENCE, one, reason


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
