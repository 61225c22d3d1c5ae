"""The passages that came since the base of vectors was made, and how many may."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.encoder import Vectors
from index.engines import vectors
from index.engines.local import LocalEngine, LocalView
from index.engines.vector_file import VECTORS_FILE, Header
from index.engines.vectors import VectorView, empty_view
from index.records import Filters
from index.store import EditionId, Snapshot, Store
from tests.fakes import WordEncoder

ENCODER = WordEncoder()
EVERYTHING = Filters()
Put = Callable[[range], Header]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Add articles of these numbers, and tell what the vectors' file then says of itself."""
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()

    def add(numbers: range) -> Header:
        for number in numbers:
            text = f"Buoy {number % 70} is green and weighs {number} tons."
            source = f"---\nsource: Paper {number % 3}\n---\n"
            (corpus / f"n{number}.md").write_text(source + text, encoding="utf-8")
        build_index([corpus], directory, ENCODER)
        header = Header.read(directory / VECTORS_FILE)
        assert header is not None
        return header

    return add


def view_of(snapshot: Snapshot, directory: Path, before: LocalView | None = None) -> LocalView:
    view = LocalEngine(directory).view(snapshot, before)
    assert isinstance(view, LocalView)
    return view


def all_recent(count: int) -> tuple[VectorView, Vectors]:
    """A view with nothing in its base, and its vectors, of which every hundredth is the same."""
    chance = np.random.default_rng(4)
    rows = chance.standard_normal((count, 48))
    rows[::100] = rows[0]
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    empty = empty_view(EditionId("store", 1, "commit"))
    known = vectors.Rows(
        np.arange(count, dtype=np.int64), np.zeros(count, np.int32),
        np.arange(count, dtype=np.int32) % 2,
    )  # fmt: skip
    return replace(empty, recent=known, matrix=unit, names=("Wire", "Daily")), unit


@pytest.mark.parametrize("source", [None, "Daily"])
def test_few_of_the_recent_are_summed_again_and_none_is_missed(source: str | None) -> None:
    view, rows = all_recent(3_000)
    filters = Filters(source=source)
    left = np.flatnonzero(view.recent.left(filters, view.names))
    for question in rows[1:90:5]:
        found = view._nearest_of_recent(question, 20, filters)
        best = left[np.argsort(-(rows[left] @ question), kind="stable")[:20]]
        assert set(best.tolist()) <= set(found.tolist()) <= set(left.tolist())
        assert len(found) < 60


def test_all_that_share_the_last_place_are_kept() -> None:
    view, rows = all_recent(3_000)
    found = view._nearest_of_recent(rows[0], 20, EVERYTHING)
    assert found.tolist() == list(range(0, 3_000, 100))


def test_recent_ones_are_found_as_those_of_the_base_are(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(range(10))
    directory, store = tmp_path / "index", Store(tmp_path / "index")
    with store.snapshot() as snapshot:
        before = view_of(snapshot, directory)
    put(range(10, 300))
    with store.snapshot() as snapshot:
        advanced = view_of(snapshot, directory, before)
        assert len(advanced.vectors.recent) == 290
        monkeypatch.setattr(vectors, "LEAST_REWRITE", 0)
        folded = view_of(snapshot, directory, before)
        assert len(folded.vectors.recent) == 0
        for filters in (EVERYTHING, Filters(source="Paper 1")):
            for text in ("buoy 7", "green tons", "weighs 200"):
                vector = ENCODER.encode([text])[0]
                found = advanced.candidates(text, vector, 15, filters)
                assert len(found.similarities) == 15
                assert found == folded.candidates(text, vector, 15, filters)


def test_no_more_than_so_many_stand_beside_file_and_base(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "LEAST_REWRITE", 0)
    monkeypatch.setattr(vectors, "MOST_BESIDE", 8)
    directory, view = tmp_path / "index", None
    states = []
    for numbers in (range(200), range(200, 208), range(208, 209)):
        header = put(numbers)
        with Store(directory).snapshot() as snapshot:
            view = view_of(snapshot, directory, view)
            states.append((header.vectors, len(view.vectors.base), len(view.vectors.recent)))
    assert states == [(200, 200, 0), (200, 200, 8), (209, 209, 0)]
