"""Networks that mark answers, on the CPU: a question and texts to a score of every token."""

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import default_folder, quiet_and_offline
from index.errors import UserError, first_line
from index.records import Span
from qa.records import DEFAULT_READER

WEIGHTS = Path(__file__).with_name("weights") / "reader.safetensors"
WEIGHTS_SHA256 = "067e5a98df7cd2c0a359efea8e60124828b115d0505c2ee547124957e1b10879"
WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"  # frozen in training: the encoder's own
MAX_QUESTION = 400  # characters: a longer question would leave the passage no room
MAX_TOKENS = 512
BATCH = 16  # texts at once: more of them gain nothing and take memory
PAD_TO = 32  # the CPU's kernels are prepared once for each shape: few shapes, few first calls

_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: tokenizers cannot take them
Logits = NDArray[np.float32]
Run = Callable[[dict[str, Any]], tuple[Any, Any, Any]]
"""A tokenizer's tensors to starts and ends (rows, tokens) and answerability (rows,) or None."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A text's logits for one question; they compare across the texts scored with it."""

    starts: Logits  # (tokens,): that the answer starts with each token of the text
    ends: Logits  # (tokens,): that it ends with it
    spans: tuple[Span, ...]  # of the tokens, in characters of the text
    answers: float  # logit that this text answers at all


class Network:
    """An extractive question-answering model with its tokenizer, ready to run."""

    def __init__(self, run: Run, tokenizer: Any, in_bfloat16: bool | None = None) -> None:
        """`in_bfloat16`: whether it runs so; if not said, where the processor has it."""
        self._run = run
        self._tokenizer = tokenizer
        self._in_bfloat16 = has_bfloat16() if in_bfloat16 is None else in_bfloat16
        # One question at a time has all the cores: several at once would get in each other's way.
        self._running = threading.Lock()

    def run_in_bfloat16(self, wanted: bool) -> "Network":
        """The same network, run in bfloat16 or in float32 whatever the processor has."""
        return Network(self._run, self._tokenizer, wanted)

    def score(self, question: str, texts: Sequence[str]) -> list[Scores]:
        """Score every text for the question; what exceeds the model's length is not read."""
        # Texts of like length together, so that one long one does not pad all the others.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        found: dict[int, Scores] = {}
        with self._running:
            for first in range(0, len(order), BATCH):
                batch = order[first : first + BATCH]
                scored = self._score(question, [texts[at] for at in batch])
                found.update(zip(batch, scored, strict=True))
        return [found[at] for at in range(len(texts))]

    def _score(self, question: str, texts: Sequence[str]) -> list[Scores]:
        import torch

        encoded = self._tokenizer(
            [_HALVES.sub("\ufffd", question[:MAX_QUESTION])] * len(texts),
            [_HALVES.sub("\ufffd", text) for text in texts],
            truncation="longest_first",
            max_length=min(MAX_TOKENS, self._tokenizer.model_max_length),
            padding=True,
            pad_to_multiple_of=PAD_TO,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = encoded.pop("offset_mapping").tolist()
        in_bfloat16 = torch.autocast("cpu", torch.bfloat16, enabled=self._in_bfloat16)
        with torch.inference_mode(), in_bfloat16:
            starts, ends, answers = map(_array, self._run(encoded))
        scored = []
        for row, text in enumerate(texts):
            inside = [token for token, part in enumerate(encoded.sequence_ids(row)) if part == 1]
            tokens = slice(inside[0], inside[-1] + 1) if inside else slice(0, 0)
            start, end = starts[row, tokens], ends[row, tokens]
            if answers is not None:
                answers_logit = float(answers[row])
            else:
                # Models trained on SQuAD 2.0 say by the first token that nothing answers.
                nothing = starts[row, 0] + ends[row, 0]
                answers_logit = float(
                    start.max(initial=-np.inf) + end.max(initial=-np.inf) - nothing
                )
            spans = tuple(_tight(text, first, last) for first, last in offsets[row][tokens])
            scored.append(Scores(start, end, spans, answers_logit))
        return scored


def load_network(name: str = DEFAULT_READER) -> Network:
    """Load the shipped reader, or any extractive model of that name or path.

    A name is resolved from the local cache alone unless HF_HUB_OFFLINE=0 is set. Raises UserError
    where it cannot be loaded or is not what it should be.
    """
    quiet_and_offline()
    if name != DEFAULT_READER:
        return _load_other(name)
    from transformers import AutoConfig, AutoTokenizer

    tensors = read_shipped()
    encoder = default_folder()
    run = _runner(AutoConfig.from_pretrained(encoder), tensors)
    return Network(run, AutoTokenizer.from_pretrained(encoder))


def read_shipped() -> dict[str, Any]:
    """The shipped reader's tensors, float32: its own weights and the encoder's word embeddings.

    Raises UserError where the weights are missing or not the expected ones.
    """
    again = "Install Gleaner again, or in its repository: git checkout -- qa/readers/weights"
    try:
        data = WEIGHTS.read_bytes()
    except OSError as error:
        raise UserError(
            f"The reader's weights {WEIGHTS} cannot be read: {error.strerror or error}. {again}"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != WEIGHTS_SHA256:
        raise UserError(
            f"The reader's weights {WEIGHTS} are not the expected ones (SHA-256 {found[:12]}…, "
            f"expected {WEIGHTS_SHA256[:12]}…). {again}"
        )
    from safetensors import safe_open
    from safetensors.torch import load

    tensors = {name: tensor.float() for name, tensor in load(data).items()}
    with safe_open(default_folder() / "model.safetensors", "pt") as stored:
        tensors["bert." + WORD_EMBEDDINGS] = stored.get_tensor(WORD_EMBEDDINGS).float()
    return tensors


def _tight(text: str, start: int, end: int) -> Span:
    """A token's span without the space before it, which some tokenizers count in."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _array(values: Any) -> Any:
    return None if values is None else values.float().numpy()


def has_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere it would only be slower."""
    import torch

    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def _runner(config: Any, tensors: dict[str, Any]) -> Run:
    import torch

    from qa.readers.span_model import SpanModel

    with torch.device("meta"):  # nothing to fill at random first
        model = SpanModel(config)
    model.load_state_dict(tensors, assign=True)
    model.eval()
    return lambda inputs: model(
        inputs["input_ids"], inputs["attention_mask"], inputs["token_type_ids"]
    )


def _load_other(name: str) -> Network:
    try:
        network = _open_other(name)
        # What cannot be used shows on a text of full length, not at a user's question.
        tried = network.score("What is it?", ["word " * 2 * MAX_TOKENS])[0]
        if not (np.isfinite(tried.starts).all() and np.isfinite(tried.ends).all()):
            raise ValueError("its scores are not numbers")
        return network
    except Exception as error:
        raise UserError(
            f"The reader {name} cannot be loaded: {first_line(error)}. Give --reader the path of "
            "an extractive question-answering model on this machine, or set HF_HUB_OFFLINE=0 once "
            "to download it by name."
        ) from error


def _open_other(name: str) -> Network:
    import torch
    from safetensors import safe_open
    from transformers import AutoConfig, AutoModelForQuestionAnswering, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(name)
    if not tokenizer.is_fast:
        raise ValueError("its tokenizer does not tell where tokens stand (no tokenizer.json)")
    ours = Path(name) / "model.safetensors"
    if ours.is_file():  # exported by training/export.py, with the head that others lack
        with safe_open(ours, "pt") as stored:
            names = list(stored.keys())
            if "answerable.weight" in names:
                tensors = {
                    key.replace("qa_outputs.", "span."): stored.get_tensor(key) for key in names
                }
                return Network(_runner(AutoConfig.from_pretrained(name), tensors), tokenizer)
    model, loaded = AutoModelForQuestionAnswering.from_pretrained(
        name, dtype=torch.float32, output_loading_info=True
    )
    if loaded["missing_keys"]:
        raise ValueError(
            "it was not trained to answer questions: it has no " + min(loaded["missing_keys"])
        )
    model.eval()

    def run(inputs: dict[str, Any]) -> tuple[Any, Any, Any]:
        output = model(**inputs)
        return output.start_logits, output.end_logits, None

    return Network(run, tokenizer)
