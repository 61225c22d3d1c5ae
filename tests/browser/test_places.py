"""Where a reader is: a new answer begins at its top, what is read stays where it is."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import HANDED_OVER, PHONE, SEIZED, WIDE, ask, opened
from tests.served import Served

pytestmark = pytest.mark.browser

SMALL = (1280, 420)  # so low that there is something to scroll


def is_below_the_question(page: Page) -> bool:
    """Whether the answer begins in view, beneath the question."""
    return bool(
        page.evaluate(
            """() => {
                const [answer, field] = ['#result h2', '#ask'].map((each) =>
                    document.querySelector(each).getBoundingClientRect());
                return answer.top >= field.bottom - 1 && answer.top < innerHeight;
            }"""
        )
    )


@pytest.mark.parametrize("size", [SMALL, PHONE])
def test_a_new_answer_begins_at_its_top(
    browser: Browser, site: Served, size: tuple[int, int]
) -> None:
    with opened(browser, site, size) as page:
        page.goto(f"/?q={quote(HANDED_OVER)}")
        expect(page.locator(".answer")).to_have_text("4,666")
        page.evaluate("document.body.style.paddingBottom = '200vh'")
        page.evaluate("scrollTo(0, 500)")
        ask(page, SEIZED)
        expect(page.locator(".answer")).to_have_text("1,312")
        assert is_below_the_question(page)
        expect(page.locator("#question")).to_be_focused()
        page.evaluate("scrollTo(0, 300)")
        page.click("#earlier-button")
        page.locator("#earlier-list a", has_text=HANDED_OVER).evaluate("each => each.click()")
        expect(page.locator(".answer")).to_have_text("4,666")
        assert is_below_the_question(page)
        expect(page.locator("#earlier-button")).to_be_focused()
        if size == PHONE:  # the question is out of view there
            return
        page.evaluate("scrollTo(0, 300)")
        page.go_back()
        expect(page.locator(".answer")).to_have_text("1,312")
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") == 300  # as it was left


def test_an_answer_that_a_link_asked_for_has_the_keyboard(browser: Browser, site: Served) -> None:
    with opened(browser, site, SMALL) as page:
        page.goto("/")
        page.locator(".examples a").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".answer")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("a.row").first).to_be_focused()


def test_a_question_of_a_batch_begins_at_its_top(browser: Browser, site: Served) -> None:
    with opened(browser, site, WIDE) as page:
        page.goto(f"/?q={quote(SEIZED)}")
        expect(page.locator(".answer")).to_have_text("1,312")
        page.evaluate("document.body.style.paddingBottom = '200vh'")
        page.click("nav >> text=Articles")
        page.locator("#articles-rows a").first.wait_for()
        page.evaluate("scrollTo(0, 400)")
        page.click("nav >> text=Ask")
        assert page.evaluate("scrollY") == 0
        page.click("nav >> text=Articles")
        assert page.evaluate("scrollY") == 400
