"""The spans that scores of tokens mark: whole, within a sentence, apart."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from index.records import Article, Passage
from index.splitting.passages import split_article
from qa.readers.mark import find_spans
from qa.readers.network import Network, Scores
from tests.readers.passages import HANDOVER


def marked(text: str, first: str, last: str, sentences: Sequence[str] = ()) -> str:
    """The span of scores that are high for these two words, each a token."""
    tokens, at = [], 0
    for word in text.replace(",", " , ").replace(".", " . ").split():
        at = text.index(word, at)
        tokens.append((at, at + len(word)))
        at += len(word)
    words = [text[a:b] for a, b in tokens]
    starts = np.array([float(word == first) * 9 for word in words], np.float32)
    ends = np.array([float(word == last) * 9 for word in words], np.float32)
    spans, at = [], 0
    for sentence in sentences or [text]:
        at = text.index(sentence, at)
        spans.append((at, at + len(sentence)))
    passage = Passage(Article("a.txt", text), tuple(spans))
    found = find_spans(Scores(starts, ends, tuple(tokens), 0.0), passage, 1)[0]
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "first", "last", "span"),
    [
        ("They held 4,666 suspects", "4", "4", "4,666"),
        ("They held 4,666 suspects", "666", "666", "4,666"),
        ("It cost 1.95 billion", "1", "billion", "1.95 billion"),
        ("Born on Oct 19,2021 there", "Oct", "19", "Oct 19"),
        ("Born on Oct 19,2021 there", "2021", "2021", "2021"),
        ("in 2005\n700 people", "700", "700", "700"),
        ("handed over by\nMyanmar police", "Myanmar", "Myanmar", "Myanmar"),
        ("on 22.10.2023 there", "10", "10", "22.10.2023"),
        ("it says (( a there", "((", "a", "a"),
        ("grew 4 (5) 6) fold", "4", "6)", "4 (5) 6"),
        ("said Ann , who left", "Ann", ",", "Ann"),
        ("He came to the U.S. early", "the", "S", "the U.S."),
        ("It is (so they say) big", "(so", "they", "so they"),
        ("It cost 3 yuan ($ 5 ) then", "3", "5", "3 yuan"),
        ("It is ( so they say ) big", "so", "say", "so they say"),
        ("警察 说 4,666 人", "4", "人", "4,666 人"),
        (
            "中国公安部说诈骗案件下降了",
            "中国公安部说诈骗案件下降了",
            "中国公安部说诈骗案件下降了",
            "中国公安部说诈骗案件下降了",
        ),
        ("suspects790,000 were held", "suspects790", "were", "suspects790,000 were"),
    ],
)
def test_spans_are_whole(text: str, first: str, last: str, span: str) -> None:
    assert marked(text, first, last) == span


def test_a_span_stays_in_its_sentence() -> None:
    text = "The first ends here now. The second goes on"
    sentences = ["The first ends here now.", "The second goes on"]
    assert marked(text, "here", "second", sentences) in ("here", "here now", "second", "The second")


def test_spans_of_a_passage_do_not_overlap(network: Network) -> None:
    passage = split_article(Article("a.txt", HANDOVER))[0]
    scores = network.score("How many people?", [passage.text])[0]
    found = sorted(find_spans(scores, passage, 5), key=lambda span: span.start)
    assert len(found) == 5
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("It fell to -5 percent", "-5"), ("It fell to −5 percent", "−5"), ("(-5 percent)", "-5"),
        ("- 5 percent", "5"), ("At 3-5 they stopped", "5"),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_sign(text: str, span: str) -> None:
    at = text.index("5")
    tokens = ((0, 1), (at, at + 1))
    high = np.array([0, 9], np.float32)
    scores = Scores(high, high, tokens, 0.0)
    found = find_spans(scores, Passage(Article("a.txt", text), ((0, len(text)),)), 1)[0]
    assert text[found.start : found.end] == span
