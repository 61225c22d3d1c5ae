"""The Batch tab: a file of questions, answered, stopped, downloaded."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.rows import FIELDS
from tests.browser.window import HANDED_OVER, SEIZED, opened, questions, strong
from tests.served import ARTICLES, start

pytestmark = pytest.mark.browser
BY_HAND = ("checked", "changed_by_hand")
COLUMNS = (
    *("question", "answer", *BY_HAND, "confidence", "sentence", "title", "source", "date"),
    *("other_answers", "correction", "link", "error"),
)


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
    assert tuple(rows[0]) == ("id", *COLUMNS)
    assert [row["id"] for row in rows] == ["1", "2", "3"]
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


def downloaded(page: Page) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
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
    assert tuple(rows[0]) == COLUMNS
    assert tuple(lines[0]) == (*FIELDS, *BY_HAND)
    assert (rows[0]["question"], rows[1]["answer"]) == ("'=1+1, who?", "4,666")
    assert [line["question"] for line in lines] == ["=1+1, who?", *asked][:count]
    for row, line in zip(rows, lines, strict=True):
        assert row["sentence"] == (line["sentence"] or "")
        assert row["confidence"] == (str(line["confidence"]) if line["answered"] else "")
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
            expect(page.locator("#batch-text")).to_contain_text("Gleaner has stopped;")
            count = page.locator("#batch-rows tr").count()
            expect(page.locator("#batch-text")).to_contain_text("this goes on by itself")
            expect(page.locator("#batch-text")).to_contain_text(f"The {count} questions before")
            rows, lines = downloaded(page)
            assert len(rows) == len(lines) == count < 400
    finally:
        site.process.kill()
        site.process.wait()


def test_a_blank_line_is_no_question(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(HANDED_OVER, "", "  ", SEIZED, "")])
    expect(page.locator("#batch-text")).to_have_text("2 of 2 questions answered")
    expect(page.locator("#batch-rows tr")).to_have_count(2)
