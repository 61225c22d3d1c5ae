"""Every state of the page with a look of its own: axe finds nothing in it, fingers hit all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.collecting import ask_and_add, open_sheet
from tests.browser.editing import PATIENCE, edit
from tests.browser.test_missing_index import remove_index
from tests.browser.test_phone import TARGETS
from tests.browser.window import PHONE, WIDE, ask, axe, has_no_sideways_scroll, opened, questions
from tests.served import Served, start
from tests.storm import DAMAGED, ELSEWHERE, RESCUED, STORM

pytestmark = pytest.mark.browser

BUSY = "Gleaner is busy: too many are waiting. Ask again in a moment."
DRAFT = (
    "“Storm Edda damaged 140 houses in Norway”, and “all the roofs lay in the streets of Norvik”."
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page of this module's own, which watches two questions."""
    site = start(tmp_path_factory.mktemp("states"), dict(STORM))
    site.call("reindex")
    site.call("watch", question=DAMAGED)
    site.call("watch", question=ELSEWHERE)
    yield site
    site.stop()


def answer(page: Page, question: str = DAMAGED) -> None:
    page.goto(f"/?q={quote(question)}")
    page.locator("#result h2").first.wait_for()


def at_start(page: Page) -> None:
    page.goto("/")
    page.locator(".examples a").first.wait_for()


def watched(page: Page) -> None:
    at_start(page)
    expect(page.locator(".watched li")).to_have_count(2)


def answered(page: Page) -> None:
    answer(page)
    for fold in page.locator(".said .fold").all():
        fold.click()


def unanswered(page: Page) -> None:
    answer(page, ELSEWHERE)
    expect(page.locator(".no-answer")).to_be_visible()


def words(page: Page) -> None:
    answer(page, '"houses in Norway"')
    page.locator(".facets").wait_for()


def filters(page: Page) -> None:
    answer(page)
    page.click("#filters-button")
    expect(page.locator("#filters")).to_be_visible()


def earlier(page: Page) -> None:
    answer(page)
    ask(page, RESCUED)
    expect(page.locator(".answer")).to_have_text("640")
    page.click("#earlier-button")
    expect(page.locator("#earlier a")).to_have_count(2)


def why(page: Page) -> None:
    answer(page)
    page.click(".why-button")
    expect(page.locator(".panel.why")).to_be_visible()


def article(page: Page) -> None:
    answer(page)
    page.click(".actions >> text=Open article")
    page.locator("#article mark.strong").first.wait_for()


def finding(page: Page) -> None:
    article(page)
    page.click("#find-button")
    page.fill("#find-field", "the")
    expect(page.locator("#find-count")).to_contain_text("of")


def notice(page: Page) -> None:
    answer(page)
    page.evaluate(
        """() => {
            navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
            document.execCommand = () => false;
        }"""
    )
    page.click(".actions >> text=Copy quote")
    expect(page.locator(".notice")).to_be_visible()


def batch(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(DAMAGED, ELSEWHERE, "x" * 2000)])
    expect(page.locator("#batch-text")).to_contain_text("questions answered")
    page.click("#batch-rows .by-hand >> nth=0")
    page.locator("#batch-rows form input").wait_for()


def sheet(page: Page) -> None:
    ask_and_add(page, DAMAGED)
    expect(open_sheet(page).first).to_be_visible()


def check(page: Page) -> None:
    page.goto("/?view=check")
    page.fill("#check-pasted", DRAFT)
    page.click("text=Check it")
    expect(page.locator("#check-result")).to_be_visible(timeout=30_000)


def editing(page: Page) -> None:
    page.goto("/?view=articles")
    page.get_by_label("Select The cod is late").check()
    edit(page, "third.md")


def busy(page: Page) -> None:
    page.route(
        "**/gradio_api/call/v2/ask", lambda route: route.fulfill(status=503, json={"error": BUSY})
    )
    page.goto(f"/?q={quote(DAMAGED)}")
    expect(page.locator("#result .busy")).to_be_visible()


def gone(page: Page) -> None:
    answer(page)
    page.route("**/gradio_api/**", lambda route: route.abort())
    page.fill("#question", RESCUED)
    page.press("#question", "Enter")
    expect(page.locator("#result .problem")).to_contain_text("Gleaner has stopped")
    expect(page.locator(".notice")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    state.__name__: state
    for state in (
        at_start, watched, answered, unanswered, words, filters, earlier, why, article, finding,
        notice, batch, sheet, check, editing, busy, gone,
    )
}  # fmt: skip
COMPLAINTS = {"busy": "503", "gone": "ERR_FAILED"}


def look(page: Page, size: tuple[int, int]) -> None:
    assert axe(page) == []
    assert has_no_sideways_scroll(page)
    if size == PHONE:
        assert page.evaluate(TARGETS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(
    browser: Browser, own: Served, state: str, size: tuple[int, int], scheme: str
) -> None:
    how = {"color_scheme": scheme, "reduced_motion": "reduce", "has_touch": size == PHONE}
    with opened(browser, own, size, COMPLAINTS.get(state), **how) as page:
        page.set_default_timeout(PATIENCE)
        STATES[state](page)
        look(page, size)


def test_axe_finds_nothing_where_the_index_is_missing(browser: Browser, tmp_path: Path) -> None:
    site = start(tmp_path, dict(STORM))
    site.call("reindex")
    with opened(browser, site) as page:
        at_start(page)  # it is gone where it has been there
    remove_index(site)
    for size in (WIDE, PHONE):
        for scheme in ("light", "dark"):
            with opened(browser, site, size, color_scheme=scheme) as page:
                page.goto("/")
                expect(page.locator("#start h2")).to_have_text("The index is missing")
                look(page, size)
                page.goto(f"/?q={quote(DAMAGED)}")
                page.locator("#result .no-index").wait_for()
                look(page, size)
    site.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_password_is_asked_for_on_a_phone(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    locked = start(tmp_path, {}, environment={"GLEANER_PASSWORD": "open sesame"})
    with opened(browser, locked, PHONE, "401", color_scheme=scheme, has_touch=True) as page:
        page.goto("/")
        expect(page.locator("#login-password")).to_be_focused()
        look(page, PHONE)
    locked.stop()
