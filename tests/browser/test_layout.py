"""Where things stand: nothing moves once it is drawn, and all of it fits a phone."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.window import (
    HANDED_OVER,
    PHONE,
    SEIZED,
    WIDE,
    ask,
    axe,
    has_no_sideways_scroll,
    opened,
    questions,
    strong,
)
from tests.served import Served

pytestmark = pytest.mark.browser


def test_nothing_moves_after_it_is_drawn(page: Page) -> None:
    page.add_init_script(
        """window.moved = [];
        window.widths = new Set();
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
                for (const { node } of entry.sources) window.moved.push(node?.outerHTML ?? "");
            }
        }).observe({ type: 'layout-shift', buffered: true });
        const look = () => {
            const answer = document.querySelector('.answer-block');
            if (answer) window.widths.add(answer.offsetWidth);
            requestAnimationFrame(look);
        };
        look();"""
    )
    for address in (
        "/",
        "/?view=articles",
        "/?view=batch",
        "/?view=check",
        f"/?q={quote(HANDED_OVER)}",
    ):
        page.goto(address)
        page.wait_for_timeout(600)
        assert page.evaluate("window.moved") == [], address
    assert strong(page) == "4,666"
    assert page.evaluate("window.widths.size") == 1
    places = """() => ['#question', '.answer', '.quote', '.row', '#reading', '#article mark.strong']
        .map((each) => document.querySelector(each).getBoundingClientRect().toJSON())"""
    before = page.evaluate(places)
    page.click("text=Copy quote")
    page.click("text=Open article")
    page.wait_for_timeout(400)
    assert page.evaluate(places) == before


# On a phone both take as many lines as HANDED_OVER: the field grows with what is typed in it.
SPRING = "How many ships called at the port of Wrapton in the spring of 2022?"
WORDS = '"a total of 4,666 suspects involved in telecom fraud have been handed over"'
SHIFTS = """window.shifts = [];
    new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
            window.shifts.push([value, sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
        }
    }).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_nothing_moves_from_one_question_to_the_next(
    browser: Browser, site: Served, size: tuple[int, int]
) -> None:
    """What moves right after a key counts as well: it is as much to be seen."""
    with opened(browser, site, size) as page:
        page.add_init_script(SHIFTS)
        page.goto(f"/?q={quote(HANDED_OVER)}")
        asked = [(HANDED_OVER, "4,666"), (SPRING, "310"), (WORDS, "1 passage")]
        for text, shown in asked:
            if text != HANDED_OVER:
                ask(page, text)
            expect(page.locator("#result h2").first).to_have_text(shown)
            page.wait_for_timeout(600)
        for text, shown in reversed(asked[:2]):
            page.go_back()
            expect(page.locator("#result h2").first).to_have_text(shown)
            expect(page.locator("#question")).to_have_value(text)
            page.wait_for_timeout(600)
        shifts = page.evaluate("window.shifts")
        assert sum(value for value, _ in shifts) == 0, shifts


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_nothing_moves_while_articles_are_added(
    browser: Browser, site: Served, tmp_path: Path, size: tuple[int, int]
) -> None:
    """But for what stands beneath the articles, of which there is one more."""
    good, bad = tmp_path / "zebra.txt", tmp_path / "bad.xyz"
    good.write_text("A zebra\n\nThe zebra left the zoo of Wrapton at noon.\n")
    bad.write_text("no format")
    with opened(browser, site, size) as page:
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        page.wait_for_timeout(600)
        page.evaluate(
            """() => {
                window.moved = [];
                new PerformanceObserver((list) => {
                    for (const { node } of list.getEntries().flatMap(({ sources }) => sources)) {
                        const part = node?.closest ? node : node?.parentElement;
                        if (part?.closest('#skipped, #removed, #outcome')) continue;
                        window.moved.push(part?.outerHTML.slice(0, 80) ?? '');
                    }
                }).observe({ type: 'layout-shift' });
                window.tops = new Set();
                const look = () => {
                    window.tops.add(document.getElementById('articles-listed').offsetTop);
                    requestAnimationFrame(look);
                };
                look();
            }"""
        )
        try:
            page.set_input_files("#articles-files", [good, bad])
            expect(page.locator("#report")).to_contain_text("1 file could not be added.")
            expect(page.locator("#articles-rows")).to_contain_text("A zebra")
            page.wait_for_timeout(600)
            assert page.evaluate("window.moved") == []
            assert page.evaluate("window.tops.size") == 1
        finally:
            (site.corpus / good.name).unlink(missing_ok=True)
            site.call("reindex")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_nothing_moves_when_a_draft_is_checked(
    browser: Browser, site: Served, size: tuple[int, int]
) -> None:
    """From "Checking" on: what is said of it stays where it is as the result comes."""
    with opened(browser, site, size) as page:
        page.add_init_script(SHIFTS)
        page.goto("/?view=check")
        page.fill("#check-pasted", "“A total of 4,666 suspects”, it said of 310 ships.")
        held: list[Route] = []
        page.route("**/gradio_api/call/v2/check", lambda route: held.append(route))
        page.click("text=Check it")
        place = "() => document.getElementById('check-text').getBoundingClientRect().toJSON()"
        expect(page.locator("#check-text")).to_have_text("Checking Pasted draft")
        page.wait_for_timeout(600)
        before = page.evaluate(place)
        held[0].continue_()
        expect(page.locator("#check-result")).to_be_visible()
        page.wait_for_timeout(600)
        after = page.evaluate(place)
        assert [after[name] for name in ("x", "y")] == [before[name] for name in ("x", "y")]
        shifts = page.evaluate("window.shifts")
        assert sum(value for value, _ in shifts) == 0, shifts


def test_on_a_phone(browser: Browser, site: Served) -> None:
    with opened(browser, site, PHONE, is_mobile=True, has_touch=True) as page:
        for address in ("/", "/?view=batch", "/?view=check", "/?view=articles"):
            page.goto(address)
            page.wait_for_timeout(300)
            assert has_no_sideways_scroll(page), address
        page.goto(f"/?q={quote(HANDED_OVER)}")
        expect(page.locator(".answer")).to_have_text("4,666")
        expect(page.locator("#reading")).to_be_hidden()
        assert has_no_sideways_scroll(page)
        page.evaluate("scrollTo(0, 200)")
        before = page.evaluate("scrollY")
        page.tap("a.row >> nth=0")
        expect(page.locator("#reading")).to_be_visible()
        box = page.locator("#reading").bounding_box()
        assert box
        assert (box["width"], box["height"]) == PHONE
        assert has_no_sideways_scroll(page)
        page.tap("#reading-close")
        expect(page.locator("#reading")).to_be_hidden()
        assert page.evaluate("scrollY") == before
        assert axe(page) == []
        page.goto("/?view=batch")
        page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED)])
        expect(page.locator("#batch-rows tr")).to_have_count(2)
        row = page.locator("#batch-rows .row").first.bounding_box()
        assert row
        assert (row["width"] > 300, row["x"] + row["width"] <= PHONE[0]) == (True, True)
        assert axe(page) == []
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        assert is_stacked(page, "#articles-rows")
        assert axe(page) == []


def is_stacked(page: Page, rows: str) -> bool:
    """Whether the first cell of every row is as wide as the window, and none goes beyond it."""
    return bool(
        page.evaluate(
            """(rows) => [...document.querySelectorAll(`${rows} td`)]
                .filter((cell) => cell.textContent)
                .every((cell) => (cell.previousElementSibling || cell.offsetWidth > 340)
                    && cell.getBoundingClientRect().right <= innerWidth)""",
            rows,
        )
    )
