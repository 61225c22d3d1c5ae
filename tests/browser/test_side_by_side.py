"""What the articles say side by side: where they agree, differ, copy and correct one another."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import axe, opened
from tests.served import Served
from tests.storm import BOATS, DAMAGED, ELSEWHERE, RESCUED

pytestmark = pytest.mark.browser

GROUPS = ".said ol > li > a.row"
NOTE = "Correction: the storm damaged 298 houses in Norway, not 2,980"


def expect_marked(page: Page, kind: str, text: str) -> None:
    """The open article has its first mark of that kind on this text."""
    expect(page.locator(f"#article mark.{kind}").first).to_have_text(text)


def test_where_all_agree_one_line_says_so_and_unfolds(desk: Page) -> None:
    desk.goto(f"/?q={quote(RESCUED)}")
    expect(desk.locator(".answer")).to_have_text("640")
    line = desk.locator(".said")
    expect(line).to_have_text("3 articles say so, 2 independent")
    expect(desk.locator(".said a.row")).to_have_count(0)
    fold = desk.locator(".said > button")
    fold.focus()
    desk.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    places = desk.locator(".places a.row")
    expect(places).to_have_count(2)
    expect(places.first).to_contain_text("2 Sep 2024 · Fjord Courier")
    desk.click("text=1 copy")
    expect(places.nth(1)).to_contain_text("3 Sep 2024 · Valley Post")
    expect(places).to_have_count(3)
    expect(desk.locator(".places")).to_contain_text("Harbour Gazette · says the mayor")
    places.filter(has_text="Harbour Gazette").click()
    desk.wait_for_url("**article=second.md**")
    expect_marked(desk, "strong", "640")
    fold.click()
    expect(desk.locator(".places")).to_have_count(0)


def test_where_they_differ_each_answer_stands_once_in_order_of_time(
    desk: Page, storm: Served
) -> None:
    found = storm.call("ask", question=DAMAGED)
    assert found["agree"] is False
    desk.goto(f"/?q={quote(DAMAGED)}")
    expect(desk.locator("#said-heading")).to_have_text(
        f"The articles differ {len(found['groups'])}"
    )
    values = desk.locator(f"{GROUPS} .value").all_text_contents()
    assert values == ["140", "312", "2,980", "298"]
    rows = desk.locator(GROUPS)
    expect(rows.nth(0)).to_contain_text(re.compile(r"2 – 3 Sep 2024|2 Sep – 3 Sep 2024"))
    expect(rows.nth(1)).to_contain_text("5 Sep 2024 · Harbour Gazette · says the mayor")
    fold = desk.locator(".said li").nth(0).locator("button.fold")
    expect(fold).to_have_text("2 articles, 1 independent")
    shown = desk.locator(f"{GROUPS}.shown")
    expect(shown).to_have_count(1)
    answer = desk.locator(".answer").text_content() or "?"
    expect(shown.locator(".value")).to_have_text(answer)
    expect(shown).to_contain_text("shown above")
    expect(desk.locator("#announce")).to_contain_text("The articles differ")


def test_a_figure_that_rises_is_headed_so_and_not_as_a_difference(desk: Page) -> None:
    before_it_fell = f"/?q={quote(DAMAGED)}&as_of=2024-09-06"
    desk.goto(before_it_fell)
    expect(desk.locator(f"{GROUPS} .value")).to_have_text(["140", "312"])
    expect(desk.locator("#said-heading")).to_have_text("Reported figures over time 2")
    announced = desk.locator("#announce")
    expect(announced).to_contain_text("Reported figures over time: 2 answers.")
    expect(announced).not_to_contain_text("differ")


def test_a_place_opens_from_the_strip_by_mouse_and_by_keyboard(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    desk.locator(f"{GROUPS} >> nth=0").click()
    desk.wait_for_url("**article=*")
    expect_marked(desk, "strong", "140")
    expect(desk.locator(f"{GROUPS} >> nth=0")).to_have_attribute("aria-current", "true")
    desk.keyboard.press("Escape")
    expect(desk.locator("#reading")).to_be_hidden()
    desk.wait_for_load_state("networkidle")
    desk.keyboard.press("/")
    expect(desk.locator("#question")).to_be_focused()
    for number in range(3):
        desk.keyboard.press("ArrowDown")
        expect(desk.locator(f"{GROUPS} >> nth={number}")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**article=second.md**")
    expect_marked(desk, "strong", "312")
    outline = desk.locator(f"{GROUPS} >> nth=1").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"


def test_the_plot_shows_how_the_figure_moved_and_opens_it(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    caption = desk.locator(".movement")
    expect(caption).to_have_text("First reported 140 on 2 Sep 2024 · latest 298 on 12 Sep 2024")
    plot = desk.locator("svg.plot")
    expect(plot.locator("> title")).to_have_text("The values over time")
    described = plot.get_attribute("aria-describedby")
    assert described == caption.get_attribute("id")
    dots = plot.locator("a")
    names = dots.evaluate_all("each => each.map((a) => a.getAttribute('aria-label'))")
    assert "312, 5 Sep 2024, Harbour Gazette" in names
    assert "2,980, 9 Sep 2024, Coast & Capital, corrected" in names
    # Higher is more, later is further on.
    at = dots.evaluate_all(
        """each => each.map((a) => [a.getAttribute('aria-label').split(', ')[0],
            Number(a.querySelector('.dot').getAttribute('cx')),
            Number(a.querySelector('.dot').getAttribute('cy'))])"""
    )
    assert [x for _, x, _ in at] == sorted(x for _, x, _ in at)
    heights = {name: y for name, _, y in at}
    assert heights["2,980"] < heights["312"] < heights["140"]
    labels = plot.locator("text.label").all_text_contents()
    assert len(labels) == len(set(labels)) >= 2
    hollow = plot.locator("a.corrected .dot").first
    paper = hollow.evaluate("e => getComputedStyle(e).fill")
    assert paper != dots.nth(0).locator(".dot").evaluate("e => getComputedStyle(e).fill")
    desk.locator("svg.plot a[aria-label^='312'] .dot").click()
    desk.wait_for_url("**article=second.md**")
    expect_marked(desk, "strong", "312")
    desk.locator("svg.plot a[aria-label^='140']").first.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("article=(first|copied).md"))
    expect_marked(desk, "strong", "140")


def test_a_correction_stands_beside_the_figure_and_is_pinned_above_its_article(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}")
    item = desk.locator(".said ol > li").filter(has=desk.locator(".value", has_text="2,980"))
    expect(item.locator(".correction .flag")).to_have_text(re.compile("corrected", re.I))
    expect(item.locator(".correction .note")).to_have_text(NOTE)
    expect(desk.locator(".evidence .correction .note").first).to_have_text(NOTE)
    item.locator("a.row").first.click()
    desk.wait_for_url("**article=third.md**")
    expect_marked(desk, "strong", "2,980")
    pinned = desk.locator("#reading-notes")
    expect(pinned).to_contain_text("Corrected")
    expect(pinned.locator(".note")).to_have_text(NOTE)
    expect(pinned).to_contain_text("Coast & Capital · 12 Sep 2024")
    pinned.locator(".note").click()
    desk.wait_for_url("**article=putting-right.md**")
    expect_marked(desk, "pale", NOTE)
    expect(desk.locator("#article mark.strong")).to_have_count(0)  # it is no answer


def test_an_articles_own_note_is_pinned_and_leads_to_it(desk: Page, storm: Served) -> None:
    desk.goto("/?view=articles&article=fishing.md")
    note = desk.locator("#reading-notes .note")
    expect(note).to_have_text(re.compile(r"^\[Editor's note, 2 October 2024: .* master\.\]$"))
    note.click()
    desk.wait_for_url("**start=**")
    found = storm.call("article", article="fishing.md")
    [own] = found["notes"]
    assert own["kind"] in ("correction", "editor's note")
    assert f"start={own['start']}&end={own['end']}" in desk.url
    desk.goto("/?view=articles&article=second.md")
    expect(desk.locator("#article .text")).to_contain_text("walked every street")
    expect(desk.locator("#reading-notes")).to_be_hidden()


def test_one_article_alone_is_said(desk: Page) -> None:
    desk.goto(f"/?q={quote(BOATS)}")
    expect(desk.locator(".answer")).to_have_text("27")
    expect(desk.locator(".said")).to_have_text("1 article says so")


def test_where_nothing_answers_the_reasons_are_told(desk: Page) -> None:
    desk.goto(f"/?q={quote(ELSEWHERE)}")
    expect(desk.locator(".no-answer h2")).to_have_text("No answer found")
    expect(desk.locator(".no-answer p")).to_have_text(re.compile(r"^Searched 6 articles, "))
    expect(desk.locator("#evidence-heading")).to_contain_text("Nearest misses")
    row = desk.locator(".evidence a.row").filter(has_text="312: about Norway, not Denmark")
    expect(row).to_have_count(1)
    expect(row.locator("mark.strong")).to_have_count(0)
    row.click()
    desk.wait_for_url("**article=second.md**")
    expect_marked(desk, "place", "312")
    expect(desk.locator("#article mark.strong")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("question", [DAMAGED, RESCUED, ELSEWHERE])
def test_axe_finds_nothing(browser: Browser, storm: Served, scheme: str, question: str) -> None:
    with opened(browser, storm, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto(f"/?q={quote(question)}")
        page.locator("#result h2").first.wait_for()
        for fold in page.locator(".fold").all():
            fold.click()
        page.locator("a.row").last.click()
        page.locator("#article mark").first.wait_for()
        assert axe(page) == []


def test_nothing_of_it_moves_once_it_is_drawn(desk: Page) -> None:
    desk.add_init_script(
        """window.moved = [];
        new PerformanceObserver((list) => {
            for (const { sources } of list.getEntries()) window.moved.push(...sources);
        }).observe({ type: 'layout-shift', buffered: true });"""
    )
    desk.goto(f"/?q={quote(DAMAGED)}")
    desk.locator("svg.plot .dot").first.wait_for()
    desk.wait_for_timeout(600)
    assert desk.evaluate("window.moved.length") == 0
    places = """() => ['.answer', '.said', 'svg.plot', '.plot .label', '.evidence']
        .map((each) => document.querySelector(each).getBoundingClientRect().toJSON())"""
    before = desk.evaluate(places)
    desk.locator(f"{GROUPS} >> nth=0").click()
    expect_marked(desk, "strong", "140")
    assert desk.evaluate(places) == before


def test_as_of_a_day_what_came_later_is_not_known(desk: Page) -> None:
    desk.goto(f"/?q={quote(DAMAGED)}&as_of=2024-09-10")
    expect(desk.locator("#filters-text")).to_have_text("as of 10 Sep 2024")
    expect(desk.locator(f"{GROUPS} .value")).to_have_text(["140", "312", "2,980"])
    expect(desk.locator(".correction")).to_have_count(0)
    desk.locator(f"{GROUPS} >> nth=1").click()
    desk.wait_for_url("**as_of=2024-09-10**")
    expect_marked(desk, "strong", "312")
    desk.click("#filters-button")
    expect(desk.locator("#as_of")).to_have_value("2024-09-10")
    desk.fill("#as_of", "2024-09-06")
    desk.wait_for_url("**as_of=2024-09-06**")
    expect(desk.locator(f"{GROUPS} .value")).to_have_text(["140", "312"])
    link = desk.url
    desk.click("#filters-clear")
    expect(desk.locator(GROUPS)).to_have_count(4)
    assert "as_of" not in desk.url
    desk.goto(link)
    expect(desk.locator(f"{GROUPS} .value")).to_have_text(["140", "312"])
