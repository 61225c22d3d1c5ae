"""Where OpenVINO, a converted model or a GPU is not what it should be: torch runs the models."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import sentence_model
from index.build import build_index
from index.encoder import default_folder, load_encoder
from index.runtime import apart, find_kept, has_failed, keep
from index.runtime.kept import CHECKSUMS
from index.sentence_model import LibraryModel, open_kept
from qa.readers import library as library_module
from qa.readers import network as network_module
from qa.readers.network import load_network, read_weights
from qa.readers.second_network import KEPT_AS, load_second
from tests.readers.passages import BAKERY

TEXT = "The harbour froze."
ENCODER = load_encoder().identity
ASK = """
import importlib.metadata, sys
{before}
from qa.__main__ import main
sys.exit(main({arguments!r}))
"""
NO_SUCH_PACKAGE = """
version = importlib.metadata.version
def other_than_openvino(name):
    if name == "openvino":
        raise importlib.metadata.PackageNotFoundError(name)
    return version(name)
importlib.metadata.version = other_than_openvino
sys.modules["openvino"] = None
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one of this test alone."""
    monkeypatch.setenv("GLEANER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A mark for each model that is traced: here, and not apart, so that patches count."""
    traced: list[str] = []

    def counting(real: Callable[..., object], what: str) -> Callable[..., object]:
        def convert(*arguments: object) -> object:
            traced.append(what)
            return real(*arguments)

        return convert

    for module, what in ((sentence_model, "encoder"), (library_module, "reader")):
        monkeypatch.setattr(module, "convert", counting(module.convert, what))
    for module in (sentence_model, network_module):
        monkeypatch.setattr(module, "convert_apart", lambda _, __, convert, *rest: convert(*rest))
    return traced


def spoil(name: str) -> None:
    """Have a model that cannot be compiled be what was kept, whole, under that name."""

    def write(folder: Path) -> None:
        for file in ("model.xml", "model.bin"):
            (folder / file).write_text("<net/>")
        shutil.copy(default_folder() / "tokenizer.json", folder)
        facts = {"dimension": 384, "max_length": 256, "pad_with": 0}
        (folder / "facts.json").write_text(json.dumps(facts))

    assert keep(name, write) is not None


@pytest.mark.parametrize("how", ["not installed", "broken"])
def test_without_openvino_torch_answers_and_that_is_told_once(tmp_path: Path, how: str) -> None:
    corpus, directory, broken = tmp_path / "corpus", tmp_path / "index", tmp_path / "broken"
    corpus.mkdir()
    (corpus / "bakery.txt").write_text(BAKERY)
    build_index([corpus], directory)
    (broken / "openvino").mkdir(parents=True)
    why = "libtbb.so.12: cannot open shared object file"
    (broken / "openvino" / "__init__.py").write_text(f"raise ImportError({why!r})")
    before = NO_SUCH_PACKAGE if how == "not installed" else f"sys.path.insert(0, {str(broken)!r})"
    arguments = ["ask", "How many ovens are there?", "--index", str(directory)]
    code = ASK.format(before=before, arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (0, 2), done.stderr
    assert done.stderr.startswith("Encoder and reader are run by torch, more slowly: ")
    assert "without its second look: OpenVINO does not run" in done.stderr
    if how == "broken":
        assert why in done.stderr
    assert done.stdout.strip()


def test_a_kept_encoder_that_cannot_be_run_is_done_without(
    cache: Path, capfd: pytest.CaptureFixture[str], counted: list[str]
) -> None:
    spoil(ENCODER)
    library = LibraryModel(str(default_folder()))
    np.testing.assert_array_equal(load_encoder().encode([TEXT]), library.encode([TEXT]))
    assert "is run by torch, more slowly: " in capfd.readouterr().err


def test_a_kept_reader_that_cannot_be_run_is_done_without(
    cache: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from qa.readers.library import load_shipped
    from qa.readers.network import WEIGHTS_SHA256

    spoil(f"reader@{WEIGHTS_SHA256[:16]}")
    found = load_network().score("What is sold?", [BAKERY])[0]
    by_torch = load_shipped(read_weights()).score("What is sold?", [BAKERY])[0]
    np.testing.assert_array_equal(found.starts, by_torch.starts)
    assert "The reader is run by torch, more slowly: " in capfd.readouterr().err


@pytest.mark.parametrize("said", ["{}", "[]", "null", '{"model.xml": 3}', '{"../x": "0"}'])
def test_checksums_of_nothing_are_no_model(cache: Path, said: str) -> None:
    spoil("some@model")
    folder = find_kept("some@model")
    assert folder is not None
    (folder / CHECKSUMS).write_text(said)
    assert find_kept("some@model") is None
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / CHECKSUMS).write_text(said)
    assert find_kept("some@model") is None


def test_what_could_not_be_converted_is_not_tried_at_every_start(
    cache: Path, monkeypatch: pytest.MonkeyPatch, counted: list[str]
) -> None:
    monkeypatch.setattr(sentence_model, "LEAST_COSINE", 1.1)
    monkeypatch.setattr(library_module, "_ATOL", -1.0)
    for _ in range(2):
        load_encoder().encode([TEXT])
        load_network().score("What is sold?", [BAKERY])
    assert counted == ["encoder", "reader"]
    assert has_failed(ENCODER)
    monkeypatch.setattr(sentence_model, "LEAST_COSINE", 0.999)
    noted = next((cache / "models").glob("all-MiniLM*.failed"))
    noted.write_text("1.0.0 of torch\nits vectors were others\n")  # it may be better at it now
    assert not has_failed(ENCODER)
    load_encoder().encode([TEXT])
    assert open_kept(ENCODER) is not None
    assert not noted.exists()


def test_what_the_system_kills_is_told_and_not_tried_at_the_next_start(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    tried: list[str] = []

    def killed(function: Callable[..., object], *_: object) -> int:
        tried.append(function.__name__)
        return -9

    monkeypatch.setattr(apart, "run_apart", killed)
    spoil(KEPT_AS)
    next(cache.glob("models/second@*/model.bin")).write_text("damaged")
    for _ in range(2):
        load_encoder().encode([TEXT])
        load_network().score("What is sold?", [BAKERY])
        assert load_second() is None
    assert tried == ["convert_and_keep", "convert_shipped", "convert_second"]
    said = capfd.readouterr().err
    assert said.count("The system ended the preparation of the ") == 3
    # Its note: where that is made, and where each start leaves the second look out.
    assert said.count("second@") == 3
    assert {note.suffix for note in (cache / "models").iterdir()} == {".failed"}


DRIVER = """
int cuInit(unsigned flags) { return %d; }
int cuDeviceGetCount(int *count) { *count = %d; return 0; }
"""


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
@pytest.mark.parametrize(
    ("says", "devices", "is_one"),
    [(0, 1, True), (0, 0, False), (100, 1, False)],  # 100: CUDA_ERROR_NO_DEVICE
)
def test_a_driver_without_a_device_is_no_gpu(
    tmp_path: Path, says: int, devices: int, is_one: bool
) -> None:
    source, driver = tmp_path / "driver.c", tmp_path / "libcuda.so.1"
    source.write_text(DRIVER % (says, devices))
    subprocess.run(["cc", "-shared", "-fPIC", "-o", driver, source], check=True)
    code = (
        "import importlib.metadata as known; known.version = lambda name: '2.13.0'; "
        "from index.sentence_model import has_gpu; print(has_gpu())"
    )
    environment = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(is_one)
