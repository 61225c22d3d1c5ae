"""Files dropped onto the page, as the mouse drops them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import HANDED_OVER
from tests.served import Served

pytestmark = pytest.mark.browser


def drop(page: Page, zone: str, name: str, text: str) -> None:
    """Drag a file over a zone and let it go there."""
    held = page.evaluate_handle(
        """([name, text]) => {
            const held = new DataTransfer();
            held.items.add(new File([text], name, { type: "text/plain" }));
            return held;
        }""",
        [name, text],
    )
    page.dispatch_event(zone, "dragover", {"dataTransfer": held})
    expect(page.locator(zone)).to_have_class("dropzone over")
    page.dispatch_event(zone, "drop", {"dataTransfer": held})
    expect(page.locator(zone)).to_have_class("dropzone")


def test_questions_are_dropped(page: Page) -> None:
    page.goto("/?view=batch")
    expect(page.locator("#batch-dropzone")).to_be_visible()
    drop(page, "#batch-dropzone", "q.txt", HANDED_OVER)
    expect(page.locator("#batch-rows .found")).to_have_text("4,666")


def test_a_draft_is_dropped(page: Page) -> None:
    page.goto("/?view=check")
    expect(page.locator("#check-dropzone")).to_be_visible()
    drop(page, "#check-dropzone", "draft.txt", "In Harbin, 1,312 phones were seized.")
    expect(page.locator("#check-draft .verdict")).to_have_text("Exact", timeout=30_000)


def test_articles_are_dropped(page: Page, site: Served) -> None:
    page.goto("/?view=articles")
    page.locator("#articles-rows a").first.wait_for()
    try:
        drop(page, "#articles-dropzone", "kite.txt", "A kite\n\nThe kite rose over the harbour.")
        expect(page.locator("#report")).to_contain_text("1 added", timeout=60_000)
        assert (site.corpus / "kite.txt").is_file()
    finally:
        (site.corpus / "kite.txt").unlink(missing_ok=True)
        site.call("reindex")
