"""The sheet: quotes collected from answers, passages and places, kept in the browser."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.collecting import (
    STORED,
    TABS,
    adders,
    ask_and_add,
    hold_slices,
    open_sheet,
    quotes,
)
from tests.served import Served
from tests.storm import BOATS, DAMAGED

pytestmark = pytest.mark.browser


def test_every_passage_can_be_put_there(desk: Page, storm: Served) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    expect(desk.locator(".answer")).to_be_visible()
    rows = desk.locator(".evidence li, .said li").all()
    heights = [row.evaluate("each => each.offsetHeight") for row in rows]
    buttons = adders(desk).all()
    assert len(buttons) >= desk.locator(".evidence li").count() + 2
    for button in buttons:
        if button.get_attribute("aria-pressed") == "false":
            button.click()
    assert all(button.get_attribute("aria-pressed") == "true" for button in buttons)
    assert [row.evaluate("each => each.offsetHeight") for row in rows] == heights
    stored = desk.evaluate(STORED)
    spans = {(one["article"], one["start"], one["end"]) for one in stored}
    assert len(spans) == len(stored) >= 3
    hold_slices(storm, stored)
    expect(desk.locator("#sheet-count")).to_have_text(str(len(stored)))
    buttons[0].click()  # and taken off again
    assert len(desk.evaluate(STORED)) == len(stored) - 1
    items = open_sheet(desk)
    expect(items).to_have_count(len(stored) - 1)
    assert quotes(desk) == [one["text"] for one in desk.evaluate(STORED)]
    expect(items.first).to_contain_text(f"Asked: {DAMAGED}")
    first = desk.evaluate(STORED)[0]
    expect(items.first).to_contain_text(f"{first['article']}, {first['start']}–{first['end']}")


def test_they_are_moved_by_buttons_and_by_keys(desk: Page) -> None:
    assert ask_and_add(desk, DAMAGED) == 3
    items = open_sheet(desk)
    one, two, three = quotes(desk)
    items.nth(0).get_by_role("button", name="Move down").click()
    assert quotes(desk) == [two, one, three]
    expect(items.nth(1).get_by_role("button", name="Move down")).to_be_focused()
    desk.keyboard.press("Enter")
    assert quotes(desk) == [two, three, one]
    expect(desk.locator("#announce")).to_have_text("3 of 3")
    desk.keyboard.press("Enter")  # at the end
    assert quotes(desk) == [two, three, one]
    desk.keyboard.press("Alt+ArrowUp")
    desk.keyboard.press("Alt+ArrowUp")
    assert quotes(desk) == [one, two, three]
    desk.keyboard.press("Alt+ArrowUp")
    assert quotes(desk) == [one, two, three]
    desk.reload()
    expect(items).to_have_count(3)
    assert quotes(desk) == [one, two, three]
    for _ in range(70):  # between any two there is no number left some time
        items.nth(0).get_by_role("button", name="Move down").click()
        items.nth(2).get_by_role("button", name="Move up").click()
    assert sorted(quotes(desk)) == sorted([one, two, three])


def test_a_note_is_kept(desk: Page) -> None:
    ask_and_add(desk, BOATS, 1)
    items = open_sheet(desk)
    items.get_by_label("Note").fill("Ask the harbour master.\nTwice.")
    desk.click(TABS.format("ask"))
    desk.goto("/?view=sheet")
    expect(items.get_by_label("Note")).to_have_value("Ask the harbour master.\nTwice.")


def test_what_is_removed_can_be_brought_back(desk: Page) -> None:
    ask_and_add(desk, DAMAGED)
    items = open_sheet(desk)
    before = quotes(desk)
    for left in (2, 1):
        items.nth(0).get_by_role("button", name="Remove").click()
        expect(items).to_have_count(left)
        expect(items.first.get_by_role("link", name="Open article")).to_be_focused()
    expect(desk.locator(".notice")).to_contain_text("2 quotes removed.")
    desk.click(".notice >> text=Undo")
    assert quotes(desk) == before
    desk.click("text=Remove all")
    expect(desk.locator("#sheet-empty")).to_be_visible()
    expect(desk.locator("#sheet-count")).to_be_empty()
    expect(desk.locator("#sheet-heading")).to_be_focused()
    desk.click(".notice >> text=Undo")
    assert quotes(desk) == before


def test_tabs_take_nothing_from_each_other(desk: Page) -> None:
    ask_and_add(desk, DAMAGED, 1)
    items = open_sheet(desk)
    note = items.first.get_by_label("Note")
    note.focus()
    desk.keyboard.type("half a ")
    other = desk.context.new_page()
    assert ask_and_add(other, BOATS, 1) == 2
    expect(items).to_have_count(2)  # without being loaded anew
    expect(desk.locator("#sheet-count")).to_have_text("2")
    expect(note).to_be_focused()
    desk.keyboard.type("note")
    there = open_sheet(other)
    expect(there.first.get_by_label("Note")).to_have_value("half a note")
    there.nth(1).get_by_role("button", name="Move up").click()
    expect(items.nth(1).get_by_label("Note")).to_have_value("half a note")
    there.nth(1).get_by_role("button", name="Remove").click()
    expect(items).to_have_count(1)
    desk.wait_for_timeout(400)
    assert len(desk.evaluate(STORED)) == 1  # a note does not bring back what was removed


def test_where_the_browser_has_no_room_that_is_said(desk: Page) -> None:
    desk.goto(f"/?q={quote(BOATS)}")
    expect(desk.locator(".answer")).to_be_visible()
    desk.evaluate(
        """() => {
            for (let size = 1 << 22, number = 0; size; number++) {
                try {
                    localStorage.setItem(`full${number}`, "x".repeat(size));
                } catch {
                    size >>= 1;
                }
            }
        }"""
    )
    button = adders(desk).first
    button.click()
    expect(desk.locator(".notice")).to_contain_text("no room for more on the sheet")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(desk.locator("#sheet-count")).to_be_empty()


def test_where_the_browser_keeps_nothing_that_is_said(desk: Page) -> None:
    desk.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })"
    )
    desk.goto(f"/?q={quote(BOATS)}")
    expect(desk.locator(".answer")).to_be_visible()
    adders(desk).first.click()
    expect(desk.locator(".notice")).to_contain_text("the sheet is lost when the page is left")
    expect(open_sheet(desk)).to_have_count(1)
