"""Blocks: what a reader should see of a text, at exact places, and nothing that is only markup."""

import pytest

from index.splitting.blocks import find_blocks, is_heading, reveal, runs_of
from index.splitting.runs import Run, seen_text
from index.splitting.sentences import split_sentences
from tests.splitting.drawn import kinds, seen
from tests.texts import prose


def test_headings_lose_their_marks_and_no_level() -> None:
    text = (
        f"Before it.\n\n### The report ##\n\n{prose(1)}\n\n# **C#**\n\n{prose(1)}\n\n"
        f"What came next\n---\n\nAlone\n\n{prose(1)}"
    )
    headings = [block for block in find_blocks(text) if block.kind == "heading"]
    assert [(seen_text(text, each.runs), each.level) for each in headings] == [
        ("The report", 1),
        ("C#", 1),
        ("What came next", 2),
        ("Alone", 3),
    ]


@pytest.mark.parametrize(
    "first", ["# Raid in **Luzhou**", "Raid in  Luzhou", "Raid in Luzhou\n==="]
)
def test_a_text_may_begin_with_its_title(first: str) -> None:
    text = f"{first}\n\n{prose(1)}\n\n## Later\n\n{prose(1)}"
    blocks = find_blocks(text, "Raid in Luzhou")
    assert [(block.kind, block.level) for block in blocks[:3:2]] == [("title", 0), ("heading", 1)]
    assert is_heading(blocks, (0, 4))
    assert not is_heading(blocks, (text.index("Sentence"), len(text)))
    assert find_blocks(text, "Another")[0].kind == "heading"


def test_items_know_their_depth_and_number() -> None:
    text = (
        "- one\n- two goes\n  on\n    - **nested**\n\n    - also\n        3. deep\n- three\n\n"
        "(a) letter\n* star\n\nText.\n\n\t- again"
    )
    items = [block for block in find_blocks(text) if block.kind == "item"]
    assert [(seen_text(text, each.runs), each.level, each.ordinal) for each in items] == [
        ("one", 0, ""),
        ("two goes on", 0, ""),
        ("nested", 1, ""),
        ("also", 1, ""),
        ("deep", 2, "3"),
        ("three", 0, ""),
        ("letter", 0, "a"),
        ("star", 0, ""),
        ("again", 0, ""),
    ]


def test_rows_are_cells_and_may_be_headed() -> None:
    text = (
        "| Country | *Count* |\n|:---|---:|\n| Myanmar | **4,666** |\n| Laos \\| Vientiane | |\n\n"
        "| x | y |\n\nCountry | Count\n\nLaos | 12\n"
    )
    blocks = find_blocks(text)
    assert seen(text) == [
        "Country | Count",
        "Myanmar | 4,666",
        "Laos | Vientiane",
        "x | y",
        "Country | Count",
        "Laos | 12",
    ]
    assert [block.kind for block in blocks] == ["row"] * 6
    assert [block.columns for block in blocks] == [2] * 6
    assert [block.header for block in blocks] == [True, *[False] * 5]
    assert blocks[0].right == (1,)
    assert [block.opens for block in blocks] == [True, False, False, True, True, False]
    assert [run.cell for run in blocks[2].runs] == [0, 0]


def test_quotations_lose_the_mark_of_every_line() -> None:
    text = "> It **was\n> so**, he said.\n>\n> > ## Later\n> 5 came.\n> - One\n\nA paragraph."
    assert seen(text)[:5] == ["It was so, he said.", "", "Later", "5 came.", "- One"]
    assert kinds(text) == ["quotation"] * 5 + ["paragraph"]


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "A paragraph that was wrapped by hand at some seventy columns, as is **the",
        "custom** in some places, and that goes on for as long as is necessary to",
        "see that.",
    ]
    text = "\r\n".join(lines)
    assert seen(text) == [" ".join(lines).replace("**", "")]


def test_code_stays_as_it_is() -> None:
    text = "Before.\n\n```python\n    if a:\n\n        # **b**\n```\nAfter."
    assert kinds(text) == ["paragraph", "code", "paragraph"]
    [run] = find_blocks(text)[1].runs
    assert text[run.start : run.end] == "    if a:\n\n        # **b**"
    assert run.style == "code"


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "_____", "=====", "— — —"])
def test_a_rule_holds_nothing(rule: str) -> None:
    text = f"Before.\n\n{rule}\n\nAfter."
    assert kinds(text) == ["paragraph", "rule", "paragraph"]
    assert seen(text)[1] == ""


def test_a_sentence_is_drawn_as_its_block_says() -> None:
    text = "**He came. He saw.** He left.\n\n| Laos | **12** |"
    blocks = find_blocks(text)
    drawn = [
        [(text[run.start : run.end], run.style, run.cell) for run in runs_of(text, blocks, each)]
        for each in split_sentences(text)
    ]
    assert drawn == [
        [("He came.", "strong", 0)],
        [("He saw.", "strong", 0), (" He left.", "", 0)],  # its own marks do not open
        [("Laos", "", 0), ("12", "strong", 1)],
    ]


def test_what_stands_in_a_mark_can_be_seen_where_it_is_looked_for() -> None:
    text = "It is [here](https://a.example/12), he said.\n\n**Not** there."
    blocks = find_blocks(text)
    start = text.index("https")
    place, sentence = (start, start + 20), (0, text.index("\n"))
    assert runs_of(text, blocks, sentence, place) == [Run(*sentence)]
    assert [block.runs for block in reveal(text, blocks, place)] == [
        (Run(*sentence),),
        blocks[1].runs,
    ]
    assert reveal(text, blocks, (6, 11)) == blocks
    assert runs_of(text, blocks, sentence, (7, 11)) == list(blocks[0].runs)
