"""What the codes of many vectors are trained on, and when they are trained again."""

from collections.abc import Iterator
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.build import build_index
from index.encoder import Vectors
from index.engines import bases, vectors
from index.engines.bases import Base, CodedBase, Fetch, WholeBase, make_base
from index.engines.local import LocalView
from index.engines.vector_file import VECTORS_FILE, Header
from index.search import Searcher
from tests.fakes import WordEncoder

COUNT, DIMENSION = 2_000, 64
ENCODER = WordEncoder()


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "QUANTISED_FROM", 100)
    monkeypatch.setattr(bases, "TRAINED_ON", 500)
    monkeypatch.setattr(bases, "_AT_ONCE", 300)
    monkeypatch.setattr(vectors, "LEAST_REWRITE", 10)


@pytest.fixture
def drifting() -> Vectors:
    """As a corpus may grow: what comes later lies elsewhere."""
    chance = np.random.default_rng(3)
    found = chance.standard_normal((COUNT, DIMENSION))
    found += np.linspace(-1, 1, COUNT)[:, None] * np.ones(DIMENSION)
    rows: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return rows


def parts(rows: Vectors) -> Iterator[Vectors]:
    for start in range(0, len(rows), 150):
        yield rows[start : start + 150]


def of(rows: Vectors) -> Fetch:
    return lambda positions: rows[positions]


def center(base: Base) -> Vectors:
    found: Vectors = faiss.vector_to_array(base.index.center)
    return found


def codes(base: Base) -> Vectors:
    found: Vectors = faiss.vector_to_array(base.index.codes)
    return found


def far(one: Vectors, other: Vectors) -> float:
    return float(np.linalg.norm(one - other))


def test_a_sample_of_all_is_trained_on(drifting: Vectors) -> None:
    base = make_base(parts(drifting), COUNT, of(drifting))
    assert len(base) == base.trained == COUNT
    mean, first = drifting.mean(axis=0), drifting[:500].mean(axis=0)
    assert far(center(base), mean) < far(first, mean) / 5


def test_it_is_the_same_sample_each_time(drifting: Vectors) -> None:
    one = make_base(parts(drifting), COUNT, of(drifting))
    assert np.array_equal(codes(one), codes(make_base(parts(drifting), COUNT, of(drifting))))
    assert np.array_equal(codes(one), codes(make_base([drifting], COUNT)))


def test_codes_are_made_anew_when_there_are_twice_as_many(drifting: Vectors) -> None:
    base = make_base([drifting[:800]], 800)
    for count, trained in ((1_200, 800), (1_599, 800), (1_600, 1_600), (COUNT, 1_600)):
        before, kept = base, np.ones(len(base), bool)
        came = drifting[len(base) : count]
        base = base.folded(kept, parts(came), len(came), of(drifting))
        assert (len(base), base.trained) == (count, trained)
        is_same = np.array_equal(codes(base)[: len(codes(before))], codes(before))
        assert is_same == (before.trained == trained)
    assert far(center(base), drifting[:1_600].mean(axis=0)) < 0.1


def test_few_that_are_left_are_compared_whole(drifting: Vectors) -> None:
    base, kept = make_base([drifting], COUNT), np.zeros(COUNT, bool)
    kept[::25] = True
    left = np.concatenate([drifting[kept], drifting[1:3]])
    folded = base.folded(kept, [drifting[1:3]], 2, of(left))
    assert isinstance(folded, WholeBase)
    assert np.array_equal(folded.read(np.arange(82), of(left)), left)


def test_a_damaged_vector_spoils_no_training(drifting: Vectors) -> None:
    damaged = drifting.copy()
    damaged[7] = np.nan
    base = make_base([damaged], COUNT)
    assert np.isfinite(center(base)).all()
    assert 11 in base.nearest(drifting[11], 10, None)


def put(corpus: Path, numbers: range) -> None:
    corpus.mkdir(exist_ok=True)
    for number in numbers:
        text = f"Buoy {number} is green and weighs {number} tons."
        (corpus / f"n{number}.txt").write_text(text, encoding="utf-8")


def test_the_file_says_of_how_many_they_were_trained(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    searcher: Searcher | None = None

    def state() -> tuple[type, int, int | None]:
        """Of who opens it now; it is the same for who has it open."""
        nonlocal searcher
        build_index([corpus], directory, ENCODER, allow_removals=True)
        searcher = searcher or Searcher(directory, ENCODER)
        found = []
        for each in (searcher, Searcher(directory, ENCODER)):
            hits = each.search("which buoy is number 17").hits
            assert hits[0].passage.text == "Buoy 17 is green and weighs 17 tons."
            with each._editions.open_to_search() as edition:
                assert isinstance(edition.view, LocalView)
                base = edition.view.vectors.base
                found.append((type(base), base.trained))
        assert found[0] == found[1]
        header = Header.read(directory / VECTORS_FILE)
        return (*found[0], header.trained if header else None)

    put(corpus, range(120))
    assert state() == (CodedBase, 120, 120)
    put(corpus, range(120, 200))
    assert state() == (CodedBase, 120, 120)
    put(corpus, range(200, 260))
    assert state() == (CodedBase, 260, 260)
    for number in range(60, 260):
        (corpus / f"n{number}.txt").unlink()
    assert state() == (WholeBase, 0, 0)
