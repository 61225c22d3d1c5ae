"""Articles edited on the Articles tab: in place, many at once, removed, each undone by a click."""

import contextlib
import re
import time

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.editing import (
    ARTICLES,
    BODY,
    edit,
    row,
    told,
    undo,
)
from tests.served import Served

pytestmark = pytest.mark.browser

WEB_PAGE = (
    "<!doctype html><title>The ferry</title><script>document.title = 'pwned'</script>"
    "<article><p>The ferry was lengthened by 12 metres.</p></article>"
)


def test_facts_are_corrected_in_place_by_keyboard_alone(tab: Page, own: Served) -> None:
    before = tab.locator("#articles-rows tr").evaluate_all("rows => rows.map(r => r.dataset.path)")
    row(tab, "bridge.md").locator("a").focus()
    tab.keyboard.press("F2")
    expect(row(tab, "bridge.md").get_by_label("Title", exact=True)).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ControlOrMeta+A")
    tab.keyboard.type("Bridge Times")
    tab.keyboard.press("Enter")
    told(tab, "Source corrected.")
    expect(row(tab, "bridge.md").locator("td >> nth=1")).to_contain_text("Bridge Times")
    expect(row(tab, "bridge.md")).to_contain_text("File says Border Post")
    expect(row(tab, "bridge.md").locator(".edit")).to_be_focused()
    after = tab.locator("#articles-rows tr").evaluate_all("rows => rows.map(r => r.dataset.path)")
    assert after == before  # it stays where it is
    listed = {each["article"]: each for each in own.call("articles")["articles"]}
    assert listed["bridge.md"]["source"] == "Bridge Times"
    expect(tab.locator("#articles-kinds")).to_contain_text("Corrected 1")
    row(tab, "bridge.md").get_by_role("button", name="Undo the source").click()
    told(tab, "Source is what the file says.")
    expect(row(tab, "bridge.md").locator("td >> nth=1")).to_have_text("Border Post")
    undo(tab, "Undone.")
    expect(row(tab, "bridge.md").locator("td >> nth=1")).to_contain_text("Bridge Times")
    edit(tab, "bridge.md")  # typing what the file says leaves it to the file
    tab.get_by_label("Source", exact=True).fill("Border Post")
    tab.keyboard.press("Enter")
    expect(row(tab, "bridge.md").locator("td >> nth=1")).to_have_text("Border Post")
    expect(row(tab, "bridge.md")).not_to_contain_text("File says")


def test_escape_leaves_a_row_as_it_was(tab: Page) -> None:
    edit(tab, "harbour.txt")
    tab.keyboard.type("Nothing of the kind")
    tab.keyboard.press("Escape")
    expect(row(tab, "harbour.txt").locator(".edit")).to_be_focused()
    expect(row(tab, "harbour.txt")).to_contain_text("Harbour closed")
    edit(tab, "harbour.txt")
    tab.keyboard.press("Enter")  # nothing was changed
    expect(row(tab, "harbour.txt").locator(".edit")).to_be_focused()
    expect(tab.locator(".notice")).to_have_count(0)


def test_a_value_that_is_none_is_told_and_what_was_typed_stays(tab: Page) -> None:
    edit(tab, "harbour.txt")
    tab.get_by_label("Source", exact=True).fill("https://example.org/")
    tab.keyboard.press("Enter")
    told(tab, "A source is a name, not an address")
    expect(tab.get_by_label("Source", exact=True)).to_have_value("https://example.org/")
    tab.get_by_role("button", name="Cancel").click()
    expect(row(tab, "harbour.txt")).to_contain_text("No source")


def test_what_is_being_typed_outlives_a_change_of_the_index(tab: Page, own: Served) -> None:
    edit(tab, "harbour.txt")
    tab.keyboard.press("ControlOrMeta+A")
    tab.keyboard.type("Half a ti")
    (own.corpus / "tram.txt").write_text("Tram\n\nThe tram came late.\n")
    own.call("reindex")
    try:
        row(tab, "tram.txt").wait_for()
        expect(tab.get_by_label("Title", exact=True)).to_have_value("Half a ti")
        expect(tab.get_by_label("Title", exact=True)).to_be_focused()
        tab.keyboard.press("Escape")
    finally:
        (own.corpus / "tram.txt").unlink()
        own.call("reindex")


def test_unknown_sources_are_seen_and_set_for_many_at_once(tab: Page, own: Served) -> None:
    kinds = tab.locator("#articles-kinds")
    expect(row(tab, "harbour.txt")).to_contain_text("No source")
    expect(row(tab, "harbour.txt")).to_contain_text("No date")
    kinds.get_by_role("button", name="No source 5").click()
    expect(kinds.get_by_role("button", name="No source 5")).to_be_focused()
    expect(tab.locator("#articles-rows tr")).to_have_count(5)
    tab.fill("#articles-filter", "txt")
    expect(tab.locator("#articles-rows tr")).to_have_count(3)
    tab.get_by_label("Select all that are shown").check()
    expect(tab.locator("#selection-count")).to_have_text("3 selected")
    row(tab, "ferry.txt").locator(".pick input").uncheck()
    expect(tab.locator("#selection-count")).to_have_text("2 selected")
    assert tab.get_by_label("Select all that are shown").evaluate("box => box.indeterminate")
    tab.fill("#selection-source", "Town News")
    tab.press("#selection-source", "Enter")
    told(tab, "Source of 2 articles set to Town News.")
    expect(tab.locator("#selection")).to_be_hidden()
    expect(tab.locator("#articles-rows tr")).to_have_count(1)  # those left to do
    assert "Town News" in own.call("status")["sources"]
    undo(tab, "Undone.")
    expect(tab.locator("#articles-rows tr")).to_have_count(3)
    assert "Town News" not in own.call("status")["sources"]
    tab.get_by_label("Select Rye bread").check()
    tab.get_by_label("Select Harbour closed").click(modifiers=["Shift"])
    expect(tab.locator("#selection-count")).to_have_text(re.compile("[23] selected"))
    tab.fill("#selection-date", "2022-02-02")
    tab.click("#selection-set-date")
    told(tab, "set to 2 Feb 2022.")
    undo(tab, "Undone.")
    kinds.get_by_role("button", name=re.compile("No source")).click()
    tab.fill("#articles-filter", "")
    expect(tab.locator("#articles-rows tr")).to_have_count(6)


def test_what_is_no_longer_shown_is_not_selected(tab: Page) -> None:
    tab.get_by_label("Select all that are shown").check()
    tab.fill("#articles-filter", "ferry")
    expect(tab.locator("#selection-count")).to_have_text("1 selected")
    row(tab, "ferry.txt").locator(".pick input").focus()
    tab.locator("#selection-clear").focus()
    tab.keyboard.press("Escape")
    expect(tab.locator("#selection")).to_be_hidden()
    expect(tab.get_by_label("Select all that are shown")).to_be_focused()


def test_an_article_is_removed_and_put_back(tab: Page, own: Served) -> None:
    edit(tab, "bakery.txt")
    tab.get_by_role("button", name="Remove article").click()
    told(tab, "1 article removed.")
    expect(row(tab, "bakery.txt")).to_have_count(0)
    assert not (own.corpus / "bakery.txt").exists()
    expect(tab.locator("#removed")).to_contain_text("Rye bread")
    undo(tab, "1 article put back.")
    expect(row(tab, "bakery.txt")).to_have_count(1)
    expect(tab.locator("#removed")).to_be_empty()
    tab.get_by_label("Select Rye bread").check()
    tab.get_by_label("Select The noon train").check()
    tab.click("#selection-remove")
    told(tab, "1 article removed. news.csv#1 stays: it is a part of news.csv")
    tab.reload()
    tab.get_by_role("button", name="Put back Rye bread").click()
    told(tab, "1 article put back.")
    assert (own.corpus / "bakery.txt").read_text() == ARTICLES["bakery.txt"]


def test_a_row_of_a_table_says_why_it_cannot_be_removed(tab: Page) -> None:
    edit(tab, "news.csv#1")
    expect(row(tab, "news.csv#1")).to_contain_text("A part of news.csv")
    expect(tab.get_by_role("button", name="Remove article")).to_have_count(0)


def test_the_original_is_opened_at_its_page(tab: Page, own: Served) -> None:
    text = own.call("article", article="report.pdf")["text"]
    start = text.index(f"{BODY} third")
    tab.goto(f"/?view=articles&article=report.pdf&start={start}&end={start + 12}")
    link = tab.locator(".file-link")
    expect(link).to_have_text("Original PDF, page 3")
    assert link.get_attribute("href") == "/original/report.pdf#page=3"
    tab.goto("/?view=articles&article=news.csv%231")
    expect(tab.locator(".file-link")).to_have_text("Original file")
    with tab.expect_download() as download:
        tab.click(".file-link")
    assert download.value.suggested_filename == "news.csv"
    assert download.value.path().read_text() == ARTICLES["news.csv"]
    (own.corpus / "bridge.md").rename(own.corpus.parent / "bridge.md")
    try:
        tab.goto("/?view=articles&article=bridge.md")
        tab.locator("#article .text").wait_for()
        expect(tab.locator(".file-link")).to_have_count(0)
    finally:
        (own.corpus.parent / "bridge.md").rename(own.corpus / "bridge.md")


def test_the_browser_shows_a_pdf_by_its_viewer_and_runs_no_web_page(
    browser: Browser, own: Served
) -> None:
    (own.corpus / "page.html").write_text(WEB_PAGE)
    own.call("reindex")
    context = browser.new_context(base_url=own.url)
    page = context.new_page()
    try:
        page.goto("/original/report.pdf#page=3")
        deadline = time.monotonic() + 20
        while not any(each.url.startswith("chrome-extension://") for each in page.frames):
            assert time.monotonic() < deadline, "the browser's viewer has not opened it"
            page.wait_for_timeout(100)
        page.goto("about:blank")
        with page.expect_download() as download, contextlib.suppress(Error):
            page.goto("/original/page.html")
        assert download.value.suggested_filename == "page.html"
        assert page.url == "about:blank"
    finally:
        context.close()
        (own.corpus / "page.html").unlink()
        own.call("reindex")
