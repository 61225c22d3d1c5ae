"""Filters by date and source: chosen, typed or in a link, and how often they ask."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.window import SHIPS

pytestmark = pytest.mark.browser


def test_a_link_carries_the_filters(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}&after=2024-01-01")
    expect(page.locator(".answer")).to_have_text("8,412")
    expect(page.locator("#filters-text")).to_have_text("from 1 Jan 2024")
    page.click("#filters-button")
    expect(page.locator("#after")).to_have_value("2024-01-01")
    page.click("#filters-clear")
    expect(page.locator("#filters-text")).to_have_text("Filters")
    assert "after" not in page.url
    page.select_option("#source", "Harbour Daily")
    page.wait_for_url("**source=Harbour+Daily")
    expect(page.locator(".answer")).to_have_text("310")
    page.fill("#after", "2023-01-01")
    expect(page.locator(".no-answer")).to_contain_text("No article matches these filters.")


def test_a_filter_taken_back_before_its_answer_leaves_the_page_as_it_was(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}")
    expect(page.locator(".answer")).to_have_text("310")
    held: list[Route] = []
    page.route("**/gradio_api/call/v2/ask/*", lambda route: held.append(route))
    page.click("#filters-button")
    with page.expect_request("**/gradio_api/call/v2/ask/*"):
        page.fill("#after", "2024-01-01")
    page.click("#filters-clear")
    expect(page.locator("#filters-text")).to_have_text("Filters")
    for idle in ("#result", "#reading"):
        expect(page.locator(idle)).not_to_have_attribute("aria-busy", "true")
    held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.locator(".answer")).to_have_text("310")
    page.unroute("**/gradio_api/call/v2/ask/*")
    page.fill("#after", "2024-01-01")
    expect(page.locator(".answer")).to_have_text("8,412")


def test_a_draft_outlives_the_choice_of_a_filter(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}")
    expect(page.locator(".answer")).to_be_visible()
    for address in ("", "/"):
        if address:
            page.goto(address)
        page.fill("#question", "How many ships")
        page.click("#filters-button")
        page.select_option("#source", "Harbour Daily")
        page.wait_for_url("**source=Harbour+Daily")
        expect(page.locator("#question")).to_have_value("How many ships")


def asked(page: Page) -> list[str]:
    """The questions that the page asks from here on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/ask"):
            sent.append(request.post_data or "")

    page.on("request", note)
    return sent


def test_a_typed_date_asks_once(page: Page) -> None:
    page.goto(f"/?q={quote(SHIPS)}")
    expect(page.locator(".answer")).to_be_visible()
    sent, before = asked(page), page.evaluate("history.length")
    page.click("#filters-button")
    page.focus("#after")
    page.keyboard.type("01012024")
    page.wait_for_url("**after=2024-01-01")
    expect(page.locator(".answer")).to_have_text("8,412")
    page.wait_for_timeout(700)
    assert len(sent) == 1
    assert page.evaluate("history.length") == before


def test_a_link_asks_once(page: Page) -> None:
    for address in (f"/?q={quote(SHIPS)}", "/?q=who&after=2024-02-30"):
        sent = asked(page)
        page.goto(address)
        page.locator(".answer, #result [role=alert]").wait_for()
        page.wait_for_timeout(1000)
        assert len(sent) == 1


def test_what_is_no_date_is_said(page: Page) -> None:
    page.goto("/?q=who&after=abc")
    expect(page.locator("#result [role=alert]")).to_contain_text(
        "“abc” is not a date like 2023-11-30."
    )
    expect(page.locator("#filters-text")).to_have_text("from abc")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (
            "before=2021-12-31",
            "The range of dates begins on 1 October 2025, after it ends, on 31 December 2021. "
            "Swap the two dates, or clear one.",
        ),
        (
            "as_of=2021-12-31",
            "The range of dates begins on 1 October 2025, after the day as of which you ask, "
            "31 December 2021. Change one of the two.",
        ),
    ],
)
def test_dates_that_leave_no_day_are_told_as_a_person_would(
    page: Page, last: str, said: str
) -> None:
    page.goto(f"/?q=who&after=2025-10-01&{last}")
    expect(page.locator("#result [role=alert]")).to_have_text(said)
