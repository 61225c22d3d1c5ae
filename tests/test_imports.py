"""What the real commands import: nothing that training needs, once the models are converted.

Every import is told on the standard error, by a hook that Python runs before anything else.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
import pytest

from index.encoder import load_encoder
from qa.readers.network import load_network
from qa.readers.second_network import load_second, reason_missing
from tests.served import ARTICLES, ROOT, start

HEAVY = {"torch", "transformers", "sentence_transformers"}
HOOK = """
import os, sys

def told(event, arguments):
    if event == "import" and "." not in arguments[0]:
        os.write(2, f"IMPORTS {arguments[0]}\\n".encode())

sys.addaudithook(told)
"""
QUESTION = "How many phones were seized in Harbin?"


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of a command whose imports are told; the models are converted."""
    load_encoder().encode(["now, if it was not"])
    load_network()
    assert load_second(), reason_missing()
    folder = tmp_path_factory.mktemp("hook")
    (folder / "sitecustomize.py").write_text(HOOK)
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, hooked: Mapping[str, str]) -> Path:
    """A folder with a corpus, its index, questions and a draft."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "corpus").mkdir()
    for name, text in ARTICLES.items():
        (folder / "corpus" / name).write_bytes(text.encode())
    (folder / "questions.txt").write_text(f"{QUESTION}\n")
    (folder / "draft.txt").write_text("In Harbin, 1,312 phones were seized, police said.\n")
    assert not HEAVY & imported(folder, hooked, ["build_index.py"])
    return folder


def imported(folder: Path, environment: Mapping[str, str], command: Sequence[str]) -> set[str]:
    """The names of what a command imports, which must succeed and run a model."""
    script, *arguments = command
    began = [sys.executable, "-m", "qa"] if script == "qa" else [sys.executable, ROOT / script]
    done = subprocess.run(
        [*began, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found = names(done.stderr)
    assert "openvino" in found
    return found


def names(told: str) -> set[str]:
    return {line.split()[1] for line in told.splitlines() if line.startswith("IMPORTS ")}


@pytest.mark.parametrize(
    "command",
    [
        ["qa", "ask", QUESTION],
        ["qa", "search", "which phones"],
        ["qa", "batch", "questions.txt"],
        ["qa", "check", "draft.txt"],
        ["qa", "watch", "questions.txt"],
    ],
    ids=lambda command: command[1],
)
def test_a_command_imports_nothing_that_training_needs(
    place: Path, hooked: Mapping[str, str], command: list[str]
) -> None:
    assert not HEAVY & imported(place, hooked, command)


def test_nor_does_the_server_that_assistants_ask(place: Path, hooked: Mapping[str, str]) -> None:
    pytest.importorskip("mcp_types", reason="The extra is not installed: requirements-mcp.txt")
    client = {"name": "test", "version": "1"}
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    asked = {"name": "ask", "arguments": {"question": QUESTION}}
    messages: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": asked},
    ]
    with (place / "told.txt").open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "qa", "mcp"],
            cwd=place, env=hooked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told,
        )  # fmt: skip
        assert server.stdin is not None
        assert server.stdout is not None
        for message in messages:
            server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
            server.stdin.flush()
            answer = server.stdout.readline() if "id" in message else b""
        server.communicate(timeout=60)
    assert b"1,312" in answer
    found = names((place / "told.txt").read_text())
    assert "openvino" in found
    assert not HEAVY & found


def test_nor_does_the_page_which_says_first_where_it_is(
    tmp_path: Path, hooked: Mapping[str, str]
) -> None:
    site = start(tmp_path, ARTICLES, environment=hooked)
    site.call("reindex")
    answer = httpx.get(f"{site.url}/api/ask", params={"q": QUESTION}, timeout=60, trust_env=False)
    assert "1,312" in answer.text
    assert list((tmp_path / "index").glob("*-shm"))  # a version is kept open
    site.stop()
    assert not list((tmp_path / "index").glob("*-wal")) + list((tmp_path / "index").glob("*-shm"))
    before, address, after = site.log.read_text().partition(f"Starting at {site.url}/ …\n")
    assert address
    assert not {"gradio", "numpy", "openvino", "sqlite3"} & names(before)
    assert {"gradio", "numpy", "openvino", "sqlite3"} <= names(after)
    assert not HEAVY & names(after)
