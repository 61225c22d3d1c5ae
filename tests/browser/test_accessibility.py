"""Every view as axe-core sees it, light and dark."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import (
    HANDED_OVER,
    PHONE,
    WIDE,
    axe,
    has_no_sideways_scroll,
    opened,
    questions,
    strong,
)
from tests.served import Served

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_page_about_plain_http(
    browser: Browser, site: Served, scheme: str, size: tuple[int, int]
) -> None:
    with opened(browser, site, size, color_scheme=scheme) as page:
        page.goto("/api")
        font = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert "system-ui" in font  # its style sheet is let in
        assert axe(page) == []
        assert has_no_sideways_scroll(page)
        page.click("a[href='#Result'] >> nth=0")
        assert page.url.endswith("/api#Result")
