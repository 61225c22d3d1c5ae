"""Groups of any kind, as the page draws them: copies of copies, many, long, of other scripts."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import PHONE, WIDE, axe, has_no_sideways_scroll, opened
from tests.served import Served

pytestmark = pytest.mark.browser

GROUPS = ".said ol > li > a.row"


def place(answer: str, article: str, **known: Any) -> dict[str, Any]:
    end = len(answer)
    return {
        "article": article,
        "title": None,
        "date": None,
        "source": None,
        "author": None,
        "url": None,
        "start": 0,
        "end": end,
        "sentence": answer,
        "sentence_start": 0,
        "sentence_end": end,
        "passage_start": 0,
        "passage_end": end,
        "runs": [[0, end]],
        "said_by": None,
        "correction": None,
        **known,
    }


def group(answer: str, *places: dict[str, Any], **known: Any) -> dict[str, Any]:
    return {
        "answer": answer,
        "value": None,
        "unit": None,
        "articles": len({each["article"] for each in places}),
        "independent": 1,
        "first_date": places[0]["date"],
        "last_date": places[-1]["date"],
        "places": places,
        **known,
    }


DRAW = """async (groups) => {
    const { sideBySide } = await import("/page/strip.js");
    const { here } = await import("/page/address.js");
    const found = { groups, agree: groups.length < 2, shown: 0 };
    const area = document.getElementById("result");
    area.hidden = false;
    area.replaceChildren(sideBySide(found, here()));
    document.body.classList.add("asked");
}"""


def test_of_one_figure_twice_each_says_what_is_meant(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    senses: list[tuple[str, str | None, dict[str, Any]]] = [
        ("24 percent", "%", {"change": "down"}),
        ("24 percent", "%", {"change": "up"}),
        ("30 percent", "%", {"change": "up"}),
        ("31", None, {"low": 31}),
        ("31", None, {"high": 31}),
    ]
    drawn = [
        group(
            answer,
            place(answer, f"{number}.md", source=f"Paper {number}", date=f"2024-09-0{number + 1}"),
            value=float(answer.split()[0]),
            unit=unit,
            **{"change": None, "low": None, "high": None, **sense},
        )
        for number, (answer, unit, sense) in enumerate(senses)
    ]
    desk.evaluate(DRAW.replace("shown: 0", "shown: 2"), drawn)
    tags = desk.locator(".said ol > li").evaluate_all(
        "(rows) => rows.map((row) => row.querySelector('.facts .sense')?.textContent ?? null)"
    )
    assert tags == ["down", "up", None, "or more", "or less"]
    expect(desk.locator("figure.moved")).to_have_count(0)  # what fell and what rose are no series
    assert axe(desk) == []


def test_what_was_corrected_is_shown_and_called_no_difference(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    note = {**place("It was 41.", "b.md"), "text": "It was 41."}
    wrong = place("410", "a.md", date="2024-09-01", source="Echo", correction=note)
    right = place("41", "b.md", date="2024-09-02", source="Other")
    drawn = [group("41", right, corrected=False), group("410", wrong, corrected=True)]
    desk.evaluate(DRAW.replace("groups.length < 2", "null"), drawn)
    expect(desk.locator("#said-heading")).to_have_text("What the articles say 2")
    expect(desk.locator(".said .correction .flag")).to_have_text("Corrected")


def test_where_others_may_say_more_it_is_told(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    drawn = [group(str(n), place(str(n), f"{n}.md", source=f"Paper {n}")) for n in range(30)]
    known = "shown: 0, may_say_more: true, passages: Array(20), searched: { passages: 3000 }"
    desk.evaluate(DRAW.replace("shown: 0", known), drawn)
    expect(desk.locator(".said > p.fine")).to_have_text(
        "Others may say more: of 3,000 passages the 20 that fit best were read."
    )
    expect(desk.locator(".said .more")).to_have_text("24 more")
    desk.evaluate(DRAW, drawn)
    expect(desk.locator(".said > p.fine")).to_have_count(0)


def test_copies_are_folded_beneath_their_original(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    places = [
        place("640", "a.md", source="Valley Post", date="2024-09-03", copy_of="b.md"),
        place("640", "b.md", source="Fjord Courier", date="2024-09-02", copy_of=None),
        place("640", "c.md", source="Echo", date="2024-09-04", copy_of="a.md"),
        place("640", "d.md", source="Other", date="2024-09-05", copy_of="gone.md"),
    ]
    desk.evaluate(DRAW, [group("640", *places)])
    desk.click(".fold")
    rows = desk.locator(".places a.row")
    expect(rows).to_have_count(2)
    assert [text.split(" · ")[1] for text in rows.all_text_contents()] == [
        "Fjord Courier",
        "Othercopy",
    ]
    desk.click("text=2 copies")
    expect(rows).to_have_count(4)


def test_many_long_and_foreign_answers_look_right(browser: Browser, storm: Served) -> None:
    long = "a sentence that goes on and on, as answers sometimes do, " * 6
    answers = ["约四十六万起案件", "خمسمئة واثنا عشر مشتبها به", long.strip(), *map(str, range(9))]
    groups = [
        group(each, place(each, f"{i}.md", date=f"2024-01-{i + 1:02}", source="Post"))
        for i, each in enumerate(answers)
    ]
    for size in (PHONE, WIDE):
        with opened(browser, storm, size) as page:
            page.goto("/")
            page.locator(".examples a").first.wait_for()
            page.evaluate(DRAW, groups)
            rows = page.locator(GROUPS)
            expect(rows).to_have_count(6)
            assert has_no_sideways_scroll(page)
            arabic = rows.nth(1).locator(".value")
            assert arabic.evaluate("each => getComputedStyle(each).direction") == "rtl"
            value = rows.nth(2).locator(".value")
            assert value.text_content() == long.strip()  # cut by layout alone
            box = value.bounding_box()
            assert box
            assert box["height"] < 90
            page.click("text=6 more")
            expect(rows).to_have_count(12)
            assert axe(page) == []


def sentence(text: str, article: str) -> dict[str, Any]:
    return {**place(text, article), "start": None, "end": None, "marks": [], "score": 0.5}


EVIDENCE = """async (rows) => {
    const { evidenceBlock } = await import("/page/evidence.js");
    const { here } = await import("/page/address.js");
    const area = document.getElementById("result");
    area.hidden = false;
    area.replaceChildren(evidenceBlock("Other passages", rows, here()));
    document.body.classList.add("asked");
}"""
TOPS = "(rows) => rows.map((row) => row.getBoundingClientRect().top + scrollY)"


def test_more_passages_come_beneath_what_is_read(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    articles = ["a.md"] * 4 + ["b.md"] * 4 + ["b.md", "a.md", "c.md"]
    rows = [sentence(f"Sentence {i} says this.", each) for i, each in enumerate(articles)]
    desk.evaluate(EVIDENCE, rows)
    shown = desk.locator("a.row")
    expect(shown).to_have_count(8)
    before = shown.evaluate_all(TOPS)
    desk.click("text=3 more passages")
    expect(shown).to_have_count(11)
    assert shown.evaluate_all(TOPS)[:8] == before
    texts = shown.all_text_contents()
    assert texts == [row["sentence"] for row in rows]
    expect(shown.nth(8)).to_be_focused()
    assert desk.locator(".evidence h3").all_text_contents() == ["a.md", "b.md", "a.md", "c.md"]


def test_more_groups_come_beneath_what_is_read(desk: Page) -> None:
    desk.goto("/")
    desk.locator(".examples a").first.wait_for()
    groups = [
        group(str(i), place(str(i), f"{i}.md", date=f"2024-01-{20 - i}", source="Post"))
        for i in range(9)
    ]
    desk.evaluate(DRAW, groups)
    shown = desk.locator(GROUPS)
    expect(shown).to_have_count(6)
    before = shown.evaluate_all(TOPS)
    desk.click("text=3 more")
    expect(shown).to_have_count(9)
    assert shown.evaluate_all(TOPS)[:6] == before
    expect(shown.nth(6)).to_be_focused()
