"""Figures of a draft on the Check tab, and one draft after another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_check import check
from tests.browser.window import axe

pytestmark = pytest.mark.browser


def test_what_is_said_otherwise_of_a_figure_is_marked(desk: Page) -> None:
    check(desk, "Storm Edda spared 140 houses in Norway.")
    found = desk.locator(".finding")
    expect(found.locator(".verdict")).to_have_text("Near")
    expect(found).to_contain_text("Differs: “spared” for “damaged”")
    rows = found.locator("a.row:has(mark)")
    assert rows.count() >= 2  # the article and its copy, which is folded
    assert rows.first.locator("mark.pale").all_text_contents() == ["damaged"]
    assert rows.nth(1).locator("mark.pale").count() == 0
    expect(desk.locator("#check-draft mark.strong")).to_have_count(0)


def test_where_the_figure_is_given_of_something_else_stands_below(desk: Page) -> None:
    check(desk, "Storm Edda damaged 140 houses, the insurers' association says.")
    found = desk.locator(".finding")
    expect(found.locator(".verdict")).to_have_text("Different value")
    expect(found.locator(".says").first).to_have_text("The articles say")
    expect(found.locator(".says").nth(1)).to_have_text("140 is also given, of")
    assert found.locator("a.row mark").all_text_contents() == ["2,980", "140", "140"]
    # What speaks of the same opens beside the draft.
    expect(desk.locator("#reading-title")).to_have_text("Insurers add up the storm")
    expect(desk.locator(".claim.different")).to_have_attribute("href", re.compile("third"))
    assert axe(desk) == []


def test_another_draft_leaves_nothing_of_the_one_before(desk: Page) -> None:
    check(desk)
    desk.click("#check-new")
    expect(desk.locator("#check-pasted")).to_be_focused()
    expect(desk.locator("#check-entry")).to_contain_text("dates are not checked")
    expect(desk.locator("#check-pasted")).to_have_value("")
    expect(desk.locator("#check-result")).to_be_hidden()
    desk.reload()
    expect(desk.locator("#check-entry")).to_be_visible()
    expect(desk.locator("#check-result")).to_be_hidden()
