"""A version that takes long to be made ready: who asks goes on with the one before."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.build import BuildReport, build_index
from index.checking.check import check_index
from index.engines import bases, vectors
from index.engines.vector_file import VECTORS_FILE
from index.records import SearchResult
from index.search import Searcher
from index.store import STORE_FILE
from qa.page.open_index import OpenIndex
from qa.page.rebuild import Rebuild
from tests.building.files import write
from tests.fakes import WordEncoder

ENCODER = WordEncoder()
MANY = range(40)
QUESTION = "Which buoy is at the lighthouse?"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for number in MANY:
        write(folder, f"n{number}.txt", f"Buoy {number} is green and weighs {number} tons.")
    return folder


@pytest.fixture
def build(corpus: Path, directory: Path) -> Callable[..., BuildReport]:
    return lambda **how: build_index([corpus], directory, ENCODER, **how)


class Training:
    """`make_base` as it is, but for who has to wait in it."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self._make = bases.make_base

    def make_base(self, *arguments: Any) -> bases.Base:
        self.begun.set()
        assert self.may_end.wait(60)
        return self._make(*arguments)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Training]]:
    """Call it to have new bases wait from then on, until they may end."""
    monkeypatch.setattr(vectors, "LEAST_REWRITE", 5)
    monkeypatch.setattr("index.edition._SOON", 0.1)
    training = Training()

    def begin() -> Training:
        monkeypatch.setattr(bases, "make_base", training.make_base)
        return training

    yield begin
    training.may_end.set()


def change(corpus: Path) -> None:
    for number in range(20):
        write(corpus, f"new{number}.txt", f"The lighthouse {number} stands on the point.")
    (corpus / "n3.txt").unlink()


def paths(found: SearchResult) -> set[str]:
    return {hit.passage.article.path for hit in found.hits}


@contextmanager
def serving(directory: Path) -> Iterator[Searcher]:
    searcher = Searcher(directory, ENCODER, serves_on=True)
    try:
        yield searcher
    finally:
        searcher.close()


def test_questions_are_answered_from_the_version_before_and_then_from_the_new_one(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], slow: Callable[[], Training]
) -> None:
    build()
    with serving(directory) as searcher:
        before = searcher.search(QUESTION, 100)
        assert len(before.hits) == len(MANY)
        change(corpus)
        build()
        training = slow()
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: searcher.search(QUESTION, 100), range(40)))
        assert training.begun.is_set()
        for each in found:
            assert (each.index_version, each.searched, paths(each)) == (
                1, before.searched, paths(before),
            )  # fmt: skip
            assert {hit.passage.text for hit in each.hits} == {h.passage.text for h in before.hits}
            assert each.notice is None
        training.may_end.set()
        searcher.make_ready()
        after = searcher.search(QUESTION, 100)
        assert (after.index_version, len(after.hits)) == (2, len(MANY) + 19)
        assert "n3.txt" not in paths(after)


def test_a_version_that_is_soon_ready_is_waited_for(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    with serving(directory) as searcher:
        searcher.search(QUESTION)
        for version in range(2, 6):
            write(corpus, f"{version}.txt", "The lighthouse stands on the point.")
            build()
            assert searcher.search(QUESTION).index_version == version


def asked(searcher: Callable[[], Searcher], training: Training) -> int:
    """The version that is asked, by who has to wait for the training's end."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: searcher().search(QUESTION).index_version)
        assert training.begun.wait(60)
        assert not waiting.done()
        training.may_end.set()
        return waiting.result(60)


def test_a_command_waits_for_the_newest_version(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], slow: Callable[[], Training]
) -> None:
    build()
    searcher = Searcher(directory, ENCODER)
    searcher.search(QUESTION)
    change(corpus)
    build()
    training = slow()
    assert asked(lambda: searcher, training) == 2


def test_a_first_question_waits(
    directory: Path, build: Callable[..., BuildReport], slow: Callable[[], Training]
) -> None:
    build()
    (directory / VECTORS_FILE).unlink()
    training = slow()
    with serving(directory) as searcher:
        assert asked(lambda: searcher, training) == 1


def test_another_index_at_its_place_is_waited_for(
    directory: Path, build: Callable[..., BuildReport], slow: Callable[[], Training]
) -> None:
    build()
    with serving(directory) as searcher:
        searcher.search(QUESTION)
        build(rebuild=True)
        (directory / VECTORS_FILE).unlink()
        training = slow()
        assert asked(lambda: searcher, training) == 2


def test_reindexing_on_the_page_ends_when_the_new_version_can_be_asked(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], slow: Callable[[], Training]
) -> None:
    build()
    index = OpenIndex(directory, corpus)
    rebuild = Rebuild(index)
    index._searcher = Searcher(directory, ENCODER, serves_on=True)
    index.searcher().search(QUESTION)
    change(corpus)
    training = slow()
    threading.Timer(1.0, training.may_end.set).start()
    assert [*rebuild.run()][-1]["report"]["index_version"] == 2
    assert index.searcher().search(QUESTION).index_version == 2
    index.close()


def files_of(directory: Path) -> set[str]:
    return {file.name for file in directory.glob(f"{STORE_FILE}*")}


def test_what_is_held_leaves_nothing_and_is_no_writing(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build()
    read: list[object] = []
    with serving(directory) as searcher:
        for number in range(3):
            searcher.search(QUESTION)
            write(corpus, f"{number}.txt", "The lighthouse stands on the point.")
            build()
    monkeypatch.setattr("index.store.scan", lambda *told: read.append(told))
    build()
    assert read == []
    with serving(directory) as searcher:
        searcher.search(QUESTION)
    assert files_of(directory) == {STORE_FILE}


def test_a_long_log_is_not_held(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that a build can bring it into the file: else it would grow for as long as one asks."""
    monkeypatch.setattr("index.held._LOG_BYTES", 200_000)
    build()
    longest = 0
    log = directory / f"{STORE_FILE}-wal"
    with serving(directory) as searcher:
        for number in range(40):
            searcher.search(QUESTION)
            write(corpus, "n1.txt", f"The lighthouse {number} stands on the point.")
            build()
            longest = max(longest, log.stat().st_size if log.exists() else 0)
    assert longest < 1_000_000


def test_a_store_that_is_set_aside_beneath_it_takes_nothing_of_the_new_one(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    with serving(directory) as searcher:
        searcher.search(QUESTION)
        (directory / STORE_FILE).write_bytes(b"This is no database. " * 500)
        build(repair=True)
        assert (directory / "store.damaged-1.sqlite").exists()
        assert len(searcher.search(QUESTION, 100).hits) == len(MANY)
    assert check_index(directory).problems == ()
    with sqlite3.connect(directory / STORE_FILE) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
