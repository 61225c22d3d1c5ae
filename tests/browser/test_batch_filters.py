"""Rows of a batch with filters of their own: what a row leads to is asked within them as well."""

from urllib.parse import quote

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.window import WIDE
from tests.storm import DAMAGED

pytestmark = pytest.mark.browser

AFTER = "2024-09-04"


def table(*rows: str) -> FilePayload:
    text = "\n".join(("question,after", *rows))
    return {"name": "q.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_the_answers_of_a_row_are_those_within_its_filters(desk: Page) -> None:
    desk.goto("/?view=batch")
    desk.set_input_files("#batch-file", files=[table(f'"{DAMAGED}",', f'"{DAMAGED}",{AFTER}')])
    expect(desk.locator("#batch-rows tr")).to_have_count(2)
    links = desk.locator("#batch-rows a.others")
    expect(links).to_have_count(2)
    every, within = links.all_text_contents()
    assert every != within
    for _ in range(2):
        desk.locator("#batch-rows tr:nth-child(2) a.others").click()
        desk.wait_for_url(f"**after={AFTER}**")
        heading = desk.locator(".said h2 .figure")
        expect(heading).to_have_text(within.split()[0])
        assert "140" not in desk.locator(".said .value").all_text_contents()
        desk.go_back()
        expect(links).to_have_count(2)
        desk.reload()  # kept by the browser with the row
        expect(links).to_have_count(2)
    desk.locator("#batch-rows tr:nth-child(1) a.others").click()
    expect(desk.locator(".said h2 .figure")).to_have_text(every.split()[0])
    assert "after=" not in desk.url


def test_the_answers_of_a_row_begin_at_their_top(desk: Page) -> None:
    desk.set_viewport_size({"width": WIDE[0], "height": 420})
    desk.goto("/?view=batch")
    desk.set_input_files("#batch-file", files=[table(*[f'"{DAMAGED}",'] * 6)])
    expect(desk.locator("#batch-rows tr")).to_have_count(6)
    desk.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    left_at = desk.evaluate("scrollY")
    assert left_at > 100
    desk.locator("#batch-rows tr:nth-child(6) a.others").click()
    expect(desk.locator(".answer")).to_be_visible()
    assert f"q={quote(DAMAGED, safe='')[:12]}" in desk.url.replace("+", "%20")
    assert desk.evaluate("scrollY") == 0
    desk.go_back()
    expect(desk.locator("#batch-rows tr")).to_have_count(6)
    assert desk.evaluate("scrollY") == left_at
