"""The article beside the answer: it stays from question to question, and shows its place."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import HANDED_OVER, SEIZED, ask, opened, strong
from tests.served import Served

pytestmark = pytest.mark.browser

WATCH = """() => {
    const pane = document.getElementById('reading');
    window.vanished = false;
    new MutationObserver(() => (window.vanished ||= pane.hidden))
        .observe(pane, { attributes: true });
}"""


def place_from_top(page: Page) -> float:
    """Where the answer stands in the pane, as a share of its height."""
    return float(
        page.evaluate(
            """() => {
                const scroll = document.getElementById('reading-scroll').getBoundingClientRect();
                const mark = document.querySelector('#article mark.strong').getBoundingClientRect();
                return (mark.top - scroll.top) / scroll.height;
            }"""
        )
    )


def test_it_stays_while_questions_are_asked(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    assert strong(page) == "4,666"
    page.evaluate(WATCH)
    ask(page, SEIZED)
    expect(page.locator("#article mark.strong")).to_have_text("1,312")
    ask(page, "Which recipe makes the best apple pie?")
    expect(page.locator(".no-answer h2")).to_be_visible()
    expect(page.locator("#article mark.strong")).to_have_count(0)  # it answered another question
    expect(page.locator("#reading")).to_be_visible()
    expect(page.locator("a.row[aria-current]")).to_have_count(1)  # the nearest miss
    ask(page, HANDED_OVER)
    assert strong(page) == "4,666"
    expect(page.locator("#reading")).not_to_have_attribute("aria-busy", "true")
    assert page.evaluate("window.vanished") is False


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_opening_what_is_open_shows_its_place(browser: Browser, site: Served, motion: str) -> None:
    with opened(browser, site, reduced_motion=motion) as page:
        page.goto(f"/?q={quote(HANDED_OVER)}")
        assert strong(page) == "4,666"
        expect(page.locator("mark.flash")).to_have_count(0)
        for _ in range(2):
            page.evaluate("document.getElementById('reading-scroll').scrollTop = 0")
            page.click("text=Open article")
            flash = page.locator("#article mark.flash")
            expect(flash).to_have_text("4,666")
            width = flash.evaluate("each => getComputedStyle(each).outlineWidth")
            assert width == "2px"
            page.wait_for_timeout(800)
            assert 0.25 < place_from_top(page) < 0.42
            expect(flash).to_have_count(0)
