"""The Articles tab: what is indexed, what was skipped, what is added."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import ask, opened
from tests.served import Served, start

pytestmark = pytest.mark.browser


def test_an_article_is_added_and_answers_without_a_restart(
    page: Page, site: Served, tmp_path: Path
) -> None:
    mine = tmp_path / "Ferry news: June.txt"
    mine.write_text("Ferry news\n\nThe harbour ferry carried 9,871 passengers in June.\n")
    other = tmp_path / "notes.xyz"
    other.write_text("no format")
    try:
        page.goto("/?view=articles")
        page.set_input_files("#articles-files", [mine, other])
        expect(page.locator("#report")).to_contain_text("1 added")
        expect(page.locator("#report")).to_contain_text("1 file could not be added.")
        expect(page.locator("#report")).to_contain_text("1 file saved under another name.")
        page.click("#report >> text=Show which")
        expect(page.locator("#outcome h3 >> nth=0")).to_be_focused()
        expect(page.locator("#outcome dl >> nth=0")).to_contain_text(
            re.compile("^notes.xyznot a format")
        )
        expect(page.locator("#outcome dl >> nth=1")).to_have_text(
            "Ferry news: June.txtFerry news_ June.txt"
        )
        expect(page.locator("#articles-rows")).to_contain_text("Ferry news")
        page.click("nav >> text=Ask")
        ask(page, "How many passengers did the harbour ferry carry in June?")
        expect(page.locator(".answer")).to_have_text(re.compile("9,871"))
    finally:
        (site.corpus / "Ferry news_ June.txt").unlink(missing_ok=True)
        page.goto("/?view=articles")
        page.click("#reindex")
        expect(page.locator("#report")).to_contain_text("1 removed")
        expect(page.locator("#outcome")).to_be_empty()


def test_a_file_that_cannot_be_read_is_named_and_listed(
    page: Page, site: Served, tmp_path: Path
) -> None:
    """Though no article changes, and so neither does the version of the index."""
    mine = tmp_path / "blank.txt"
    mine.write_text(" ")
    try:
        page.goto("/?view=articles")
        expect(page.locator("#skipped")).to_contain_text("photo.xyz")
        page.set_input_files("#articles-files", mine)
        expect(page.locator("#outcome")).to_contain_text("blank.txt")
        expect(page.locator("#skipped")).to_contain_text("blank.txt")
    finally:
        (site.corpus / "blank.txt").unlink(missing_ok=True)
        page.click("#reindex")
        expect(page.locator("#skipped")).not_to_contain_text("blank.txt")


def test_a_damaged_index_is_said_where_the_articles_are(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, {}, damaged=True)
    try:
        with opened(browser, site) as page:
            page.goto("/?view=articles")
            expect(page.locator("#articles-problem")).to_contain_text(str(tmp_path / "index"))
    finally:
        site.stop()


def test_the_table_of_articles(page: Page) -> None:
    page.goto("/?view=articles")
    rows = page.locator("#articles-rows tr")
    expect(rows.first).to_contain_text("31 Jan 2024")
    page.click("#articles-head >> text=Date")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Date")
    expect(rows.first).to_contain_text("1 May 2022")
    page.fill("#articles-filter", "oct 2023")
    expect(rows).to_have_count(1)
    page.fill("#articles-filter", "border post")
    expect(rows).to_have_count(1)
    expect(page.locator("#skipped")).to_contain_text("photo.xyz")
    expect(page.locator("#skipped")).to_contain_text("empty.txt")
    page.click("#articles-rows a")
    expect(page.locator("#article .headline")).to_have_text("Suspects handed over at the border")
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    expect(page.locator("#articles-rows a")).to_be_focused()
