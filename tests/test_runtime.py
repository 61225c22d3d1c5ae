"""Converted models: the library's own vectors, kept whole or not at all, and without torch."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import sentence_model
from index.build import build_index
from index.encoder import DEFAULT_ENCODER, default_folder, load_encoder
from index.runtime import Compiled, Tokenized, convert, find_kept, has_bfloat16, has_failed, keep
from index.runtime.apart import convert_apart, run_apart
from index.runtime.convert import round_to_int8
from index.runtime.kept import CHECKSUMS, NEEDED, RETRIED_AFTER, UNUSED_AFTER, note_failed
from index.sentence_model import ConvertedModel, LibraryModel, SentenceModel, Vectors, open_kept
from tests.storm import STORM

IDENTITY = load_encoder().identity
LEAST_COSINE = 0.999


@pytest.fixture(scope="module")
def library() -> LibraryModel:
    return LibraryModel(str(default_folder()))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one of this test alone."""
    monkeypatch.setenv("GLEANER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def open_default() -> SentenceModel:
    load_encoder().encode(["converted now, if it was not"])
    model = open_kept(IDENTITY)
    assert model is not None
    return model


def cosines(one: Vectors, other: Vectors) -> list[float]:
    return list((one * other).sum(axis=1))


def test_vectors_are_the_librarys_for_texts_of_every_length(library: LibraryModel) -> None:
    words = " ".join(STORM.values()).split()
    texts = ["", " ", "中文 и кириллица", *(" ".join(words[:count]) for count in range(1, 260, 7))]
    assert min(cosines(open_default().encode(texts), library.encode(texts))) >= LEAST_COSINE


@pytest.mark.parametrize("in_bfloat16", [False, True])
def test_either_type_of_numbers_gives_them(library: LibraryModel, in_bfloat16: bool) -> None:
    if in_bfloat16 and not has_bfloat16():
        pytest.skip("this processor has no bfloat16")
    open_default()
    folder = find_kept(IDENTITY)
    assert folder is not None
    texts = list(STORM.values())
    found = ConvertedModel(folder, in_bfloat16).encode(texts)
    assert min(cosines(found, library.encode(texts))) >= LEAST_COSINE


def test_a_text_has_its_vector_whatever_stands_beside_it() -> None:
    model = open_default()
    texts = [f"{text} {number}" for number in range(20) for text in STORM.values()]
    alone = np.concatenate([model.encode([text]) for text in texts])
    np.testing.assert_allclose(model.encode(texts), alone, atol=2e-3)
    assert model.encode([]).shape == (0, 384)


def test_threads_do_not_mix_their_texts() -> None:
    model = open_default()
    texts = [f"The harbour froze {number} times." for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: model.encode([text])[0], texts))
    np.testing.assert_allclose(np.stack(found), model.encode(texts), atol=2e-3)


@pytest.mark.parametrize("file", ["model.bin", "model.xml", "tokenizer.json", "checksums.json"])
def test_what_is_damaged_is_made_again(cache: Path, file: str) -> None:
    def write(folder: Path) -> None:
        for name in ("model.bin", "model.xml", "tokenizer.json"):
            (folder / name).write_bytes(b"whole")

    folder = keep("some@model", write)
    assert folder is not None
    assert find_kept("some@model") == folder
    damaged = folder / file
    damaged.write_bytes(damaged.read_bytes().replace(b"whole", b"holed").replace(b'": "', b'": "0'))
    assert find_kept("some@model") is None
    assert keep("some@model", write) == folder
    assert find_kept("some@model") == folder
    (folder / file).unlink()
    assert find_kept("some@model") is None


def test_a_model_that_nobody_has_used_for_long_goes_when_another_is_kept(cache: Path) -> None:
    def write(folder: Path) -> None:
        for name in NEEDED:
            (folder / name).write_bytes(b"a model")

    used, unused = (keep(f"{name}@model", write) for name in ("used", "unused"))
    assert used
    assert unused
    for folder in (used, unused):
        os.utime(folder / CHECKSUMS, (0, time.time() - UNUSED_AFTER - 60))
    assert find_kept("used@model") == used
    keep("new@model", write)
    assert used.exists()
    assert not unused.exists()


def test_what_cannot_be_written_is_not_kept_and_leaves_nothing(cache: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "model.bin").write_bytes(b"half")
        raise OSError("No space left on device")

    assert keep("some@model", fail) is None
    assert find_kept("some@model") is None
    assert list((cache / "models").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_is_told_what_takes_so_long_and_a_file_is_not() -> None:
    import pty

    told = "from index.runtime.kept import tell_preparing; tell_preparing('encoder X')"
    master, terminal = pty.openpty()
    subprocess.run([sys.executable, "-c", told], stderr=terminal, check=True)
    os.close(terminal)
    assert b"Preparing the encoder X for this processor" in os.read(master, 1000)
    os.close(master)
    piped = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
    assert piped.stderr == piped.stdout == b""


def test_without_a_cache_the_library_answers(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write_text("a file where the folder should be")
    vectors = load_encoder().encode(["The harbour froze."])
    assert vectors.shape == (1, 384)
    assert open_kept(IDENTITY) is None


def test_a_conversion_that_gives_other_vectors_is_not_used(
    cache: Path, monkeypatch: pytest.MonkeyPatch, library: LibraryModel
) -> None:
    monkeypatch.setattr(sentence_model, "LEAST_COSINE", 1.1)
    monkeypatch.setattr(
        sentence_model, "convert_apart", lambda _, __, convert, *rest: convert(*rest)
    )
    vectors = load_encoder().encode(["The harbour froze."])
    np.testing.assert_array_equal(vectors, library.encode(["The harbour froze."]))
    assert [file.suffix for file in (cache / "models").iterdir()] == [".failed"]


def test_asking_imports_nothing_that_training_needs(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    for path, text in STORM.items():
        (corpus / path).write_text(text, encoding="utf-8")
    build_index([corpus], directory)
    ask = [sys.executable, "-m", "qa", "ask", "How many?", "--index", str(directory)]
    subprocess.run(ask, check=True, capture_output=True)  # converts the reader, if it was not
    code = f"""
import json, sys
from qa.__main__ import main
from build_index import main as build
status = [main({ask[3:]!r}), build([{str(corpus)!r}, "--index", {str(directory)!r}])]
heavy = ("torch", "transformers", "sentence_transformers", "openvino_telemetry", "openvino")
print(json.dumps([status, [name for name in heavy if sys.modules.get(name)]]))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert json.loads(done.stdout.splitlines()[-1]) == [[0, 0], ["openvino"]]


def test_nor_does_what_converts_them_stay_in_memory(tmp_path: Path) -> None:
    """A page that was the first to run here would hold half a gigabyte for good."""
    code = """
import json, sys
from index.encoder import load_encoder
from index.sentence_model import open_kept
from qa.readers.network import load_network
from qa.readers.second_network import load_second
encoder = load_encoder()
encoder.encode(["The harbour froze."])
for network in (load_network(), load_second()):
    network.score("What froze?", ["The harbour froze."])
heavy = ("torch", "transformers", "sentence_transformers")
print(json.dumps([name for name in heavy if name in sys.modules]))
"""
    environment = {**os.environ, "GLEANER_CACHE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    assert (json.loads(done.stdout), done.stderr) == ([], "")
    kept = {model.name.partition("@")[0] for model in (tmp_path / "models").iterdir()}
    assert kept == {DEFAULT_ENCODER, "reader", "second"}


def test_what_is_done_apart_may_fail_in_any_way() -> None:
    for ends in ("import os; os._exit(3)", "1 / 0", "import os; os.kill(os.getpid(), 9)"):
        run_apart(exec, ends)
    run_apart(sentence_model.convert_and_keep, "/no/such/model", "no@model")
    assert find_kept("no@model") is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_conversion_that_the_system_kills_is_tried_again_after_a_day(
    cache: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    convert_apart("reader", "some@model", exec, "1 / 0")
    assert not has_failed("some@model")
    capfd.readouterr()
    convert_apart("reader", "some@model", exec, "import os; os.kill(os.getpid(), 9)")
    assert has_failed("some@model")
    [note] = (cache / "models").iterdir()
    said = capfd.readouterr().err
    assert said.startswith("The system ended the preparation of the reader")
    assert str(note) in said
    with monkeypatch.context() as patch:  # a page that has run for days
        patch.setattr("index.runtime.kept._STARTED", time.time() - 3 * RETRIED_AFTER)
        assert has_failed("some@model")
    yesterday = time.time() - 2 * RETRIED_AFTER  # before this process began, too
    for other in (yesterday, time.time() + 2 * RETRIED_AFTER):
        os.utime(note, (other, other))
        assert not has_failed("some@model")
    note_failed("some@model", ValueError("gives other scores"))
    os.utime(note, (yesterday, yesterday))
    assert has_failed("some@model")


def test_the_default_encoder_is_converted() -> None:
    assert isinstance(open_default(), ConvertedModel)
    assert load_encoder().name == DEFAULT_ENCODER


def test_a_network_in_int8_says_nearly_the_same_of_any_number_of_rows() -> None:
    import torch

    torch.manual_seed(3)
    words = torch.nn.Embedding(100, 300)
    layers = torch.nn.Sequential(words, torch.nn.Linear(300, 400), torch.nn.Linear(400, 256))

    layers.requires_grad_(False)

    class Taking(torch.nn.Module):
        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            found: torch.Tensor = layers(ids) * mask[:, :, None]
            return found

    rows = np.arange(48).reshape(3, 16)
    batch = Tokenized(rows, np.ones_like(rows), np.zeros_like(rows))
    ids, mask = torch.from_numpy(batch.ids), torch.from_numpy(batch.mask)
    model = convert(Taking(), (ids[:1, :4], mask[:1, :4]))
    assert round_to_int8(model) == 2
    found = next(Compiled(model, in_bfloat16=False, in_int8=True).run([batch]))[0]
    with torch.inference_mode():
        wanted = Taking()(ids, mask).numpy()
    assert 0 < np.abs(found - wanted).max() < 0.05 * np.abs(wanted).max()
