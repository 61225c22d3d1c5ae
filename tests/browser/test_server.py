"""A server that starts, has nothing yet, changes its index, is gone."""

import json
import re
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.window import HANDED_OVER, SEIZED, SHIPS, ask, axe, opened, strong
from tests.served import Served, start

pytestmark = pytest.mark.browser


def test_a_page_that_is_starting_says_so(page: Page) -> None:
    is_ready = threading.Event()

    def starting(route: Route) -> None:
        answer = route.fetch()
        ready = "true" if is_ready.is_set() else "false"
        route.fulfill(
            response=answer,
            body=re.sub('"ready": ?(true|false)', f'"ready": {ready}', answer.text()),
        )

    page.route("**/gradio_api/call/v2/status/*", starting)
    page.goto("/")
    expect(page.locator("#start .starting")).to_be_visible()
    place = page.locator("#start .figure").bounding_box()
    is_ready.set()
    expect(page.locator(".examples a").first).to_be_visible()
    assert page.locator("#start .figure").bounding_box() == place


def test_a_question_that_is_asked_before_it_is_known_to_start_says_so(page: Page) -> None:
    held: list[Route] = []
    page.route("**/gradio_api/call/v2/status/*", lambda route: held.append(route))
    page.route("**/gradio_api/call/v2/ask", lambda route: None)  # no answer comes
    page.goto(f"/?q={quote(SEIZED)}")
    expect(page.locator("#working")).to_be_visible()
    while not held:
        page.wait_for_timeout(50)
    answer = held[0].fetch()
    said = re.sub('"ready": ?true', '"ready": false', answer.text())
    held[0].fulfill(response=answer, body=said)
    expect(page.locator("#result")).to_have_text("Starting; the first answer takes some seconds.")
    assert axe(page) == []
    page.unroute_all(behavior="ignoreErrors")


def test_no_articles_yet_and_a_server_that_stops(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, {})
    try:
        with opened(browser, site) as page:
            page.goto("/")
            expect(page.locator("#start h2")).to_have_text("No articles yet")
            expect(page.locator("#start")).to_contain_text(str(site.corpus))
            expect(page.locator("#start")).to_contain_text("nothing is generated")
            assert axe(page) == []
            page.click("text=Add articles")
            expect(page.locator("#articles-dropzone")).to_be_visible()
            page.goto("/?q=anything")
            expect(page.locator("#result h2")).to_have_text("No articles yet")
    finally:
        site.stop()


def test_a_page_whose_server_is_gone_says_so(browser: Browser, site: Served) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto(f"/?q={quote(SEIZED)}")
    expect(page.locator(".answer")).to_have_text("1,312")
    context.set_offline(True)
    expect(page.locator(".notice[role=alert]")).to_contain_text("Gleaner has stopped")
    expect(page.locator(".answer")).to_have_text("1,312")
    ask(page, SHIPS)
    expect(page.locator("#result [role=alert]")).to_contain_text("Gleaner has stopped")
    context.set_offline(False)
    expect(page.locator(".notice")).to_have_count(0, timeout=10_000)
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator("#result [role=alert]")).to_have_count(0)
    context.close()


def test_a_page_that_is_busy_says_so_calmly_and_asks_again(browser: Browser, site: Served) -> None:
    left = {"busy": 1}

    def busy(route: Route) -> None:
        left["busy"] -= 1
        if left["busy"] < 0:
            route.continue_()
            return
        problem = "Gleaner is busy: too many are waiting. Ask again in a moment."
        route.fulfill(status=503, headers={"retry-after": "3"}, json={"error": problem})

    def too_late(route: Route) -> None:
        error = json.dumps({"error": "That took longer than 60 s.", "title": "Busy"})
        route.fulfill(content_type="text/event-stream", body=f"event: error\ndata: {error}\n\n")

    with opened(browser, site, expected="503") as page:
        page.route("**/gradio_api/call/v2/ask", busy)
        page.route("**/gradio_api/call/v2/ask/*", too_late, times=1)
        page.goto(f"/?q={quote(SEIZED)}")
        expect(page.locator("#result [role=status]")).to_have_text(
            "Gleaner is busy: too many are waiting. Ask again"  # once: the button
        )
        assert axe(page) == []
        page.emulate_media(media="print")
        expect(page.locator("#result .button")).to_be_hidden()
        page.emulate_media(media="screen")
        page.click("text=Ask again")
        expect(page.locator("#result [role=status]")).to_contain_text("longer than 60 s")
        page.click("text=Ask again")
        expect(page.locator(".answer")).to_have_text("1,312")
        expect(page.locator("#result .busy")).to_have_count(0)


def test_an_index_updated_elsewhere_is_told_without_losing_the_place(
    page: Page, site: Served
) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    assert strong(page) == "4,666"
    before = page.evaluate("document.getElementById('reading-scroll').scrollTop")
    added = site.corpus / "added.txt"
    try:
        added.write_text("A lighthouse\n\nThe lighthouse at the cape is 63 metres tall.\n")
        site.call("reindex")
        expect(page.locator(".notice")).to_contain_text("Index updated: 1 article added.")
        assert page.evaluate("document.getElementById('reading-scroll').scrollTop") == before
        expect(page.locator(".answer")).to_have_text("4,666")
        page.click(".notice >> text=Ask again")
        expect(page.locator(".notice")).to_have_count(0)
        expect(page.locator(".answer")).to_have_text("4,666")
    finally:
        added.unlink()
        site.call("reindex")
