"""What holds for the blocks of any text: their order, and that no word is lost."""

import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from index.splitting.blocks import block_around, find_blocks, runs_of
from index.splitting.runs import STYLES
from index.splitting.sentences import sentence_around, split_sentences
from tests.texts import quick, texts

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
