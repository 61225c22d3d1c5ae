"""What is done on each tab, by keyboard alone: nothing here is clicked."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.editing import PATIENCE, row, told
from tests.browser.test_keyboard_flows import type_question
from tests.browser.window import opened, tab_to
from tests.served import Served, start
from tests.storm import BOATS, DAMAGED, RESCUED, STORM

pytestmark = pytest.mark.browser
DRAFT = "“Storm Edda damaged 140 houses in Norway”, and 999 boats are waiting in Norvik."
TEXT = "#batch-text"


def press(page: Page, target: str | Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def taken(page: Page, target: str) -> str:
    """What a button downloads."""
    tab_to(page, target)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return download.value.path().read_text(encoding="utf-8-sig")


def test_a_watch_is_begun_and_ended(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, dict(STORM))
    site.call("reindex")
    with opened(browser, site) as page:
        page.set_default_timeout(PATIENCE)
        page.goto("/")
        page.locator(".examples a").first.wait_for()
        type_question(page, BOATS)
        expect(page.locator(".answer")).to_have_text("27")
        press(page, ".watch")
        expect(page.locator(".watch")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".watch")).to_be_focused()
        press(page, ".top .name")
        watched = page.locator(".watched li")
        expect(watched).to_contain_text(BOATS)
        press(page, page.get_by_role("button", name="Stop watching"))
        expect(watched).to_have_count(0)
        expect(page.locator("#question")).to_be_focused()
    site.stop()


def test_quotes_are_noted_removed_brought_back_and_downloaded(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    type_question(desk, DAMAGED)
    expect(desk.locator(".answer")).to_be_visible()
    for number, block in enumerate((".actions", ".evidence .icons"), start=1):
        press(desk, desk.locator(block).first.get_by_role("button", name="Add to sheet"))
        expect(desk.locator("#sheet-count")).to_have_text(str(number))
    desk.keyboard.press("Control+Home")
    press(desk, desk.locator("nav a[data-view=sheet]"))
    items = desk.locator(".sheet-item")
    expect(items).to_have_count(2)
    first = items.first.locator("blockquote").inner_text()
    tab_to(desk, items.first.get_by_label("Note"))
    desk.keyboard.type("by the fire service")
    press(desk, items.first.get_by_role("button", name="Move down"))
    expect(items.nth(1).locator("blockquote")).to_have_text(first)
    expect(items.nth(1).get_by_role("button", name="Move down")).to_be_focused()
    for name in ("markdown", "csv"):
        assert "by the fire service" in taken(desk, f"#sheet-{name}")
    press(desk, items.nth(1).get_by_role("button", name="Remove"))
    expect(items).to_have_count(1)
    expect(items.first.get_by_role("link")).to_be_focused()
    press(desk, desk.locator(".notice").get_by_role("button", name="Undo"))
    expect(items).to_have_count(2)
    expect(items.nth(1).get_by_role("link")).to_be_focused()
    press(desk, "#sheet-clear")
    expect(desk.locator("#sheet-empty")).to_be_visible()
    expect(desk.locator("#sheet-heading")).to_be_focused()


def test_a_draft_is_checked_narrowed_and_downloaded(desk: Page) -> None:
    desk.goto("/?view=check")
    tab_to(desk, "#check-pasted")
    desk.keyboard.insert_text(DRAFT)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#check-result")).to_be_visible(timeout=PATIENCE)
    expect(desk.locator("#check-new")).to_be_focused()
    every = desk.locator(".finding").count()
    press(desk, desk.locator("#check-kinds button", has_text="Exact"), "Space")
    shown = desk.locator(".finding:visible")
    assert 0 < shown.count() < every
    tab_to(desk, "#check-draft a.row")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**article=**")
    assert "140" in taken(desk, "#check-csv")
    assert len(json.loads(taken(desk, "#check-json"))["claims"]) == every
    press(desk, "#check-new")
    expect(desk.locator("#check-pasted")).to_be_focused()


def test_a_batch_is_stopped_gone_on_with_left_and_opened_again(desk: Page) -> None:
    desk.goto("/?view=batch")
    tab_to(desk, "#batch-questions")
    desk.keyboard.insert_text("\n".join(f"{RESCUED} {number}" for number in range(30)))
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.locator("#batch-rows tr").first.wait_for()
    expect(desk.locator("#batch-new")).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(desk.locator("#batch-stop")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(TEXT)).to_contain_text("Stopped after")
    expect(desk.locator("#batch-go-on")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#batch-stop")).to_be_focused()
    expect(desk.locator(TEXT)).to_have_text("30 of 30 questions answered", timeout=90_000)
    expect(desk.locator("#batch-new")).to_be_focused()
    press(desk, desk.locator("#batch-kinds button", has_text="Unsure"), "Space")
    expect(desk.locator("#batch-rows tr")).to_have_count(0)
    press(desk, "#batch-new")
    expect(desk.locator("#batch-questions")).to_be_focused()
    expect(desk.locator("#batch-questions")).to_have_value("")
    desk.keyboard.insert_text(BOATS)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(TEXT)).to_have_text("1 of 1 question answered")
    press(desk, "#batch-new")
    press(desk, "#batch-earlier .action")
    expect(desk.locator(TEXT)).to_have_text("Pasted questions.txt: 30 of 30 questions answered")
    expect(desk.locator("#batch-new")).to_be_focused()
    desk.keyboard.press("Enter")
    press(desk, desk.locator("#batch-earlier").get_by_role("button", name="Remove"))
    expect(desk.locator("#batch-earlier li")).to_have_count(0)
    expect(desk.locator("#batch-questions")).to_be_focused()


def test_many_articles_are_given_a_source_and_a_date(tab: Page, own: Served) -> None:
    for path in ("harbour.txt", "bakery.txt"):
        press(tab, row(tab, path).locator(".pick input"), "Space")
    tab_to(tab, "#selection-source")
    tab.keyboard.type("Quay News")
    press(tab, "#selection-set-source")
    told(tab, "Source of 2 articles set to Quay News.")
    expect(tab.locator("#select-all input")).to_be_focused()
    for path in ("harbour.txt", "bakery.txt"):
        expect(row(tab, path)).to_contain_text("Quay News")
        press(tab, row(tab, path).locator(".pick input"), "Space")
    tab_to(tab, "#selection-date")
    tab.keyboard.type("03042024")
    press(tab, "#selection-set-date")
    told(tab, "Date of 2 articles set to 4 Mar 2024.")
    dates = {each["article"]: each["date"] for each in own.call("articles")["articles"]}
    assert dates["harbour.txt"] == dates["bakery.txt"] == "2024-03-04"
    press(tab, tab.locator(".notice").get_by_role("button", name="Undo"))
    told(tab, "Undone.")
    assert tab.evaluate("document.activeElement !== document.body")  # whoever undoes is not lost


def test_the_articles_are_reindexed(tab: Page, own: Served) -> None:
    (own.corpus / "lamp.txt").write_text("A lamp\n\nThe lamp of the lighthouse burns.\n")
    press(tab, "#reindex")
    expect(tab.locator("#report")).to_contain_text("1 added", timeout=PATIENCE)
    row(tab, "lamp.txt").wait_for()
    expect(tab.locator("#reindex")).to_be_focused()


def test_removed_articles_are_put_back(tab: Page) -> None:
    for path in ("bridge.md", "ferry.txt"):
        press(tab, row(tab, path).locator(".pick input"), "Space")
    press(tab, "#selection-remove")
    told(tab, "2 articles removed")
    back = tab.locator("#removed button")
    for left in (1, 0):
        press(tab, back.first)
        expect(back).to_have_count(left)
        expect(back.first if left else tab.locator("#articles-filter")).to_be_focused()
