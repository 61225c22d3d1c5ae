"""The Batch tab: a file of questions, answered, stopped, downloaded."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.page.routes import STATIC
from qa.records import confidence_word
from qa.rows import FIELDS
from tests.browser.window import HANDED_OVER, SEIZED, SHIPS, axe, opened, questions, strong
from tests.served import ARTICLES, Served, start
from tests.storm import DAMAGED, ELSEWHERE, RESCUED

pytestmark = pytest.mark.browser
BY_HAND = ("verified", "corrected_by_hand")
TEXT = "#batch-text"
LIKELY = 0.55  # what is less sure is no more than possible


def test_batch_from_file_to_download(page: Page, tmp_path: Path) -> None:
    questions = tmp_path / "questions.csv"
    questions.write_text(f"id,question\n1,{HANDED_OVER}\n2,{SEIZED}\n3,\n")
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", questions)
    expect(page.locator("#batch-text")).to_have_text(
        "2 of 3 questions answered · 1 could not be asked"
    )
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-rows")).to_contain_text("1,312")
    with page.expect_download() as download:
        page.click("text=Download CSV")
    table = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["answer"] for row in rows] == ["4,666", "1,312", ""]
    with page.expect_download() as download:
        page.click("text=Download JSONL")
    lines = download.value.path().read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["1", "2", "3"]
    page.click("#batch-rows a.row >> nth=1")
    page.wait_for_url("**article=harbin.txt**")
    expect(page.locator("#reading-title")).to_have_text("Phones seized in Harbin")
    assert strong(page) == "1,312"
    page.click("nav >> text=Ask")
    page.click("nav >> text=Batch")
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-stop")).to_be_hidden()


def test_a_batch_can_be_stopped_and_left(page: Page, tmp_path: Path) -> None:
    questions = tmp_path / "many.txt"
    questions.write_text("".join(f"{HANDED_OVER} {number}\n" for number in range(400)))
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", questions)
    page.locator("#batch-rows a.row").first.wait_for()
    page.click("nav >> text=Ask")
    page.wait_for_timeout(300)
    page.click("nav >> text=Batch")
    page.click("#batch-stop")
    expect(page.locator("#batch-text")).to_have_text(
        re.compile(r"Stopped after [\d,]+ questions? · \d+% of the file")
    )
    rows = page.locator("#batch-rows tr").count()
    page.wait_for_timeout(500)
    assert 0 < page.locator("#batch-rows tr").count() == rows < 400


def test_a_file_that_holds_no_questions_is_said(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("name,age\nA,1\n")
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", table)
    expect(page.locator("#batch-text.problem")).to_have_text(
        "table.csv has no column named question. Columns found: name, age."
    )
    expect(page.locator("#batch-table")).to_be_hidden()


def downloaded(page: Page) -> tuple[list[dict[str, str]], list[dict[str, object]]]:
    """What is downloaded now, as the rows of a table and as JSON lines."""
    with page.expect_download() as table:
        page.click("text=Download CSV")
    with page.expect_download() as lines:
        page.click("text=Download JSONL")
    text = table.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(text[1:].splitlines(keepends=True)))
    found = lines.value.path().read_text(encoding="utf-8").splitlines()
    return rows, [json.loads(line) for line in found]


def test_what_a_stopped_batch_has_answered_is_downloaded_and_outlives_a_reload(page: Page) -> None:
    page.goto("/?view=batch")
    asked = [f"{HANDED_OVER} {number}" for number in range(200)]
    page.set_input_files("#batch-file", files=[questions("=1+1, who?", *asked)])
    expect(page.locator("#batch-rows tr").nth(2)).to_be_visible()
    page.click("#batch-stop")
    count = page.locator("#batch-rows tr").count()
    rows, lines = downloaded(page)
    assert len(rows) == len(lines) == count
    assert tuple(rows[0]) == (*FIELDS, *BY_HAND)
    assert (rows[0]["question"], rows[1]["answer"]) == ("'=1+1, who?", "4,666")
    assert [line["question"] for line in lines] == ["=1+1, who?", *asked][:count]
    for row, line in zip(rows, lines, strict=True):
        assert json.loads(row["groups"]) == line["groups"]
        assert row["answered"] == str(line["answered"])
    page.reload()
    expect(page.locator("#batch-text")).to_have_text(f"q.txt: stopped after {count} questions")
    expect(page.locator("#batch-rows tr")).to_have_count(count)
    assert downloaded(page) == (rows, lines)
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER)])
    expect(page.locator("#batch-text")).to_have_text("1 of 1 question answered")
    page.reload()
    expect(page.locator("#batch-text")).to_have_text("q.txt: 1 of 1 question answered")
    expect(page.locator("#batch-rows tr")).to_have_count(1)


def test_another_tab_does_not_see_it(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER)])
    expect(page.locator("#batch-text")).to_have_text("1 of 1 question answered")
    other = page.context.new_page()
    other.goto("/?view=batch")
    other.wait_for_timeout(500)
    expect(other.locator("#batch-run")).to_be_hidden()


def many(number: int) -> list[str]:
    return [f"{HANDED_OVER} {each}" for each in range(number)]


def all_asked(page: Page, asked: list[str]) -> None:
    """Each of them was asked once, in order."""
    expect(page.locator(TEXT)).to_contain_text(
        f"of {len(asked)} questions answered", timeout=90_000
    )
    _, lines = downloaded(page)
    assert [line["question"] for line in lines] == asked


def test_after_a_reload_the_rest_is_asked(page: Page) -> None:
    page.goto("/?view=batch")
    asked = many(60)
    page.set_input_files("#batch-file", files=[questions(*asked)])
    expect(page.locator("#batch-rows tr").nth(2)).to_be_visible()
    page.reload()
    expect(page.locator("#batch-rows tr").nth(2)).to_be_visible()
    all_asked(page, asked)
    page.reload()
    expect(page.locator(TEXT)).to_have_text("q.txt: 60 of 60 questions answered")


def test_what_was_stopped_goes_on_when_it_is_told_to(page: Page) -> None:
    page.goto("/?view=batch")
    asked = many(40)
    page.fill("#batch-questions", "\n".join(asked))
    page.press("#batch-questions", "Control+Enter")
    expect(page.locator("#batch-rows tr").nth(1)).to_be_visible()
    page.click("#batch-stop")
    page.reload()
    expect(page.locator(TEXT)).to_contain_text("Pasted questions.txt: stopped after")
    page.wait_for_timeout(500)
    expect(page.locator(TEXT)).to_contain_text("stopped after")
    page.click("#batch-go-on")
    all_asked(page, asked)


def test_two_tabs_do_not_work_on_one_batch(page: Page) -> None:
    """A tab that is duplicated has the first one's storage."""
    page.goto("/?view=batch")
    asked = many(40)
    page.set_input_files("#batch-file", files=[questions(*asked)])
    expect(page.locator("#batch-rows tr").nth(1)).to_be_visible()
    mine = page.evaluate("sessionStorage.getItem('gleaner.batch')")
    other = page.context.new_page()
    other.goto("/api")
    other.evaluate("(mine) => sessionStorage.setItem('gleaner.batch', mine)", mine)
    other.goto("/?view=batch")
    other.wait_for_timeout(2500)  # longer than it waits for the first to let go
    expect(other.locator("#batch-run")).to_be_hidden()
    other.close()
    all_asked(page, asked)


def test_a_batch_of_a_tab_that_was_closed_is_opened_again(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED)])
    expect(page.locator(TEXT)).to_have_text("2 of 2 questions answered")
    page.check("#batch-rows input >> nth=1")
    page.click("#batch-new")
    page.fill("#batch-questions", SEIZED)
    page.click("text=Ask them")
    expect(page.locator(TEXT)).to_have_text("1 of 1 question answered")
    page.click("#batch-new")
    earlier = page.locator("#batch-earlier li")
    expect(earlier).to_have_count(1)
    expect(earlier).to_contain_text("all asked")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto("/?view=batch")
    expect(again.locator("#batch-earlier li")).to_have_count(2)
    assert axe(again) == []
    again.click("#batch-earlier >> text=q.txt")
    expect(again.locator(TEXT)).to_have_text("q.txt: 2 of 2 questions answered")
    expect(again.locator("#batch-rows input >> nth=1")).to_be_checked()
    again.click("#batch-new")
    again.click("#batch-earlier >> text=Remove")
    expect(again.locator("#batch-earlier li")).to_have_count(0)


def test_rows_are_ticked_and_corrected_and_the_answer_stays(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED, "Who?")])
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    before = page.locator("#batch-rows tr").nth(2).bounding_box()
    page.check("#batch-rows input >> nth=0")
    page.click("#batch-rows tr:nth-child(2) .by-hand")
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
        assert [row["verified"] for row in rows] == ["True", "False", "False"]
        assert [row["corrected_by_hand"] for row in rows] == ["", "'=1,321 phones", ""]
        assert [row["answer"] for row in rows[:2]] == ["4,666", "1,312"]
        assert [line["verified"] for line in lines] == [True, False, False]
        assert [line["corrected_by_hand"] for line in lines] == [None, "=1,321 phones", None]
        assert lines[1]["answer"] == "1,312"

    look()
    page.reload()
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-rows input >> nth=0")).to_be_checked()
    look()


def test_kinds_of_rows_with_their_counts(desk: Page) -> None:
    desk.goto("/?view=batch")
    asked = [DAMAGED, ELSEWHERE, "x" * 2000, RESCUED]
    desk.set_input_files("#batch-file", files=[questions(*asked)])
    expect(desk.locator("#batch-rows tr")).to_have_count(4)
    rows = [json.loads(each) for each in answers(desk)]
    wanted = {
        "All": rows,
        "Unanswered": [row for row in rows if not row["answered"] and not row["error"]],
        "Disagreeing": [row for row in rows if row["answered"] and row["agree"] is False],
        "Unsure": [row for row in rows if row["answered"] and row["confidence"] < LIKELY],
        "Not verified": rows,
        "Not asked": [row for row in rows if row["error"]],
    }
    assert wanted["Unanswered"]
    assert wanted["Disagreeing"]
    for name, those in wanted.items():
        button = desk.locator("#batch-kinds button", has_text=name).first
        expect(button).to_have_text(f"{name} {len(those)}")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        shown = desk.locator("#batch-rows .asked-here").all_text_contents()
        assert shown == [row["question"] for row in those]
        assert axe(desk) == []
    desk.locator("#batch-kinds button", has_text="Not verified").click()
    desk.check("#batch-rows input >> nth=0")
    expect(desk.locator("#batch-rows tr")).to_have_count(4)  # nothing moves under the reader
    expect(desk.locator("#batch-kinds button", has_text="Not verified")).to_have_text(
        "Not verified 3"
    )
    desk.locator("#batch-kinds button", has_text="Not verified").click()
    expect(desk.locator("#batch-rows tr")).to_have_count(3)


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
    page.keyboard.press("Tab")
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
    page.set_input_files("#batch-file", files=[questions(*many(8), SEIZED)])
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


def test_what_was_answered_before_the_server_stopped_is_downloaded(
    browser: Browser, tmp_path: Path
) -> None:
    site = start(tmp_path, {"handover.md": ARTICLES["handover.md"]})
    try:
        site.call("reindex")
        with opened(browser, site, expected="net::ERR") as page:
            page.goto("/?view=batch")
            asked = [f"{HANDED_OVER} {number}" for number in range(400)]
            page.set_input_files("#batch-file", files=[questions(*asked)])
            expect(page.locator("#batch-rows tr").nth(1)).to_be_visible(timeout=30_000)
            site.process.kill()
            expect(page.locator("#batch-text")).to_contain_text("Gleaner has stopped.")
            count = page.locator("#batch-rows tr").count()
            expect(page.locator("#batch-text")).to_contain_text("this goes on by itself")
            expect(page.locator("#batch-text")).to_contain_text(f"The {count} questions before")
            rows, lines = downloaded(page)
            assert len(rows) == len(lines) == count < 400
    finally:
        site.process.kill()
        site.process.wait()


def test_after_a_restart_of_the_server_the_rest_is_asked(browser: Browser, tmp_path: Path) -> None:
    articles = {"handover.md": ARTICLES["handover.md"]}
    site = start(tmp_path / "one", articles)
    site.call("reindex")
    again = None
    try:
        with opened(browser, site, expected="net::ERR") as page:
            page.goto("/?view=batch")
            asked = many(60)
            page.set_input_files("#batch-file", files=[questions(*asked)])
            expect(page.locator("#batch-rows tr").nth(1)).to_be_visible(timeout=30_000)
            site.process.kill()
            site.process.wait()
            expect(page.locator(TEXT)).to_contain_text("Gleaner has stopped")
            assert page.locator("#batch-rows tr").count() < 60
            port = site.url.rpartition(":")[2]
            options = ["--port", port, "--index", str(tmp_path / "one" / "index")]
            again = start(tmp_path / "two", {}, options=options)
            all_asked(page, asked)
    finally:
        for each in (site, again):
            if each:
                each.process.kill()
                each.process.wait()


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, site: Served) -> None:
    with opened(browser, site) as page:
        page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('off'); };")
        page.goto("/?view=batch")
        page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED)])
        expect(page.locator(TEXT)).to_have_text("2 of 2 questions answered")
        expect(page.locator("#batch-note")).to_contain_text("a reload loses it")
        page.check("#batch-rows input >> nth=0")
        rows, lines = downloaded(page)
        assert [row["answer"] for row in rows] == ["4,666", "1,312"]
        assert [line["verified"] for line in lines] == [True, False]


def test_a_full_disk_is_told_and_nothing_is_lost_meanwhile(browser: Browser, site: Served) -> None:
    full = """const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            const isLine = this.name === 'lines' && key[1] > 0;
            if (isLine) throw new DOMException('full', 'QuotaExceededError');
            return put.call(this, value, key);
        };"""
    with opened(browser, site) as page:
        page.add_init_script(full)
        page.goto("/?view=batch")
        page.set_input_files("#batch-file", files=[questions(HANDED_OVER, SEIZED, HANDED_OVER)])
        expect(page.locator(TEXT)).to_have_text("3 of 3 questions answered")
        expect(page.locator("#batch-note")).to_contain_text("no room to keep it")
        rows, _ = downloaded(page)
        assert [row["answer"] for row in rows] == ["4,666", "1,312", "4,666"]


def test_a_blank_line_is_no_question(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER, "", "  ", SEIZED, "")])
    expect(page.locator("#batch-text")).to_have_text("2 of 2 questions answered")
    expect(page.locator("#batch-rows tr")).to_have_count(2)
