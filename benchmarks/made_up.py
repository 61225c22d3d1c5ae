"""Articles in any number, made by chance, and an encoder that costs nothing."""

import itertools
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.collection import paragraph_paths
from index.encoder import Vectors

PASSAGES = 10  # of an article
WORDS = 90  # of a passage, about
DIMENSION = 384
FILE_ARTICLES = 1_000  # of a JSON lines file


class WordSums:
    """An encoder whose vector of a text is the sum of those of its words."""

    name = identity = "sums of words"

    def __init__(self) -> None:
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""
        found = np.stack([self._sum(text) for text in texts])
        unit: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit

    def _sum(self, text: str) -> Vectors:
        words = text.lower().split() or [""]
        total: Vectors = np.sum([self._vector(word) for word in words], axis=0)
        return total

    def _vector(self, word: str) -> Vectors:
        if word not in self._known:
            chance = np.random.default_rng(list(word.encode()) or [0])
            self._known[word] = chance.standard_normal(DIMENSION, np.float32)
        return self._known[word]


def write_corpus(data: Path, corpus: Path, passages: int, seed: int = 1) -> None:
    """Articles of ten passages each, a thousand of them a file."""
    corpus.mkdir(parents=True)
    articles = passages // PASSAGES
    texts = made_up(data, seed)
    for first in range(0, articles, FILE_ARTICLES):
        with (corpus / f"{first // FILE_ARTICLES:05}.jsonl").open("w", encoding="utf-8") as stream:
            for number in range(first, min(first + FILE_ARTICLES, articles)):
                date = f"{2000 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}"
                text = "\n\n".join(next(texts) for _ in range(PASSAGES))
                row = {"text": text, "title": f"Report {number}", "date": date}
                row["source"] = f"Paper {number % 40}"
                stream.write(json.dumps(row) + "\n")


def made_up(data: Path, seed: int) -> Iterator[str]:
    """Passages of words that follow one another in real texts, without end."""
    following: dict[str, list[str]] = defaultdict(list)
    for paragraph in paragraph_paths(data):
        words = paragraph.split()
        for word, after in itertools.pairwise(words):
            following[word].append(after)
    chance = random.Random(seed)
    starts = [word for word in following if word[0].isupper()]
    while True:
        word = chance.choice(starts)
        words = [word]
        while len(words) < WORDS:
            word = chance.choice(following.get(word) or starts)
            words.append(word)
        yield " ".join(words)


def questions(data: Path, count: int) -> list[str]:
    """As short as questions are, of the same words."""
    return [" ".join(text.split()[:9]) for text in itertools.islice(made_up(data, 2), count)]
