"""The vectors' file: how it is written, and when it is read again."""

import os
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.build import build_index
from index.checking.check import check_index
from index.checking.repair import repair_index
from index.encoder import Vectors
from index.engines import bases, checksums
from index.engines.bases import CodedBase, make_base
from index.engines.checksums import digest_of
from index.engines.vector_file import VECTORS_FILE, open_vectors, save_vectors, update_vectors
from index.engines.vectors import Rows, VectorView, empty_view
from index.store import Store
from tests.building.test_full_disk import files_up_to
from tests.fakes import WordEncoder

ENCODER = WordEncoder()


def unit(count: int) -> Vectors:
    found = np.random.default_rng(8).standard_normal((count, 64))
    rows: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return rows


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(60):
        text = f"Buoy {number} is green and weighs {number} tons."
        (folder / f"n{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def directory(tmp_path: Path, corpus: Path) -> Path:
    directory = tmp_path / "index"
    build_index([corpus], directory, ENCODER)
    return directory


def view_of(directory: Path, rows: Vectors) -> VectorView:
    count = len(rows)
    with Store(directory).snapshot() as snapshot:
        known = Rows(np.arange(count), np.zeros(count, np.int32), np.zeros(count, np.int32))
        view = empty_view(snapshot.edition)
    base = make_base([rows], count)
    return replace(view, base=base, rows=known, alive=np.ones(count, bool))


def test_what_is_written_is_nowhere_copied_whole(directory: Path) -> None:
    view = view_of(directory, unit(40_000))
    with Store(directory).snapshot() as snapshot:
        tracemalloc.start()
        save_vectors(directory, view, snapshot)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        again = open_vectors(directory, snapshot)
    size = (directory / VECTORS_FILE).stat().st_size
    assert size > 10_000_000
    assert most < size / 3
    assert len(again) == snapshot.passage_count  # what was written is not of the store, and told


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of file sizes")
def test_a_full_disk_is_told_by_the_system(directory: Path) -> None:
    """Whatever it is that writes when it is full."""
    before = (directory / VECTORS_FILE).read_bytes()
    with Store(directory).snapshot() as snapshot:
        for rows in (60, 40_000):
            view = view_of(directory, unit(rows))
            with files_up_to(9_000), pytest.raises(OSError, match="File too large"):
                save_vectors(directory, view, snapshot)
        assert (directory / VECTORS_FILE).read_bytes() == before
        assert not (directory / f"{VECTORS_FILE}.tmp").exists()
        assert len(open_vectors(directory, snapshot)) == 60


def test_room_for_the_codes_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "QUANTISED_FROM", 100)
    rows = unit(3_000)
    trained = make_base([rows], 3_000)
    index = bases._trained(rows)
    bases._make_room(index, 3_000)
    at = int(index.codes.data())
    for start in range(0, 3_000, 100):
        index.add(rows[start : start + 100])
    assert int(index.codes.data()) == at
    assert np.array_equal(
        faiss.vector_to_array(index.codes), faiss.vector_to_array(trained.index.codes)
    )


def test_what_comes_behind_the_codes_is_coded_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "QUANTISED_FROM", 100)
    monkeypatch.setattr(bases, "_AT_ONCE", 70)
    rows, kept = unit(1_000), np.arange(900) % 3 > 0
    base = make_base([rows[:900]], 900)
    left = np.concatenate([rows[:900][kept], rows[900:]])
    folded = base.folded(kept, [rows[900:]], 100, lambda positions: left[positions])
    assert isinstance(folded, CodedBase)
    codes = faiss.vector_to_array(folded.index.codes).reshape(700, -1)
    assert np.array_equal(codes, base.index.sa_encode(left))


def test_a_process_reads_it_once_as_long_as_it_stays_so(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()

    def counted(file: Path, start: int = 0) -> str:
        read.append(file.name)
        return digest_of(file, start)

    monkeypatch.setattr(checksums, "digest_of", counted)
    file = directory / VECTORS_FILE
    with Store(directory).snapshot() as snapshot:
        for _ in range(3):
            update_vectors(directory, snapshot)
        assert read == [VECTORS_FILE]
        data = file.read_bytes()
        file.write_bytes(data[:-9] + b"?" + data[-8:])
        update_vectors(directory, snapshot)
        assert read == [VECTORS_FILE] * 2
        assert file.read_bytes() == data
        open_vectors(directory, snapshot)  # it reads the file itself
        update_vectors(directory, snapshot)
        assert read == [VECTORS_FILE] * 2


def rot(file: Path) -> None:
    """As a disk does: the time stays."""
    state, data = file.stat(), bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def vectors(directory: Path) -> Path:
    return directory / VECTORS_FILE


def words(directory: Path) -> Path:
    return next(directory.glob("lexical-*/*.term"))


@pytest.mark.parametrize("which", [vectors, words])
def test_what_rots_after_it_was_read_is_made_again_once_it_is_noticed(
    directory: Path, corpus: Path, which: Callable[[Path], Path]
) -> None:
    build_index([corpus], directory, ENCODER)
    rot(which(directory))
    assert repair_index([corpus], directory, ENCODER).left == ()
    assert check_index(directory).problems == ()
