"""How it looks elsewhere: tablets, right to left, in the system's own colours, on paper."""

import io
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.test_any_groups import group, place
from tests.browser.window import HANDED_OVER, SEIZED, axe, has_no_sideways_scroll, opened
from tests.browser.window import questions as file_of
from tests.served import Served
from tests.storm import DAMAGED

pytestmark = pytest.mark.browser

TABLET, SMALL_LAPTOP = (768, 1024), (1024, 768)
ARABIC = "كم عدد المشتبه بهم الذين نقلوا إلى العاصمة؟"


def box(page: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(selector).first.evaluate(
        "each => each.getBoundingClientRect().toJSON()"
    )
    return found


@pytest.mark.parametrize("size", [TABLET, (720, 960), SMALL_LAPTOP])
def test_a_batch_has_room_for_the_article(
    browser: Browser, site: Served, size: tuple[int, int]
) -> None:
    with opened(browser, site, size) as page:
        page.goto("/?view=batch")
        page.set_input_files("#batch-file", files=[file_of(HANDED_OVER, SEIZED)])
        expect(page.locator("#batch-rows tr")).to_have_count(2)
        assert has_no_sideways_scroll(page)
        assert box(page, "#batch-rows .said-here")["width"] > 280
        table = page.locator("#batch-table")
        assert table.evaluate("each => each.scrollWidth <= each.clientWidth")
        answer = page.locator("#batch-rows .found").first
        assert answer.evaluate("each => each.scrollHeight <= each.clientHeight")
        if size == SMALL_LAPTOP:
            page.locator("#article mark.strong").wait_for()
            rows, article = box(page, "#batch-table"), box(page, "#reading")
            assert rows["right"] < article["left"]
            assert article["right"] > 980


def test_at_1024_pixels_the_article_stands_beside_the_answer(
    browser: Browser, site: Served
) -> None:
    with opened(browser, site, SMALL_LAPTOP) as page:
        page.goto(f"/?q={quote(HANDED_OVER)}")
        page.locator("#article mark.strong").wait_for()
        answer, article = box(page, "#result"), box(page, "#reading")
        assert answer["right"] < article["left"]
        assert article["right"] > 980
        assert article["width"] > 440
        assert has_no_sideways_scroll(page)
        assert axe(page) == []


def test_on_a_tablet_the_column_stands_in_the_middle(browser: Browser, site: Served) -> None:
    with opened(browser, site, (900, 1000)) as page:
        page.goto(f"/?q={quote(HANDED_OVER)}")
        expect(page.locator(".answer")).to_be_visible()
        column, field = box(page, "#result"), box(page, ".ask .field")
        assert abs(column["left"] - field["left"]) < 2
        assert abs(column["left"] - (900 - column["right"])) < 60


def test_right_to_left_all_of_an_answer_is(browser: Browser, site: Served) -> None:
    with opened(browser, site) as page:
        page.goto(f"/?q={quote(ARABIC)}")
        page.locator("#article mark").first.wait_for()
        right = box(page, ".answer-block")["right"]
        for each in (".answer", ".from > :first-child", ".actions > :first-child"):
            assert abs(box(page, each)["right"] - right) < 2, each
        kicker, headline = box(page, "#article .kicker"), box(page, "#article .headline")
        assert kicker["right"] == headline["right"]
        assert (
            page.locator("#article").evaluate("each => getComputedStyle(each).direction") == "rtl"
        )
        bar, text = box(page, "#article .margin span"), box(page, "#article .text")
        assert bar["left"] >= text["right"]
        expect(page.locator(".confidence")).to_have_css("direction", "ltr")
        expect(page.locator("#heading")).to_have_css("direction", "rtl")  # seen on paper
        assert axe(page) == []


def test_right_to_left_all_of_a_row_is(browser: Browser, site: Served) -> None:
    with opened(browser, site) as page:
        page.goto("/?view=batch")
        page.set_input_files("#batch-file", files=[file_of(ARABIC)])
        expect(page.locator("#batch-rows .whence")).to_be_visible()
        right = box(page, "#batch-rows .asked-here")["right"]
        for each in (".found", ".whence bdi"):
            assert abs(box(page, f"#batch-rows {each}")["right"] - right) < 2, each


HEADLINE = """async (found) => {
    const { draw } = await import("/page/result.js");
    const { here } = await import("/page/address.js");
    document.body.classList.add("asked");
    draw(found, here());
}"""


def test_a_headline_that_is_the_answer_stands_once(page: Page) -> None:
    page.goto("/")
    page.locator(".examples a").first.wait_for()
    text = "Suspects  handed over at the border"
    known = {"title": " ".join(text.split()), "source": "The Border Post", "date": "2023-10-31"}
    answer = place(text, "handover.md", guess=False, **{**known})
    page.evaluate(
        HEADLINE,
        {
            **answer,
            "answered": True,
            "answer": text,
            "confidence": 0.6,
            "confidence_word": "likely",
            "groups": [group(text, answer)],
            "shown": 0,
            "agree": None,
            "passages": [],
            "refused": [],
            "evidence": [],
        },
    )
    expect(page.locator(".answer")).to_be_visible()
    assert page.locator("#result").inner_text().split().count("Suspects") == 1
    expect(page.locator(".from")).to_have_text("The Border Post · 31 Oct 2023")


def test_in_forced_colours_all_that_a_colour_says_can_be_told(
    browser: Browser, storm: Served
) -> None:
    with opened(browser, storm, forced_colors="active") as page:
        page.goto(f"/?q={quote(DAMAGED)}")
        page.locator("#article mark.strong").wait_for()

        def look(selector: str, *names: str) -> tuple[str, ...]:
            found: list[str] = page.locator(selector).first.evaluate(
                "(each, names) => names.map((name) => getComputedStyle(each)[name])", names
            )
            return tuple(found)

        border = ("borderBottomColor", "borderBottomWidth")
        assert look("nav a[aria-current]", *border) != look("nav a:not([aria-current])", *border)
        paper = look("body", "backgroundColor")
        assert look("nav a:not([aria-current])", "borderBottomColor") == look(
            "nav a:not([aria-current])", "borderTopColor"
        )
        assert look("#article mark.strong", "backgroundColor") != paper
        assert look("#article mark.pale", "textDecorationLine") == ("underline",)
        page.click(".evidence a.row >> nth=0")
        page.locator("a.row[aria-current]").wait_for()
        side = ("borderInlineStartColor",)
        assert look("a.row[aria-current]", *side) != look("a.row:not([aria-current])", *side)


def printed(page: Page) -> str:
    text = "\n".join(part.extract_text() for part in PdfReader(io.BytesIO(page.pdf())).pages)
    return " ".join(text.split())


def test_paper_cuts_nothing_short(browser: Browser, storm: Served, page: Page) -> None:
    asked = "How many houses, of " + ", ".join(f"roof {each}" for each in range(34)) + " and last?"
    assert len(asked) > 300
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[file_of(asked)])
    expect(page.locator("#batch-rows tr")).to_have_count(1)
    assert "roof 33 and last?" in printed(page)
    quoted = " ".join(f"word{each}" for each in range(90)) + " and last"
    with opened(browser, storm) as desk:
        desk.goto("/?view=check")
        desk.fill("#check-pasted", f"He said “{quoted}” to her.")
        desk.click("text=Check it")
        expect(desk.locator("#check-result")).to_be_visible(timeout=30_000)
        assert printed(desk).count("word89 and last") == 2  # in the draft, and beneath it
        desk.goto(f"/?q={quote(DAMAGED)}")
        expect(desk.locator(".answer")).to_be_visible()
        desk.emulate_media(media="print")
        for note in desk.locator(".correction .note").all():
            assert note.evaluate("each => each.scrollHeight <= each.clientHeight + 1")
            assert note.evaluate("each => getComputedStyle(each).webkitLineClamp") == "none"


def test_on_paper_are_the_question_its_answer_and_the_whole_article(page: Page) -> None:
    page.goto(f"/?q={quote(HANDED_OVER)}")
    page.locator("#article mark.strong").wait_for()
    text = printed(page)
    assert text.startswith(HANDED_OVER)
    assert "The Border Post · 31 Oct 2023" in text
    for paragraph in ("Paragraph 1 tells", "Closing remark 24 was about the harvest."):
        assert paragraph in text
    for control in ("Batch", "Copy quote", "Filters", "Close"):
        assert control not in text.replace("Closing", "")
    expect(page.locator("#reading")).to_be_visible()
    assert not page.evaluate("document.body.classList.contains('sheet-open')")
    page.goto("/?view=articles&article=handover.md")
    page.locator("#article .text").wait_for()
    text = printed(page)
    assert "Closing remark 24 was about the harvest." in text
    assert "harbin.txt" not in text
