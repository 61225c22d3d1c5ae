"""A question asked, its answer and its place in the article."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.window import HANDED_OVER, SEIZED, ask, strong
from tests.served import Served

pytestmark = pytest.mark.browser


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


def test_other_scripts(page: Page) -> None:
    page.goto(f"/?q={quote('كم عدد المشتبه بهم الذين نقلوا إلى العاصمة؟')}")
    answer = page.locator(".answer")  # the sentence: the reader was trained on English
    expect(answer).to_have_text("قالت الوزارة إن 512 مشتبها به نقلوا إلى العاصمة يوم الأحد.")
    assert answer.evaluate("each => getComputedStyle(each).direction") == "rtl"
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


def test_an_earlier_question_is_read_as_it_was(page: Page) -> None:
    page.goto("/?q=ships&typed=question")
    expect(page.locator("#result")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    page.goto("/")
    page.click("#earlier-button")
    page.click("#earlier-list a >> text=ships")
    page.wait_for_url("**typed=question**")


def test_an_article_stays_closed_where_it_was_closed_alone(page: Page) -> None:
    page.goto("/")
    ask(page, SEIZED)
    page.click("#reading-close")
    expect(page.locator("#reading")).to_be_hidden()
    page.click("nav >> text=Check")
    page.fill("#check-pasted", "“1,312 phones 📱 were seized”, police said.")
    page.click("text=Check it")
    expect(page.locator("#reading")).to_be_visible()
    page.click("nav >> text=Ask")
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator("#reading")).to_be_hidden()


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


def test_a_first_visit_is_told_in_one_line_what_this_is(page: Page) -> None:
    page.goto("/")
    said = page.locator("#start .what")
    expect(said).to_have_text("Answers are your articles’ own words; nothing is generated.")
    height = "each => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)"
    assert round(said.evaluate(height), 1) == 1.0
