"""An encoder and a reader that are quick, deterministic and depend on the text alone."""

import hashlib
import re
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.records import Hit
from qa.records import Answer, Reading


class WordEncoder:
    """Vectors that count hashed words, so that texts that share words are near each other."""

    def __init__(self, name: str = "words", delay: float = 0.0, dimension: int = 64) -> None:
        self.name = name
        self.identity = f"{name}@1"
        self.encoded: list[str] = []
        self._delay = delay  # seconds a text, to be interrupted in
        self._dimension = dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        time.sleep(self._delay * len(texts))
        vectors = np.full((len(texts), self._dimension), 1e-3, np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[hashlib.sha256(word.encode()).digest()[0] % self._dimension] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class Saying:
    """A reader that finds in each article the same words, and is as sure of them as it is told."""

    def __init__(self, words: str, own: float, stated: float) -> None:
        self._words, self._own, self._stated = words, own, stated

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        found = []
        for hit in hits:
            article = hit.passage.article
            match = re.search(self._words, article.text)
            if match:
                found.append(Answer(*match.span(), hit.passage.sentences[0], self._stated, hit))
        answers = tuple(replace(one, confidence=self._own) for one in found)
        return Reading(answers, tuple(hits), tuple(found))
