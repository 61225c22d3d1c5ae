"""What differs where there are many vectors: codes instead of them, and files verified later."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.build import build_index
from index.encoder import Vectors
from index.engines import bases, checksums, vectors
from index.engines.bases import CodedBase, WholeBase, base_of, make_base
from index.engines.checksums import Checksums, digest_of
from index.engines.local import LocalView
from index.engines.vector_file import VECTORS_FILE
from index.search import Searcher
from index.store import Store
from tests.fakes import WordEncoder

COUNT, DIMENSION = 6_000, 96
ENCODER = WordEncoder()


def unit(count: int, seed: int) -> Vectors:
    """As embeddings lie: around some centres."""
    chance = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((60, DIMENSION))
    noise = chance.standard_normal((count, DIMENSION))
    found = centres[chance.integers(0, 60, count)] + noise
    rows: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return rows


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "QUANTISED_FROM", 100)
    monkeypatch.setattr(vectors, "LEAST_REWRITE", 10)


@pytest.fixture(scope="module")
def rows() -> Vectors:
    return unit(COUNT, 1)


def test_few_vectors_are_compared_whole(rows: Vectors) -> None:
    assert isinstance(make_base([rows[:50]], 50), WholeBase)


@pytest.mark.usefixtures("few_are_many")
def test_the_nearest_are_among_the_nearest_codes(rows: Vectors) -> None:
    base = make_base([rows], COUNT)
    assert isinstance(base, CodedBase)
    found = 0
    for question in unit(50, 2):
        exact = set(np.argsort(-(rows @ question))[:100].tolist())
        found += len(exact & set(base.nearest(question, 100, None).tolist()))
    assert found / (50 * 100) >= 0.98


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize(("share", "most"), [(1.0, 340), (0.5, 290), (0.1, 200), (0.02, 120)])
def test_the_fewer_filters_leave_the_fewer_are_compared_again(
    rows: Vectors, share: float, most: int
) -> None:
    base, found, every = make_base([rows], COUNT), 0, 0
    left = np.zeros(COUNT, bool)
    left[: int(share * COUNT)] = True
    for question in unit(50, 2):
        again = set(base.nearest(question, 100, left).tolist())
        assert len(again) <= most
        exact = np.argsort(-(rows[left] @ question))[:100]
        found, every = found + len(again & set(exact.tolist())), every + len(exact)
    assert found / every >= 0.98


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("share", [1.0, 0.3, 0.0])
def test_threads_that_share_the_codes_find_what_one_does(
    rows: Vectors, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = make_base([rows], COUNT)
    chosen = np.random.default_rng(5).random(COUNT) < share
    left = None if share == 1.0 else chosen
    questions = unit(20, 6)
    monkeypatch.setattr(faiss, "omp_get_max_threads", lambda: 3)
    alone = [set(base.nearest(question, 100, left).tolist()) for question in questions]
    monkeypatch.setattr(bases, "SCANNED_BY_ONE", 1_000)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda question: base.nearest(question, 100, left), questions))
    for one, shared in zip(alone, found, strict=True):
        assert len(shared) == len(set(shared.tolist())) == len(one)
        assert len(one & set(shared.tolist())) >= len(one) - 2  # of equal codes either may go


@pytest.mark.usefixtures("few_are_many")
def test_what_went_is_not_found_and_what_came_is(rows: Vectors) -> None:
    base, kept = make_base([rows], COUNT), np.ones(COUNT, bool)
    kept[::2] = False
    assert set(base.nearest(rows[0], 100, kept).tolist()) <= set(range(1, COUNT, 2))
    came = unit(10, 3)
    every = np.concatenate([rows[kept], came])
    folded = base.folded(kept, [came], 10, lambda positions: every[positions])
    assert len(folded) == COUNT // 2 + 10
    for number, row in enumerate(came):
        assert COUNT // 2 + number in folded.nearest(row, 10, None)[:1]
    assert 0 in folded.nearest(rows[1], 10, None)[:1]
    assert len(base) == COUNT  # it did not change


@pytest.mark.usefixtures("few_are_many")
def test_codes_come_back_from_a_file(rows: Vectors) -> None:
    base = make_base([rows], COUNT)
    again = base_of(faiss.deserialize_index(faiss.serialize_index(base.index)))
    question = unit(1, 4)[0]
    assert again.nearest(question, 10, None).tolist() == base.nearest(question, 10, None).tolist()
    with pytest.raises(ValueError, match="no index"):
        base_of(faiss.IndexLSH(DIMENSION, 8))


def put(corpus: Path, numbers: range) -> None:
    corpus.mkdir(exist_ok=True)
    for number in numbers:
        text = f"Buoy {number} is green and weighs {number} tons."
        (corpus / f"n{number}.txt").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("few_are_many")
def test_an_index_outgrows_being_compared_whole(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"

    def kind() -> type:
        searcher = Searcher(directory, ENCODER)
        best = searcher.search("which buoy is 17").hits[0]
        assert best.passage.text == "Buoy 17 is green and weighs 17 tons."
        with searcher._editions.open_to_search() as edition:
            assert isinstance(edition.view, LocalView)
            return type(edition.view.vectors.base)

    put(corpus, range(60))
    build_index([corpus], directory, ENCODER)
    assert kind() is WholeBase
    put(corpus, range(60, 150))
    build_index([corpus], directory, ENCODER)
    (directory / VECTORS_FILE).unlink()
    assert kind() is CodedBase
    build_index([corpus], directory, ENCODER)
    assert kind() is CodedBase


def test_large_files_are_verified_beside_what_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checksums, "AT_ONCE_BYTES", 5)
    monkeypatch.setattr(checksums, "SMALL_BYTES", 8)
    large, small = tmp_path / "large", tmp_path / "small"
    large.write_bytes(b"larger than small")
    small.write_bytes(b"small")
    files = [(large, digest_of(large)), (small, digest_of(small))]
    large.write_bytes(b"larger than smell")

    known, damaged = Checksums(), threading.Event()
    assert known.hold(files, damaged)
    assert damaged.wait(10)
    assert not known.hold(files, threading.Event())
    assert not Checksums().hold(files)

    small.write_bytes(b"smell")
    assert not Checksums().hold(files, threading.Event())


def test_a_large_file_is_verified_once_for_all_who_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checksums, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(checksums, "SMALL_BYTES", 0)
    large, read, may_read = tmp_path / "large", list[Path](), threading.Event()
    large.write_bytes(b"larger than small")

    def slow(file: Path, start: int) -> str:
        read.append(file)
        assert may_read.wait(10)
        return digest_of(file, start)

    monkeypatch.setattr(checksums, "digest_of", slow)
    known, opened = Checksums(), [threading.Event() for _ in range(5)]
    assert all(known.hold([(large, "another digest")], damaged) for damaged in opened)
    may_read.set()
    assert all(damaged.wait(10) for damaged in opened)
    assert read == [large]


def test_damage_that_is_found_later_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    put(corpus, range(30))
    build_index([corpus], directory, ENCODER)
    monkeypatch.setattr(checksums, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(checksums, "SMALL_BYTES", 0)
    folder = next(directory.glob("lexical-*"))
    segment = max(folder.glob("*.store"), key=lambda file: file.stat().st_size)
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)

    searcher = Searcher(directory, ENCODER)
    searcher.search("which buoy is 17")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with searcher._editions.open_to_search() as edition:
            assert isinstance(edition.view, LocalView)
            if not edition.view.words.is_damaged and edition.view.words._damaged is None:
                break
        time.sleep(0.05)
    else:
        raise AssertionError("the damage was not noticed")
    assert searcher.search("which buoy is 17").hits[0].passage.text.startswith("Buoy 17 ")
    with Store(directory).snapshot() as snapshot:
        assert snapshot.edition.version == 1
