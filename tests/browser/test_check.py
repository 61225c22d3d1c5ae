"""The Check tab: a draft against the articles."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from tests.browser.test_phone import TARGETS
from tests.browser.window import PHONE, axe, has_no_sideways_scroll, opened, strong
from tests.served import Served

pytestmark = pytest.mark.browser

EXACT = "“Storm Edda damaged 140 houses in Norway”"
NEAR = "“Roofs lay in all the streets of Norvik”"
DIFFERENT = "Storm Edda damaged 99 houses in Norway, the fire service said."
NOWHERE = "“Nobody ever said this about the tax office”"
DRAFT = (
    f"What the storm did 🌪 to <b>Norvik</b>\n\n{EXACT}, the fire service said. {NEAR}, it wrote."
    f"\n\n{DIFFERENT}\n\nNothing to look up stands in here.\n\n{NOWHERE}, it is told."
)
TEXT, ROWS = "#check-text", "#check-draft a.row"
SUMMARY = "3 quotations, 1 figure"


def file(name: str, content: str | bytes = DRAFT) -> FilePayload:
    data = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def check(page: Page, draft: str = DRAFT) -> None:
    page.goto("/?view=check")
    page.fill("#check-pasted", draft)
    page.click("text=Check it")
    expect(page.locator("#check-result")).to_be_visible(timeout=30_000)


def kind(page: Page, words: str) -> None:
    page.locator("#check-kinds button", has_text=words).click()


def test_each_quotation_and_figure_comes_back(desk: Page, storm: Served) -> None:
    check(desk)
    expect(desk.locator(TEXT)).to_have_text(f"Pasted draft: {SUMMARY}")
    shown = desk.locator(".finding .verdict").all_text_contents()
    assert shown == ["Exact", "Near", "Different value", "Not found"]
    assert desk.locator("#check-draft .claim").all_text_contents() == [
        EXACT.strip("“”"), NEAR.strip("“”"), "99", NOWHERE.strip("“”"),
    ]  # fmt: skip
    assert "🌪 to <b>Norvik</b>" in (desk.locator("#check-draft").text_content() or "")
    expect(desk.locator(".finding").nth(1)).to_contain_text("Differs: “all” is not there")
    expect(desk.locator(".finding").nth(1).locator("mark.place").first).to_contain_text("Roofs")
    assert desk.locator(".claim.near mark.pale").all_text_contents() == ["all"]
    assert desk.locator(".finding >> nth=0 >> mark.strong").first.text_content() == EXACT.strip(
        "“”"
    )
    other = desk.locator(".finding").nth(2)
    expect(other).to_contain_text("The articles say")
    values = {"140", "312", "2,980", "298"}
    assert set(other.locator("mark.place").all_text_contents()) <= values
    assert storm.uploads() == [each for each in storm.uploads() if "draft" not in each]
    assert strong(desk) == EXACT.strip("“”")  # the first opens by itself, beside the draft
    expect(desk.locator(ROWS).first).to_have_attribute("aria-current", "true")


def test_kinds_and_places(desk: Page) -> None:
    check(desk)
    for words, number in (
        ("All", 4), ("Exact", 1), ("Near", 1), ("Different value", 1), ("Not found", 1),
    ):  # fmt: skip
        expect(desk.locator("#check-kinds button", has_text=words)).to_have_text(
            f"{words} {number}"
        )
    kind(desk, "Not found")
    expect(desk.locator("#check-draft .para:visible")).to_have_count(1)
    expect(desk.locator("#check-draft .finding:visible")).to_have_count(1)
    kind(desk, "Different value")
    desk.locator(f"{ROWS}:visible").first.click()
    desk.wait_for_url("**view=check**article=*")
    place = desk.locator("#article mark.place").first
    expect(place).to_be_visible()  # what speaks against it is no answer
    expect(place).to_be_in_viewport()
    assert place.text_content() == desk.locator(".finding:visible mark.place").first.text_content()
    kind(desk, "All")
    desk.click(".claim.near")
    expect(desk.locator("#reading-title")).to_contain_text("Norvik")
    expect(desk.locator("#steps-text")).to_contain_text(" of ")
    desk.go_back()
    assert "article=" not in desk.url


def test_it_is_downloaded_as_the_command_line_gives_it(desk: Page, storm: Served) -> None:
    check(desk)
    with desk.expect_download() as whole:
        desk.click("#check-json")
    with desk.expect_download() as table:
        desk.click("#check-csv")
    found = json.loads(whole.value.path().read_text(encoding="utf-8"))
    assert found == storm.call("check", draft=DRAFT)
    text = table.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [row["verdict"] for row in rows] == [each["verdict"] for each in found["claims"]]
    for row, claim in zip(rows, found["claims"], strict=True):
        assert DRAFT[int(row["start"]) : int(row["end"])] == row["text"]
        for name in ("matches", "others", "differences"):
            assert json.loads(row[name]) == claim[name]
        first = (claim["matches"] or claim["others"] or [None])[0]
        assert row["article"] == (first["article"] if first else "")
        if first:
            article = storm.call("text", article=first["article"])["text"]
            assert article[int(row["article_start"]) : int(row["article_end"])] == first["text"]


def documents(tmp_path: Path) -> Iterator[FilePayload]:
    made = docx.Document()
    for paragraph in DRAFT.split("\n\n"):
        made.add_paragraph(paragraph)
    made.save(str(tmp_path / "made.docx"))
    paragraphs = "".join(f"<p>{each}</p>" for each in DRAFT.replace("<", "").split("\n\n"))
    yield file("draft.docx", (tmp_path / "made.docx").read_bytes())
    yield file("draft.html", f"<html><body><article>{paragraphs}</article></body></html>")
    yield file("draft.md")
    yield file("draft.txt")


def test_files_are_read_and_not_kept(desk: Page, storm: Served, tmp_path: Path) -> None:
    desk.goto("/?view=check")
    before = storm.uploads()
    for each in documents(tmp_path):
        desk.set_input_files("#check-file", files=[each])
        expect(desk.locator(TEXT)).to_have_text(f"{each['name']}: {SUMMARY}", timeout=30_000)
        expect(desk.locator(".finding")).to_have_count(4)
    assert storm.uploads() == before


def test_it_outlives_a_reload_and_another_view(desk: Page) -> None:
    check(desk)
    desk.locator(f"{ROWS}:visible").nth(1).click()
    desk.wait_for_url("**article=*")
    title = desk.locator("#reading-title").text_content() or ""
    desk.reload()
    expect(desk.locator(".finding")).to_have_count(4)
    expect(desk.locator("#reading-title")).to_have_text(title)
    desk.click("nav >> text=Ask")
    desk.click("nav >> text=Check")
    expect(desk.locator(".finding")).to_have_count(4)
    other = desk.context.new_page()
    other.goto("/?view=check")
    expect(other.locator("#check-entry")).to_be_visible()
    expect(other.locator("#check-result")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("long.txt", "Seven ships. " * 5000, "characters long; the limit is 50,000"),
        ("draft.pdf", "x", "draft.pdf is no draft that can be read: .txt,"),
        ("none.txt", " ", "Cannot read none.txt"),
    ],
)
def test_what_cannot_be_checked_is_said(desk: Page, name: str, content: str, said: str) -> None:
    desk.goto("/?view=check")
    desk.set_input_files("#check-file", files=[file(name, content)])
    expect(desk.locator(f"{TEXT}.problem")).to_contain_text(said, timeout=30_000)
    expect(desk.locator("#check-entry")).to_be_visible()
    expect(desk.locator("#check-result")).to_be_hidden()
    assert axe(desk) == []


def test_a_file_that_is_too_large_is_not_even_sent(desk: Page) -> None:
    sent = []
    desk.on("request", lambda request: sent.append(request.url))
    desk.goto("/?view=check")
    desk.evaluate(
        """() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(20_000_001)], "large.docx"));
            const drop = new DragEvent("drop", { dataTransfer, bubbles: true });
            document.getElementById("check-dropzone").dispatchEvent(drop);
        }"""
    )
    expect(desk.locator(f"{TEXT}.problem")).to_contain_text("large.docx is larger than 20 MB.")
    assert not [url for url in sent if "upload" in url]


def test_busy_is_said_and_tried_again(browser: Browser, storm: Served) -> None:
    left = {"busy": 1}

    def busy(route: Route) -> None:
        left["busy"] -= 1
        if left["busy"] < 0:
            route.continue_()
            return
        problem = "Gleaner is busy: too many are waiting. Ask again in a moment."
        route.fulfill(status=503, headers={"retry-after": "3"}, json={"error": problem})

    with opened(browser, storm, expected="503") as page:
        page.route("**/gradio_api/call/v2/check", busy)
        page.goto("/?view=check")
        page.fill("#check-pasted", DRAFT)
        page.press("#check-pasted", "Control+Enter")
        expect(page.locator(TEXT)).to_contain_text("Gleaner is busy")
        assert axe(page) == []
        page.click("#check-again")
        expect(page.locator(".finding")).to_have_count(4)


def test_a_check_can_be_stopped(desk: Page) -> None:
    desk.route("**/gradio_api/call/v2/check", lambda route: None)  # an answer that never comes
    desk.goto("/?view=check")
    desk.fill("#check-pasted", DRAFT)
    desk.click("text=Check it")
    expect(desk.locator(TEXT)).to_have_text("Checking Pasted draft")
    desk.click("#check-stop")
    expect(desk.locator(TEXT)).to_have_text("Stopped")
    expect(desk.locator("#check-pasted")).to_have_value(DRAFT)


def test_a_draft_without_any_says_so(desk: Page) -> None:
    check(desk, "Nothing to look up stands in here.")
    expect(desk.locator(TEXT)).to_have_text("Pasted draft: no quotation and no figure in it")
    expect(desk.locator("#check-kinds")).to_be_hidden()
    assert axe(desk) == []


def test_by_keyboard_alone(desk: Page) -> None:
    desk.goto("/?view=check")
    desk.focus("#check-pasted")
    desk.keyboard.insert_text(DRAFT)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator(".finding")).to_have_count(4)
    expect(desk.locator("#check-new")).to_be_focused()
    while not desk.evaluate("document.activeElement.matches('#check-draft a.row')"):
        desk.keyboard.press("Tab")
    rows = desk.locator(f"{ROWS}:visible")
    expect(rows.nth(0)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    desk.keyboard.press("ArrowUp")
    expect(rows.nth(0)).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("#reading")).to_be_hidden()


def test_nothing_of_a_draft_is_run(desk: Page) -> None:
    check(
        desk, "“<img src=x onerror=document.title='pwned'>”, he said of 7 <script>ships</script>."
    )
    expect(desk.locator(".finding").first).to_contain_text("<img src=x")
    assert desk.locator("#check-draft img, #check-draft script").count() == 0
    assert "pwned" not in desk.title()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (768, 1024), PHONE])
def test_it_fits_every_window(
    browser: Browser, storm: Served, size: tuple[int, int], scheme: str
) -> None:
    touch: dict[str, Any] = {"is_mobile": True, "has_touch": True} if size == PHONE else {}
    with opened(
        browser, storm, size, color_scheme=scheme, reduced_motion="reduce", **touch
    ) as page:
        page.goto("/?view=check")
        page.locator("#check-entry").wait_for()
        assert axe(page) == []
        if size == PHONE:
            assert page.evaluate(TARGETS) == []
        check(page)
        assert has_no_sideways_scroll(page)
        assert axe(page) == []
        if size == PHONE:
            for each in page.locator("summary").all():
                each.tap()
            assert page.evaluate(TARGETS_OF_CLAIMS) == []
            page.tap(f"{ROWS} >> nth=0")
            page.locator("#article mark.strong").wait_for()
            assert axe(page) == []


def test_in_forced_colours_what_is_chosen_can_be_told(browser: Browser, storm: Served) -> None:
    with opened(browser, storm, forced_colors="active") as page:
        check(page)
        look = "each => getComputedStyle(each).borderBottomWidth"
        buttons = page.locator("#check-kinds button")
        assert buttons.nth(0).evaluate(look) != buttons.nth(1).evaluate(look)
        assert axe(page) == []


# Within a sentence of the draft a claim is as high as its line; its row beneath does the same.
TARGETS_OF_CLAIMS = TARGETS.replace("#article", "#article, .draft-text")
