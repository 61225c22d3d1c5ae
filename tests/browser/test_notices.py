"""Notices and reports: they go when their matter is over, their counts agree, work shows itself."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import HANDED_OVER, SEIZED, ask
from tests.served import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("leave", ["ask", "start", "articles"])
def test_a_notice_goes_when_its_matter_is_over(page: Page, site: Served, leave: str) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    expect(page.locator(".answer")).to_have_text("4,666")
    added = site.corpus / "added.txt"
    try:
        added.write_text(f"A lighthouse\n\nThe lighthouse {leave} is 63 metres tall.\n")
        site.call("reindex")
        expect(page.locator(".notice")).to_contain_text("Index updated")
        if leave == "ask":
            ask(page, SEIZED)
            expect(page.locator(".answer")).to_have_text("1,312")
        else:
            page.click("a.name" if leave == "start" else "nav >> text=Articles")
        expect(page.locator(".notice")).to_have_count(0)
    finally:
        added.unlink()
        site.call("reindex")


def test_as_many_files_are_said_to_have_failed_as_are_named(
    page: Page, site: Served, tmp_path: Path
) -> None:
    names = ["good.txt", "blank.txt", "void.txt", "a.xyz", "b.xyz"]
    for name in names:
        (tmp_path / name).write_text("A kite\n\nThe kite rose.\n" if name == "good.txt" else " ")
    try:
        page.goto("/?view=articles")
        page.set_input_files("#articles-files", [tmp_path / name for name in names])
        report = page.locator("#report")
        expect(report).to_contain_text("4 files could not be added.")
        expect(page.locator("#outcome dt")).to_have_text(names[1:])
        expect(report).to_contain_text("1 added")
        assert "skipped" not in report.inner_text()
    finally:
        for name in names[:3]:
            (site.corpus / name).unlink(missing_ok=True)
        site.call("reindex")


def test_adding_a_long_file_shows_how_far_it_is(page: Page, site: Served, tmp_path: Path) -> None:
    words = ("ferry", "harbour", "winter", "price", "rope", "lantern", "cargo", "storm", "pilot")
    sentences = (
        f"The {words[i % 9]} of the {words[i % 7]} was seen {i} times near the {words[i % 5]}."
        for i in range(4000)
    )
    (tmp_path / "long.txt").write_text("A long one\n\n" + "\n".join(sentences) + "\n")
    page.goto("/?view=articles")
    page.locator("#articles-rows a").first.wait_for()
    page.evaluate(
        """() => {
            window.seen = [];
            new MutationObserver(() => {
                const line = document.querySelector('#report .figure');
                if (line?.textContent) window.seen.push(line.textContent);
            }).observe(document.getElementById('report'),
                { childList: true, characterData: true, subtree: true });
        }"""
    )
    try:
        page.set_input_files("#articles-files", tmp_path / "long.txt")
        expect(page.locator("#report")).to_contain_text("1 added", timeout=120_000)
        seen = page.evaluate("window.seen")
        assert all(re.fullmatch(r"(\d+% · )?\d+ s", each) for each in seen)
        shares = {int(each.partition("%")[0]) for each in seen if "%" in each}
        assert any(0 < share < 60 for share in shares), seen
        seconds = [int(each.split(" ")[-2]) for each in seen]
        assert seconds == sorted(seconds)
        assert seconds[-1] > seconds[0]
    finally:
        (site.corpus / "long.txt").unlink(missing_ok=True)
        site.call("reindex")
