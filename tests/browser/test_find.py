"""Finding in the open article, and the rail of marks beside its scroll bar."""

import io
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import HANDED_OVER, PHONE, WIDE, ask, axe, has_no_sideways_scroll, opened
from tests.served import Served

pytestmark = pytest.mark.browser

# Text, words that are looked for, and what is found.
VARIANTS = [
    ("He said “it’s\r\nover” — twice.", "\"it's over\" - TWICE", ["“it’s\r\nover” — twice"]),
    ("« mot » et “mot”", "'mot'", ["« mot »", "“mot”"]),
    ("the ofﬁce of waﬄes", "OFFICE", ["ofﬁce"]),
    ("ﬀ", "f", ["ﬀ"]),
    ("waﬄe", "fl", ["ﬄ"]),
    ("an exam-\nple, an ex\u00adample, an exam\u200bple", "example",
     ["exam-\nple", "ex\u00adample", "exam\u200bple"]),
    ("an exam-\nple", "exam-ple", ["exam-\nple"]),
    ("wait… what", "wait... what", ["wait… what"]),
    ("1\u00a0200 and 1\u202f200", "1 200", ["1\u00a0200", "1\u202f200"]),
    ("cafe\u0301 caf\u00e9 CAFE\u0301 cafe", "CAF\u00c9",
     ["cafe\u0301", "caf\u00e9", "CAFE\u0301"]),
    ("cafe\u0301 cafe", "cafe", ["cafe"]),
    ("x\u0302 x", "x", ["x"]),
    ("İstanbul, Istanbul", "istanbul", ["Istanbul"]),
    ("ΟΔΟΣ οδος", "οδοσ", ["ΟΔΟΣ", "οδος"]),
    ("Straße STRASSE", "straße", ["Straße"]),
    ("𠀀𠀁 😀👍🏽", "𠀁", ["𠀁"]),
    ("a😀b😀", "😀", ["😀", "😀"]),
    ("a😀b", "\ude00", []),
    ("☎\ufe0f ☎", "☎\ufe0e", ["☎", "☎"]),
    ("\u1100\u1161\u11a8 \uac01", "\uac01", ["\u1100\u1161\u11a8", "\uac01"]),
    ("إن 512 مشتبها", "512 مشتبها", ["512 مشتبها"]),
    ("aaaa", "aa", ["aa", "aa"]),
    ("\u00ad\u00ada\u00ad", "a", ["a"]),
    ("nothing here", " \u00ad ", []),
    ("a.b a+b", "a.b", ["a.b"]),
]  # fmt: skip

FIND = """async ([text, words]) => {
    const { finderOf } = await import('/page/typography.js');
    return finderOf(text)(words).map(([start, end]) => text.slice(start, end));
}"""
PAINTED = """(name) => [...(CSS.highlights.get(name) ?? [])].map((range) => {
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
})"""
SHIFTS = """() => new Promise((resolve) => {
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((e) => e.value)))
        .observe({ type: 'layout-shift', buffered: false });
    resolve();
})"""
TEXT_AT = """() => {
    const blocks = document.querySelectorAll('#article .text > *:not(.margin, .found-boxes)');
    const scroll = document.getElementById('reading-scroll');
    const top = scroll.getBoundingClientRect().top - scroll.scrollTop;
    return [...blocks].map((each) => each.getBoundingClientRect())
        .map((box) => [box.left, Math.round(box.top - top), box.width]);
}"""


@pytest.fixture(scope="module")
def reading(browser: Browser, site: Served) -> Iterator[Page]:
    with opened(browser, site) as page:
        page.goto("/")
        yield page


@pytest.mark.parametrize(("text", "words", "found"), VARIANTS)
def test_words_are_found_however_they_are_set(
    reading: Page, text: str, words: str, found: list[str]
) -> None:
    assert reading.evaluate(FIND, [text, words]) == found


def test_odd_texts_are_folded_at_once(reading: Page) -> None:
    """Each is 300,000 characters of what an expression may go over again and again."""
    for text in ("'\\u00ad'", "' '", "'- '", "'-\\n '", "'…'", "'\\u0301'", "'a\\u0301'", "'İ'"):
        code = (
            FIND.replace("[text, words]", "[times, words]")
            .replace("finderOf(text)", f"finderOf({text}.repeat(times))")
            .replace(".map(([start, end]) => text.slice(start, end))", ".length")
        )
        assert reading.evaluate(code, [150_000, "zebra"]) == 0


def open_find(page: Page, words: str) -> None:
    page.locator("#reading-scroll").focus()
    page.keyboard.press("f")
    expect(page.locator("#find-field")).to_be_focused()
    page.keyboard.type(words)


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_every_place_is_marked_and_shown_in_turn(
    browser: Browser, site: Served, size: tuple[int, int]
) -> None:
    with opened(browser, site, size, reduced_motion="reduce") as page:
        page.goto(f"/?q={quote(HANDED_OVER)}&article=handover.md&start=0&end=8")
        page.locator("#article .text").wait_for()
        page.wait_for_load_state("networkidle")
        before = page.evaluate(TEXT_AT)
        page.evaluate(SHIFTS)
        open_find(page, "CLOSING  remark")
        count = page.locator("#find-count")
        expect(count).to_have_text("1 of 24")
        assert page.evaluate(PAINTED, "found") == ["Closing remark"] * 24
        assert page.evaluate(PAINTED, "found-current") == ["Closing remark"]
        page.keyboard.press("Shift+Enter")
        expect(count).to_have_text("24 of 24")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(count).to_have_text("2 of 24")
        page.locator("#reading-scroll").focus()
        page.keyboard.press("n")
        page.keyboard.press("n")
        page.keyboard.press("p")
        expect(count).to_have_text("3 of 24")
        assert page.locator("#rail .found").count() > 3
        assert page.locator("#rail .found.current").count() == 1
        assert page.evaluate(TEXT_AT) == before
        assert page.evaluate("window.shifts") == []
        assert axe(page) == []
        assert has_no_sideways_scroll(page)
        page.keyboard.press("Escape")
        expect(page.locator("#find")).to_be_hidden()
        expect(page.locator("#reading")).to_be_visible()
        assert page.evaluate(PAINTED, "found") == []
        expect(page.locator("#rail .found")).to_have_count(0)


def test_what_is_not_there_and_what_is_typed_on(page: Page) -> None:
    page.goto("/?article=handover.md&start=0&end=8")
    page.locator("#article .text").wait_for()
    open_find(page, "harvestx")
    expect(page.locator("#find-count")).to_have_text("Not found")
    expect(page.locator("#find-on")).to_be_disabled()
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    expect(page.locator("#find-count")).to_contain_text("of 48")
    page.fill("#find-field", "")
    expect(page.locator("#find-count")).to_have_text("")
    page.fill("#find-field", "rice in\n the hills")
    expect(page.locator("#find-count")).to_contain_text("of 24")
    page.click("#find-close")
    expect(page.locator("#reading-scroll")).to_be_focused()


def test_control_f_within_the_article_finds_what_is_selected(page: Page) -> None:
    page.goto("/?article=handover.md&start=0&end=8")
    page.locator("#article .text p").first.select_text()
    page.locator("#reading-scroll").focus()
    page.keyboard.press("Control+f")
    expect(page.locator("#find-field")).to_be_focused()
    page.fill("#find-field", "fugitives")
    expect(page.locator("#find-count")).to_have_text("1 of 1")
    before = page.evaluate("document.getElementById('reading-scroll').scrollTop")
    assert before > 300
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_hidden()


def test_what_is_typed_is_found_in_the_next_article(desk: Page) -> None:
    desk.goto("/?q=How%20many%20houses%20did%20storm%20Edda%20damage%20in%20Norway%3F")
    desk.locator("#article .text").wait_for()
    open_find(desk, "houses")
    expect(desk.locator("#find-count")).to_have_text(re.compile(r"^\d+ of \d+$"))
    for _ in range(2):
        desk.locator("#result a.row:not([aria-current])").first.click()
        desk.wait_for_load_state("networkidle")
        assert {each.casefold() for each in desk.evaluate(PAINTED, "found")} == {"houses"}


def test_a_new_answer_is_in_view_while_the_find_bar_is_open(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    page.locator("#article mark.strong").first.wait_for()
    open_find(page, "Closing remark")
    expect(page.locator("#find-count")).to_have_text(re.compile(" of 24$"))
    ask(page, "How many roads in the hills did the weather or the harvests close?")
    expect(page.locator("#result a.row").first).to_contain_text("hills")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#find-count")).to_have_text(re.compile(" of 24$"))
    expect(page.locator("#article mark.place").first).to_be_in_viewport()


def test_n_and_p_lead_through_the_places_of_the_question(page: Page) -> None:
    page.goto(f"/?q={quote('In which year was the road in the hills closed?')}")
    page.locator("#article .text").wait_for()
    steps = page.locator("#steps-text")
    expect(steps).to_have_text(re.compile(r"^\d+ of \d+$"))
    at, every = map(int, re.findall(r"\d+", steps.inner_text()))
    assert 1 < at < every
    page.locator("#reading-scroll").focus()
    for key, expected in (("n", at + 1), ("p", at), ("p", at - 1)):
        page.keyboard.press(key)
        expect(steps).to_have_text(f"{expected} of {every}")


def test_the_rail_shows_where_the_answer_stands_and_a_click_leads_there(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    page.locator("#article mark.strong").wait_for()
    answer = page.locator("#rail .hit-answer")
    expect(answer).to_have_count(1)
    assert page.locator("#rail .hit-passage").count() >= 1
    shares = page.evaluate(
        """() => {
            const scroll = document.getElementById('reading-scroll');
            const mark = document.querySelector('#article mark.strong').getBoundingClientRect();
            const tick = document.querySelector('#rail .hit-answer');
            const rail = document.getElementById('rail');
            const top = mark.top - scroll.getBoundingClientRect().top + scroll.scrollTop;
            return [top / scroll.scrollHeight, (tick.offsetTop + 2) / rail.clientHeight];
        }"""
    )
    assert abs(shares[0] - shares[1]) < 0.01
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.getElementById('reading-scroll').scrollTop = 0")
    box = answer.bounding_box()
    assert box
    page.mouse.click(box["x"] + 2, box["y"] + 6)
    page.wait_for_timeout(100)
    expect(page.locator("#article mark.strong")).to_be_in_viewport()


def test_without_the_browsers_highlights_boxes_are_laid_over(
    browser: Browser, site: Served
) -> None:
    with opened(browser, site) as page:
        page.add_init_script("delete window.Highlight")
        page.goto("/?article=handover.md&start=0&end=8")
        page.locator("#article .text").wait_for()
        before = page.evaluate(TEXT_AT)
        page.evaluate(SHIFTS)
        open_find(page, "closing remark")
        expect(page.locator("#find-count")).to_have_text("1 of 24")
        expect(page.locator(".found-boxes span")).to_have_count(24)
        page.keyboard.press("Enter")
        expect(page.locator(".found-boxes .current")).to_have_count(1)
        box = page.locator(".found-boxes .current").bounding_box()
        text = page.locator("text=Closing remark 2 was").bounding_box()
        assert box
        assert text
        assert abs(box["x"] - text["x"]) < 2
        assert text["y"] - 8 < box["y"] < text["y"] + 8
        assert page.evaluate(TEXT_AT) == before
        assert page.evaluate("window.shifts") == []
        page.keyboard.press("Escape")
        expect(page.locator(".found-boxes")).to_have_count(0)


def test_forced_colours_show_what_is_found(browser: Browser, site: Served) -> None:
    with opened(browser, site, forced_colors="active") as page:
        page.goto("/?article=handover.md&start=0&end=8")
        page.locator("#article .text").wait_for()
        before = colours(page)
        open_find(page, "of weather")
        expect(page.locator("#find-count")).to_contain_text("of 24")
        assert colours(page) - before
        assert axe(page) == []


def colours(page: Page) -> set[tuple[int, ...]]:
    """Those of the text's first paragraphs."""
    picture = page.locator("#article .text > p >> nth=1").screenshot()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    found = image.getcolors(1_000_000) or []
    return {colour for count, colour in found if count > 40}  # type: ignore[misc]
