"""What a build asks before: that all go, however few. What was moved is not gone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.build import BuildReport
from index.errors import UserError
from index.search import Searcher
from index.store import STORE_FILE
from tests.building.files import counts, write
from tests.fakes import WordEncoder


def test_an_empty_folder_empties_no_small_index(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    for file in list(corpus.iterdir()):
        file.unlink()
    for how in ({}, {"rebuild": True}):
        with pytest.raises(UserError, match=r"files of 3 of the 3 articles.*--allow-removals"):
            build(**how)
    assert Searcher(directory, WordEncoder()).statistics().articles == 3
    assert counts(build(allow_removals=True)) == (0, 0, 3, 0)
    assert counts(build()) == (0, 0, 0, 0)


def test_the_only_article_may_be_exchanged_for_another(
    corpus: Path, build: Callable[..., BuildReport]
) -> None:
    (corpus / "bakery.txt").unlink()
    (corpus / "2023-05-01-bridge.md").unlink()
    build()
    (corpus / "harbour.txt").unlink()
    write(corpus, "lighthouse.txt", "A lighthouse stands on the point.")
    assert counts(build()) == (1, 0, 1, 0)


def test_files_that_were_moved_are_not_gone(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(12):
        write(corpus, f"buoy{number}.txt", f"Buoy {number} is green.")
    build()
    (corpus / "old").mkdir()
    for number in range(12):
        (corpus / f"buoy{number}.txt").rename(corpus / "old" / f"buoy{number}.txt")
    encoder = WordEncoder()
    assert counts(build(encoder)) == (12, 0, 12, 3)
    assert encoder.encoded == []
    for number in range(12):  # other texts, at other places
        (corpus / "old" / f"buoy{number}.txt").unlink()
        write(corpus, f"boat{number}.txt", f"Boat {number} is red.")
    with pytest.raises(UserError, match=r"files of 12 of the 15 articles.*--allow-removals"):
        build()


@pytest.mark.parametrize("how", ["rebuild", "repair"])
@pytest.mark.parametrize("harm", ["a cell", "cut off", "a log"])
def test_nor_does_one_that_is_damaged_as_well(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], harm: str, how: str
) -> None:
    build()
    store = directory / STORE_FILE
    if harm == "a cell":
        with closing(sqlite3.connect(store)) as connection, connection:
            connection.execute("UPDATE meta SET value = 'another' WHERE key = 'encoder_name'")
    else:
        store.write_bytes(store.read_bytes()[:5000] if harm == "cut off" else b"no database" * 999)
    for file in list(corpus.iterdir()):
        file.unlink()
    before = store.read_bytes()
    with pytest.raises(UserError, match=r"gone.*--allow-removals"):
        build(**{how: True})
    assert store.read_bytes() == before
    assert not list(directory.glob("store.damaged*"))


@pytest.mark.parametrize("how", ["rebuild", "repair"])
@pytest.mark.parametrize("harm", ["cut off", "a log"])
def test_nor_does_a_folder_of_few_one_that_is_beyond_reading(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], harm: str, how: str
) -> None:
    for number in range(12):
        write(corpus, f"buoy{number}.txt", f"Buoy {number} is green.")
    build()
    store = directory / STORE_FILE
    store.write_bytes(store.read_bytes()[:5000] if harm == "cut off" else b"no database" * 999)
    for number in range(12):
        (corpus / f"buoy{number}.txt").unlink()
    before = store.read_bytes()
    with pytest.raises(UserError, match=r"files of 12 of the 15 articles.*--allow-removals"):
        build(**{how: True})
    assert store.read_bytes() == before
    assert not list(directory.glob("store.damaged*"))
    assert build(**{how: True}, allow_removals=True).articles == 3
    assert list(directory.glob("store.damaged*"))
