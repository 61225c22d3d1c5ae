"""Figures that may answer too, said in other words: beneath the answers, each with its place."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import PHONE, WIDE, axe_in_all_looks, has_no_sideways_scroll, opened
from tests.served import ROOT, Served, start

pytestmark = pytest.mark.browser

QUESTION = "How many suspects were handed over from Myanmar?"
FIRST, OTHER = "2023-10-31-reported-cases-fall.md", "handovers-pass-31000.md"


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Articles that count the same people in the same words, and in others."""
    folder = ROOT / "corpus" / "2023"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in (FIRST, OTHER)}
    site = start(tmp_path_factory.mktemp("counts"), texts)
    site.call("reindex")
    return site


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_figure_in_other_words_stands_beneath_the_answer(
    browser: Browser, counts: Served, size: tuple[int, int]
) -> None:
    with opened(browser, counts, size) as page:
        page.goto(f"/?q={quote(QUESTION)}")
        expect(page.locator(".answer")).to_have_text("4,666")
        block = page.locator(".perhaps")
        expect(block.locator("h2")).to_have_text("Perhaps also, in other words")
        row = block.locator("a.row")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("taken into Chinese custody from northern Myanmar has reached")
        expect(row.locator("mark.place")).to_have_text("31,000")  # a guess: no answer's mark
        expect(block).to_contain_text("Harbour Daily · 22 Nov 2023")
        again = page.locator(".evidence a.row", has_text="taken into Chinese custody")
        expect(again).to_have_count(1)
        assert has_no_sideways_scroll(page)
        assert axe_in_all_looks(page) == []
        page.locator(".evidence a.row").nth(1).focus()
        page.keyboard.press("ArrowUp")
        expect(row).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**article={OTHER}**")
        expect(page.locator("#article mark", has_text="31,000").first).to_have_text("31,000")
