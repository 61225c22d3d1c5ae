"""Files that are not what was read of them, though nothing but their bytes shows it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.checking.check import check_index
from index.checking.repair import repair_index
from index.reading.corpus import list_files
from index.search import Searcher
from index.workers.limits import Limits
from tests.building.files import counts, write
from tests.fakes import WordEncoder


def test_a_file_that_changed_in_silence_is_told_and_read_again(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where a disk gives other bytes, or another one takes its place: size and time stay."""
    monkeypatch.setattr("index.file_states.RACY_NS", 0)
    build()
    time.sleep(0.02)
    build()
    report = check_index(directory, folders=[corpus])
    assert (report.problems, report.files) == ((), 3)
    listed = list_files([corpus])
    write(corpus, "bakery.txt", "The bakery sells oat bread. It opens before dawn.")
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    assert [each.what for each in check_index(directory, folders=[corpus]).problems] == [
        "it changed since it was read"
    ]
    for module in ("build", "checking.check"):
        monkeypatch.setattr(f"index.{module}.list_files", lambda folders: listed)
    assert counts(build()) == (0, 0, 0, 3)
    told = [(each.where, each.what) for each in check_index(directory, folders=[corpus]).problems]
    what = "it changed since it was read, though its size and time are as they were"
    assert told == [("the file bakery.txt", what)]
    mended = repair_index([corpus], directory, WordEncoder())
    assert [(each.where, each.what) for each in mended.mended] == told
    assert (counts(mended.build), mended.left) == ((0, 1, 0, 2), ())
    hit = Searcher(directory, WordEncoder()).search("oat bread", 1).hits[0]
    assert hit.passage.text.startswith("The bakery sells oat")


def test_what_was_read_otherwise_is_not_compared(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over a limit then, or by an earlier version of Gleaner: the next build reads it anyway."""
    write(corpus, "large.txt", "The quarry was flooded in 1954. " * 400)
    build_index([corpus], directory, WordEncoder(), limits=Limits(max_bytes=5_000))
    write(corpus, "large.txt", "The quarry was flooded in 1955. " * 400)
    report = check_index(directory, folders=[corpus])
    assert (report.problems, report.files) == ((), 3)
    monkeypatch.setattr("index.checking.check.RECIPE", "6 title")
    assert check_index(directory, folders=[corpus]).files == 0
