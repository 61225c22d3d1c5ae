"""Networks that mark answers: a question and texts to a score of every token."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import default_folder
from index.errors import UnavailableError
from index.records import Span
from index.runtime import (
    Compiled,
    Outputs,
    Tokenized,
    Tokens,
    can_keep,
    convert_apart,
    find_kept,
    has_failed,
    tell_slower,
)
from index.sentence_model import is_converted
from qa.deadline import check_time
from qa.records import DEFAULT_READER

WEIGHTS = Path(__file__).with_name("weights") / "reader.safetensors"
WEIGHTS_SHA256 = "4d30523eeb08dba161317359a9b7dcd4db75f3848bdf8f5afa6b2ca864676127"
MAX_QUESTION = 400  # characters: a longer question would leave the passage no room
MAX_TOKENS = 512
BATCH = 8  # texts at once: more of them gain nothing and take memory

_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: tokenizers cannot take them
Logits = NDArray[np.float32]
Run = Callable[[Iterable[Tokenized]], Iterator[Outputs]]
"""Batches to starts and ends, (rows, tokens) each, and answerability (rows,) if it has that."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A text's logits for one question; they compare across the texts scored with it."""

    starts: Logits  # (tokens,): that the answer starts with each token of the text
    ends: Logits  # (tokens,): that it ends with it
    spans: tuple[Span, ...]  # of the tokens, in characters of the text
    answers: float  # logit that this text answers at all


class Network:
    """An extractive question-answering model with its tokenizer, ready to run."""

    def __init__(self, run: Run, tokens: Tokens) -> None:
        self._run = run
        self._tokens = tokens

    def score(self, question: str, texts: Sequence[str]) -> list[Scores]:
        """Score every text for the question; what exceeds the model's length is not read."""
        asked = _HALVES.sub("\ufffd", question[:MAX_QUESTION])
        pairs = [(asked, _HALVES.sub("\ufffd", text)) for text in texts]
        encodings = self._tokens.encode(pairs)
        # Texts of like length together, so that one long one does not pad all the others.
        order = sorted(range(len(texts)), key=lambda at: len(encodings[at].ids))
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        padded = (self._tokens.pad([encodings[at] for at in batch]) for batch in batches)
        found: dict[int, Scores] = {}
        for batch, (starts, ends, *answers) in zip(batches, self._run(padded), strict=True):
            check_time()
            for row, at in enumerate(batch):
                logit = answers[0][row] if answers else None
                found[at] = _scores(texts[at], encodings[at], starts[row], ends[row], logit)
        return [found[at] for at in range(len(texts))]


def _scores(text: str, encoding: Any, starts: Logits, ends: Logits, answers: Any) -> Scores:
    """A text's own of its sequence's logits, (tokens,) each."""
    inside = [token for token, part in enumerate(encoding.sequence_ids) if part == 1]
    tokens = slice(inside[0], inside[-1] + 1) if inside else slice(0, 0)
    start, end = starts[tokens], ends[tokens]
    if answers is None:
        # Models trained on SQuAD 2.0 say by the first token that nothing answers.
        best = start.max(initial=-np.inf) + end.max(initial=-np.inf)
        answers = best - starts[0] - ends[0]
    spans = tuple(_tight(text, first, last) for first, last in encoding.offsets[tokens])
    return Scores(start, end, spans, float(answers))


def _tight(text: str, start: int, end: int) -> Span:
    """A token's span without the space before it, which some tokenizers count in."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def load_network(name: str = DEFAULT_READER, in_bfloat16: bool | None = None) -> Network:
    """Load the shipped reader's first network, or any extractive model of that name or path.

    The shipped one is converted once, and then needs no torch; where that cannot be kept or run, or
    there is a GPU that torch can use, torch runs it, as it runs others. `in_bfloat16`: whether a
    converted one runs so; if not said, where the processor has it. A name is resolved from the
    local cache alone unless HF_HUB_OFFLINE=0 is set.

    Raises UserError where it cannot be loaded or is not what it should be.
    """
    if name != DEFAULT_READER:
        from qa.readers.library import load_other

        return load_other(name)
    data = read_weights()
    if is_converted() and (network := _converted(data, in_bfloat16)):
        return network
    from qa.readers.library import load_shipped

    return load_shipped(data)


def _converted(data: bytes, in_bfloat16: bool | None) -> Network | None:
    """The shipped reader, converted now if it was not; None where that cannot be, or be run."""
    kept_as = f"reader@{WEIGHTS_SHA256[:16]}"
    folder = find_kept(kept_as)
    if folder is None and can_keep() and not has_failed(kept_as):
        from qa.readers.library import convert_shipped

        convert_apart("reader", kept_as, convert_shipped, data, kept_as)
        folder = find_kept(kept_as)
    if folder is None:
        return None
    tokens = Tokens.read(default_folder() / "tokenizer.json", MAX_TOKENS)
    try:
        return Network(Compiled(folder, in_bfloat16).run, tokens)
    except Exception as error:  # whatever OpenVINO raises at a model that it cannot run here
        tell_slower("The reader is", error)
        return None


def read_weights() -> bytes:
    """The shipped reader's file. Raises UserError where it is missing or not the expected one."""
    again = "Install Gleaner again, or in its repository: git checkout -- qa/readers/weights"
    try:
        data = WEIGHTS.read_bytes()
    except OSError as error:
        raise UnavailableError(
            f"The reader's weights {WEIGHTS} cannot be read: {error.strerror or error}. {again}"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != WEIGHTS_SHA256:
        raise UnavailableError(
            f"The reader's weights {WEIGHTS} are not the expected ones (SHA-256 {found[:12]}…, "
            f"expected {WEIGHTS_SHA256[:12]}…). {again}"
        )
    return data
