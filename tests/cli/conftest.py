"""A working directory with an index in it."""

from pathlib import Path

import pytest

import index.search
from index.build import build_index
from tests.cli.commands import HARBOUR, Capture, run
from tests.cli.watching import QUESTION, RULES
from tests.fakes import WordEncoder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with an index of two articles in .index."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "harbour.txt").write_bytes(HARBOUR.encode())
    (corpus / "2023-05-01-bridge.md").write_text(
        "---\ntitle: The old bridge\nsource: Border Post\n---\n"
        "The bridge carries 400 lorries a day. It was built in 1931.",
        encoding="utf-8",
    )
    build_index([corpus], tmp_path / ".index", WordEncoder())
    monkeypatch.setattr(index.search, "load_encoder", lambda name: WordEncoder(name))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def watched(place: Path, capfdbinary: Capture) -> Path:
    """The same with a file of two questions that were asked once."""
    Path("q.txt").write_text(f"{QUESTION}\nHow many ships waited?\n", encoding="utf-8")
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out, err) == (0, "2 questions watched from now on, version 1\n", "")
    return place
