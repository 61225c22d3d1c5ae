"""The Batch tab after a reload, a restart, in two tabs, in a browser that keeps nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_batch import downloaded
from tests.browser.window import HANDED_OVER, SEIZED, axe, opened, questions
from tests.served import ARTICLES, Served, start

pytestmark = pytest.mark.browser
TEXT = "#batch-text"


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
    expect(page.locator(TEXT)).to_contain_text("Stopped")
    page.wait_for_timeout(200)  # nobody is so quick: the browser writes it down meanwhile
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
        assert [line["checked"] for line in lines] == [True, False]


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
