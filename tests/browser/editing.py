"""Articles that tests in the browser edit, and how they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.window import opened
from tests.documents import make_pdf
from tests.served import Served, start

PATIENCE = 30_000  # ms that a build may take
BODY = "The ministry said that the campaign against fraud of this kind goes on and on"
ARTICLES = {
    "bridge.md": "---\ntitle: The bridge\nsource: Border Post\ndate: 2023-05-01\n---\n"
    "The bridge carries 400 lorries a day.",
    "harbour.txt": "Harbour closed\n\nThe harbour was closed. Nine ships waited outside it.",
    "bakery.txt": "Rye bread\n\nThe bakery sells rye bread. It opens before dawn.",
    "ferry.txt": "Ferry news\n\nUpdated on 2024-01-31\n\nThe ferry carried 9,871 passengers.",
    "news.csv": "text,title\nThe train left at noon.,The noon train\n",
}


def start_own(folder: Path) -> Served:
    """A page over these articles, which are changed."""
    site = start(folder, ARTICLES)
    pages = [[f"{BODY} {word}."] for word in ("first", "second", "third")]
    (site.corpus / "report.pdf").write_bytes(make_pdf(pages, {"/Title": "The report"}))
    site.call("reindex")
    return site


@contextmanager
def articles_tab(browser: Browser, site: Served) -> Iterator[Page]:
    """A window on the Articles tab, once its rows are drawn."""
    with opened(browser, site, reduced_motion="reduce") as page:
        page.set_default_timeout(PATIENCE)
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        yield page


def row(page: Page, path: str) -> Locator:
    return page.locator(f'tr[data-path="{path}"]')


def edit(page: Page, path: str) -> None:
    row(page, path).locator(".edit").click()
    expect(row(page, path).get_by_label("Title", exact=True)).to_be_focused()


def undo(page: Page, told: str) -> None:
    """Undo by the notice at the foot, and wait until that is told."""
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_contain_text(told, timeout=PATIENCE)


def told(page: Page, words: str) -> None:
    expect(page.locator(".notice")).to_contain_text(words, timeout=PATIENCE)
