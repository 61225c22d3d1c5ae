"""The list of files decides what is read and what goes: one that is damaged is told and mended."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.build import BuildReport
from index.checking.check import check_index
from index.search import Searcher
from index.store import STORE_FILE
from index.store.seal import seal_meta
from tests.building.files import counts
from tests.fakes import WordEncoder

_LOST = "the list of files"
_DAMAGES = {
    "another path": "UPDATE files SET path = 'bakery/txt' WHERE path = 'bakery.txt'",
    "no row": "DELETE FROM files WHERE path = 'bakery.txt'",
    "another time": "UPDATE files SET checked_ns = checked_ns + 1 WHERE path = 'bakery.txt'",
    "another digest": "UPDATE files SET digest = x'00' WHERE path = 'bakery.txt'",
    "no text": "UPDATE files SET path = x'62ff' WHERE path = 'bakery.txt'",
}


def damage(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        for statement in statements:
            assert store.execute(statement).rowcount == 1


def told(directory: Path, corpus: Path) -> list[str]:
    return [each.where for each in check_index(directory, folders=[corpus]).problems]


def paths(directory: Path) -> list[str]:
    return [each.path for each in Searcher(directory, WordEncoder()).articles()]


@pytest.mark.parametrize("how", _DAMAGES)
@pytest.mark.parametrize("is_removed", [False, True])
def test_a_file_that_is_removed_takes_its_article_along(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], how: str, is_removed: bool
) -> None:
    build()
    assert told(directory, corpus) == []
    damage(directory, _DAMAGES[how])
    if is_removed:
        (corpus / "bakery.txt").unlink()
    assert told(directory, corpus) == [_LOST]
    encoder = WordEncoder()
    report = build(encoder)
    assert [each.where for each in report.mended] == [_LOST]
    assert counts(report) == ((0, 0, 1, 2) if is_removed else (0, 0, 0, 3))
    assert encoder.encoded == []
    assert ("bakery.txt" in paths(directory)) is not is_removed
    assert told(directory, corpus) == []
    assert build().mended == []


def test_what_rots_beneath_a_time_stamp_is_told_by_the_next_build(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    file = directory / STORE_FILE
    before = file.stat()
    damage(directory, _DAMAGES["another path"])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    (corpus / "bakery.txt").unlink()
    report = build()
    assert [each.where for each in report.mended] == [_LOST]
    assert paths(directory) == ["2023-05-01-bridge.md", "harbour.txt"]
    assert told(directory, corpus) == []


def test_an_article_of_no_file_is_read_again(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    damage(directory, "UPDATE articles SET file = 'bakery/txt' WHERE path = 'bakery.txt'")
    assert "the article bakery.txt" in told(directory, corpus)
    build()
    assert paths(directory) == ["2023-05-01-bridge.md", "bakery.txt", "harbour.txt"]
    assert told(directory, corpus) == []
    assert Searcher(directory, WordEncoder()).search("rye bread", 1).notice is None


def test_an_index_of_an_earlier_form_is_believed(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        store.execute("DELETE FROM meta WHERE key = 'files'")
        seal_meta(store)
    assert told(directory, corpus) == []
    assert build().mended == []
    damage(directory, _DAMAGES["another time"])
    assert told(directory, corpus) == [_LOST]
