"""Markup: drawn as what it means where it is Markdown, as text where it is HTML."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import ask, axe, opened, strong
from tests.served import Served, start

pytestmark = pytest.mark.browser


GUIDE = """---
title: "Counting the handovers: a guide"
---
# Counting the **handovers**: a guide

Figures 🎣 of the campaign *seem* to contradict one another, 👩‍👩‍👧 as [the
ministry](https://ministry.example/counts) says. The police of the city of
Luzhou seized **1,312** phones in March, and C# or 2 * 3 * 4 are no marks.

## What is counted

- People who were **handed over** by their own country
- People who came back
    1. by themselves
    2. for money

### By country

| Country | Suspects handed over to China | Note |
| --- | ---: | --- |
| Laos | 215 | *the minister's* |
| 🇲🇲 Myanmar | **4,666** | |

> The vice-minister told reporters that the rise has been **contained**, and
> that the price of rice was 7 yuan.

```python
if guide:
    count = 2 ** 3
```
"""
MYANMAR = "How many suspects did Myanmar hand over to China?"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A page over one article with all the markup that there is."""
    served = start(tmp_path_factory.mktemp("guide"), {"guide.md": GUIDE})
    served.call("reindex")
    return served


def test_markup_in_articles_and_questions_is_text(page: Page) -> None:
    question = "How many letters did the witness write to the <b>ministry</b> <img src=x>?"
    page.goto("/")
    ask(page, question)
    expect(page.locator(".answer")).to_have_text("77")
    expect(page.locator(".from-title")).to_have_text(
        "<img src=x onerror=alert(1)> & <b>bold</b> claims"
    )
    expect(page.locator(".quote")).to_contain_text("<script>document.title='pwned'</script>")
    assert strong(page) == "77"
    page.click("#earlier-button")
    expect(page.locator("#earlier-list a").first).to_have_text(question)
    assert page.locator("#view-ask img, #view-ask b, #reading img, #reading b").count() == 0
    page.goto("/?view=articles")
    expect(page.locator("#articles-rows")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("table img").count() == 0
    assert "pwned" not in page.title()


def test_markdown_is_drawn_as_what_it_means(browser: Browser, guide: Served) -> None:
    with opened(browser, guide) as page:
        page.goto("/?view=articles&article=guide.md")
        text = page.locator("#article .text")
        expect(text.locator("h2")).to_have_text("Counting the handovers: a guide")
        expect(text.locator("h3")).to_have_text("What is counted")
        expect(text.locator("h4")).to_have_text("By country")
        expect(page.locator("#article h2")).to_have_count(1)
        assert text.locator("strong").all_text_contents() == [
            "handovers", "1,312", "handed over", "4,666", "contained",
        ]  # fmt: skip
        link = text.get_by_role("link", name="the ministry")
        expect(link).to_have_attribute("href", "https://ministry.example/counts")
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(text.locator("> ul > li")).to_have_count(2)
        expect(text.locator("> ul > li > ol > li")).to_have_text(["by themselves", "for money"])
        assert text.get_by_role("columnheader").all_text_contents() == [
            "Country", "Suspects handed over to China", "Note",
        ]  # fmt: skip
        rows = text.locator("tbody tr")
        assert rows.first.locator("td").all_text_contents() == ["Laos", "215", "the minister's"]
        assert rows.last.locator("td").all_text_contents() == ["🇲🇲 Myanmar", "4,666", ""]
        expect(text.locator("td:nth-child(2)").first).to_have_css("text-align", "end")
        expect(text.locator("blockquote > p")).to_have_text(
            re.compile(r"contained, and\s+that the")
        )
        assert text.locator("pre").inner_text() == "if guide:\n    count = 2 ** 3"
        prose = text.locator("> p").first.inner_text()
        assert prose.startswith(
            "Figures 🎣 of the campaign seem to contradict one another, 👩‍👩‍👧 as the"
        )
        assert prose.endswith(
            "city of Luzhou seized 1,312 phones in March, and C# or 2 * 3 * 4 are no marks."
        )
        seen = text.inner_text().replace("C# or 2 * 3 * 4", "").replace("2 ** 3", "")
        assert not re.search(r"[#*|`>\[\]]|---", seen)
        assert axe(page) == []


def test_marks_are_exact_where_there_is_markup(browser: Browser, guide: Served) -> None:
    with opened(browser, guide, permissions=["clipboard-read", "clipboard-write"]) as page:
        for question, answer, sentence in (
            (MYANMAR, "4,666", "🇲🇲 Myanmar · 4,666"),
            (
                "What was the price of rice?",
                "7 yuan",
                re.compile(r"has been contained, and\s+that the price of rice was 7 yuan\.$"),
            ),
            (
                "How many phones were seized by the police of Luzhou?",
                "1,312",
                re.compile(
                    r"^The police of the city of\s+Luzhou seized 1,312 phones in March, and "
                ),
            ),
        ):
            page.goto(f"/?q={quote(question)}")
            expect(page.locator(".answer")).to_have_text(answer)
            expect(page.locator(".quote")).to_have_text(sentence)
            expect(page.locator(".quote mark.strong")).to_have_text(answer)
            assert strong(page) == answer
            found = guide.call("ask", question=question)
            article = guide.call("article", article="guide.md")["text"]
            assert article[found["start"] : found["end"]] == answer
            assert found["sentence"] == article[found["sentence_start"] : found["sentence_end"]]
            page.click("text=Copy quote")
            expect(page.locator("#announce")).to_have_text("Copied")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.startswith(f"“{found['sentence']}”\n")
        for row in page.locator("a.row").all_inner_texts():
            assert not re.search(r"[#*|`>]", row)


def test_what_is_copied_from_an_article_is_its_text(browser: Browser, guide: Served) -> None:
    with opened(browser, guide, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("/?view=articles&article=guide.md")
        page.locator("#article .text tbody tr").first.wait_for()
        page.evaluate(
            """() => {
                const [from, to] = document.querySelectorAll('#article tbody td:first-child');
                getSelection().setBaseAndExtent(from.firstChild, 1, to.firstChild, 7);
            }"""
        )
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()") == (
            "aos | 215 | *the minister's* |\n| 🇲🇲 My"
        )
