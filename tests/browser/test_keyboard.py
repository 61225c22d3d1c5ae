"""The page by keyboard alone."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import HANDED_OVER, SEIZED, ask, strong, tab_to

pytestmark = pytest.mark.browser


def test_by_keyboard_alone(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    expect(page.locator(".answer")).to_have_text("4,666")
    while page.evaluate("document.activeElement.id") == "question":
        page.keyboard.press("Tab")
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
    tab_to(page, "#reading-scroll")  # within the article
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
