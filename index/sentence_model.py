"""Sentence-transformers models: loaded as that library does, and converted to run without it."""

import json
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.runtime import (
    Compiled,
    Tokenized,
    Tokens,
    can_keep,
    convert,
    convert_apart,
    find_kept,
    has_failed,
    is_usable,
    keep,
    note_failed,
    tell_slower,
)
from index.runtime.convert import write_model

Vectors = NDArray[np.float32]
BATCH_SIZE = 16  # more of them at once are no faster and take memory
WINDOW = 512  # texts whose lengths are compared before they are put into batches
TOKENIZER, FACTS = "tokenizer.json", "facts.json"
LEAST_COSINE = 0.999  # of a converted model's vectors with the library's own
# A conversion must do as well on texts unlike those that it was traced with.
_TRACED = ("Where is it?", "The harbour froze in January, and nothing came or went for a month.")
_COMPARED = ("", "a", "Ice.", "4,666 suspects, 23%", "中文 и кириллица", *_TRACED, "word " * 150,
             "The ministry said on Tuesday that the port would open again. " * 60)  # fmt: skip


class SentenceModel(Protocol):
    """What makes vectors of texts."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""


class ConvertedModel:
    """A kept model: tokenizer, OpenVINO's network, vectors."""

    def __init__(self, folder: Path, in_bfloat16: bool | None = None) -> None:
        """`folder`: what `find_kept` found or `convert_model` wrote."""
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        self._dimension = int(facts["dimension"])
        self._tokens = Tokens.read(folder / TOKENIZER, facts["max_length"], facts["pad_with"])
        self._compiled = Compiled(folder, in_bfloat16)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""
        vectors = np.empty((len(texts), self._dimension), np.float32)
        places: list[list[int]] = []
        batches = self._batches(texts, places)
        for at, (found,) in enumerate(self._compiled.run(batches)):
            vectors[places[at]] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return vectors

    def _batches(self, texts: Sequence[str], places: list[list[int]]) -> Iterator[Tokenized]:
        """Texts of like length together; `places` gathers where each batch's texts stand."""
        for first in range(0, len(texts), WINDOW):
            encodings = self._tokens.encode(texts[first : first + WINDOW])
            order = sorted(range(len(encodings)), key=lambda at: len(encodings[at].ids))
            for start in range(0, len(order), BATCH_SIZE):
                chosen = order[start : start + BATCH_SIZE]
                places.append([first + at for at in chosen])
                yield self._tokens.pad([encodings[at] for at in chosen])


class LibraryModel:
    """The same by sentence-transformers itself: the reference, and what is not converted."""

    def __init__(self, source: str) -> None:
        """`source`: a folder, or a name for the library to resolve. Raises what it raises."""
        quiet_and_offline()
        from sentence_transformers import SentenceTransformer

        self.model: Any = SentenceTransformer(source, device=None if has_gpu() else "cpu")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""
        vectors = self.model.encode(
            list(texts),
            batch_size=2 * BATCH_SIZE,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def open_kept(kept_as: str) -> SentenceModel | None:
    """The model that was converted and kept under that name; None where there is none that runs."""
    folder = find_kept(kept_as) if is_converted() else None
    if folder is None:
        return None
    try:
        return ConvertedModel(folder)
    except Exception as error:  # whatever OpenVINO raises at a model that it cannot run here
        tell_slower(f"The encoder {kept_as.partition('@')[0]} is", error)
        return None


def open_model(source: str, kept_as: str | None) -> SentenceModel:
    """The model as sentence-transformers loads it, converted if it can be, and kept by that name.

    Without a name, which only weights that are known have, on a GPU, and where it cannot be
    converted or kept, it is the library's own. Raises what sentence-transformers raises where it
    cannot load the model.
    """
    if kept_as and is_converted() and can_keep() and not has_failed(kept_as):
        model = f"encoder {kept_as.partition('@')[0]}"
        convert_apart(model, kept_as, convert_and_keep, source, kept_as)
        if (kept := open_kept(kept_as)) is not None:
            return kept
    return LibraryModel(source)


def convert_and_keep(source: str, kept_as: str) -> None:
    """Keep the converted model by that name, or note that it could not be converted."""
    try:
        library = LibraryModel(source)
    except Exception:  # whoever opens it meets the same
        return
    try:
        keep(kept_as, lambda folder: convert_model(library, folder))
    except Exception as error:  # whatever torch and OpenVINO raise at a model that they cannot take
        tell_slower(f"The encoder {kept_as.partition('@')[0]} is", error)
        note_failed(kept_as, error)


def is_converted() -> bool:
    """Whether models are converted here: there is no GPU that torch can use, and OpenVINO runs."""
    return not has_gpu() and is_usable()


def convert_model(library: LibraryModel, folder: Path) -> None:
    """Write a model's network, tokenizer and what else running it takes.

    Raises ValueError where its vectors are not the library's own, and what `convert` raises.
    """
    import torch

    model = library.model
    names = ["input_ids", "attention_mask", "token_type_ids"]
    prepared = model.preprocess(list(_TRACED))
    names = [name for name in names if name in prepared]

    class Sentences(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.parts = torch.nn.ModuleList(model)

        def forward(self, *inputs: Any) -> Any:
            features = dict(zip(names, inputs, strict=True))
            for part in self.parts:
                features = part(features)
            return features["sentence_embedding"]

    write_model(convert(Sentences(), tuple(prepared[name] for name in names)), folder)
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    facts = {
        "dimension": int(model.encode(["a"]).shape[1]),
        "max_length": int(model.max_seq_length),
        "pad_with": int(model.tokenizer.pad_token_id),
    }
    (folder / FACTS).write_text(json.dumps(facts, indent=2), encoding="utf-8")
    if not _nearest(ConvertedModel(folder), library) >= LEAST_COSINE:
        raise ValueError("the converted model gives other vectors")


def _nearest(one: SentenceModel, other: SentenceModel) -> float:
    """The least cosine of their vectors, over short, long and foreign texts."""
    return float((one.encode(_COMPARED) * other.encode(_COMPARED)).sum(axis=1).min())


@cache
def has_gpu() -> bool:
    """Whether torch was installed with CUDA, and its driver has a device. Imports no torch."""
    import ctypes
    from importlib.metadata import PackageNotFoundError, version

    try:
        if version("torch").endswith("+cpu"):
            return False
        driver, count = ctypes.CDLL("libcuda.so.1"), ctypes.c_int()
        begun = driver.cuInit(0) == 0  # not where CUDA_VISIBLE_DEVICES hides all that there are
        return begun and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0
    except (OSError, AttributeError, PackageNotFoundError):
        return False


def quiet_and_offline() -> None:
    """Before a model loads: nothing leaves the machine unless asked to, or fills the terminal."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
