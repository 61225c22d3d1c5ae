"""The Articles tab while it is edited: as axe sees it, as fingers hit it; nothing of it moves."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.editing import ARTICLES, PATIENCE, edit, row, told, undo
from tests.browser.window import PHONE, WIDE, axe, has_no_sideways_scroll, opened
from tests.served import Served, start

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_axe_finds_nothing_while_editing(
    browser: Browser, own: Served, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, own, size, color_scheme=scheme, reduced_motion="reduce") as page:
        page.set_default_timeout(PATIENCE)
        page.goto("/?view=articles")
        page.get_by_label("Select Rye bread").check()
        edit(page, "harbour.txt")
        page.get_by_label("Source", exact=True).fill("Harbour Daily")
        assert axe(page) == []
        assert has_no_sideways_scroll(page)
        page.keyboard.press("Enter")
        told(page, "Source corrected.")
        expect(row(page, "harbour.txt")).to_contain_text("File says nothing")
        assert axe(page) == []
        assert has_no_sideways_scroll(page)
        undo(page, "Undone.")


def test_nothing_moves_but_what_is_edited(browser: Browser, own: Served) -> None:
    with opened(browser, own) as page:
        page.set_default_timeout(PATIENCE)
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        page.wait_for_timeout(500)
        page.evaluate(
            "() => { window.shift = 0; new PerformanceObserver(list => { for (const each of"
            " list.getEntries()) if (!each.hadRecentInput) window.shift += each.value; })"
            ".observe({ type: 'layout-shift' }); }"
        )
        page.get_by_label("Select Rye bread").check()
        page.fill("#selection-source", "Town News")
        page.click("#selection-set-source")
        told(page, "Source of 1 article set to Town News.")
        expect(row(page, "bakery.txt")).to_contain_text("Town News")
        top = row(page, "bakery.txt").bounding_box()
        undo(page, "Undone.")
        expect(row(page, "bakery.txt")).to_contain_text("No source")
        now = row(page, "bakery.txt").bounding_box()
        assert top is not None
        assert now is not None
        assert now["y"] == top["y"]


@pytest.mark.parametrize("size", [PHONE])
def test_what_a_finger_hits_is_large_enough(
    browser: Browser, own: Served, size: tuple[int, int]
) -> None:
    with opened(browser, own, size, has_touch=True) as page:
        page.set_default_timeout(PATIENCE)
        page.goto("/?view=articles")
        page.get_by_label("Select Rye bread").check()
        edit(page, "harbour.txt")
        small = page.locator(
            ".pick, .editing input, .editing button, .selection :is(input, button), .kind, .edit"
        ).evaluate_all(
            "found => found.filter(e => e.getClientRects().length).map(e => [e.outerHTML,"
            " e.getBoundingClientRect()]).filter(([, r]) => r.height < 44 || r.width < 44)"
            ".map(([html, r]) => `${html.slice(0, 80)} ${r.width}x${r.height}`)"
        )
        assert small == []


def test_a_page_for_reading_shows_what_is_unknown_and_edits_nothing(
    browser: Browser, own: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("reading")
    making = start(folder, ARTICLES)
    change = {"article": "bridge.md", "set": {"source": "Bridge Times"}}
    making.call("reindex")
    making.call("correct_articles", changes=[change])
    making.stop()
    site = start(folder / "again", {}, options=["--read-only", "--index", str(folder / "index")])
    try:
        with opened(browser, site) as page:
            page.goto("/?view=articles")
            expect(row(page, "harbour.txt")).to_contain_text("No source")
            expect(row(page, "bridge.md")).to_contain_text("File says Border Post")
            expect(page.locator("#articles-kinds")).to_contain_text("No source")
            for what in (".pick", ".edit", ".stated button", "#removed button"):
                expect(page.locator(what)).to_have_count(0)
            row(page, "bridge.md").locator("a").focus()
            page.keyboard.press("F2")
            expect(page.locator(".editing")).to_have_count(0)
    finally:
        site.stop()
