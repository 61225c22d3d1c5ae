"""What was corrected says so wherever it is shown, and what is right comes before it."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_batch import downloaded
from tests.browser.window import PHONE, axe, has_no_sideways_scroll, opened, questions
from tests.served import Served, start

pytestmark = pytest.mark.browser

NOTE = (
    "Correction: Our report of March 4 said that 140 sheep were lost in the flood at Lowry. "
    "The correct number is 104."
)
OWN = (
    "Correction, March 12: An earlier version of this article said that 62 lorries wait at the "
    "ferry of Tarn."
)
ARTICLES = {
    "report.md": "---\ntitle: The flood at Lowry\nsource: Valley Post\ndate: 2024-03-04\n---\n"
    "The flood at Lowry cost 140 sheep, the farmers' union said. The river had risen in the "
    "night.\n",
    "echo.md": "---\ntitle: Sheep drown in the valley\nsource: Hill Wire\ndate: 2024-03-05\n---\n"
    "In the flood at Lowry 140 sheep were lost, it was said on Tuesday at the market, where "
    "prices rose.\n",
    "putting-right.md": "---\ntitle: Corrections of the week\nsource: Valley Post\n"
    f"date: 2024-03-09\n---\n{NOTE}\n",
    "ferry.md": "---\ntitle: Lorries wait at Tarn\nsource: Valley Post\ndate: 2024-03-10\n---\n"
    f"At the ferry of Tarn 62 lorries wait for the tide, the harbour says.\n\n{OWN}\n",
    "queue.md": "---\ntitle: The long queue\nsource: Hill Wire\ndate: 2024-03-11\n---\n"
    "A queue has formed on the coast: 62 lorries wait at the ferry of Tarn, drivers told us.\n",
}
SHEEP = "How many sheep were lost in the flood at Lowry?"
LORRIES = "How many lorries wait at the ferry of Tarn?"


@functools.cache
def flood_site() -> Served:
    folder = Path(tempfile.mkdtemp(prefix="gleaner-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    served = start(folder, ARTICLES)
    served.call("reindex")
    served.call("ask", question="Who?")
    return served


@pytest.fixture
def field(browser: Browser) -> Iterator[Page]:
    with opened(browser, flood_site()) as page:
        yield page


def test_what_is_right_is_the_answer_and_what_was_wrong_is_flagged(field: Page) -> None:
    field.goto(f"/?q={quote(SHEEP)}")
    expect(field.locator(".answer")).to_have_text("104")
    expect(field.locator(".answer-block .correction")).to_have_count(0)
    expect(field.locator(".quote")).to_have_text("The correct number is 104.")
    wrong = field.locator(".said ol > li", has_text="140")
    expect(wrong.locator(".correction .flag")).to_have_text("Corrected")
    expect(wrong.locator(".correction .note")).to_have_text(NOTE)
    assert axe(field) == []
    field.click("text=Open article")
    field.wait_for_url("**article=putting-right.md**")
    expect(field.locator("#article mark.strong").first).to_have_text("104")


def test_what_a_note_denies_in_another_article_is_flagged_beside_the_answer(field: Page) -> None:
    field.goto(f"/?q={quote(LORRIES)}")
    expect(field.locator(".answer")).to_have_text("62")
    expect(field.locator(".answer-block .correction .flag")).to_have_text("1 of 2 corrected")
    expect(field.locator(".answer-block .correction .note")).to_have_text(OWN)
    expect(field.locator(".said")).to_contain_text("2 independent articles say so")
    assert axe(field) == []


def test_a_batch_and_a_draft_say_what_was_corrected(browser: Browser) -> None:
    for size in ((1280, 800), PHONE):
        with opened(browser, flood_site(), size) as page:
            page.goto("/?view=batch")
            page.set_input_files("#batch-file", files=[questions(LORRIES)])
            row = page.locator("#batch-rows tr")
            expect(row.locator(".correction .flag")).to_have_text("Corrected")
            expect(row.locator(".correction")).to_contain_text(OWN)
            (cells,), _ = downloaded(page)
            assert (cells["answer"], cells["correction"]) == ("62", OWN)
            assert axe(page) == []
            assert has_no_sideways_scroll(page)
            page.goto("/?view=check")
            page.fill("#check-pasted", "The flood at Lowry cost 140 sheep, the farmers said.")
            page.click("text=Check it")
            found = page.locator(".finding .correction").first
            expect(found.locator(".flag")).to_have_text("Corrected")
            expect(found.locator(".note")).to_have_text(NOTE)
            assert axe(page) == []
            assert has_no_sideways_scroll(page)
            found.locator(".note").click()
            page.wait_for_url("**article=putting-right.md**")
