"""What can be done with the places of a checked draft, and the headlines among them."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.collecting import STORED, hold_slices
from tests.browser.test_check import TARGETS_OF_CLAIMS, check
from tests.browser.test_copying import CLIPBOARD
from tests.browser.window import (
    PHONE,
    axe,
    axe_in_all_looks,
    has_no_sideways_scroll,
    opened,
    tab_to,
)
from tests.served import Served

pytestmark = pytest.mark.browser

TITLE = "Storm Edda strips the roofs of Norvik"
FIGURE = "Storm Edda damaged 312 houses in Norway."
DRAFT = f"“{TITLE}”, it ran, not “{TITLE.replace('roofs', 'walls')}”.\n\n{FIGURE}"


def copied(page: Page) -> list[str]:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text.splitlines()


def test_each_place_is_copied_linked_and_put_on_the_sheet(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, permissions=CLIPBOARD) as page:
        check(page, FIGURE)
        for summary in page.locator(".finding summary").all():
            summary.click()
        places = page.locator(".found-places > li")
        assert places.count() >= 3
        for place in places.all():
            place.hover()
            place.get_by_role("button", name="Copy quote").click()
            sentence, _, link = copied(page)
            shown = place.locator(".quoted").text_content() or ""
            assert sentence == f"“{shown}”"
            place.get_by_role("button", name="Copy link").click()
            assert copied(page) == [link]
            assert "view=check" not in link  # who is given it has not the draft
            place.get_by_role("button", name="Add to sheet").click()
        stored = page.evaluate(STORED)
        assert len(stored) == places.count()
        hold_slices(storm, stored)
        assert axe_in_all_looks(page) == []
        value = places.last.locator("mark").text_content() or ""
        page.goto(link)
        expect(page.locator("#article mark", has_text=value).first).to_be_visible()


def test_what_others_give_stands_open(desk: Page) -> None:
    check(desk, FIGURE)
    told = desk.locator(".finding .says")
    expect(told).to_contain_text("Others give ")
    expect(told).to_contain_text("140 (Fjord Courier, 2 Sep 2024)")
    expect(desk.locator(".finding summary", has_text="other value")).to_be_visible()


def test_a_headline_is_said_to_be_one(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, permissions=CLIPBOARD) as page:
        check(page, DRAFT)
        exact, near = page.locator(".finding").all()[:2]
        expect(exact.locator(".verdict")).to_have_text("Exact")
        expect(exact.locator("mark.strong")).to_have_text(TITLE)
        expect(exact).to_contain_text("The headline of first.md · Fjord Courier · 2 Sep 2024")
        expect(near.locator(".verdict")).to_have_text("Near")
        expect(near).to_contain_text("Differs: “walls” for “roofs”")
        assert near.locator("mark.pale").all_text_contents() == ["roofs"]
        assert page.locator(".claim.near mark.pale").all_text_contents() == ["walls"]
        expect(exact.get_by_role("button", name="Add to sheet")).to_have_count(0)
        exact.locator("a.row").click()
        expect(page.locator("#reading-title")).to_have_text(TITLE)
        expect(exact.locator("a.row")).to_have_attribute("aria-current", "true")
        exact.hover()
        exact.get_by_role("button", name="Copy quote").click()
        assert copied(page)[:2] == [f"“{TITLE}”", "Fjord Courier, 2 Sep 2024"]
        assert axe_in_all_looks(page) == []


def test_a_headline_is_found_where_no_passage_holds_the_words(desk: Page) -> None:
    desk.goto('/?q="strips the roofs"')
    expect(desk.locator(".found h2")).to_have_text("1 headline")
    expect(desk.locator(".found")).to_contain_text("exactly, in no passage. Searched")
    block = desk.locator("section.evidence:has(#headlines-heading)")
    expect(block.locator("mark")).to_have_text("strips the roofs")
    expect(block.locator(".quoted")).to_have_text(TITLE)
    assert axe_in_all_looks(desk) == []
    block.locator("a.row").click()
    expect(desk.locator("#reading-title")).to_have_text(TITLE)
    assert 'q="strips' in desk.url.replace("%22", '"')


def test_places_by_keyboard_and_on_a_phone(browser: Browser, storm: Served) -> None:
    touch = {"is_mobile": True, "has_touch": True}
    with opened(browser, storm, PHONE, **touch) as page:  # type: ignore[arg-type]
        check(page, DRAFT)
        button = tab_to(page, page.get_by_role("button", name="Add to sheet"))
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        for each in page.locator("summary").all():
            each.tap()
        assert page.evaluate(TARGETS_OF_CLAIMS) == []
        assert has_no_sideways_scroll(page)
        assert axe(page) == []
