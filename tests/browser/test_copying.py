"""What is copied: quotes by a button, and whatever text is selected with the mouse."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

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
            expect(button).to_have_class("quiet icon copy copied")
            assert row.evaluate("each => each.offsetHeight") == height
            sentence, origin, link = page.evaluate("navigator.clipboard.readText()").splitlines()
            path = row.locator("xpath=ancestor::section[1]").get_attribute("data-article")
            text = storm.call("article", article=path)["text"]
            assert sentence[1:-1] in text
            title = row.locator("xpath=ancestor::section[1]/h3").text_content()
            assert origin.startswith(f"{title}, ")
            assert link == row.locator("a.row").evaluate("each => each.href")


def test_every_place_of_what_the_articles_say_has_them(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, permissions=CLIPBOARD) as page:
        page.goto(f"/?q={quote(DAMAGED)}")
        expect(page.locator(".said h2")).to_be_visible()
        folded = page.locator(".said .fold[aria-expanded=false]")
        while folded.count():
            folded.first.click()
        rows = page.locator(".said li:has(> a.row):not(:has(> .shown))")
        assert rows.count() >= 4
        assert page.locator(".places li").count() >= 2
        for row in rows.all():
            height = row.evaluate("each => each.offsetHeight")
            own = row.locator("> .icons")
            href = row.locator("> a.row").evaluate("each => each.href")
            for name in ("Copy quote", "Copy link"):
                button = own.get_by_role("button", name=name)
                button.hover()
                expect(button).to_have_css("opacity", "1")
                button.click()
                expect(button).to_have_class("quiet icon copy copied")
                copied = page.evaluate("navigator.clipboard.readText()")
                assert copied.splitlines()[-1] == href, name
                if name == "Copy quote":
                    article = parse_qs(urlsplit(href).query)["article"][0]
                    text = storm.call("article", article=article)["text"]
                    assert copied.splitlines()[0][1:-1] in text
            assert row.evaluate("each => each.offsetHeight") == height


def test_the_signs_are_quiet_until_their_passage_is_pointed_at(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    row = desk.locator(".evidence li").first
    sign = row.get_by_role("button", name="Copy link")
    expect(sign).to_have_css("opacity", "0")
    row.locator("a.row").focus()
    expect(sign).to_have_css("opacity", "1")
    desk.keyboard.press("Tab")
    expect(row.get_by_role("button", name="Copy quote")).to_be_focused()
    desk.keyboard.press("Tab")
    expect(sign).to_be_focused()


def test_what_the_browser_does_not_copy_is_not_said_to_be(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    expect(desk.locator(".answer")).to_be_visible()
    # As where a page has no clipboard, and may not have one.
    desk.evaluate(
        """() => {
            navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
            document.execCommand = () => false;
        }"""
    )
    desk.click(".actions >> text=Copy quote")
    expect(desk.locator(".notice")).to_contain_text("The browser did not let this page copy.")
    expect(desk.locator(".actions >> text=Copy quote")).to_be_visible()
    expect(desk.locator("#announce")).not_to_have_text("Copied")
    desk.evaluate("() => { document.execCommand = () => true; }")
    desk.click(".notice >> [aria-label=Dismiss]")
    desk.click(".actions >> text=Copy quote")
    expect(desk.locator(".actions")).to_contain_text("Copied")


def test_nothing_is_copied_where_nothing_is_selected(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    expect(desk.locator(".answer")).to_be_visible()
    desk.evaluate("getSelection().removeAllRanges()")
    desk.locator(".quote").dispatch_event("copy")  # an error of the page would fail the test


def test_a_selection_of_an_article_that_changed_is_not_lost_in_silence(
    desk: Page, storm: Served
) -> None:
    path = storm.corpus / "fishing.md"
    before = path.read_text(encoding="utf-8")
    desk.goto("/?view=articles&article=fishing.md")
    desk.locator("#article .text").wait_for()
    desk.evaluate(
        """() => {
            const last = [...document.querySelectorAll('#article .text p')].pop();
            getSelection().selectAllChildren(last);
        }"""
    )
    try:
        path.write_text(before.replace("The cod is late this year", "Cod is late"), "utf-8")
        storm.call("reindex")
        desk.click(".add-selected")
        expect(desk.locator('.notice[data-kind="sheet"]')).to_contain_text("has changed meanwhile")
        expect(desk.locator("#sheet-count")).to_have_text("")
    finally:
        path.write_text(before, encoding="utf-8")
        storm.call("reindex")


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
