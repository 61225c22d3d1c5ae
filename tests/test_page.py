"""The real page in Chromium, over a real index."""

import csv
import importlib.resources
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    FilePayload,
    Page,
    Request,
    Route,
    expect,
    sync_playwright,
)

from tests.served import Served, library, start

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]
HANDED_OVER = "How many telecom fraud suspects were handed over to Chinese authorities?"
SHIPS = "How many ships called at the port of Wrapton?"
SEIZED = "How many phones were seized in Harbin?"
WIDE, PHONE = (1280, 800), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed. Run: apt-get install chromium")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site() -> Served:
    return library()


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


@contextmanager
def opened(
    browser: Browser,
    site: Served,
    size: tuple[int, int] = WIDE,
    expected: str | None = None,
    **options: Any,
) -> Iterator[Page]:
    """A page in a window of its own, in which nothing goes wrong and nothing leaves the machine.

    `expected`: what the console may complain of.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, base_url=site.url, **options
    )
    problems: list[str] = []
    page = context.new_page()
    page.set_default_timeout(15_000)
    ours = urlsplit(site.url).netloc

    def check(url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != ours:
            problems.append(f"a request left the machine: {url}")

    context.on("request", lambda request: check(request.url))
    page.on("websocket", lambda socket: check(socket.url))
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    yield page
    context.close()
    assert [each for each in problems if expected is None or expected not in each] == []


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    with opened(browser, site) as page:
        yield page


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")


def strong(page: Page) -> str:
    """The text marked as the answer in the article that is open."""
    page.locator("#article mark.strong").first.wait_for()
    return "".join(page.locator("#article mark.strong").all_text_contents())


def is_a_third_down(page: Page) -> bool:
    """Whether the answer is in view, about a third down the article's own scroll."""
    place = page.evaluate(
        """() => {
            const mark = document.querySelector('#article mark.strong').getBoundingClientRect();
            const scroll = document.getElementById('reading-scroll').getBoundingClientRect();
            return (mark.top - scroll.top) / scroll.height;
        }"""
    )
    return bool(0.25 < place < 0.42)


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong, as rule and element."""
    source = importlib.resources.files("axe_playwright_python") / "axe.min.js"
    page.evaluate(source.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run()")
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def has_no_sideways_scroll(page: Page) -> bool:
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def test_a_question_its_answer_and_its_place(page: Page, site: Served) -> None:
    page.goto("/")
    ask(page, HANDED_OVER)
    expect(page.locator(".answer")).to_have_text("4,666")
    expect(page.locator(".quote mark.strong")).to_have_text("4,666")
    expect(page.locator(".quote")).to_contain_text("This year, a total of 4,666 suspects")
    expect(page.locator(".from")).to_contain_text("The Border Post · 31 Oct 2023")
    expect(page.locator(".confidence")).to_have_text(re.compile(r"^[a-z ]+ \d\d%$"))
    expect(page.locator("#announce")).to_contain_text("4,666")
    page.click("text=Open article")
    found = site.call("ask", question=HANDED_OVER)
    text = site.call("article", article="handover.md")["text"]
    assert strong(page) == "4,666" == text[found["start"] : found["end"]]
    # All of the sentence is marked, and put together the paragraphs are the article's own text.
    marked = "".join(page.locator("#article mark").all_text_contents())
    assert marked == found["sentence"]
    assert page.evaluate("document.querySelector('#article .text').textContent") == text
    assert is_a_third_down(page)
    assert page.locator("#article .margin span").count() >= 1
    assert f"start={found['start']}&end={found['end']}" in page.url


def test_a_shared_link_reopens_exactly_that(page: Page) -> None:
    page.goto("/")
    ask(page, HANDED_OVER)
    page.click("text=Open article")
    page.wait_for_url("**article=*")
    url, top = page.url, page.evaluate("document.getElementById('reading-scroll').scrollTop")
    assert strong(page) == "4,666"
    page.goto("about:blank")
    page.goto(url)
    assert strong(page) == "4,666"
    expect(page.locator(".answer")).to_have_text("4,666")
    assert page.evaluate("document.getElementById('reading-scroll').scrollTop") == top
    assert page.input_value("#question") == HANDED_OVER


def test_a_link_carries_the_filters(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}&after=2024-01-01")
    expect(page.locator(".answer")).to_have_text("8,412")
    expect(page.locator("#filters-text")).to_have_text("from 1 Jan 2024")
    page.click("#filters-button")
    expect(page.locator("#after")).to_have_value("2024-01-01")
    page.click("#filters-clear")
    expect(page.locator("#filters-text")).to_have_text("Filters")
    assert "after" not in page.url
    page.select_option("#source", "Harbour Daily")
    page.wait_for_url("**source=Harbour+Daily")
    expect(page.locator(".answer")).to_have_text("310")
    page.fill("#after", "2023-01-01")
    expect(page.locator(".no-answer")).to_contain_text("No article matches these filters.")


def test_offsets_hold_beyond_the_basic_plane_and_with_crlf(page: Page, site: Served) -> None:
    page.goto(f"/?q={quote(SEIZED)}")
    expect(page.locator(".answer")).to_have_text("1,312")
    assert strong(page) == "1,312"
    text = site.call("article", article="harbin.txt")["text"]
    assert "\r\n" in text
    assert page.evaluate("document.querySelector('#article .text').textContent") == text
    marked = "".join(page.locator("#article mark").all_text_contents())
    assert marked == site.call("ask", question=SEIZED)["sentence"]
    assert "📱" in marked


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


def test_other_scripts(page: Page) -> None:
    page.goto(f"/?q={quote('كم عدد المشتبه بهم الذين نقلوا إلى العاصمة؟')}")
    expect(page.locator(".answer")).to_have_text("512")
    row = page.locator(".quote").filter(has_text="512").first
    expect(row).to_be_visible()
    assert row.evaluate("each => getComputedStyle(each).direction") == "rtl"
    page.goto("/?view=articles&article=chinese.txt")
    expect(page.locator("#article .text")).to_contain_text("全国共破获电信网络诈骗案件46.4万起。")


def test_not_answered_is_said_with_what_was_searched(page: Page) -> None:
    page.goto(f"/?q={quote('Which recipe makes the best apple pie?')}&before=2023-12-31")
    expect(page.locator(".no-answer h2")).to_have_text("No answer found")
    expect(page.locator(".no-answer p")).to_have_text(
        re.compile(r"Searched 4 articles, \d+ passages within the filters, 1 May 2022 – 2 Nov 2023")
    )
    expect(page.locator("#evidence-heading")).to_contain_text("Nearest misses")
    assert page.locator("a.row").count() >= 1


def test_a_question_too_long_is_said(page: Page) -> None:
    page.goto("/")
    ask(page, "why " * 400)
    expect(page.locator("#result [role=alert]")).to_contain_text("limit is 1,000")


def test_back_and_forward(page: Page) -> None:
    page.goto("/")
    ask(page, HANDED_OVER)
    expect(page.locator(".answer")).to_have_text("4,666")
    page.click("a.row >> nth=0")
    page.wait_for_url("**article=*")
    ask(page, SEIZED)
    expect(page.locator(".answer")).to_have_text("1,312")
    page.go_back()
    expect(page.locator(".answer")).to_have_text("4,666")
    assert "article=" in page.url
    expect(page.locator("a.row[aria-current]")).to_have_count(1)
    page.go_back()
    assert "article=" not in page.url
    page.go_back()
    expect(page.locator(".examples")).to_be_visible()
    page.go_forward()
    expect(page.locator(".answer")).to_have_text("4,666")


def test_examples_and_earlier_questions(page: Page) -> None:
    page.goto("/")
    example = page.locator(".examples a").first
    question = example.text_content()
    example.click()
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator("#question")).to_have_value(question or "")
    page.goto("/")
    page.click("#earlier-button")
    page.click("#earlier-list a >> nth=0")
    expect(page.locator(".answer")).to_be_visible()


def test_by_keyboard_alone(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    expect(page.locator(".answer")).to_have_text("4,666")
    page.locator(".answer").click()
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("What was closed again in the hills?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("road")
    assert strong(page) == page.locator(".answer").text_content()
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.row >> nth=0")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.row >> nth=1")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**article=*")
    expect(page.locator("a.row >> nth=0")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    expect(page.locator("a.row >> nth=0")).to_be_focused()
    assert "article=" not in page.url
    page.keyboard.press("Enter")
    expect(page.locator("#reading")).to_be_visible()
    page.click("#article")
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    expect(page.locator("a.row >> nth=0")).to_be_focused()


def test_escape_closes_the_article_that_opened_with_the_answer(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    assert strong(page) == "4,666"
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    expect(page.locator("a.row[aria-current]")).to_have_count(0)
    page.wait_for_timeout(3500)  # the next look at the server's state does not open it again
    expect(page.locator("#reading")).to_be_hidden()
    ask(page, SEIZED)
    assert strong(page) == "1,312"


def test_slash_leaves_an_article_of_the_list_for_the_question(page: Page) -> None:
    page.goto("/?view=articles")
    page.click("#articles-rows a >> nth=0")
    page.locator("#article .text").wait_for()
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#reading")).to_be_hidden()
    assert "article" not in page.url
    page.wait_for_timeout(300)
    assert "article" not in page.url


def test_a_draft_outlives_the_choice_of_a_filter(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}")
    expect(page.locator(".answer")).to_be_visible()
    for address in ("", "/"):
        if address:
            page.goto(address)
        page.fill("#question", "How many ships")
        page.click("#filters-button")
        page.select_option("#source", "Harbour Daily")
        page.wait_for_url("**source=Harbour+Daily")
        expect(page.locator("#question")).to_have_value("How many ships")


def asked(page: Page) -> list[str]:
    """The questions that the page asks from here on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/ask"):
            sent.append(request.post_data or "")

    page.on("request", note)
    return sent


def test_an_answer_that_comes_while_another_view_is_open_opens_nothing_there(page: Page) -> None:
    held: list[Route] = []
    page.route("**/gradio_api/call/v2/ask/*", lambda route: held.append(route))
    page.goto("/")
    with page.expect_request("**/gradio_api/call/v2/ask/*"):
        ask(page, SEIZED)
    page.click("nav >> text=Articles")
    page.locator("#articles-rows a").first.wait_for()
    held[0].continue_()
    expect(page.locator("#announce")).to_contain_text("1,312")
    page.wait_for_timeout(300)
    expect(page.locator("#reading")).to_be_hidden()
    page.click("nav >> text=Ask")
    expect(page.locator(".answer")).to_have_text("1,312")
    assert strong(page) == "1,312"


def test_a_typed_date_asks_once(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}")
    expect(page.locator(".answer")).to_be_visible()
    sent, before = asked(page), page.evaluate("history.length")
    page.click("#filters-button")
    page.focus("#after")
    page.keyboard.type("01012024")
    page.wait_for_url("**after=2024-01-01")
    expect(page.locator(".answer")).to_have_text("8,412")
    page.wait_for_timeout(700)
    assert len(sent) == 1
    assert page.evaluate("history.length") == before


def test_a_link_asks_once(page: Page) -> None:
    for address in (f"/?q={quote(SHIPS)}", "/?q=who&after=2024-02-30"):
        sent = asked(page)
        page.goto(address)
        page.locator(".answer, #result [role=alert]").wait_for()
        page.wait_for_timeout(1000)
        assert len(sent) == 1


def test_what_is_no_date_is_said(page: Page) -> None:
    page.goto("/?q=who&after=abc")
    expect(page.locator("#result [role=alert]")).to_contain_text("after abc is not a date")
    expect(page.locator("#filters-text")).to_have_text("from abc")


def test_copy_quote_and_link(browser: Browser, site: Served) -> None:
    with opened(browser, site, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"/?q={quote(HANDED_OVER)}")
        page.click("text=Copy link")
        link = page.evaluate("navigator.clipboard.readText()")
        page.click("text=Copy quote")
        expect(page.locator("#announce")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        sentence = site.call("ask", question=HANDED_OVER)["sentence"]
        assert copied.splitlines() == [
            f"“{sentence}”",
            "Suspects handed over at the border, The Border Post, 31 Oct 2023",
            link,
        ]
        page.goto(link)
        assert strong(page) == "4,666"


def test_nothing_moves_after_it_is_drawn(page: Page) -> None:
    page.add_init_script(
        """window.moved = [];
        window.widths = new Set();
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
                for (const { node } of entry.sources) window.moved.push(node?.outerHTML ?? "");
            }
        }).observe({ type: 'layout-shift', buffered: true });
        const look = () => {
            const answer = document.querySelector('.answer-block');
            if (answer) window.widths.add(answer.offsetWidth);
            requestAnimationFrame(look);
        };
        look();"""
    )
    for address in ("/", "/?view=articles", "/?view=batch", f"/?q={quote(HANDED_OVER)}"):
        page.goto(address)
        page.wait_for_timeout(600)
        assert page.evaluate("window.moved") == [], address
    assert strong(page) == "4,666"
    assert page.evaluate("window.widths.size") == 1
    places = """() => ['#question', '.answer', '.quote', '.row', '#reading', '#article mark.strong']
        .map((each) => document.querySelector(each).getBoundingClientRect().toJSON())"""
    before = page.evaluate(places)
    page.click("text=Copy quote")
    page.click("text=Open article")
    page.wait_for_timeout(400)
    assert page.evaluate(places) == before


def test_an_article_is_added_and_answers_without_a_restart(
    page: Page, site: Served, tmp_path: Path
) -> None:
    mine = tmp_path / "Ferry news: June.txt"
    mine.write_text("Ferry news\n\nThe harbour ferry carried 9,871 passengers in June.\n")
    other = tmp_path / "notes.xyz"
    other.write_text("no format")
    try:
        page.goto("/?view=articles")
        page.set_input_files("#articles-files", [mine, other])
        expect(page.locator("#report")).to_contain_text("1 added")
        expect(page.locator("#report")).to_contain_text("notes.xyz: not a format")
        expect(page.locator("#report")).to_contain_text("saved as Ferry news_ June.txt")
        expect(page.locator("#articles-rows")).to_contain_text("Ferry news")
        page.click("nav >> text=Ask")
        ask(page, "How many passengers did the harbour ferry carry in June?")
        expect(page.locator(".answer")).to_have_text(re.compile("9,871"))
    finally:
        (site.corpus / "Ferry news_ June.txt").unlink(missing_ok=True)
        page.goto("/?view=articles")
        page.click("#reindex")
        expect(page.locator("#report")).to_contain_text("1 removed")


def test_a_file_that_cannot_be_read_is_named_and_listed(
    page: Page, site: Served, tmp_path: Path
) -> None:
    """Though no article changes, and so neither does the version of the index."""
    mine = tmp_path / "blank.txt"
    mine.write_text(" ")
    try:
        page.goto("/?view=articles")
        expect(page.locator("#skipped")).to_contain_text("photo.xyz")
        page.set_input_files("#articles-files", mine)
        expect(page.locator("#report .problem")).to_contain_text("blank.txt: ")
        expect(page.locator("#skipped")).to_contain_text("blank.txt")
    finally:
        (site.corpus / "blank.txt").unlink(missing_ok=True)
        page.click("#reindex")
        expect(page.locator("#skipped")).not_to_contain_text("blank.txt")


def test_a_damaged_index_is_said_where_the_articles_are(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, {}, damaged=True)
    try:
        with opened(browser, site) as page:
            page.goto("/?view=articles")
            expect(page.locator("#articles-problem")).to_contain_text(str(tmp_path / "index"))
    finally:
        site.process.terminate()
        site.process.wait()


def test_a_page_that_is_starting_says_so(page: Page) -> None:
    still = {"left": 2}

    def starting(route: Route) -> None:
        answer = route.fetch()
        still["left"] -= 1
        ready = "true" if still["left"] < 0 else "false"
        route.fulfill(
            response=answer,
            body=re.sub('"ready": ?(true|false)', f'"ready": {ready}', answer.text()),
        )

    page.route("**/gradio_api/call/v2/status/*", starting)
    page.goto("/")
    expect(page.locator("#start .starting")).to_be_visible()
    place = page.locator("#start .figure").bounding_box()
    expect(page.locator(".examples a").first).to_be_visible()
    assert page.locator("#start .figure").bounding_box() == place


def test_an_index_updated_elsewhere_is_told_without_losing_the_place(
    page: Page, site: Served
) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    assert strong(page) == "4,666"
    before = page.evaluate("document.getElementById('reading-scroll').scrollTop")
    added = site.corpus / "added.txt"
    try:
        added.write_text("A lighthouse\n\nThe lighthouse at the cape is 63 metres tall.\n")
        site.call("reindex")
        expect(page.locator(".notice")).to_contain_text("Index updated: 1 article added.")
        assert page.evaluate("document.getElementById('reading-scroll').scrollTop") == before
        expect(page.locator(".answer")).to_have_text("4,666")
        page.click(".notice >> text=Ask again")
        expect(page.locator(".notice")).to_have_count(0)
        expect(page.locator(".answer")).to_have_text("4,666")
    finally:
        added.unlink()
        site.call("reindex")


def test_the_table_of_articles(page: Page) -> None:
    page.goto("/?view=articles")
    rows = page.locator("#articles-rows tr")
    expect(rows.first).to_contain_text("31 Jan 2024")
    page.click("#articles-head >> text=Date")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Date")
    expect(rows.first).to_contain_text("1 May 2022")
    page.fill("#articles-filter", "oct 2023")
    expect(rows).to_have_count(1)
    page.fill("#articles-filter", "border post")
    expect(rows).to_have_count(1)
    expect(page.locator("#skipped")).to_contain_text("photo.xyz")
    expect(page.locator("#skipped")).to_contain_text("empty.txt")
    page.click("#articles-rows a")
    expect(page.locator("#article .headline")).to_have_text("Suspects handed over at the border")
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    expect(page.locator("#articles-rows a")).to_be_focused()


def test_batch_from_file_to_download(page: Page, tmp_path: Path) -> None:
    questions = tmp_path / "questions.csv"
    questions.write_text(f"id,question\n1,{HANDED_OVER}\n2,{SEIZED}\n3,\n")
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", questions)
    expect(page.locator("#batch-text")).to_have_text(
        "2 of 3 questions answered · 1 could not be asked"
    )
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-rows")).to_contain_text("1,312")
    with page.expect_download() as download:
        page.click("text=Download CSV")
    table = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["answer"] for row in rows] == ["4,666", "1,312", ""]
    with page.expect_download() as download:
        page.click("text=Download JSONL")
    lines = download.value.path().read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["1", "2", "3"]
    page.click("#batch-rows a >> nth=1")
    assert strong(page) == "4,666"
    page.click("nav >> text=Batch")
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-stop")).to_be_hidden()


def test_a_batch_can_be_stopped_and_left(page: Page, tmp_path: Path) -> None:
    questions = tmp_path / "many.txt"
    questions.write_text("".join(f"{HANDED_OVER} {number}\n" for number in range(400)))
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", questions)
    page.click("#batch-rows a >> nth=0")
    expect(page.locator(".answer")).to_have_text("4,666")
    page.click("nav >> text=Batch")
    page.click("#batch-stop")
    expect(page.locator("#batch-text")).to_have_text(
        re.compile(r"Stopped after \d+ of 400 questions")
    )
    rows = page.locator("#batch-rows tr").count()
    page.wait_for_timeout(500)
    assert 0 < page.locator("#batch-rows tr").count() == rows < 400


def test_a_file_that_holds_no_questions_is_said(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("name,age\nA,1\n")
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", table)
    expect(page.locator("#batch-text.problem")).to_have_text(
        "table.csv has no column named question. Columns found: name, age."
    )
    expect(page.locator("#batch-table")).to_be_hidden()


def test_on_a_phone(browser: Browser, site: Served) -> None:
    with opened(browser, site, PHONE, is_mobile=True, has_touch=True) as page:
        for address in ("/", "/?view=batch", "/?view=articles"):
            page.goto(address)
            page.wait_for_timeout(300)
            assert has_no_sideways_scroll(page), address
        page.goto(f"/?q={quote(HANDED_OVER)}")
        expect(page.locator(".answer")).to_have_text("4,666")
        expect(page.locator("#reading")).to_be_hidden()
        assert has_no_sideways_scroll(page)
        page.evaluate("scrollTo(0, 200)")
        before = page.evaluate("scrollY")
        page.tap("a.row >> nth=0")
        expect(page.locator("#reading")).to_be_visible()
        box = page.locator("#reading").bounding_box()
        assert box
        assert (box["width"], box["height"]) == PHONE
        assert has_no_sideways_scroll(page)
        page.tap("#reading-close")
        expect(page.locator("#reading")).to_be_hidden()
        assert page.evaluate("scrollY") == before
        assert axe(page) == []
        page.goto("/?view=batch")
        page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED)])
        expect(page.locator("#batch-rows tr")).to_have_count(2)
        assert is_stacked(page, "#batch-rows")
        assert axe(page) == []
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        assert is_stacked(page, "#articles-rows")
        assert axe(page) == []


def is_stacked(page: Page, rows: str) -> bool:
    """Whether the first cell of every row is as wide as the window, and none goes beyond it."""
    return bool(
        page.evaluate(
            """(rows) => [...document.querySelectorAll(`${rows} td`)]
                .filter((cell) => cell.textContent)
                .every((cell) => (cell.previousElementSibling || cell.offsetWidth > 340)
                    && cell.getBoundingClientRect().right <= innerWidth)""",
            rows,
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: Served, scheme: str) -> None:
    with opened(browser, site, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto("/")
        page.locator(".examples a").first.wait_for()
        background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", background)[:3])) < 200) == (scheme == "dark")
        assert axe(page) == []
        page.goto(f"/?q={quote(HANDED_OVER)}")
        assert strong(page) == "4,666"
        page.click("#filters-button")
        assert axe(page) == []
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        assert axe(page) == []
        page.click("#articles-rows a >> nth=0")
        page.locator("#article .text").wait_for()
        assert axe(page) == []
        page.goto("/?view=batch")
        assert axe(page) == []
        page.set_input_files("#batch-file", files=[questions(HANDED_OVER, "Who?", "x" * 2000)])
        page.click("text=Download CSV", trial=True)
        expect(page.locator("#batch-rows tr")).to_have_count(3)
        assert axe(page) == []


def questions(*lines: str) -> FilePayload:
    return {"name": "q.txt", "mimeType": "text/plain", "buffer": "\n".join(lines).encode()}


def test_no_articles_yet_and_a_server_that_stops(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, {})
    try:
        with opened(browser, site) as page:
            page.goto("/")
            expect(page.locator("#start h2")).to_have_text("No articles yet")
            expect(page.locator("#start")).to_contain_text(str(site.corpus))
            assert axe(page) == []
            page.click("text=Add articles")
            expect(page.locator("#articles-dropzone")).to_be_visible()
            page.goto("/?q=anything")
            expect(page.locator("#result [role=alert]")).to_contain_text("no articles yet")
    finally:
        site.process.terminate()
        site.process.wait()


def test_a_page_whose_server_is_gone_says_so(browser: Browser, site: Served) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto(f"/?q={quote(SEIZED)}")
    expect(page.locator(".answer")).to_have_text("1,312")
    context.set_offline(True)
    expect(page.locator(".notice[role=alert]")).to_contain_text("Gleaner has stopped")
    expect(page.locator(".answer")).to_have_text("1,312")
    ask(page, SHIPS)
    expect(page.locator("#result [role=alert]")).to_contain_text("Gleaner has stopped")
    context.set_offline(False)
    expect(page.locator(".notice")).to_have_count(0, timeout=10_000)
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator("#result [role=alert]")).to_have_count(0)
    context.close()


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A page that asks for a password, for reading only, with nothing in it."""
    return start(
        tmp_path_factory.mktemp("locked"),
        {},
        options=["--read-only"],
        environment={"GLEANER_PASSWORD": "open sesame"},
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_password_is_asked_for_once(
    browser: Browser, locked: Served, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, locked, size, expected="401", color_scheme=scheme) as page:
        page.goto("/")
        expect(page.locator("#login-password")).to_be_focused()
        assert axe(page) == []
        assert has_no_sideways_scroll(page)
        page.keyboard.press("Escape")
        expect(page.locator("#login")).to_be_visible()
        page.keyboard.type("wrong")
        page.keyboard.press("Enter")
        expect(page.locator("#login-problem")).to_have_text("That is not the password.")
        assert axe(page) == []
        page.keyboard.type("open sesame")  # over what was wrong
        page.keyboard.press("Enter")
        expect(page.locator("#login")).to_be_hidden()
        expect(page.locator("#start")).to_contain_text("No articles yet")
        page.reload()
        expect(page.locator("#start")).to_contain_text("No articles yet")
        expect(page.locator("#login")).to_be_hidden()


def test_a_page_for_reading_offers_nothing_to_change(browser: Browser, locked: Served) -> None:
    with opened(browser, locked, expected="401") as page:
        page.goto("/")
        page.fill("#login-password", "open sesame")
        page.click("#login .button")
        expect(page.locator("#start")).to_contain_text("Put files into")
        assert "Add" not in page.inner_text("#start")
        page.click('nav a[data-view="articles"]')
        expect(page.locator("#articles-count")).to_have_text("0 articles, 0 passages")
        for name in ("#articles-dropzone", "#reindex"):
            expect(page.locator(name)).to_be_hidden()


def test_the_password_is_asked_for_in_one_tab_only(browser: Browser, locked: Served) -> None:
    with opened(browser, locked, expected="401") as page:
        other = page.context.new_page()
        for each in (page, other):
            each.goto("/")
            expect(each.locator("#login-password")).to_be_visible()
        other.fill("#login-password", "open sesame")
        other.click("#login .button")
        expect(other.locator("#login")).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('focus'))")  # as a click on its tab does
        expect(page.locator("#login")).to_be_hidden()
        expect(page.locator("#start")).to_contain_text("No articles yet")


def test_a_browser_that_keeps_no_cookie_is_told(browser: Browser, locked: Served) -> None:
    with opened(browser, locked, expected="401") as page:
        page.route("**/login", lambda route: route.fulfill(json={"success": True}))
        page.goto("/")
        page.fill("#login-password", "open sesame")
        page.click("#login .button")
        expect(page.locator("#login-problem")).to_contain_text("does not keep the cookie")
