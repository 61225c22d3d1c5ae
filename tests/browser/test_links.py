"""Addresses: a link reopens what it was copied from, and so do back and forward."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import HANDED_OVER, SEIZED, ask, opened, strong
from tests.served import Served

pytestmark = pytest.mark.browser


def test_a_shared_link_reopens_exactly_that(page: Page) -> None:
    page.goto("/")
    ask(page, HANDED_OVER)
    page.click("text=Open article")
    page.wait_for_url("**article=*")
    assert strong(page) == "4,666"
    page.wait_for_function("document.getElementById('reading-scroll').scrollTop > 0")
    url, top = page.url, page.evaluate("document.getElementById('reading-scroll').scrollTop")
    page.goto("about:blank")
    page.goto(url)
    assert strong(page) == "4,666"
    expect(page.locator(".answer")).to_have_text("4,666")
    page.wait_for_function(f"document.getElementById('reading-scroll').scrollTop === {top}")
    assert page.input_value("#question") == HANDED_OVER


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
