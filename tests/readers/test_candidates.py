"""Spans that may answer, made of the scores of all hits."""

import re

import numpy as np

from index.records import Article, Hit, Passage
from qa.readers.candidates import find_candidates
from qa.readers.network import Scores

TEXT = "It took 277 billion yuan ($40 billion)."


def test_a_sum_marked_in_two_parts_takes_what_stands_in_brackets_once() -> None:
    tokens = tuple(found.span() for found in re.finditer(r"\w+|[$().]", TEXT))
    words = [TEXT[start:end] for start, end in tokens]
    starts, ends = np.full((2, len(tokens)), -9, np.float32)
    for word, start, end in (("277", 6, 6), ("billion", 5.5, -9), ("yuan", -9, 5.4), ("$", 5, -9)):
        starts[words.index(word)], ends[words.index(word)] = start, end
    ends[words.index("40") + 1] = 5
    passage = Passage(Article("a.txt", TEXT), ((0, len(TEXT)),))
    found = find_candidates(
        "How much money did it take?",
        [Hit(passage, 1.0, 0.5)],
        [Scores(starts, ends, tokens, 1.0)],
    )
    assert {one.text for one in found} == {"277 billion yuan"}
