"""Blocks: what a reader should see of a text, at exact places, and nothing that is only markup."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.splitting.blocks import Block, block_around, find_blocks, is_heading, reveal, runs_of
from index.splitting.runs import STYLES, Run, seen_text
from index.splitting.sentences import sentence_around, split_sentences
from tests.texts import prose, quick, texts

MARKUP = str.split(
    "# ## ###### > >> >>> - * + 1. 12) (a) | || |---| | --- |:-:| ``` ```python ~~~ ** * *** __ _"
    " ~~ ` `` [ ] ]( ) ![ [a](https://b.c/d) ![a](b.png) <https://a.b> \\* \\_ \\ === --- *** a b"
    " word Word 4,666 中文 🎣 e\u0301 : , . ( \" ' / =",
    " ",
)
GAPS = ["", "", " ", " ", "\n", "\n", "\n\n", "\r\n", "\n    ", "\n  ", "\t", " \t\t", "\u2028"]
marked_text = st.lists(st.tuples(st.sampled_from(MARKUP), st.sampled_from(GAPS)), max_size=120).map(
    lambda pairs: "".join(mark + gap for mark, gap in pairs)
)
any_texts = st.one_of(texts, marked_text)
# What may be left out of the runs with letters or digits in it: the address of a link, the number
# of an item, the language of code.
LEFT_OUT = re.compile(
    r"\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)"
    r"|^\(?(?:\d{1,3}[.)]|[a-zA-Z]\))|^```+[ \t]*[A-Za-z][\w+#.-]{0,19}$"
)


def seen(text: str) -> list[str]:
    """What is drawn of each block."""
    return [seen_text(text, block.runs, " | ") for block in find_blocks(text)]


def kinds(text: str) -> list[str]:
    return [block.kind for block in find_blocks(text)]


def only(text: str) -> Block:
    [block] = find_blocks(text)
    return block


def styled(text: str) -> list[tuple[str, str]]:
    """The runs of a text of one block, each with its style."""
    return [(text[run.start : run.end], run.style) for run in only(text).runs]


# ---- What holds for any text --------------------------------------------------------------------


@quick
@given(any_texts)
def test_blocks_are_in_order_and_hold_all_but_whitespace(text: str) -> None:
    end = 0
    for block in find_blocks(text):
        assert not text[end : block.start].strip()
        assert block.start < block.end
        end = block.end
        assert text[block.start : end] == text[block.start : end].strip()
    assert not text[end:].strip()


@quick
@given(any_texts)
@example("[](a.b) *_*a_")
@example("> > **a\n> b** `c\n> d`")
def test_runs_are_in_order_within_their_block(text: str) -> None:
    for block in find_blocks(text):
        end = block.start
        cell = 0
        for run in block.runs:
            assert end <= run.start < run.end <= block.end
            assert cell <= run.cell < max(1, block.columns)
            assert set(run.style.split()) <= set(STYLES)
            end, cell = run.end, run.cell
            if run.link:
                assert re.match("(?i)https?://", text[slice(*run.link)])


@quick
@given(any_texts)
@example("```a b\nc\n``` d")
def test_no_word_is_lost(text: str) -> None:
    for block in find_blocks(text):
        places = {place for run in block.runs for place in range(run.start, run.end)}
        content = text[block.start : block.end]
        shown = "".join(
            char if block.start + at in places else "\0" for at, char in enumerate(content)
        )
        hidden = "".join(
            "\n" if block.start + at in places else char for at, char in enumerate(content)
        )
        for stretch in hidden.splitlines():
            assert not any(map(str.isalnum, LEFT_OUT.sub("", stretch))), (stretch, shown)


@quick
@given(any_texts)
def test_every_sentence_is_of_one_block(text: str) -> None:
    blocks = find_blocks(text)
    for sentence in split_sentences(text):
        block = block_around(blocks, sentence)
        assert block is not None
        assert block.start <= sentence[0] < sentence[1] <= block.end
        runs = runs_of(text, blocks, sentence)
        assert all(sentence[0] <= run.start < run.end <= sentence[1] for run in runs)
        assert sentence_around(text, sentence) == sentence


@quick
@given(any_texts)
def test_no_level_is_skipped(text: str) -> None:
    blocks = find_blocks(text)
    headings = [0, *(block.level for block in blocks if block.kind == "heading")]
    assert all(1 <= below <= above + 1 for above, below in pairwise(headings))
    above = -1
    for block in blocks:
        if block.kind == "item":
            assert 0 <= block.level <= above + 1
        above = block.level if block.kind == "item" else -1


# ---- Marks within a line ------------------------------------------------------------------------


def test_marks_are_left_out_and_say_how_words_are_drawn() -> None:
    assert styled("A **bold *and* so** on, _this_, `x*y*z` and ~~not~~ that.") == [
        ("A ", ""),
        ("bold ", "strong"),
        ("and", "strong emphasis"),
        (" so", "strong"),
        (" on, ", ""),
        ("this", "emphasis"),
        (", ", ""),
        ("x*y*z", "code"),
        (" and ", ""),
        ("not", "deleted"),
        (" that.", ""),
    ]
    assert styled("***Both***, **中文**粗体, (**$5**) “*Ja*”") == [
        ("Both", "strong emphasis"),
        (", ", ""),
        ("中文", "strong"),
        ("粗体, (", ""),
        ("$5", "strong"),
        (") “", ""),
        ("Ja", "emphasis"),
        ("”", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4 is 24 and 2*3*4 too, as is 2**3**4.",
        "The snake_case_name, __init__ and _ are names.",
        "#1 priority, C# , F# and #StopScams.",
        "Prices* are old.** *Without tax.",
        "A lone * or ** or ~ stays, and so do f**k and s**t, ****.",
        "*.txt, *.md and /*comment*/ are files, char **argv, *p; too.",
        'The signs "*" and "*" and (*) and "**"; "._" and "._x" and "=.*" too.',
        "He said `hello' and `bye' and ``so''.",
        "An array[1](x) and [a] (b), [1] and a](b.c).",
        "**: Cyber Security Bureau, Ministry of Public Security",
        "* a footnote, all alone",
        "> 50 percent of it",
        ">>> print(1)",
        "a | b",
        "– No, he said.",
        "one two | three",
        "a\tb\tc",
        "<b>bold</b> & <script>",
        "![",
        "--",
    ],
)
def test_what_may_be_a_sign_of_the_text_stays(text: str) -> None:
    assert "".join(text[run.start : run.end] for run in only(text).runs) == text
    assert {run.style for run in only(text).runs} == {""}


def test_an_escaped_mark_is_a_letter() -> None:
    assert seen(r"2 \* 3 \* 4, \_so\_ and \[1\] and \`") == ["2 * 3 * 4, _so_ and [1] and `"]


def test_links_are_their_words_and_know_their_address() -> None:
    text = (
        'See [the **count**](https://a.example/b_(c) "Title"), ![a photo](x.png), '
        "[a page](page.html), [![logo](l.png)](http://d.example) and <https://e.example>."
    )
    assert seen(text) == ["See the count, a photo, a page, logo and https://e.example."]
    links = {
        text[run.start : run.end]: text[slice(*run.link)] for run in only(text).runs if run.link
    }
    assert links == {
        "the ": "https://a.example/b_(c)",
        "count": "https://a.example/b_(c)",
        "logo": "http://d.example",
        "https://e.example": "https://e.example",
    }


# ---- Blocks -------------------------------------------------------------------------------------


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


# ---- Sentences and places -----------------------------------------------------------------------


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
