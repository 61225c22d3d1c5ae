"""The sheet and the articles: what is selected in one, what opens of it; on every screen."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.collecting import STORED, ask_and_add, hold_slices, open_sheet, quotes
from tests.browser.test_layouts import ARABIC, box
from tests.browser.test_phone import TARGETS
from tests.browser.window import PHONE, WIDE, axe, has_no_sideways_scroll, opened
from tests.served import Served, start
from tests.storm import BOATS, DAMAGED, STORM

pytestmark = pytest.mark.browser


def test_what_is_selected_in_an_article_can_be_put_there(desk: Page, storm: Served) -> None:
    desk.goto(f"/?q={quote(BOATS)}")
    paragraph = desk.locator("#article .text p").last
    expect(paragraph).to_be_visible()
    button = desk.locator(".add-selected")
    expect(button).to_be_hidden()
    paragraph.click(click_count=3)
    expect(button).to_be_visible()
    assert axe(desk) == []
    button.click()
    expect(desk.locator("#sheet-count")).to_have_text("1")
    expect(button).to_be_hidden()
    [stored] = desk.evaluate(STORED)
    assert stored["text"] == (paragraph.text_content() or "").strip()
    assert stored["source"] == "Northern Net"
    hold_slices(storm, [stored])


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A page of this test's own."""
    site = start(tmp_path, STORM)
    site.call("reindex")
    site.call("ask", question="Who?")  # loads the reader
    yield site
    site.stop()


def test_a_quote_opens_at_its_place_or_says_that_it_is_gone(browser: Browser, own: Served) -> None:
    with opened(browser, own) as page:
        ask_and_add(page, BOATS, 1)
        items = open_sheet(page)
        [text] = quotes(page)
        items.get_by_text("Open article").click()
        marks = page.locator("#article mark")
        expect(marks.first).to_be_visible()
        assert "".join(marks.all_text_contents()) == text
        page.keyboard.press("Escape")
        expect(page.locator("#reading")).to_be_hidden()
        expect(items.get_by_text("Open article")).to_be_focused()
        file = own.corpus / "fishing.md"
        before = file.read_text()
        file.write_text(before.replace("[Editor's", "Two days later. [Editor's"))
        own.call("reindex")
        items.get_by_text("Open article").click()
        expect(items.locator(".told")).to_contain_text("these words stand elsewhere in it now")
        expect(page.locator("#reading")).to_be_hidden()
        assert axe(page) == []
        items.get_by_text("Open it there").click()
        expect(marks.first).to_be_visible()
        assert "".join(marks.all_text_contents()) == text
        page.keyboard.press("Escape")
        file.write_text(before.replace("27 boats", "29 boats"))
        own.call("reindex")
        page.reload()
        items.get_by_text("Open article").click()
        expect(items.locator(".told")).to_contain_text("these words are no longer in it")
        expect(page.locator("#reading")).to_be_hidden()
        file.unlink()
        own.call("reindex")
        items.get_by_text("Open article").first.click()
        expect(items.locator(".told")).to_contain_text("fishing.md")
        expect(page.locator("#reading")).to_be_hidden()
        assert quotes(page) == [text]


def test_right_to_left_all_of_a_quote_is(page: Page) -> None:
    ask_and_add(page, ARABIC, 1)
    expect(open_sheet(page)).to_have_css("direction", "rtl")
    right = box(page, ".sheet-item")["right"]
    for each in (".quote", ".from-title", ".place bdi", ".actions > :first-child"):
        assert abs(box(page, f".sheet-item {each}")["right"] - right) < 2, each
    assert axe(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, storm: Served, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, storm, size, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto("/?view=sheet")
        expect(page.locator("#sheet-empty")).to_be_visible()
        assert axe(page) == []
        ask_and_add(page, DAMAGED)
        assert axe(page) == []
        items = open_sheet(page)
        items.nth(0).get_by_role("button", name="Remove").click()
        assert axe(page) == []
        assert has_no_sideways_scroll(page)


def test_on_a_phone(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, PHONE, is_mobile=True, has_touch=True) as page:
        ask_and_add(page, DAMAGED)
        assert page.evaluate(TARGETS) == []
        open_sheet(page)
        assert page.evaluate(TARGETS) == []
        assert has_no_sideways_scroll(page)
    with opened(browser, storm, (360, 740), is_mobile=True, has_touch=True) as page:
        ask_and_add(page, DAMAGED)
        tabs = page.locator(".top nav")
        assert tabs.evaluate("each => each.scrollWidth <= each.clientWidth")  # none is cut
        assert has_no_sideways_scroll(page)
