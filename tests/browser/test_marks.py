"""The colours of marks: an answer has the strong one, the words of the question the pale one."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_any_groups import EVIDENCE, sentence
from tests.browser.window import opened
from tests.served import start

pytestmark = pytest.mark.browser

KEYS = {
    "keys.md": "The keeper handed 40 keys to the crew on Monday.\n",
    "crew.md": "The crew of the keeper was a handful on Monday, and has its hands full of keys.\n",
}


def test_a_guess_has_not_the_colour_of_an_answer(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    told = {"start": 0, "end": 3, "confidence": 0.4}
    rows = [
        {**sentence("140 houses were damaged.", "a.md"), **told, "guess": True},
        {**sentence("312 houses were damaged.", "b.md"), **told, "guess": False},
    ]
    desk.evaluate(EVIDENCE, rows)
    guess, answer = desk.locator("a.row mark").all()
    colours = [
        each.evaluate("e => getComputedStyle(e).backgroundColor") for each in (guess, answer)
    ]
    assert [guess.text_content(), answer.text_content()] == ["140", "312"]
    assert colours[0] != colours[1]
    line = guess.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "underline"


def test_no_stem_of_a_stem_is_marked(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, KEYS)
    try:
        site.call("reindex")
        with opened(browser, site) as page:
            page.goto(f"/?q={quote('How many keys were handed to the crew?')}")
            expect(page.locator(".answer")).to_have_text("40", timeout=30_000)
            marked = page.locator(".evidence mark").all_text_contents()
            assert "keys" in marked
            assert "hands" in marked
            assert "handful" not in marked
    finally:
        site.stop()
