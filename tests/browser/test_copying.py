"""What is copied: quotes by a button, and whatever text is selected with the mouse."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import opened
from tests.served import Served
from tests.storm import DAMAGED, ELSEWHERE

pytestmark = pytest.mark.browser

CLIPBOARD = ("clipboard-read", "clipboard-write")


@pytest.mark.parametrize("question", [DAMAGED, ELSEWHERE])
def test_every_passage_has_its_quote_to_copy(
    browser: Browser, storm: Served, question: str
) -> None:
    with opened(browser, storm, permissions=CLIPBOARD) as page:
        page.goto(f"/?q={quote(question)}")
        rows = page.locator(".evidence li")
        expect(page.locator(".evidence h2")).to_be_visible()
        assert rows.count() >= 2
        for row in rows.all():
            height = row.evaluate("each => each.offsetHeight")
            button = row.get_by_role("button", name="Copy quote")
            button.click()
            expect(button).to_have_class("quiet icon copied")
            assert row.evaluate("each => each.offsetHeight") == height
            sentence, origin, link = page.evaluate("navigator.clipboard.readText()").splitlines()
            path = row.locator("xpath=ancestor::section[1]").get_attribute("data-article")
            text = storm.call("article", article=path)["text"]
            assert sentence[1:-1] in text
            title = row.locator("xpath=ancestor::section[1]/h3").text_content()
            assert origin.startswith(f"{title}, ")
            assert link == row.locator("a.row").evaluate("each => each.href")


def test_the_text_of_a_passage_is_selected_with_the_mouse(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, permissions=CLIPBOARD) as page:
        page.goto(f"/?q={quote(DAMAGED)}")
        row = page.locator(".evidence a.row").first
        row.scroll_into_view_if_needed()
        address = page.url
        box = row.bounding_box()
        assert box
        x, y = box["x"], box["y"] + 18
        page.mouse.move(x + 16, y)
        page.mouse.down()
        page.mouse.move(x + 120, y, steps=5)
        page.mouse.move(x + 240, y, steps=5)
        page.mouse.up()
        selected = page.evaluate("getSelection().toString()")
        assert len(selected) > 10
        assert selected in (row.text_content() or "")
        assert page.url == address  # it is not followed
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()") == selected
        row.click()  # and is followed by a click
        page.wait_for_url("**article=*")
