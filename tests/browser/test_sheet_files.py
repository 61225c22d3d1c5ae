"""The sheet as files and on paper; nothing of it is sent."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.browser.collecting import STORED, ask_and_add, open_sheet
from tests.served import Served
from tests.storm import BOATS, DAMAGED

pytestmark = pytest.mark.browser


def test_it_is_downloaded_as_a_table_and_as_markdown(desk: Page, storm: Served) -> None:
    ask_and_add(desk, DAMAGED, 2)
    items = open_sheet(desk)
    items.nth(0).get_by_label("Note").fill('=HYPERLINK("http://evil.example")')
    items.nth(1).get_by_label("Note").fill("# not a heading\n<b>& *so on*")
    with desk.expect_download() as download:
        desk.click("#sheet-csv")
    assert download.value.suggested_filename == "sheet.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    stored = desk.evaluate(STORED)
    assert [row["quote"] for row in rows] == [one["text"] for one in stored]
    assert rows[0]["note"] == '\'=HYPERLINK("http://evil.example")'
    for row in rows:
        article = storm.call("article", article=row["article"])
        assert article["text"][int(row["start"]) : int(row["end"])] == row["quote"]
        assert (row["title"], row["source"]) == (article["title"], article["source"])
        assert row["question"] == DAMAGED
    with desk.expect_download() as download:
        desk.click("#sheet-markdown")
    text = download.value.path().read_text(encoding="utf-8")
    assert f"> {stored[0]['text']}\n" in text
    assert "Note: \\# not a heading  \n\\<b\\>\\& \\*so on\\*\n" in text
    assert "2 quotes" in text
    link = text.partition("[open](<")[2].partition(">)")[0]
    assert link == rows[0]["link"]
    desk.goto(link)
    expect(desk.locator("#article mark").first).to_be_visible()


def test_nothing_of_it_is_sent(desk: Page) -> None:
    ask_and_add(desk, BOATS, 1)
    sent: list[str] = []
    desk.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    items = open_sheet(desk)
    items.get_by_label("Note").fill("between us")
    items.get_by_label("Note").blur()
    with desk.expect_download():
        desk.click("#sheet-csv")
    items.get_by_role("button", name="Remove").click()
    desk.wait_for_timeout(300)
    ours = ("/status", "/page/icon.svg", "blob:")  # the server's state is looked at all the while
    assert [each for each in sent if not any(name in each for name in ours)] == []


def test_on_paper_it_is_the_sheet_alone(desk: Page) -> None:
    ask_and_add(desk, DAMAGED, 2)
    items = open_sheet(desk)
    items.nth(0).get_by_label("Note").fill("to be printed")
    items.nth(0).get_by_label("Note").blur()
    printed: list[int] = []
    desk.expose_function("printed", lambda: printed.append(1))
    desk.evaluate("() => { window.print = () => window.printed(); }")
    desk.click("#sheet-print")
    expect(items).to_have_count(2)
    desk.emulate_media(media="print")
    expect(desk.locator("#sheet-heading")).to_be_visible()
    expect(items.nth(0).locator(".noted")).to_have_text("to be printed")
    expect(items.nth(0).locator(".noted")).to_be_visible()
    for hidden in (".top", ".ask", "#reading", ".sheet-item textarea", ".sheet-item button"):
        for each in desk.locator(hidden).all():
            expect(each).to_be_hidden()
    assert printed == [1]
