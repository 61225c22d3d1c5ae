"""Where nothing answers: what looks like an answer, and why it is none."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import opened
from tests.served import start

pytestmark = pytest.mark.browser

SEIZED = (
    "Police in Oslo seized 3,400 phones worth 2 million euros in the raids of 4 May 2023, and 610 "
    "laptops on 9 June 2023.\n"
)
ASKED = "When were phones seized in Bergen?"


def test_a_sentence_is_shown_once_with_all_that_is_refused_in_it(
    browser: Browser, tmp_path: Path
) -> None:
    site = start(tmp_path, {"raids.txt": SEIZED})
    site.call("reindex")
    refused = site.call("ask", question=ASKED)["refused"]
    assert len(refused) > 1
    with opened(browser, site) as page:
        page.goto(f"/?q={quote(ASKED)}")
        rows = page.locator(".evidence a.row").filter(has_text="phones")
        expect(rows).to_have_count(1)
        reasons = [f"{each['answer']}: {each['reason']}" for each in refused]
        expect(rows.locator(".reason")).to_have_text(reasons)
        assert sorted(rows.locator("mark").all_text_contents()) == sorted(
            each["answer"] for each in refused
        )
        rows.click()
        first = refused[0]
        page.wait_for_url(f"**start={first['start']}&end={first['end']}**")
    site.stop()
