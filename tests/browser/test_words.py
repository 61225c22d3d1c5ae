"""Words and phrases on the page: their passages marked, narrowed, ordered, walked, linked to."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_phone import TARGETS
from tests.browser.window import PHONE, WIDE, ask, axe, has_no_sideways_scroll, opened
from tests.served import Served, start

pytestmark = pytest.mark.browser

FILLER = " ".join(
    f"Nothing else of note was told that day by clerk number {number}." for number in range(20)
)
SOURCES = ("Harbour Daily", "Meridian Wire", "Fjord Courier", "Valley Post", "Coast & Capital",
           "Northern Net", "The Border Post", "Ledger & Main")  # fmt: skip


def report(number: int) -> str:
    year, source = 2018 + number % 7, SOURCES[number % len(SOURCES)]
    return (
        f"---\ntitle: Lantern report {number}\nsource: {source}\n"
        f"date: {year}-03-{1 + number % 28:02d}\n---\n"
        f"{FILLER}\n\nThe green\nlantern was lit by watchman {number}. {FILLER}\n\n"
        "At dawn the green lantern went out.\n"
    )


ARTICLES = {
    **{f"report-{number:02d}.md": report(number) for number in range(30)},
    "undated.txt": "A note without a head\n\n"
    "Somebody saw “the Green\u00a0lantern” and a “ﬁne oﬃce”, he says.\n",
    "arabic.txt": "إعادة المشتبه بهم\n\nقالت الوزارة إن 512 مشتبها به نقلوا إلى العاصمة.\n",
    "chinese.txt": "电信诈骗案件下降\n\n公安部表示,全国共破获电信网络诈骗案件46.4万起。\n",
    "markup.md": "The **bold witness** wrote <script>document.title='pwned'</script> letters.\n",
    "calls.md": "---\ntitle: Ships\ndate: 2020-01-01\n---\n"
    "In April, 310 ships called at Wrapton.\n",
}
SHIFTS = """window.moved = [];
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
        for (const { node } of entry.sources) window.moved.push(node?.outerHTML ?? "");
    }
}).observe({ type: 'layout-shift', buffered: true });"""
HEADING = "#result h2 >> nth=0"
MARKS = "#result .evidence mark"


@pytest.fixture(scope="module")
def lanterns(tmp_path_factory: pytest.TempPathFactory) -> Served:
    served = start(tmp_path_factory.mktemp("lanterns"), ARTICLES)
    served.call("reindex")
    served.call("ask", question="Who?")  # loads the reader, so that no test waits for it
    return served


@pytest.fixture
def window(browser: Browser, lanterns: Served) -> Iterator[Page]:
    with opened(browser, lanterns) as page:
        yield page


def test_a_phrase_brings_its_passages(window: Page) -> None:
    window.goto("/")
    ask(window, '"GREEN lantern was lit"')
    expect(window.locator(HEADING)).to_have_text("30 passages")
    expect(window.locator(".found .muted")).to_have_text(
        "“GREEN lantern was lit” exactly, 30 times in 30 articles"
    )
    expect(window.locator(MARKS).first).to_have_text("green lantern was lit")
    assert window.locator("#result mark.strong").count() == 0
    expect(window.locator("#announce")).to_have_text("30 passages in 30 articles.")
    assert "lit" in window.title()
    # Beside it the first of them is open, the place marked, and nothing as an answer.
    window.locator("#article mark.place").first.wait_for()
    assert window.locator("#article mark.strong").count() == 0
    texts = window.locator("#article mark.place").all_text_contents()
    assert "".join("".join(texts).split()) == "greenlanternwaslit"


def test_a_place_is_opened_linked_to_and_stepped_from(window: Page) -> None:
    window.goto(f"/?q={quote('“green lantern”')}&order=newest")
    expect(window.locator(HEADING)).to_have_text("61 passages")
    window.click("#result a.row >> nth=1")
    window.wait_for_url("**article=report-27.md**")
    expect(window.locator("a.row[aria-current]")).to_have_count(1)
    expect(window.locator("#steps-text")).to_have_text("2 of 2")
    assert window.locator("#article mark").count() >= 2  # both places
    expect(window.locator("#article mark.place")).to_have_text("green lantern")
    url = window.url
    window.click("#step-back")
    expect(window.locator("#steps-text")).to_have_text("1 of 2")
    window.goto("about:blank")
    window.goto(url)
    expect(window.locator("#article mark.place")).to_have_text("green lantern")
    expect(window.locator(HEADING)).to_have_text("61 passages")
    expect(window.locator(".choice[aria-current]")).to_have_text("Newest")
    assert window.input_value("#question") == "“green lantern”"


def test_typographic_variants_are_found_and_marked(window: Page) -> None:
    for typed, marked in (
        ('"saw \'THE green lantern"', "saw “the Green\u00a0lantern"),
        ("\"a 'fine office', he\"", "a “ﬁne oﬃce”, he"),
    ):
        window.goto(f"/?q={quote(typed)}")
        expect(window.locator(HEADING)).to_have_text("1 passage")
        assert window.locator(MARKS).all_text_contents() == [marked]
    expect(window.locator(".found .muted")).to_contain_text("1 time in 1 article")


def test_facets_narrow_and_widen(window: Page) -> None:
    window.goto("/?q=lantern")
    expect(window.locator(".facet-group >> nth=1")).to_contain_text("2024")
    first = window.locator(".facet-group >> nth=0").locator("li")
    expect(first).to_have_count(8)
    without = first.last
    expect(without).to_have_text("1 without a source")
    window.click("text=2 more")
    expect(first).to_have_count(9)
    expect(without).to_have_text("1 without a source")
    expect(without.locator("a, button, .choice")).to_have_count(0)  # nothing to be clicked
    assert window.evaluate("document.activeElement.classList.contains('choice')")
    wire = window.locator("a.choice", has_text="Meridian Wire")
    number = int(wire.locator(".figure").inner_text())
    wire.click()
    window.wait_for_url("**source=Meridian+Wire**")
    expect(window.locator(HEADING)).to_have_text(f"{number} passages")
    expect(window.locator("#filters-text")).to_have_text("Meridian Wire")
    window.locator("a.choice", has_text="2019").click()
    expect(window.locator(HEADING)).not_to_have_text(f"{number} passages")
    assert "after=2019-01-01" in window.url
    assert "before=2019-12-31" in window.url
    expect(window.locator(".facets a[aria-current]")).to_have_count(2)
    window.go_back()
    expect(window.locator(HEADING)).to_have_text(f"{number} passages")
    window.locator(".facet-group >> nth=0").get_by_text("All", exact=True).click()
    expect(window.locator("#filters-text")).to_have_text("Filters")


def test_order(window: Page) -> None:
    days = "#result .group .from-origin time"
    window.goto("/?q=lantern")
    window.locator(days).first.wait_for()
    for name, reverse in (("Newest", True), ("Oldest", False)):
        window.click(f"nav[aria-label=Order] >> text={name}")
        expect(window.locator(".choice[aria-current]")).to_have_text(name)
        found = window.locator(days).evaluate_all("all => all.map((each) => each.dateTime)")
        assert found == sorted(found, reverse=reverse)
        assert len(found) > 5
        assert f"order={name.lower()}" in window.url
        assert window.evaluate("document.activeElement.localName") != "body"
    window.go_back()
    expect(window.locator(".choice[aria-current]")).to_have_text("Newest")


def test_more_come_beneath_and_nothing_moves(window: Page) -> None:
    window.add_init_script(SHIFTS)
    window.goto(f"/?q={quote('“green lantern”')}")
    rows = window.locator("#result a.row")
    expect(rows).to_have_count(20)
    window.wait_for_timeout(500)
    place = "each => each.getBoundingClientRect().top + scrollY"
    top = rows.nth(19).evaluate(place)
    more = window.locator("#result .more")
    expect(more).to_have_text("20 of 41 more passages")
    more.click()
    expect(rows).to_have_count(40)
    assert window.evaluate(
        "document.activeElement === document.querySelectorAll('#result a.row')[20]"
    )
    assert rows.nth(19).evaluate(place) == top
    more.click()
    expect(rows).to_have_count(60)
    expect(more).to_have_text("1 of 1 more passage")
    more.click()
    expect(rows).to_have_count(61)
    expect(more).to_have_count(0)
    assert len(set(rows.evaluate_all("all => all.map((each) => each.dataset.span)"))) == 61
    assert window.evaluate("window.moved") == []
    window.click("#result a.row >> nth=60")
    window.wait_for_url("**article=**")
    window.go_back()
    expect(rows).to_have_count(61)


def test_by_keyboard_alone(window: Page) -> None:
    window.goto("/")
    window.locator("#question").focus()
    window.keyboard.type("watchman")
    window.keyboard.press("Enter")
    expect(window.locator(HEADING)).to_have_text("30 passages")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url("**article=**")
    opened_at = window.locator("a.row[aria-current]")
    expect(opened_at).to_have_count(1)
    path = "each => JSON.parse(each.dataset.span)[0]"
    expect(window.locator("#article .foot")).to_contain_text(opened_at.evaluate(path))
    window.keyboard.press("Escape")
    expect(window.locator("#reading")).to_be_hidden()
    seen = set()
    window.locator("#question").focus()
    for _ in range(30):
        window.keyboard.press("Tab")
        seen.add(window.evaluate("document.activeElement.textContent.trim()"))
    assert {"Relevance", "Newest", "Oldest", "Ask it as a question", "2 more"} <= seen


def test_words_and_questions_lead_to_each_other(window: Page) -> None:
    window.goto("/?q=ships")
    expect(window.locator(HEADING)).to_have_text("1 passage")
    window.click("text=Ask it as a question")
    window.wait_for_url("**typed=question**")
    window.locator(".answer, .no-answer").first.wait_for()
    window.goto(f"/?q={quote('How many penguins composed a symphony?')}")
    window.click("text=Find these words")
    expect(window.locator(HEADING)).to_have_text("No passage found")
    expect(window.locator(".found")).to_contain_text("Searched 35 articles")
    expect(window.locator("#evidence-heading")).to_contain_text("Nearest in meaning")
    ask(window, "How many ships called at Wrapton?")
    expect(window.locator(".answer")).to_have_text("310")


def test_other_scripts_and_markup(window: Page) -> None:
    window.goto("/?q=诈骗案件")
    expect(window.locator(MARKS)).to_have_text(["诈骗案件"])
    window.goto("/?q=العاصمة")
    expect(window.locator(MARKS)).to_have_text(["العاصمة"])
    assert window.locator(".group").get_attribute("dir") == "rtl"
    assert axe(window) == []
    window.goto(f"/?q={quote('“bold witness”')}")
    expect(window.locator(MARKS)).to_have_text(["bold witness"])
    assert "pwned" not in window.title()


def test_more_that_cannot_be_had_is_told(browser: Browser, lanterns: Served) -> None:
    with opened(browser, lanterns, expected="Failed to load resource") as page:
        page.goto("/?q=lantern")
        page.locator("#result .more").wait_for()
        page.route("**/call/v2/ask", lambda route: route.abort())
        page.click("#result .more")
        expect(page.locator("#result [role=alert]")).to_be_visible()
        page.unroute("**/call/v2/ask")
        page.click("#result .more")
        expect(page.locator("#result a.row")).to_have_count(40)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_axe_finds_nothing(
    browser: Browser, lanterns: Served, scheme: str, size: tuple[int, int]
) -> None:
    with opened(browser, lanterns, size, color_scheme=scheme, reduced_motion="reduce") as page:
        for address in ("/?q=lantern&source=Valley+Post", "/?q=plugh", '/?q="green lantern"'):
            page.goto(address)
            page.locator(HEADING).wait_for()
            assert axe(page) == [], address
            assert has_no_sideways_scroll(page)


def test_in_forced_colours(browser: Browser, lanterns: Served) -> None:
    with opened(browser, lanterns, forced_colors="active") as page:
        page.goto("/?q=lantern&order=oldest")
        page.locator(HEADING).wait_for()
        assert axe(page) == []
        line = "each => getComputedStyle(each).textDecorationLine"
        assert page.locator(".choice[aria-current]").evaluate(line) == "underline"


def test_on_a_phone(browser: Browser, lanterns: Served) -> None:
    with opened(browser, lanterns, PHONE, is_mobile=True, has_touch=True) as page:
        page.goto("/?q=lantern")
        page.locator(HEADING).wait_for()
        assert page.evaluate(TARGETS) == []
        assert has_no_sideways_scroll(page)
        page.tap("text=2 more")
        assert page.evaluate(TARGETS) == []
        page.tap("#result a.row >> nth=0")
        expect(page.locator("#article mark.place")).to_be_visible()
        page.go_back()
        expect(page.locator(HEADING)).to_be_visible()
