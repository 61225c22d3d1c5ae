"""What people do, each by keyboard alone: nothing here is clicked."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editing import ARTICLES, row, told
from tests.browser.window import tab_to
from tests.served import Served
from tests.storm import DAMAGED, RESCUED

pytestmark = pytest.mark.browser


def type_question(page: Page, question: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(question)
    page.keyboard.press("Enter")


def test_filters(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    type_question(desk, DAMAGED)
    expect(desk.locator(".answer")).to_be_visible()
    expect(desk.locator(".said h2 .figure")).to_be_visible()
    every = desk.locator(".said h2 .figure").inner_text()
    tab_to(desk, "#filters-button")
    desk.keyboard.press("Enter")
    tab_to(desk, "#source")
    desk.keyboard.type("Coast")
    desk.wait_for_url("**source=Coast**")
    expect(desk.locator("#filters-text")).not_to_have_text("Filters")
    tab_to(desk, "#filters-clear")
    desk.keyboard.press("Enter")
    expect(desk.locator("#filters-text")).to_have_text("Filters")
    expect(desk.locator(".said h2 .figure")).to_have_text(every)
    desk.keyboard.press("Escape")
    expect(desk.locator("#filters")).to_be_hidden()
    expect(desk.locator("#filters-button")).to_be_focused()


def test_earlier_questions(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    expect(desk.locator(".answer")).to_be_visible()
    type_question(desk, RESCUED)
    expect(desk.locator(".answer")).to_have_text("640")
    tab_to(desk, "#earlier-button")
    desk.keyboard.press("Space")
    tab_to(desk, desk.locator("#earlier a", has_text=DAMAGED))
    desk.keyboard.press("Enter")
    desk.wait_for_function("asked => document.title.startsWith(asked)", arg=DAMAGED)
    expect(desk.locator("#earlier")).to_be_hidden()
    expect(desk.locator(".said h2")).to_be_visible()


def test_a_passage_goes_on_the_sheet(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    expect(desk.locator(".answer")).to_be_visible()
    for block, number in ((".actions", 1), (".said .icons", 2), (".evidence .icons", 3)):
        button = desk.locator(block).first.get_by_role("button", name="Add to sheet")
        tab_to(desk, button)
        desk.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(desk.locator("#sheet-count")).to_have_text(str(number))
    desk.keyboard.press("Shift+Tab")  # what copies stands before it
    expect(
        desk.locator(".evidence .icons").first.get_by_role("button", name="Copy link")
    ).to_be_focused()


def test_a_facet_is_chosen(desk: Page) -> None:
    desk.goto("/?q=%22houses%20in%20Norway%22")
    chosen = desk.locator(".facets a", has_text="Fjord Courier")
    tab_to(desk, chosen)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**source=Fjord**")
    expect(desk.locator(".found h2")).to_have_text("1 passage")


def test_answers_are_downloaded(desk: Page) -> None:
    desk.goto("/?view=batch")
    tab_to(desk, "#batch-questions")
    desk.keyboard.insert_text(RESCUED)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#batch-text")).to_have_text("1 of 1 question answered")
    for kind in ("csv", "jsonl"):
        tab_to(desk, f"#batch-{kind}")
        with desk.expect_download() as got:
            desk.keyboard.press("Enter")
        assert "640" in got.value.path().read_text(encoding="utf-8-sig")


def test_articles_are_added(tab: Page, own: Served, tmp_path: Path) -> None:
    (tmp_path / "kite.txt").write_text("A kite\n\nThe kite rose over the harbour.\n")
    # The browser is told to hand its dialogue over long before the key, not beside it.
    tab.on("filechooser", lambda _: None)
    files = tab_to(tab, "#articles-files")
    with tab.expect_file_chooser() as chooser:
        expect(files).to_be_focused()
        tab.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "kite.txt")
    try:
        expect(tab.locator("#report")).to_contain_text("1 added", timeout=60_000)
        row(tab, "kite.txt").wait_for()
    finally:
        (own.corpus / "kite.txt").unlink(missing_ok=True)
        own.call("reindex")


def test_many_are_selected_removed_and_brought_back(tab: Page, own: Served) -> None:
    tab_to(tab, row(tab, "harbour.txt").locator(".pick input"))
    tab.keyboard.press("Space")
    tab_to(tab, row(tab, "bakery.txt").locator(".pick input"))
    tab.keyboard.press("Space")
    expect(tab.locator("#selection-count")).to_have_text("2 selected")
    tab_to(tab, "#selection-remove")
    tab.keyboard.press("Enter")
    told(tab, "2 articles removed")
    expect(row(tab, "bakery.txt")).to_have_count(0)
    tab_to(tab, tab.locator(".notice").get_by_role("button", name="Undo"))
    tab.keyboard.press("Enter")
    row(tab, "bakery.txt").wait_for()
    row(tab, "harbour.txt").wait_for()
    assert sorted(path.name for path in own.corpus.iterdir() if path.name in ARTICLES) == sorted(
        ARTICLES
    )


# Presses a key and says, before anything else can run, where the next one would go.
PRESSED = """key => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
  return document.activeElement.id || document.activeElement.ariaLabel;
}"""


def test_a_field_takes_the_very_next_key(tab: Page) -> None:
    tab_to(tab, row(tab, "bridge.md").locator("a"))
    assert tab.evaluate(PRESSED, "F2") == "Title"
    tab.keyboard.press("Escape")
    assert tab.evaluate(PRESSED, "/") == "question"


def test_a_notice_is_sent_away(tab: Page) -> None:
    tab_to(tab, row(tab, "bridge.md").locator("a"))
    tab.keyboard.press("F2")
    tab.keyboard.press("ControlOrMeta+A")
    tab.keyboard.type("The old bridge")
    tab.keyboard.press("Enter")
    told(tab, "Title corrected.")
    tab_to(tab, tab.locator(".notice").get_by_role("button", name="Undo"))
    tab.keyboard.press("Enter")
    told(tab, "Undone.")
    tab_to(tab, tab.locator(".notice").get_by_role("button", name="Dismiss"))
    tab.keyboard.press("Enter")
    expect(tab.locator(".notice")).to_have_count(0)
    expect(row(tab, "bridge.md")).to_contain_text(re.compile("The bridge"))
