"""Texts to token ids, by the tokenizers library alone."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PAD_TO = 16  # few lengths: a text is then computed alike whatever stands beside it

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokenized:
    """Sequences of one batch, (rows, tokens) each, padded."""

    ids: Ids
    mask: Ids  # 0 on padding
    kinds: Ids  # 1 on the second text of a pair


class Tokens:
    """A tokenizer that cuts what is longer than a model takes. Safe to use from several threads."""

    def __init__(self, tokenizer: Any, max_length: int, pad_with: int = 0) -> None:
        """`tokenizer`: of the tokenizers library."""
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_length, strategy="longest_first")
        self._tokenizer = tokenizer
        self._max_length = max_length
        self._pad_with = pad_with

    @classmethod
    def read(cls, file: Path, max_length: int, pad_with: int = 0) -> "Tokens":
        """Of a tokenizer.json."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(file)), max_length, pad_with)

    def encode(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[Any]:
        """Return an Encoding for each text or pair of texts."""
        return list(self._tokenizer.encode_batch(list(texts)))

    def pad(self, encodings: Sequence[Any]) -> Tokenized:
        """Put encodings into one batch."""
        longest = max(len(one.ids) for one in encodings)
        shape = (len(encodings), min(-(-longest // PAD_TO) * PAD_TO, self._max_length))
        ids = np.full(shape, self._pad_with, np.int64)
        mask, kinds = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, one in enumerate(encodings):
            count = len(one.ids)
            ids[row, :count] = one.ids
            mask[row, :count] = 1
            kinds[row, :count] = one.type_ids
        return Tokenized(ids, mask, kinds)
