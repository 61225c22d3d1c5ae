"""What tests of the sheet do: collect quotes, and look at what is collected."""

from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.served import Served

STORED = """() => Object.entries(localStorage).filter(([key]) => key.startsWith('gleaner.sheet.'))
    .map(([, text]) => JSON.parse(text)).sort((a, b) => a.at - b.at)"""
TABS = "nav a[data-view={}]"


def adders(page: Page) -> Locator:
    return page.locator("#result").get_by_role("button", name="Add to sheet")


def ask_and_add(page: Page, question: str, most: int = 3) -> int:
    """Put the first so many passages of a question on the sheet; returns how many there are."""
    page.goto(f"/?q={quote(question)}")
    expect(page.locator(".answer")).to_be_visible()
    for button in adders(page).all()[:most]:
        if button.get_attribute("aria-pressed") == "false":
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
    return len(page.evaluate(STORED))


def open_sheet(page: Page) -> Locator:
    page.click(TABS.format("sheet"))
    expect(page.locator("#view-sheet")).to_be_visible()
    return page.locator(".sheet-item")


def quotes(page: Page) -> list[str]:
    return page.locator(".sheet-item blockquote").all_text_contents()


def hold_slices(site: Served, stored: list[dict[str, Any]]) -> None:
    for one in stored:
        text = site.call("article", article=one["article"])["text"]
        assert text[one["start"] : one["end"]] == one["text"]
