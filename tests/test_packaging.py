"""What `pip install .` makes: the whole product, by commands of its own, with the same versions."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from index import commands
from qa.readers import mpnet
from tests.test_structure import imports

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = ("index", "qa", "build_index.py", "ui.py")
OWN = {"index", "qa", "benchmarks", "training", "tests"}
NOT_OPENED = {"qa/page/screenshot.png"}  # the README's


def required(file: Path) -> set[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if "==" in line and not line.startswith(("#", "-"))}


def sources() -> set[str]:
    """Every file of the product, by its path in the repository."""
    found = set()
    for name in SOURCES:
        path = ROOT / name
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
        found |= {each.relative_to(ROOT).as_posix() for each in files}
    return {name for name in found if "__pycache__" not in name} - NOT_OPENED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product's wheel, built of a copy, with nothing from outside."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", *SOURCES):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name)
        else:
            shutil.copy(ROOT / name, tree)
    pip(["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(tree)])
    return next(folder.glob("gleaner-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with two articles; the wheel is unpacked beside it, far from the sources."""
    folder = tmp_path_factory.mktemp("installed")
    pip(["install", "--no-deps", "--target", str(folder / "site"), str(wheel)])
    corpus = folder / "empty" / "corpus"
    corpus.mkdir(parents=True)
    for name in ("2023-10-31-reported-cases-fall.md", "2023-10-10-lincang-706.txt"):
        shutil.copy(ROOT / "corpus" / "2023" / name, corpus)
    return folder


def pip(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def start(installed: Path, command: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [installed / "site" / "bin" / command, *arguments],
        cwd=installed / "empty",
        env={**os.environ, "PYTHONPATH": str(installed / "site"), "OMP_NUM_THREADS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(installed: Path, command: str, *arguments: str) -> tuple[int, str, str]:
    process = start(installed, command, *arguments)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_both_lists_name_the_same_versions() -> None:
    listed = PROJECT["project"]["dependencies"]
    assert len(listed) == len(set(listed))
    assert set(listed) == required(ROOT / "requirements.txt")
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", each) for each in listed)
    extras = PROJECT["project"]["optional-dependencies"]
    assert {extra: {*packages} for extra, packages in extras.items()} == {
        extra: required(ROOT / f"requirements-{extra}.txt") for extra in ("mcp", "milvus")
    }
    # Those that pip must not look behind are in no list that it does look behind.
    alone = {each.partition("==")[0] for each in required(ROOT / "requirements-second.txt")}
    assert alone == set(mpnet.PACKAGES)
    assert not any(name in each for name in alone for each in listed)
    assert set(PROJECT["build-system"]["requires"]) <= required(ROOT / "tests" / "requirements.txt")


@pytest.mark.parametrize(
    ("folder", "list_of_packages"),
    [("benchmarks", "tests/requirements.txt"), ("training", "training/requirements.txt")],
)
def test_what_stands_beside_the_product_says_what_it_needs(
    folder: str, list_of_packages: str
) -> None:
    declared = required(ROOT / list_of_packages) | required(ROOT / "requirements.txt")
    names = {each.partition("==")[0] for each in declared}
    packages = packages_distributions()
    for file in (ROOT / folder).glob("*.py"):
        used = {module.partition(".")[0] for module in imports(file)}
        for module in used - OWN - sys.stdlib_module_names:
            of = packages.get(module, [module])  # by its own name where it is not installed
            assert names & set(of), f"{file}: {module}"


OF_PEERS = {  # by the name that is imported; none of them is in this environment
    "haystack": {"haystack-ai"},
    "haystack_integrations": {"sentence-transformers-haystack", "transformers-haystack"},
    "txtai": {"txtai"},
}


def test_what_runs_in_the_peers_environment_is_listed_there() -> None:
    """And of those packages that Gleaner has too, the same versions."""
    peers = required(ROOT / "benchmarks" / "peers" / "requirements.txt")
    names = {each.partition("==")[0] for each in peers}
    ours = {each.partition("==")[0]: each for each in required(ROOT / "requirements.txt")}
    assert {ours[name] for name in names & ours.keys()} <= peers
    packages = packages_distributions()
    for file in (ROOT / "benchmarks" / "peers").glob("*.py"):
        used = {module.partition(".")[0] for module in imports(file)}
        for module in used - OWN - sys.stdlib_module_names:
            needed = OF_PEERS.get(module, set(packages.get(module, [])) & names)
            assert needed, f"{file}: {module}"
            assert needed <= names, f"{file}: {module}"


def test_the_wheel_holds_all_that_the_product_opens(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
    assert held == sources()
    for name in ("qa/page/static/page.html", "qa/readers/weights/second.safetensors"):
        assert name in held


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = packed.read(name).decode()
    needed = set(re.findall(r"^Requires-Dist: (.+)$", metadata, re.MULTILINE))
    extras = {
        f'{each}; extra == "{extra}"'
        for extra in ("mcp", "milvus")
        for each in required(ROOT / f"requirements-{extra}.txt")
    }
    assert needed == required(ROOT / "requirements.txt") | extras
    for extra in ("mcp", "milvus"):
        assert f"\nProvides-Extra: {extra}\n" in metadata
    assert f"\nVersion: {PROJECT['project']['version']}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata


def test_its_commands_index_and_answer(installed: Path) -> None:
    """With the real encoder and the real reader."""
    question = "how many suspects were handed over from Myanmar"
    code, out, err = run(installed, "gleaner", "ask", question)
    assert (code, out) == (1, "")
    assert "Run: gleaner-index CORPUS --index .index" in err
    code, out, err = run(installed, "gleaner-index", "corpus")
    assert code == 0, err
    assert "2 added" in out
    code, out, err = run(installed, "gleaner", "ask", question)
    assert code == 0, err
    assert out.startswith("4,666\n")


def test_its_page_answers_and_ends(installed: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start(installed, "gleaner-page", "--port", str(port))
    try:
        assert process.stdout
        assert "Gleaner is at" in process.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        for path in ("/", "/page/page.js", "/page/page.css", "/page/icon.svg"):
            with urllib.request.urlopen(address + path, timeout=30) as answer:
                assert answer.status == 200
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 0, errors
    finally:
        process.kill()


@pytest.mark.parametrize("command", PROJECT["project"]["scripts"])
def test_help_names_the_command_that_was_typed(command: str, installed: Path) -> None:
    code, out, err = run(installed, command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: {command} [-h]")


def test_a_checkout_names_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands.FROM_A_CHECKOUT.keys() == PROJECT["project"]["scripts"].keys()
    assert commands.command("gleaner-index") == "python build_index.py"
    monkeypatch.setattr(sys, "argv", ["/home/me/.local/bin/gleaner", "ask"])
    assert commands.command("gleaner-index") == "gleaner-index"


def test_the_lock_file_holds_what_is_pinned_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^([\w.-]+)==([^ \n]+)([^\n]*\n(?:    --hash=.*\n?)*)", lock, re.MULTILINE)
    assert all("--hash=sha256:" in hashes for _, _, hashes in blocks)
    locked = {(name, version) for name, version, _ in blocks}
    pinned = {tuple(line.split("==")) for line in required(ROOT / "requirements.txt")}
    assert pinned
    assert pinned <= locked
    assert not any(name.startswith(("nvidia", "triton", "cuda")) for name, _ in locked)
