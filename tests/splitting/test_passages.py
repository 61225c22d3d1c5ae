"""Passages: runs of whole sentences at exact places, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Passage
from index.splitting.long_sentences import MAX_PIECES
from index.splitting.passages import OVERLAP, split_article
from index.splitting.sentences import find_sentences
from index.splitting.text_length import count_pieces
from tests.texts import prose, quick, texts


def cut(text: str, **sizes: int) -> list[Passage]:
    return split_article(Article("a.txt", text), **sizes)


# ---- What holds for any text --------------------------------------------------------------------


@quick
@given(texts, st.integers(1, 200), st.integers(0, 3))
def test_passages_are_exact_slices_that_overlap_and_fit(
    text: str, target_words: int, overlap: int
) -> None:
    made = cut(text, target_words=target_words, overlap=overlap)
    assert made == cut(text, target_words=target_words, overlap=overlap)
    found = list(find_sentences(text))
    sentences = [(s.start, s.end) for s in found]
    headings = {(s.start, s.end) for s in found if s.heading}
    assert sorted({s for p in made for s in p.sentences}) == sentences
    assert all(text[p.start : p.end] == p.text for p in made)
    assert all(count_pieces(p.text) <= MAX_PIECES for p in made)
    for before, after in pairwise(made):
        assert before.start < after.start
        assert before.end < after.end
        # Passages are runs of sentences without a gap, so what they share is where they overlap.
        first = sentences.index(after.sentences[0])
        assert list(after.sentences) == sentences[first : first + len(after.sentences)]
        shared = set(before.sentences) & set(after.sentences)
        assert len(shared) <= overlap
        if len(shared) == min(overlap, len(before.sentences)) or after.sentences[0] in headings:
            continue
        start = before.sentences[-len(shared) - 1][0]
        following = after.sentences[len(shared)][1]
        assert count_pieces(text[start:following]) > MAX_PIECES


# ---- Headings -----------------------------------------------------------------------------------


def test_headings_are_context_of_the_passages_below_them() -> None:
    text = (
        f"# The report\n\n{prose(9)}\n\nWhat came next\n==============\n{prose(9)}\n\n"
        f"A plain heading\n\n{prose(9)}\n"
    )
    made = cut(text, target_words=100)
    opening = [p.text.split("\n")[0] for p in made if not p.heading]
    assert opening == ["# The report", "What came next", "A plain heading"]
    assert [p.heading for p in made if p.heading] == [
        "The report",
        "What came next",
        "A plain heading",
    ]
    assert all(p.text.startswith("Sentence") for p in made if p.heading)


def test_what_only_looks_like_a_heading() -> None:
    for text in (
        "Apples\nPears\nPlums\nThis is a list of fruit, it seems.",  # a list
        "Body text here.\n\nMore Stories",  # nothing below it
        "October 26, 2021\n\nLedger & Main\n\nBody text here.",
        "By Jane Doe\n\nBody text here.\n\nUpdated on 2024-01-31\n\nBody text here.",
        "```\n# a comment\n```\nBody text here.",
        "#1 in the world is not a title.",
        "यह है।\n\nयह एक वाक्य है।",  # a sentence
    ):
        assert not [p.heading for p in cut(text, target_words=1, overlap=0) if p.heading], text


def test_a_title_stands_above_who_wrote_it_and_when() -> None:
    text = f"The title of it\n\nLedger & Main\n\nOctober 26, 2021\n\n{prose(9)}"
    assert [p.heading for p in cut(text, target_words=100)] == ["", "The title of it"]


def test_a_section_is_not_crossed_unless_it_is_tiny() -> None:
    made = cut(f"{prose(3)}\n\n# Second\n\nTiny.\n\n# Third\n\n{prose(3)}")
    assert [p.text.split()[0] for p in made] == ["Sentence", "#"]
    assert "# Third" in made[1].text


# ---- Size ---------------------------------------------------------------------------------------


def test_size_overlap_and_tail() -> None:
    made = cut(prose(21), target_words=100, overlap=1)
    assert [len(p.sentences) for p in made] == [5, 5, 5, 5, 5]
    assert all(a.sentences[-1] == b.sentences[0] for a, b in pairwise(made))
    assert [len(p.sentences) for p in cut(prose(21), target_words=100, overlap=0)] == [5, 5, 5, 6]


def test_long_sentences_still_overlap() -> None:
    made = cut(prose(6, words=80), target_words=100, overlap=OVERLAP)
    assert all(a.sentences[-OVERLAP:] == b.sentences[:OVERLAP] for a, b in pairwise(made))


def test_chinese_is_counted_in_words() -> None:
    made = cut("警方抓获了很多嫌疑人。" * 60, target_words=100, overlap=0)
    assert all(100 <= len(p.text) <= 200 for p in made[:-1])


@pytest.mark.parametrize("unit", ["suspects ", "诈骗", "x", "สวัสดี ", "1.95 billion and ", "👩‍👩‍👧"])
def test_passages_of_an_endless_sentence_fit_and_overlap(unit: str) -> None:
    made = cut((unit * 100_000)[:50_000])
    assert all(count_pieces(p.text) <= MAX_PIECES for p in made)
    assert all(a.sentences[-1] == b.sentences[0] for a, b in pairwise(made))


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a. ",
        "\n",
        "a\n",
        "x",
        "word ",
        "中文。",
        ".",
        "“A b. ",
        "- a\n",
        "#\n",
        "\u0301",
        "🇲🇲",
        "(a",
    ],
)
@pytest.mark.timeout(120)  # half a second, about; what grows with the square never ends
def test_a_large_text_of_one_kind_is_split(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    passages = split_article(Article("a.txt", text))
    assert all(0 <= each.start < each.end <= len(text) for each in passages)
    covered: set[int] = set()
    for each in passages:
        covered.update(range(each.start, each.end))
    assert all(at in covered for at, letter in enumerate(text) if letter.isalnum())


def test_nothing_comes_of_nothing() -> None:
    assert cut("") == []
    assert cut(" \r\n\u2028 ") == []
