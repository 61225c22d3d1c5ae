"""A row of a batch: how many say it, what is done with its sentence, how it comes in a table."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.collecting import STORED, hold_slices
from tests.browser.test_batch import downloaded
from tests.browser.test_batch_filters import AFTER, table
from tests.browser.test_phone import TARGETS
from tests.browser.window import (
    PHONE,
    WIDE,
    has_no_sideways_scroll,
    opened,
    questions,
    strong,
    tab_to,
)
from tests.served import Served
from tests.storm import BOATS, DAMAGED, ELSEWHERE, RESCUED

pytestmark = pytest.mark.browser
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def batch_of(page: Page, *lines: str) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(*lines)])
    expect(page.locator("#batch-text")).to_contain_text(f"of {len(lines)} question")


def test_a_row_says_how_many_say_it(desk: Page) -> None:
    batch_of(desk, RESCUED, DAMAGED, BOATS, ELSEWHERE)
    _, (rescued, damaged, boats, _) = downloaded(desk)
    (group,) = rescued["groups"]
    assert (group["articles"], group["independent"]) == (3, 2)
    assert [each["articles"] for each in boats["groups"]] == [1]
    others = desk.locator("#batch-rows .others")
    expect(others).to_have_text(
        ["3 articles, 2 independent", f"{len(damaged['groups'])} answers", "1 article"]
    )
    others.first.click()
    expect(desk.locator(".answer")).to_have_text(rescued["answer"])
    expect(desk.locator(".said")).to_contain_text("3 articles say so, 2 independent")


def test_a_headline_that_is_the_sentence_stands_once(desk: Page) -> None:
    batch_of(desk, DAMAGED)
    row = desk.locator("#batch-rows a.row")
    expect(row.locator(".quoted")).to_have_text(re.compile("^Correction: the storm damaged 298"))
    expect(row.locator(".whence")).to_have_text("Coast & Capital · 12 Sep 2024")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_sentence_of_a_row_is_copied_and_collected(
    browser: Browser, storm: Served, size: tuple[int, int]
) -> None:
    touch = size == PHONE
    with opened(browser, storm, size, permissions=CLIPBOARD, has_touch=touch) as page:
        batch_of(page, RESCUED, ELSEWHERE)
        rows = page.locator("#batch-rows tr")
        expect(rows.nth(1).locator(".icons")).to_have_count(0)  # there no sentence is shown
        height = rows.first.evaluate("each => each.offsetHeight")
        for name in ("Copy quote", "Copy link"):
            button = rows.first.get_by_role("button", name=name)
            button.click()
            expect(button).to_have_class("quiet icon copy copied")
        link = page.evaluate("navigator.clipboard.readText()")
        page.get_by_role("button", name="Add to sheet").click()
        expect(page.locator("#sheet-count")).to_have_text("1")
        (collected,) = page.evaluate(STORED)
        assert "640 passengers" in collected["text"]
        assert collected["question"] == RESCUED
        hold_slices(storm, [collected])
        assert rows.first.evaluate("each => each.offsetHeight") == height
        if touch:
            assert page.evaluate(TARGETS) == []
            assert has_no_sideways_scroll(page)
        page.goto(link)
        expect(page.locator(".answer")).to_have_text("640")
        assert strong(page) == "640"


def test_the_signs_of_a_row_by_keyboard(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, permissions=CLIPBOARD) as page:
        batch_of(page, RESCUED, BOATS)
        row = page.locator("#batch-rows tr").nth(1)
        copier = row.get_by_role("button", name="Copy quote")
        expect(copier).to_have_css("opacity", "0")
        tab_to(page, row.locator("a.row"))
        expect(copier).to_have_css("opacity", "1")
        tab_to(page, copier)
        page.keyboard.press("Enter")
        expect(copier).to_have_class("quiet icon copy copied")
        sentence, _, link = page.evaluate("navigator.clipboard.readText()").splitlines()
        (path,) = parse_qs(urlsplit(link).query)["article"]
        assert sentence[1:-1] in storm.call("article", article=path)["text"]
        adder = row.get_by_role("button", name="Add to sheet")
        tab_to(page, adder)
        page.keyboard.press("Space")
        expect(adder).to_have_attribute("aria-pressed", "true")
        expect(row.locator(".tick input")).not_to_be_checked()  # Space was the button's


def test_a_table_for_people(desk: Page) -> None:
    desk.goto("/?view=batch")
    asked = (f'"{DAMAGED}",', f'"{DAMAGED}",{AFTER}', f'"{ELSEWHERE}",', f'"{"x" * 2000}",')
    desk.set_input_files("#batch-file", files=[table(*asked)])
    expect(desk.locator("#batch-text")).to_contain_text("1 could not be asked")
    rows, lines = downloaded(desk)
    for row, line in zip(rows, lines, strict=True):
        places = [(each["answer"], each["places"]) for each in line["groups"]]
        here = tuple(line[name] for name in ("article", "start", "end"))
        others = [
            answer
            for answer, those in places
            if here not in [(each["article"], each["start"], each["end"]) for each in those]
        ]
        assert row["other_answers"] == ("; ".join(others) if line["answered"] else "")
        assert row["correction"] == (line["correction"] or {"text": ""})["text"]
        assert row["error"] == (line["error"] or "")
        assert bool(row["link"]) == line["answered"]
    assert ";" in rows[0]["other_answers"]
    for row, filters in ((rows[0], {}), (rows[1], {"after": [AFTER]})):
        said = parse_qs(urlsplit(row["link"]).query)
        assert {name: said[name] for name in ("after", "before", "source") if name in said} == (
            filters
        )
        desk.goto(row["link"])
        expect(desk.locator(".answer")).to_have_text(row["answer"])
        assert strong(desk) == row["answer"]


def test_what_was_kept_under_other_names_is_read(desk: Page) -> None:
    batch_of(desk, RESCUED, BOATS)
    desk.evaluate(
        """() => new Promise((resolve) => {
            indexedDB.open('gleaner').onsuccess = ({ target: { result } }) => {
                const change = result.transaction('checks', 'readwrite');
                const key = [sessionStorage.getItem('gleaner.batch'), 1];
                change.objectStore('checks').put({ verified: true, corrected: '30' }, key);
                change.oncomplete = resolve;
            };
        })"""
    )
    desk.reload()
    row = desk.locator("#batch-rows tr").nth(1)
    expect(row.locator(".tick input")).to_be_checked()
    expect(row).to_contain_text("By hand: 30")
