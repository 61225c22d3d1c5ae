"""Watched questions on the page: saved, listed, told of when their answers change."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import (
    PHONE,
    WIDE,
    ask,
    axe,
    axe_in_all_looks,
    has_no_sideways_scroll,
    opened,
)
from tests.served import Served, start

pytestmark = pytest.mark.browser

BRIDGE = "How many lorries does the bridge at Wrapton carry?"
WHALES = "How many whales were seen off Wrapton?"
ARTICLES = {
    "bridge.md": "---\ntitle: Lorries on the bridge\nsource: Harbour Daily\ndate: 2024-05-01\n---\n"
    "The bridge at Wrapton carries 400 lorries a day, the port said.\n",
    "ferry.md": "---\ntitle: The ferry line\n---\nThe ferry line owns 12 boats in all.\n",
}
LATER = (
    "---\ntitle: More lorries on the bridge\nsource: Valley Post\ndate: 2024-07-01\n---\n"
    "The bridge at Wrapton carries 650 lorries a day, the port said.\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    site = start(tmp_path / "site", ARTICLES)
    site.call("reindex")
    site.call("ask", question="Who?")  # loads the reader, so that no test waits for it
    yield site
    site.stop()


def add_later(site: Served) -> None:
    (site.corpus / "later.md").write_text(LATER, encoding="utf-8")
    site.call("reindex")


def watch(page: Page, question: str) -> None:
    ask(page, question)
    button = page.locator(".watch")
    expect(button).to_have_attribute("aria-pressed", "false", timeout=30_000)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true", timeout=30_000)


def test_a_change_is_told_with_the_article_behind_it(browser: Browser, own: Served) -> None:
    with opened(browser, own) as page:
        page.goto("/")
        page.locator("#start .what").wait_for()
        watch(page, BRIDGE)
        ask(page, WHALES)
        page.locator(".no-answer .watch").click()
        expect(page.locator(".watch")).to_have_attribute("aria-pressed", "true", timeout=30_000)
        page.click("a.name")
        rows = page.locator(".watched li")
        expect(rows).to_have_count(2)
        expect(rows.nth(0).locator(".value")).to_have_text("400", timeout=30_000)
        expect(rows.nth(1)).to_contain_text("No answer", timeout=30_000)
        ask(page, WHALES)  # where the list is open, it tells of it itself
        page.locator(".no-answer").wait_for()
        add_later(own)
        told = page.locator('.notice[data-kind="watched"]')
        expect(told).to_contain_text("1 watched answer changed.", timeout=60_000)
        told.locator("text=Show").click()
        expect(page.locator("#watched-heading")).to_be_focused()
        change = rows.nth(0).locator(".change.news")
        expect(change).to_contain_text("650")
        expect(change.locator(".because")).to_contain_text("added: More lorries on the bridge")
        expect(told).to_have_count(0)
        assert axe_in_all_looks(page) == []
        change.locator(".because a").click()
        expect(page.locator("#article .headline")).to_have_text("More lorries on the bridge")
        page.reload()
        page.click("#reading-close")
        page.click("a.name")
        expect(page.locator(".watched .change")).to_have_count(1)
        expect(page.locator(".watched .change.news")).to_have_count(0)  # it was shown


def test_another_session_sees_the_same_and_no_old_news(browser: Browser, own: Served) -> None:
    own.call("watch", question=BRIDGE)
    with opened(browser, own) as page:
        page.goto("/")
        expect(page.locator(".watched .value")).to_have_text("400", timeout=30_000)
        add_later(own)
        told = page.locator('.notice[data-kind="watched"], .watched .change.news')
        expect(told.first).to_be_visible(timeout=60_000)
    with opened(browser, own) as stranger:
        stranger.goto("/")
        expect(stranger.locator(".watched .change")).to_have_count(1)
        expect(stranger.locator(".watched .change.news")).to_have_count(0)
        expect(stranger.locator('.notice[data-kind="watched"]')).to_have_count(0)


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_watch_is_ended_by_keyboard(browser: Browser, own: Served, size: tuple[int, int]) -> None:
    own.call("watch", question=BRIDGE)
    own.call("watch", question=BRIDGE, source="Harbour Daily", after="2024-01-01")
    with opened(browser, own, size) as page:
        page.goto("/")
        rows = page.locator(".watched li")
        expect(rows).to_have_count(2)
        expect(rows.nth(1)).to_contain_text("after 2024-01-01, source Harbour Daily")
        assert has_no_sideways_scroll(page)
        assert axe(page) == []
        rows.nth(0).locator("button").focus()
        page.keyboard.press("Enter")
        expect(rows).to_have_count(1)
        expect(rows.nth(0).locator("button")).to_be_focused()
        expect(page.locator("#watched-heading .figure")).to_have_text("1")
        rows.nth(0).locator("a").first.click()
        page.locator(".watch").wait_for()
        assert "source=Harbour" in page.url
        expect(page.locator(".watch")).to_have_attribute("aria-pressed", "true")
        page.locator(".watch").press("Enter")
        expect(page.locator(".watch")).to_have_attribute("aria-pressed", "false")
        page.goto("/")
        page.locator(".examples a, .examples li").first.wait_for()
        expect(page.locator(".watched")).to_have_count(0)


def test_nothing_that_is_drawn_moves(browser: Browser, own: Served) -> None:
    own.call("watch", question=BRIDGE)
    with opened(browser, own) as page:
        page.add_init_script(
            """window.shifts = [];
            new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(
                (each) => each.value))).observe({ type: 'layout-shift', buffered: true });"""
        )
        page.goto("/")
        expect(page.locator(".watched .value")).to_have_text("400", timeout=30_000)
        page.goto(f"/?q={quote(BRIDGE)}")
        page.locator(".watch").wait_for()
        page.wait_for_timeout(3_500)  # a look at the server's state
        assert sum(page.evaluate("window.shifts")) == 0


def test_on_a_page_for_reading_there_is_no_button(browser: Browser, tmp_path: Path) -> None:
    first = start(tmp_path / "site", ARTICLES)
    first.call("reindex")
    first.call("watch", question=BRIDGE)
    first.stop()
    options = ["--index", str(tmp_path / "site" / "index"), "--read-only"]
    options += ["--corpus", str(first.corpus)]
    site = start(tmp_path / "reading", {}, options=options)
    with opened(browser, site) as page:
        page.goto("/")
        expect(page.locator(".watched li")).to_have_count(1)
        expect(page.locator(".watched button")).to_have_count(0)
        ask(page, WHALES)
        page.locator(".no-answer h2").wait_for()
        expect(page.locator(".watch")).to_have_count(0)
    site.stop()
