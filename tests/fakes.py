"""An encoder that is quick, deterministic and depends on the text alone."""

import hashlib
import re
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


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
