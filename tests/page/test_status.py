"""What the page's status says of an index, which every open page asks for again and again."""

from pathlib import Path

import pytest

from index.build import build_index
from index.records import Skipped
from index.store import STORE_FILE, Snapshot
from qa.page.library import Library
from qa.page.open_index import OpenIndex
from tests.fakes import WordEncoder


@pytest.fixture
def index(tmp_path: Path) -> OpenIndex:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferry.md").write_text("---\nsource: Wire\n---\nThe ferry came back.\n")
    (corpus / "bad.jsonl").write_text("1\n" * 50)
    build_index([corpus], tmp_path / "index", WordEncoder())
    return OpenIndex(tmp_path / "index", corpus)


def test_the_lists_of_an_edition_are_read_once(
    index: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    skipped = Snapshot.skipped
    read: list[int] = []

    def noted(snapshot: Snapshot) -> list[Skipped]:
        read.append(snapshot.edition.version)
        return skipped(snapshot)

    monkeypatch.setattr(Snapshot, "skipped", noted)
    library = Library(index)
    first = library.status()
    assert (first["sources"], first["skipped"], first["problem"]) == (["Wire"], 21, None)
    assert library.status() == first
    assert read == [1]
    (index.corpus / "quay.md").write_text("---\nsource: Harbour Daily\n---\nThe quay is green.\n")
    (index.corpus / "bad.jsonl").unlink()
    build_index([index.corpus], index.directory, WordEncoder())
    read.clear()
    later = library.status()
    assert (later["sources"], later["skipped"]) == (["Harbour Daily", "Wire"], 0)
    assert library.status() == later
    assert read == [2]


def test_what_is_damaged_in_them_is_told_each_time(index: OpenIndex) -> None:
    store = index.directory / STORE_FILE
    store.write_bytes(store.read_bytes().replace(b"more of its rows", b"MORE of its rows"))
    library = Library(index)
    for _ in range(3):
        problem = library.status()["problem"]
        assert problem is not None
        assert "the list of what was skipped" in problem
