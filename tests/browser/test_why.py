"""Why an answer is as sure as it is: one click, and nothing moves."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.readers.shipped import RELIABILITY_FILE
from tests.browser.window import (
    HANDED_OVER,
    PHONE,
    WIDE,
    axe,
    has_no_sideways_scroll,
    opened,
    strong,
)
from tests.served import Served
from tests.storm import DAMAGED

pytestmark = pytest.mark.browser

PLACES = """() => ['#question', '.answer', '.confidence', '.quote', '.row', '#reading']
    .map((each) => document.querySelector(each).getBoundingClientRect().toJSON())"""


def open_why(page: Page, question: str) -> None:
    page.goto(f"/?q={quote(question)}")
    expect(page.locator(".answer")).to_be_visible()
    page.click(".why-button")
    expect(page.locator(".panel.why")).to_be_visible()


def test_one_click_says_what_the_number_is_worth(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    assert strong(page) == "4,666"
    places = page.evaluate(PLACES)
    page.click(".why-button")
    panel = page.locator(".panel.why")
    number = page.locator(".confidence .figure").inner_text()
    expect(panel.locator("h3")).to_have_text(f"Why {number}?")
    measured = json.loads(RELIABILITY_FILE.read_text())["kinds"]["answer"]
    expect(panel).to_contain_text(f"Measured on {measured['questions']:,} questions")
    expect(panel.locator("circle.dot")).to_have_count(len(measured["bins"]))
    expect(panel.locator("circle.here")).to_have_count(1)
    expect(panel.locator("h4").first).to_have_text("Speaks for it")
    assert 1 <= panel.locator(".reasons li").count() <= 5
    assert page.evaluate(PLACES) == places
    assert axe(page) == []


def test_the_dots_stand_where_the_figures_are(page: Page) -> None:
    open_why(page, HANDED_OVER)
    bins = json.loads(RELIABILITY_FILE.read_text())["kinds"]["answer"]["bins"]
    dots = page.locator("circle.dot").evaluate_all(
        "(dots) => dots.map((dot) => [dot.cx.baseVal.value, dot.cy.baseVal.value])"
    )
    line = page.locator("line.even").evaluate(
        "(line) => ['x1', 'y1', 'x2', 'y2'].map((name) => line[name].baseVal.value)"
    )
    left, bottom, right, top = line
    for (x, y), one in zip(dots, bins, strict=True):
        assert (x - left) / (right - left) == pytest.approx(one["confidence"], abs=1e-3)
        assert (y - bottom) / (top - bottom) == pytest.approx(one["right"], abs=1e-3)


def test_by_keyboard(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    assert strong(page) == "4,666"
    button = page.locator(".why-button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".close-why")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".panel.why")).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#reading")).to_be_visible()  # that is closed by the next one
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()


def test_a_click_beside_it_closes_it(page: Page) -> None:
    open_why(page, HANDED_OVER)
    page.click(".panel.why p")
    expect(page.locator(".panel.why")).to_be_visible()
    page.click("#article")
    expect(page.locator(".panel.why")).to_have_count(0)
    page.click(".why-button")
    page.click(".close-why")
    expect(page.locator(".panel.why")).to_have_count(0)
    expect(page.locator(".why-button")).to_be_focused()


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_all_of_it_is_on_the_page(
    browser: Browser, storm: Served, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, storm, size, color_scheme=scheme, reduced_motion="reduce") as page:
        open_why(page, DAMAGED)
        assert axe(page) == []
        assert has_no_sideways_scroll(page)
        box = page.locator(".panel.why").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]


def test_beside_an_answer_that_is_read_from_the_right(page: Page) -> None:
    open_why(page, "كم مشتبها به نقلوا إلى العاصمة؟")
    panel = page.locator(".panel.why")
    expect(panel).to_have_css("direction", "ltr")
    expect(panel).to_contain_text("trained on English")
    assert axe(page) == []
