"""Of every place in a PDF's text it is known which page it is on."""

import re
from pathlib import Path

import pypdf
import pytest

from index.build import build_index
from index.reading.formats import pdf
from index.reading.formats.pdf_pages import page_starts
from index.search import Searcher
from tests.documents import make_pdf
from tests.fakes import WordEncoder
from tests.reading.files import one, read

BODY = "The ministry said that the campaign against fraud of this kind goes on and"


def pages_of(text: str, starts: tuple[int, ...]) -> list[str]:
    return [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]


def test_sentences_that_go_on_over_the_page(tmp_path: Path) -> None:
    """With margins taken off, and a word divided between two pages."""
    pages = [
        [
            "Example Daily, page",
            f"{BODY} {word}",
            f"then {word} it goes on to the exam-",
            f"- {n} -",
        ]
        if n < 3
        else ["Example Daily, page", "ple of page three.", f"- {n} -"]
        for n, word in enumerate(("one", "two", "three"), start=1)
    ]
    article = one(tmp_path / "a.pdf", make_pdf(pages))
    first, second, third = pages_of(article.text, article.pages)
    assert first.startswith(f"{BODY} one")
    assert second.startswith(f"{BODY} two")
    assert second.endswith("exam")
    assert third == "ple of page three."
    for number, word in enumerate(("one it", "two it", "page three"), start=1):
        assert article.page_at(article.text.index(word)) == number


def test_a_register_of_like_lines(tmp_path: Path) -> None:
    lines = [f"Entry {number:05} of the register, Row {number % 97}" for number in range(1100)]
    pages = [lines[start : start + 55] for start in range(0, len(lines), 55)]
    article = one(tmp_path / "a.pdf", make_pdf(pages))
    for match in re.finditer(r"Entry (\d+)", article.text):
        assert article.page_at(match.start()) == int(match[1]) // 55 + 1


def test_pages_with_the_same_text(tmp_path: Path) -> None:
    article = one(tmp_path / "a.pdf", make_pdf([[f"{BODY} so on."]] * 2))
    assert [each.strip() for each in pages_of(article.text, article.pages)] == [
        f"{BODY} so on."
    ] * 2


def test_pages_without_text_are_counted(tmp_path: Path) -> None:
    pages = [[], ["Page two says this much."], [], [], ["Page five says this much."], []]
    article = one(tmp_path / "a.pdf", make_pdf(pages))
    assert len(article.pages) == len(pages)
    assert article.page_at(article.text.index("Page two")) == 2
    assert article.page_at(article.text.index("Page five")) == 5


def test_a_page_that_is_broken_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines_of = pdf.page_lines

    def break_second(page: pypdf.PageObject) -> list[pdf.Line]:
        if page.page_number == 1:
            raise ValueError("broken")
        return lines_of(page)

    monkeypatch.setattr(pdf, "page_lines", break_second)
    data = make_pdf([["Page one says so."], ["Page two."], ["Page three says so."]])
    articles, reasons = read(tmp_path / "a.pdf", data)
    [article] = articles
    assert reasons == ["page 2: broken (ValueError)"]
    assert article.page_at(article.text.index("Page one")) == 1
    assert article.page_at(article.text.index("Page three")) == 3


def test_a_line_that_is_not_found_loses_no_later_page() -> None:
    pages = [["The first line is here."], ["This was mended beyond recognition."], ["x"]]
    pages += [["The last of the lines is here."]]
    text = "The first line is here. It was another. y The last of the lines is here."
    assert page_starts(pages, text) == (0, *[text.index("The last")] * 3)


def test_the_index_keeps_them(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.pdf").write_bytes(make_pdf([[f"{BODY} one."], [f"{BODY} two."]]))
    (corpus / "b.txt").write_text(BODY)
    build_index([corpus], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    article, other = searcher.article("a.pdf"), searcher.article("b.txt")
    assert article is not None
    assert other is not None
    assert [article.page_at(article.text.index(word)) for word in ("one.", "two.")] == [1, 2]
    assert other.page_at(0) is None
