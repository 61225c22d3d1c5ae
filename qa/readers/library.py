"""The readers' networks as torch and transformers run them: to convert one, and any other model."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import default_folder
from index.errors import UnavailableError, first_line
from index.runtime import (
    Compiled,
    Outputs,
    Tokenized,
    Tokens,
    convert,
    has_bfloat16,
    keep,
    note_failed,
    tell_slower,
)
from index.runtime.convert import write_model
from index.sentence_model import has_gpu, quiet_and_offline
from qa.readers.network import MAX_TOKENS, Network, Run

WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"  # frozen in training: the encoder's own
_COMPARED = ("What is sold?", ("Bread.", "The bakery sells rye bread, 4,666 loaves a day. " * 12))
_ATOL = 0.02  # of logits, in float32


def read_tensors(data: bytes) -> dict[str, Any]:
    """The shipped reader's tensors, float32: its own weights and the encoder's word embeddings."""
    from safetensors import safe_open
    from safetensors.torch import load

    tensors = {name: tensor.float() for name, tensor in load(data).items()}
    with safe_open(default_folder() / "model.safetensors", "pt") as stored:
        tensors["bert." + WORD_EMBEDDINGS] = stored.get_tensor(WORD_EMBEDDINGS).float()
    return tensors


def load_shipped(data: bytes) -> Network:
    """The shipped reader, run by torch in float32: on a GPU, and where it is not converted."""
    quiet_and_offline()
    place = _device()
    model = _span_model(_config(default_folder()), read_tensors(data), place)
    return Network(_runner(model, place), _shipped_tokens())


def convert_shipped(data: bytes, kept_as: str) -> Path | None:
    """Convert the shipped reader and keep it under that name; None where that cannot be done."""
    quiet_and_offline()
    from qa.readers.span_model import ExactHeads

    model = _span_model(_config(default_folder()), read_tensors(data))
    tokens = _shipped_tokens()

    def write(folder: Path) -> None:
        write_model(convert(ExactHeads(model), _tensors(_batch(tokens))), folder)
        converted = Network(Compiled(folder, in_bfloat16=False).run, tokens)
        if not _alike(converted, Network(_runner(model), tokens)):
            raise ValueError("the converted reader gives other scores")

    try:
        return keep(kept_as, write)
    except Exception as error:  # whatever torch and OpenVINO raise at what they cannot convert
        tell_slower("The reader is", error)
        note_failed(kept_as, error)
        return None


def _alike(one: Network, other: Network) -> bool:
    question, texts = _COMPARED
    pairs = zip(one.score(question, texts), other.score(question, texts), strict=True)
    return all(
        np.allclose(a.starts, b.starts, atol=_ATOL)
        and np.allclose(a.ends, b.ends, atol=_ATOL)
        and abs(a.answers - b.answers) < _ATOL
        for a, b in pairs
    )


def _batch(tokens: Tokens) -> Tokenized:
    question, texts = _COMPARED
    return tokens.pad(tokens.encode([(question, text) for text in texts]))


def _shipped_tokens() -> Tokens:
    return Tokens.read(default_folder() / "tokenizer.json", MAX_TOKENS)


def _config(folder: Path | str) -> Any:
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(folder)


def _span_model(config: Any, tensors: dict[str, Any], place: str = "cpu") -> Any:
    import torch

    from qa.readers.span_model import SpanModel

    with torch.device("meta"):  # nothing to fill at random first
        model = SpanModel(config)
    there = {name: tensor.to(place) for name, tensor in tensors.items()}
    model.load_state_dict(there, assign=True)
    return model.eval()


def _tensors(batch: Tokenized, place: str = "cpu") -> tuple[Any, Any, Any]:
    import torch

    arrays = (batch.ids, batch.mask, batch.kinds)
    ids, mask, kinds = (torch.from_numpy(array).to(place) for array in arrays)
    return ids, mask, kinds


def _device() -> str:
    """Where torch runs a network: "cuda" where it can, else "cpu"."""
    import torch

    return "cuda" if has_gpu() and torch.cuda.is_available() else "cpu"


def _runner(
    model: Callable[..., tuple[Any, ...]], place: str = "cpu", in_bfloat16: bool = False
) -> Run:
    """Run batches in torch, by a model that is there; one at a time has all the cores."""
    import torch

    running = threading.Lock()
    types = torch.autocast(place, torch.bfloat16, enabled=in_bfloat16)

    def run(batches: Iterable[Tokenized]) -> Iterator[Outputs]:
        for batch in batches:
            with running, torch.inference_mode(), types:
                outputs = tuple(
                    part.float().cpu().numpy() for part in model(*_tensors(batch, place))
                )
            yield outputs

    return run


def load_other(name: str) -> Network:
    """Any extractive model by name or path. Raises UserError where it cannot be used."""
    quiet_and_offline()
    try:
        network = _open_other(name)
        # What cannot be used shows on a text of full length, not at a user's question.
        tried = network.score("What is it?", ["word " * 2 * MAX_TOKENS])[0]
        if not (np.isfinite(tried.starts).all() and np.isfinite(tried.ends).all()):
            raise ValueError("its scores are not numbers")
        return network
    except Exception as error:
        raise UnavailableError(
            f"The reader {name} cannot be loaded: {first_line(error)}. Give --reader the path of "
            "an extractive question-answering model on this machine, or set HF_HUB_OFFLINE=0 once "
            "to download it by name."
        ) from error


def _open_other(name: str) -> Network:
    from safetensors import safe_open
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(name)
    if not tokenizer.is_fast:
        raise ValueError("its tokenizer does not tell where tokens stand (no tokenizer.json)")
    length = min(MAX_TOKENS, tokenizer.model_max_length)
    tokens = Tokens(tokenizer.backend_tokenizer, length, tokenizer.pad_token_id or 0)
    place = _device()
    ours = Path(name) / "model.safetensors"
    if ours.is_file():  # exported by training/export.py, with the head that others lack
        with safe_open(ours, "pt") as stored:
            names = list(stored.keys())
            if "answerable.weight" in names:
                tensors = {
                    key.replace("qa_outputs.", "span."): stored.get_tensor(key) for key in names
                }
                model = _span_model(_config(name), tensors, place)
                return Network(_runner(model, place, has_bfloat16()), tokens)
    model = _any_model(name, tokenizer.model_input_names, place)
    return Network(_runner(model, place, has_bfloat16()), tokens)


def _any_model(name: str, inputs: list[str], place: str) -> Callable[..., tuple[Any, ...]]:
    """A model of transformers, called as the reader's own: ids, mask, kinds to starts, ends."""
    import torch
    from transformers import AutoModelForQuestionAnswering

    model, loaded = AutoModelForQuestionAnswering.from_pretrained(
        name, dtype=torch.float32, output_loading_info=True
    )
    if loaded["missing_keys"]:
        raise ValueError(
            "it was not trained to answer questions: it has no " + min(loaded["missing_keys"])
        )
    model.to(place).eval()

    def run(ids: Any, mask: Any, kinds: Any) -> tuple[Any, ...]:
        more = {"token_type_ids": kinds} if "token_type_ids" in inputs else {}
        output = model(input_ids=ids, attention_mask=mask, **more)
        return output.start_logits, output.end_logits

    return run
