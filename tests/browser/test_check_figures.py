"""Figures of a draft on the Check tab."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_check import check

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
