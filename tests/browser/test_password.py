"""The password: asked for once, in one tab; and a page for reading only."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import PHONE, WIDE, axe, has_no_sideways_scroll, opened
from tests.served import Served, start

pytestmark = pytest.mark.browser


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
