"""Edits on the page and the build that follows: brought into the index, or told with an undo."""

import errno
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from qa.page.editing import Editing
from qa.page.open_index import OpenIndex
from qa.page.rebuild import Rebuild
from tests.building.files import write
from tests.fakes import WordEncoder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, "a/b.txt", "The harbour was closed.")
    write(folder, "news.csv", "text\nThe ferry sank.\nThe train left.\n")
    return folder


def test_edits_are_brought_into_the_index(corpus: Path, tmp_path: Path) -> None:
    """By the endpoints' own way, with an encoder that is quick."""
    build_index([corpus], tmp_path / "index", WordEncoder())
    index = OpenIndex(tmp_path / "index", corpus)
    index.loaded_encoder = lambda: WordEncoder()  # type: ignore[method-assign]
    editing = Editing(index, Rebuild(index))
    last = list(editing.remove(["a/b.txt", "news.csv#1", "nothing.txt"]))[-1]
    assert last["report"]["removed"] == 1
    reasons = {each["article"]: each["reason"] for each in last["refused"]}
    assert "a part of news.csv" in reasons["news.csv#1"]
    assert "not in the index" in reasons["nothing.txt"]
    [removed] = last["removed"]
    assert editing.removed() == {"removed": [removed]}
    last = list(editing.restore([removed["id"]]))[-1]
    assert (last["restored"], last["report"]["added"]) == (["a/b.txt"], 1)
    changes = [{"article": "a/b.txt", "set": {"source": "Town News"}}]
    last = list(editing.correct(changes))[-1]
    assert last["report"]["updated"] == 1
    assert index.searcher().sources() == ["Town News"]
    assert list(editing.correct(last["undo"]))[-1]["report"]["updated"] == 1
    assert index.searcher().sources() == []


def test_the_last_and_most_can_be_removed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for number in range(12):
        write(corpus, f"{number}.txt", f"Buoy {number} was laid.")
    build_index([corpus], tmp_path / "index", WordEncoder())
    index = OpenIndex(tmp_path / "index", corpus)
    index.loaded_encoder = lambda: WordEncoder()  # type: ignore[method-assign]
    editing = Editing(index, Rebuild(index))
    last = list(editing.remove([f"{number}.txt" for number in range(11)]))[-1]
    assert (last["error"], last["report"]["removed"]) == (None, 11)
    last = list(editing.remove(["11.txt"]))[-1]
    assert (last["error"], last["report"]["articles"]) == (None, 0)
    ids = [each["id"] for each in editing.removed()["removed"]]
    assert list(editing.restore(ids))[-1]["report"]["articles"] == 12


def test_a_build_that_fails_is_told_with_what_undoes_the_edit(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    build_index([corpus], tmp_path / "index", WordEncoder())
    index = OpenIndex(tmp_path / "index", corpus)
    index.loaded_encoder = lambda: WordEncoder()  # type: ignore[method-assign]
    (corpus / "news.csv").unlink()
    rebuild = Rebuild(index)
    editing = Editing(index, rebuild)
    assert list(rebuild.run())[-1]["report"]["articles"] == 1
    changes = [{"article": "a/b.txt", "set": {"source": "Town News"}}]
    with monkeypatch.context() as full:
        full.setattr("qa.page.rebuild.build_index", refuse)
        corrected = list(editing.correct(changes))[-1]
        last = list(editing.remove(["a/b.txt"]))[-1]
    assert corrected["error"] == last["error"]
    assert last["error"] == "The index cannot be built: No space left on device."
    assert corrected["undo"] == [{"article": "a/b.txt", "set": {}, "undo": ["source"]}]
    assert [each["article"] for each in last["removed"]] == ["a/b.txt"]
    assert list(rebuild.run())[-1]["report"]["articles"] == 0  # all of it was removed here


def test_no_more_than_was_removed_here_goes(tmp_path: Path) -> None:
    """As where a disk is away: a removal is no leave to lose all that is on it."""
    corpus = tmp_path / "corpus"
    for number in range(30):
        write(corpus, f"{number % 2}/{number}.txt", f"Buoy {number} was laid.")
    write(corpus, "one.txt", "The buoy was laid.")
    build_index([corpus], tmp_path / "index", WordEncoder())
    index = OpenIndex(tmp_path / "index", corpus)
    index.loaded_encoder = lambda: WordEncoder()  # type: ignore[method-assign]
    for folder in ("0", "1"):
        (corpus / folder).rename(tmp_path / f"away{folder}")
    last = list(Editing(index, Rebuild(index)).remove(["one.txt"]))[-1]
    assert len(last["removed"]) == 1
    assert last["error"]
    assert index.searcher().statistics().articles == 31
