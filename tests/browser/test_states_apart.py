"""States seldom seen (empty, waiting, failed): axe finds nothing in them, fingers hit all."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.editing import PATIENCE
from tests.browser.test_states import look
from tests.browser.window import PHONE, WIDE, opened, questions
from tests.served import Served, start
from tests.storm import DAMAGED, RESCUED, STORM

pytestmark = pytest.mark.browser

ASKED = "#batch-text"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page of this module's own, from which an article was removed."""
    site = start(tmp_path_factory.mktemp("apart"), dict(STORM))
    site.call("reindex")
    site.call("remove_articles", articles=["copied.md"])
    yield site
    site.stop()


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page without articles."""
    site = start(tmp_path_factory.mktemp("nothing"), {})
    yield site
    site.stop()


UNREADY = """() => {
    const { fetch } = window;
    window.fetch = async (...what) => {
        const reply = await fetch(...what);
        if (!String(what[0]).includes('/v2/status/')) return reply;
        return new Response((await reply.text()).replace('"ready": true', '"ready": false'));
    };
}"""


def starting(page: Page) -> None:
    page.add_init_script(f"({UNREADY})()")
    page.goto("/")
    expect(page.locator("#start .starting")).to_be_visible()


def no_passage(page: Page) -> None:
    page.goto(f"/?q={quote('“no such words”')}")
    expect(page.locator("#result h2").first).to_contain_text("No passage")


def too_long(page: Page) -> None:
    page.goto(f"/?q={quote('why ' * 400)}")
    expect(page.locator("#result .problem")).to_contain_text("Shorten it")


def empty_check(page: Page) -> None:
    page.goto("/?view=check")
    expect(page.locator("#check-entry")).to_be_visible()


def failed_check(page: Page) -> None:
    page.goto("/?view=check")
    page.fill("#check-pasted", "long " * 10_001)
    page.click("text=Check it")
    expect(page.locator("#check-text.problem")).to_be_visible()
    expect(page.locator("#check-again")).to_be_visible()


def empty_sheet(page: Page) -> None:
    page.goto("/?view=sheet")
    expect(page.locator("#sheet-empty")).to_be_visible()


def empty_batch(page: Page) -> None:
    page.goto("/?view=batch")
    expect(page.locator("#batch-entry")).to_be_visible()


def stopped_batch(page: Page) -> None:
    empty_batch(page)
    page.set_input_files("#batch-file", files=[questions(*[DAMAGED] * 400)])
    page.locator("#batch-rows tr").first.wait_for()
    page.click("#batch-stop")
    expect(page.locator(ASKED)).to_contain_text("Stopped after")
    expect(page.locator("#batch-go-on")).to_be_visible()


def waiting_batch(page: Page) -> None:
    empty_batch(page)
    page.route("**/gradio_api/call/v2/batch", lambda route: route.abort())
    page.set_input_files("#batch-file", files=[questions(DAMAGED)])
    expect(page.locator(ASKED)).to_contain_text("this goes on by itself")


def earlier_batches(page: Page) -> None:
    empty_batch(page)
    for question in (DAMAGED, RESCUED):
        page.set_input_files("#batch-file", files=[questions(question)])
        expect(page.locator("#batch-rows .asked-here")).to_have_text(question)
        expect(page.locator(ASKED)).to_have_text("1 of 1 question answered")
    page.click("#batch-new")
    expect(page.locator("#batch-earlier li")).to_have_count(1)


def removed(page: Page) -> None:
    page.goto("/?view=articles")
    expect(page.locator("#removed dt")).to_have_text("Roofs gone after the storm")


def report(page: Page) -> None:
    removed(page)
    files: list[FilePayload] = [
        {"name": "kite: one.txt", "mimeType": "text/plain", "buffer": b"A kite\n\nThe kite rose."},
        {"name": "b.xyz", "mimeType": "text/plain", "buffer": b" "},
    ]
    page.set_input_files("#articles-files", files=files)
    page.click("#report >> text=Show which")
    expect(page.locator("#outcome dt")).to_have_text(["b.xyz", "kite: one.txt"])


STATES: dict[str, Callable[[Page], None]] = {
    state.__name__: state
    for state in (
        starting, no_passage, too_long, empty_check, failed_check, empty_sheet, empty_batch,
        stopped_batch, waiting_batch, earlier_batches, removed, report,
    )
}  # fmt: skip
LOOKS = [(size, scheme) for size in (WIDE, PHONE) for scheme in ("light", "dark")]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    browser: Browser, own: Served, state: str, size: tuple[int, int], scheme: str
) -> None:
    expected = "ERR_FAILED" if state == "waiting_batch" else None
    how = {"color_scheme": scheme, "reduced_motion": "reduce", "has_touch": size == PHONE}
    with opened(browser, own, size, expected, **how) as page:
        page.set_default_timeout(PATIENCE)
        STATES[state](page)
        look(page, size)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_where_there_are_no_articles(
    browser: Browser, nothing: Served, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, nothing, size, color_scheme=scheme, has_touch=size == PHONE) as page:
        page.goto("/")
        expect(page.locator("#start h2")).to_have_text("No articles yet")
        look(page, size)
        page.goto("/?view=articles")
        expect(page.locator("#articles-count")).to_have_text("0 articles, 0 passages")
        look(page, size)
