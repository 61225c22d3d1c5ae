"""An index that is deleted under a running page, and one that was never made."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import SEIZED, SHIPS, ask, axe, opened
from tests.served import ARTICLES, Served, start

pytestmark = pytest.mark.browser


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A page of this test's own, whose articles are not indexed."""
    site = start(tmp_path, ARTICLES)
    yield site
    site.stop()


def remove_index(own: Served) -> None:
    """SQLite takes its own files away meanwhile, where the page has just read it."""
    index = own.corpus.parent / "index"
    while index.exists():
        shutil.rmtree(index, ignore_errors=True)


def test_an_index_that_is_gone_is_said_and_made_again(browser: Browser, own: Served) -> None:
    own.call("reindex")
    with opened(browser, own) as page:
        page.goto(f"/?q={quote(SEIZED)}")
        expect(page.locator(".answer")).to_have_text("1,312")
        remove_index(own)
        expect(page.locator(".notice")).to_contain_text("The index is missing")
        expect(page.locator(".answer")).to_have_text("1,312")
        assert "removed" not in page.inner_text("body")
        ask(page, SHIPS)
        said = page.locator("#result .no-index")
        expect(said.locator("h2")).to_have_text("The index is missing")
        expect(said).to_contain_text(str(own.corpus))
        expect(page.locator(".notice")).to_have_count(0)
        assert "build_index" not in page.inner_text("body")
        assert axe(page) == []
        page.click("#result >> text=Make it again")
        expect(page.locator(".no-index progress")).to_be_visible()
        expect(page.locator(".answer")).to_have_text(re.compile(r"^(310|8,412)$"), timeout=60_000)
        expect(page.locator(".no-index")).to_have_count(0)
        remove_index(own)
        page.goto("/")
        expect(page.locator("#start h2")).to_have_text("The index is missing")
        page.click('nav a[data-view="articles"]')
        expect(page.locator("#articles-problem")).to_contain_text("The index is missing.")
        page.click("#reindex")
        expect(page.locator("#report")).to_contain_text("7 added", timeout=60_000)
        expect(page.locator("#articles-problem")).to_be_hidden()
        page.click('nav a[data-view="ask"]')
        expect(page.locator(".examples a").first).to_be_visible(timeout=60_000)


def test_articles_that_were_never_indexed_are_indexed_by_a_button(
    browser: Browser, own: Served
) -> None:
    with opened(browser, own) as page:
        page.goto("/")
        expect(page.locator("#start h2")).to_have_text("The articles are not indexed yet")
        assert axe(page) == []
        page.locator("#start .button").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#start h2")).to_have_text("Indexing the articles")
        expect(page.locator("#start h2")).to_be_focused()
        expect(page.locator(".examples a").first).to_be_visible(timeout=60_000)
