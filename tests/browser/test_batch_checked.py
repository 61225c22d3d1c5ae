"""The Batch tab as a table to be checked: kinds of rows, ticks, changes by hand, keys."""

import json
import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from qa.page.routes import STATIC
from qa.records import confidence_word
from tests.browser.test_batch import downloaded
from tests.browser.window import HANDED_OVER, SEIZED, SHIPS, axe, questions
from tests.storm import DAMAGED, ELSEWHERE, RESCUED

pytestmark = pytest.mark.browser
TEXT = "#batch-text"
LIKELY = 0.55  # what is less sure is no more than possible


def test_rows_are_ticked_and_changed_and_the_answer_stays(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED, "Who?")])
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    before = page.locator("#batch-rows tr").nth(2).bounding_box()
    expect(page.locator("#batch-rows .tick").first).to_have_text("Checked")
    page.check("#batch-rows input >> nth=0")
    button = page.locator("#batch-rows tr:nth-child(2) .by-hand")
    expect(button).to_have_text("Change answer")
    expect(button).to_have_accessible_name(f"Change answer: {SEIZED}")
    button.click()
    field = page.locator("#batch-rows form input")
    expect(field).to_have_value("1,312")
    expect(field).to_be_focused()
    field.fill("=1,321 phones")
    assert page.locator("#batch-rows tr").nth(2).bounding_box() == before
    field.press("Enter")
    expect(page.locator("#batch-rows tr:nth-child(2)")).to_contain_text("By hand: =1,321 phones")
    expect(page.locator("#batch-rows tr:nth-child(2) .found")).to_have_text("1,312")
    assert page.locator("#batch-rows tr").nth(2).bounding_box() == before
    page.click("#batch-rows tr:nth-child(3) .by-hand")
    page.keyboard.type("nobody")
    page.keyboard.press("Escape")
    expect(page.locator("#batch-rows tr:nth-child(3) .hand")).not_to_contain_text("nobody")
    expect(page.locator("#reading")).to_be_visible()  # Escape was the field's

    def look() -> None:
        rows, lines = downloaded(page)
        assert [row["checked"] for row in rows] == ["True", "False", "False"]
        assert [row["changed_by_hand"] for row in rows] == ["", "'=1,321 phones", ""]
        assert [row["answer"] for row in rows[:2]] == ["4,666", "1,312"]
        assert [line["checked"] for line in lines] == [True, False, False]
        assert [line["changed_by_hand"] for line in lines] == [None, "=1,321 phones", None]
        assert lines[1]["answer"] == "1,312"

    look()
    page.reload()
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-rows input >> nth=0")).to_be_checked()
    look()


def test_that_nothing_answers_can_be_said_of_an_answer(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER, "Who?")])
    expect(page.locator("#batch-rows tr")).to_have_count(2)
    page.click("#batch-rows tr:nth-child(1) .by-hand")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#batch-rows tr:nth-child(1)")).to_contain_text("By hand: No answer")
    expect(page.locator("#batch-rows tr:nth-child(1) .by-hand")).to_be_focused()
    rows, lines = downloaded(page)
    assert [row["changed_by_hand"] for row in rows] == ["No answer", ""]
    assert [line["changed_by_hand"] for line in lines] == ["No answer", None]
    page.click("#batch-rows tr:nth-child(2) .by-hand")  # there that is what stands there
    expect(page.locator("#batch-rows form .none")).to_have_count(0)


def test_a_box_that_has_the_keyboard_is_not_typed_in(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER)])
    page.locator("#article mark.strong").wait_for()
    page.focus("#batch-rows .tick input")
    page.keyboard.press("Space")
    page.keyboard.press("f")
    expect(page.locator("#find-field")).to_be_focused()
    page.keyboard.type("harvest")
    expect(page.locator("#find-count")).to_contain_text("of")
    first = page.locator("#find-count").inner_text()
    page.focus("#batch-rows .tick input")
    page.keyboard.press("n")
    expect(page.locator("#find-count")).not_to_have_text(first)
    page.keyboard.press("p")
    expect(page.locator("#find-count")).to_have_text(first)
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


def test_kinds_of_rows_with_their_counts(desk: Page) -> None:
    desk.goto("/?view=batch")
    asked = [DAMAGED, ELSEWHERE, "x" * 2000, RESCUED]
    rising = f"{DAMAGED},2024-09-06"  # before it fell
    table = "\n".join(["question,as_of", *(f"{each}," for each in asked), rising])
    file: FilePayload = {"name": "q.csv", "mimeType": "text/csv", "buffer": table.encode()}
    desk.set_input_files("#batch-file", files=[file])
    expect(desk.locator("#batch-rows tr")).to_have_count(5)
    rows = [json.loads(each) for each in answers(desk)]
    wanted = {
        "All": rows,
        "Unanswered": [row for row in rows if not row["answered"] and not row["error"]],
        "Differing": [row for row in rows if row["agree"] is False and not row["over_time"]],
        "Unsure": [row for row in rows if row["answered"] and row["confidence"] < LIKELY],
        "Not checked": rows,
        "Not asked": [row for row in rows if row["error"]],
    }
    assert wanted["Unanswered"]
    assert len(wanted["Differing"]) == 1
    for name, those in wanted.items():
        button = desk.locator("#batch-kinds button", has_text=name).first
        expect(button).to_have_text(f"{name} {len(those)}")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        shown = desk.locator("#batch-rows .asked-here").all_text_contents()
        assert shown == [row["question"] for row in those]
        assert axe(desk) == []
    desk.locator("#batch-kinds button", has_text="Not checked").click()
    desk.check("#batch-rows input >> nth=0")
    expect(desk.locator("#batch-rows tr")).to_have_count(5)  # nothing moves under the reader
    expect(desk.locator("#batch-kinds button", has_text="Not checked")).to_have_text(
        "Not checked 4"
    )
    desk.locator("#batch-kinds button", has_text="Not checked").click()
    expect(desk.locator("#batch-rows tr")).to_have_count(4)


def answers(page: Page) -> list[str]:
    with page.expect_download() as lines:
        page.click("text=Download JSONL")
    return lines.value.path().read_text(encoding="utf-8").splitlines()


def test_what_is_unsure_is_what_is_not_likely() -> None:
    script = (STATIC / "batch_rows.js").read_text(encoding="utf-8")
    found = re.search(r"const UNSURE = ([\d.]+);", script)
    assert found
    assert float(found[1]) == LIKELY
    assert confidence_word(LIKELY) == "likely"
    assert confidence_word(LIKELY - 0.001) == "possible"


def test_rows_by_keyboard_alone(page: Page) -> None:
    page.goto("/?view=batch")
    page.focus("#batch-questions")
    page.keyboard.insert_text(f"{HANDED_OVER}\n{SEIZED}\n{SHIPS}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(TEXT)).to_have_text("3 of 3 questions answered")
    expect(page.locator("#batch-new")).to_be_focused()
    rows = page.locator("#batch-rows a.row")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    while page.evaluate("document.activeElement.type") != "checkbox":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("#batch-rows input").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#reading-title")).to_have_text("Phones seized in Harbin")
    page.keyboard.press("Shift+Tab")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#batch-rows input").nth(1)).not_to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(2)).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()
    expect(rows.nth(2)).to_be_focused()


def test_nothing_moves_while_rows_come_and_articles_are_opened(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files(
        "#batch-file", files=[questions(*[f"{HANDED_OVER} {each}" for each in range(8)], SEIZED)]
    )
    page.locator("#batch-rows tr").nth(0).wait_for()
    places = "() => ['tr', '.found', '.number'].map((each) => " + (
        "document.querySelector(`#batch-rows ${each}`).getBoundingClientRect().toJSON())"
    )
    before = page.evaluate(places)
    expect(page.locator(TEXT)).to_have_text("9 of 9 questions answered")
    assert page.evaluate(places) == before
    page.click("#batch-rows a.row >> nth=0")
    page.click("#reading-close")
    assert page.evaluate(places) == before
