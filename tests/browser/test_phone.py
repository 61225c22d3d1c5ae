"""On a phone: nothing is cut off, and all that is to be hit is as large as a finger."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import PHONE, axe, has_no_sideways_scroll, opened, questions
from tests.served import Served
from tests.storm import DAMAGED, ELSEWHERE, RESCUED

pytestmark = pytest.mark.browser

LONG = f"{DAMAGED} And how many of them stood in the streets along the harbour of Norvik, as told?"
# Links within a sentence and the dots of a plot have equals that are large: a row each.
TARGETS = """() => [...document.querySelectorAll(
        'a, button, input, select, textarea, label.dropzone')]
    .filter((each) => each.checkVisibility() && each.getClientRects().length
        && !each.closest('svg, [inert], .unseen, #article') && !each.matches('.unseen'))
    .map((each) => [each.outerHTML.slice(0, 90),  // whoever hits a box's label hits the box
        (each.closest('label.pick, label.tick') ?? each).getBoundingClientRect()])
    .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
    .map(([html, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""


@pytest.fixture
def phone(browser: Browser, storm: Served) -> Iterator[Page]:
    with opened(browser, storm, PHONE, is_mobile=True, has_touch=True) as page:
        yield page


def is_whole(page: Page) -> bool:
    """Whether all of the question is to be seen in its field."""
    return bool(
        page.locator("#question").evaluate(
            "each => each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth"
        )
    )


def test_the_question_is_read_whole(phone: Page) -> None:
    phone.goto(f"/?q={quote(LONG)}")
    phone.locator("#result h2").first.wait_for()
    assert phone.input_value("#question") == LONG
    assert is_whole(phone)
    high = phone.locator("#question").bounding_box()
    phone.fill("#question", "How many?")
    low = phone.locator("#question").bounding_box()
    assert high
    assert low
    assert low["height"] < 60 < high["height"]
    phone.fill("#question", LONG)
    assert is_whole(phone)


def test_a_question_is_one_line_however_it_is_wrapped(desk: Page) -> None:
    desk.goto("/")
    desk.evaluate("document.getElementById('question').focus()")
    desk.keyboard.insert_text("How many boats are waiting\nin the harbour of Norvik?")
    desk.keyboard.press("Enter")
    expect(desk.locator(".answer")).to_have_text("27")
    assert desk.input_value("#question").count("\n") == 0
    assert "%0A" not in desk.url


def test_nothing_is_cut_off(phone: Page) -> None:
    filters = "&after=2024-01-01&before=2024-12-31&as_of=2024-11-30&source=Coast+%26+Capital"
    phone.goto(f"/?q={quote(DAMAGED)}{filters}")
    phone.locator("#result h2").first.wait_for()
    for opener in ("#earlier-button", "#filters-button"):
        phone.tap(opener)
        for each in (opener, "#earlier", "#filters"):
            box = phone.locator(each).bounding_box()
            assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]), each
        earlier = phone.locator("#earlier-button")
        assert earlier.evaluate("each => each.scrollWidth <= each.clientWidth")
        assert axe(phone) == []
    assert has_no_sideways_scroll(phone)


@pytest.mark.parametrize("question", [DAMAGED, RESCUED, ELSEWHERE])
def test_targets_are_large_enough(phone: Page, question: str) -> None:
    phone.goto("/")
    phone.locator(".examples a").first.wait_for()
    assert phone.evaluate(TARGETS) == []
    phone.goto(f"/?q={quote(question)}")
    phone.locator("#result h2").first.wait_for()
    for fold in phone.locator(".fold").all():
        fold.tap()
    assert phone.evaluate(TARGETS) == []
    phone.tap("#filters-button")
    assert phone.evaluate(TARGETS) == []
    phone.tap("#filters-button")
    phone.tap("a.row >> nth=0")
    phone.locator("#article mark").first.wait_for()
    assert phone.evaluate(TARGETS) == []


def test_targets_of_the_other_views_are_large_enough(phone: Page) -> None:
    phone.goto("/?view=batch")
    phone.set_input_files("#batch-file", files=[questions(DAMAGED, "x" * 2000, RESCUED)])
    expect(phone.locator("#batch-rows tr")).to_have_count(3)
    assert phone.evaluate(TARGETS) == []
    assert has_no_sideways_scroll(phone)
    phone.goto("/?view=articles")
    phone.locator("#articles-rows a").first.wait_for()
    assert phone.evaluate(TARGETS) == []
