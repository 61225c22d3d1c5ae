"""What a searcher finds in an index, whatever builds do to it meanwhile."""

import datetime
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.engines.vector_file import VECTORS_FILE
from index.errors import UserError
from index.records import Filters
from index.search import Searcher
from tests.building.files import write
from tests.fakes import WordEncoder


def test_the_best_hit_comes_first_and_knows_its_place(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    hits = (
        Searcher(directory, WordEncoder()).search("How many lorries does the bridge carry?", 2).hits
    )
    passage = hits[0].passage
    assert passage.article.path == "2023-05-01-bridge.md"
    assert passage.article.date == datetime.date(2023, 5, 1)
    assert passage.article.text[passage.start : passage.end] == passage.text
    assert hits[0].score == 1.0
    assert hits[0].score > hits[1].score


def test_a_passages_own_text_has_similarity_one(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    text = "The bakery sells rye bread. It opens before dawn."
    hit = Searcher(directory, WordEncoder()).search(text, 1).hits[0]
    assert hit.similarity == pytest.approx(1.0, abs=1e-6)


def test_filters_leave_only_what_they_name(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    searcher = Searcher(directory, WordEncoder())

    def paths(filters: Filters) -> set[str]:
        return {hit.passage.article.path for hit in searcher.search("the bridge", 10, filters).hits}

    bridge = {"2023-05-01-bridge.md"}
    day = datetime.date(2023, 5, 1)
    assert paths(Filters(source="Border Post")) == bridge
    assert paths(Filters(after=day)) == bridge
    assert paths(Filters(before=day)) == bridge
    assert paths(Filters(after=day + datetime.timedelta(1))) == set()
    assert paths(Filters(before=day - datetime.timedelta(1))) == set()
    assert paths(Filters(source="Nobody")) == set()
    assert searcher.statistics().undated == 2
    assert searcher.statistics(Filters(after=day)).articles == 1


def test_an_open_searcher_sees_the_new_version(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    searcher = Searcher(directory, WordEncoder())
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path != "new.txt"
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    (corpus / "bakery.txt").unlink()
    build()
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path == "new.txt"
    assert all(
        hit.passage.article.path != "bakery.txt" for hit in searcher.search("bakery", 10).hits
    )
    build(rebuild=True)
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path == "new.txt"
    assert searcher.version == 3


def test_another_encoder_is_an_error_that_says_what_to_do(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    with pytest.raises(UserError, match=r"--encoder other --rebuild"):
        build(WordEncoder("other"))
    with pytest.raises(UserError, match=r"built with the encoder words@1"):
        Searcher(directory, WordEncoder("other"))
    searcher = Searcher(directory, WordEncoder())
    assert searcher.search("bridge", 1).hits
    other = WordEncoder("other", dimension=32)
    build(other, rebuild=True)
    assert Searcher(directory, other).search("bridge", 1).hits
    with pytest.raises(UserError, match="built with the encoder other@1"):
        searcher.search("bridge", 1)


def test_no_index_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no index .* Run: python build_index\.py"):
        Searcher(tmp_path / "nowhere")


def test_questions_are_answered_while_a_build_writes(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    """Readers always see one whole version: each one's articles all carry its number."""
    for number in range(20):
        write(corpus, f"n{number}.txt", f"Buoy {number} carries mark v0.")
    build()
    searcher = Searcher(directory, WordEncoder())
    searcher.search("buoy")
    done = threading.Event()
    seen: list[set[str]] = []
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            while not done.is_set():
                hits = searcher.search("buoy carries mark", 100).hits
                seen.append({h.passage.text.split()[-1] for h in hits if "Buoy" in h.passage.text})
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for version in range(1, 6):
            for number in range(20):
                write(corpus, f"n{number}.txt", f"Buoy {number} carries mark v{version}.")
            build(WordEncoder(delay=0.005))
            time.sleep(0.05)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert not failures
    assert len(seen) > 20
    assert all(len(marks) == 1 for marks in seen), seen
    assert set.union(*seen) >= {"v0.", "v5."}


def test_an_index_that_cannot_be_written_can_be_asked(
    directory: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    (directory / VECTORS_FILE).unlink()
    before = {file: file.stat().st_mtime_ns for file in directory.rglob("*")}
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything
    hits = Searcher(directory, WordEncoder()).search("bridge", 1).hits
    assert hits[0].passage.article.path == "2023-05-01-bridge.md"
    assert {file: file.stat().st_mtime_ns for file in directory.rglob("*")} == before


def test_searching_leaves_the_threads_as_they_were(tmp_path: Path) -> None:
    """FAISS and torch share one number of threads: a search must not slow what follows it."""
    import faiss

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The ferry carries 400 passengers.", encoding="utf-8")
    build_index([corpus], tmp_path / "index", WordEncoder())
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    try:
        assert Searcher(tmp_path / "index", WordEncoder()).search("ferry").hits
        assert faiss.omp_get_max_threads() == 3
    finally:
        faiss.omp_set_num_threads(before)
