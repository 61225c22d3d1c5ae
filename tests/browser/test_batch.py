"""The Batch tab: a file of questions, answered, stopped, downloaded."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import HANDED_OVER, SEIZED, strong

pytestmark = pytest.mark.browser


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
    page.click("#batch-rows a >> nth=1")
    assert strong(page) == "4,666"
    page.click("nav >> text=Batch")
    expect(page.locator("#batch-rows tr")).to_have_count(3)
    expect(page.locator("#batch-stop")).to_be_hidden()


def test_a_batch_can_be_stopped_and_left(page: Page, tmp_path: Path) -> None:
    questions = tmp_path / "many.txt"
    questions.write_text("".join(f"{HANDED_OVER} {number}\n" for number in range(400)))
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", questions)
    page.click("#batch-rows a >> nth=0")
    expect(page.locator(".answer")).to_have_text("4,666")
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
