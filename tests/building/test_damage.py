"""Indexes that are damaged, old or of another kind: mended, or named with the way to mend them."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport
from index.engines.local import LocalEngine
from index.engines.vector_file import VECTORS_FILE
from index.errors import UserError
from index.search import Searcher
from index.store import LATEST_FILE, STORE_FILE, Store
from tests.building.files import counts, derived_files, write
from tests.fakes import WordEncoder


def test_damaged_or_missing_derived_files_are_made_again(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(50):
        write(corpus, f"n{number}.txt", f"Buoy number {number} is green. So is boat {number}.")
    build()
    question = "which buoy is number 17"

    def found() -> list[tuple[str, float]]:
        hits = Searcher(directory, WordEncoder()).search(question).hits
        return [(hit.passage.article.path, hit.score) for hit in hits]

    expected = found()
    assert expected[0][0] == "n17.txt"
    chance = random.Random(7)
    kept = directory.with_name("kept")
    shutil.copytree(directory, kept)
    assert len(derived_files(directory)) > 5
    for name in [file.relative_to(directory) for file in derived_files(directory)]:
        for damage in ("delete", "truncate", "flip", "empty", "garbage"):
            file = directory / name
            data = bytearray(file.read_bytes())
            if damage == "delete":
                file.unlink()
            elif damage == "truncate":
                file.write_bytes(data[: len(data) // 2])
            elif damage == "flip" and data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                file.write_bytes(data)
            elif damage == "empty":
                file.write_bytes(b"")
            else:
                file.write_bytes(chance.randbytes(500))
            assert found() == expected, (name, damage)
            shutil.rmtree(directory)
            shutil.copytree(kept, directory)


def test_derived_files_of_an_older_version_are_brought_up_to_date(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    old = {name: (directory / name).read_bytes() for name in (VECTORS_FILE, "lexical.json")}
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    (corpus / "bakery.txt").unlink()
    build()
    for name, data in old.items():
        (directory / name).write_bytes(data)
    searcher = Searcher(directory, WordEncoder())
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path == "new.txt"
    assert all(
        hit.passage.article.path != "bakery.txt" for hit in searcher.search("bakery", 10).hits
    )


def test_a_damaged_store_is_named_and_a_rebuild_sets_it_aside(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    file = directory / STORE_FILE
    whole = file.read_bytes()
    file.write_bytes(b"This is no database. " * 500)
    with pytest.raises(UserError, match="--repair"):
        Searcher(directory, WordEncoder())
    with pytest.raises(UserError, match="--repair"):
        build()
    assert counts(build(rebuild=True)) == (3, 0, 0, 0)
    assert (directory / "store.damaged-1.sqlite").read_bytes().startswith(b"This is no database")
    hits = Searcher(directory, WordEncoder()).search("bakery", 1).hits
    assert hits[0].passage.article.path == "bakery.txt"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError, match="--repair"):
        Searcher(directory, WordEncoder()).search("bakery")


def test_an_index_of_another_schema_is_named(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    import sqlite3

    build()
    with sqlite3.connect(directory / STORE_FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match="another version of Gleaner"):
        Searcher(directory, WordEncoder())
    build(rebuild=True)
    assert Searcher(directory, WordEncoder()).search("bakery", 1)


def test_an_index_of_the_form_before_is_made_again_from_what_is_encoded(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    import sqlite3

    from index.store.checksums import PASSAGE_COLUMNS, checksum

    build()
    before = [name for name in PASSAGE_COLUMNS if name != "terms_sum"]
    with sqlite3.connect(directory / STORE_FILE) as connection:
        for row in connection.execute(f"SELECT {', '.join(before)} FROM passages").fetchall():
            written = (checksum(*row), row[0])
            connection.execute("UPDATE passages SET checksum = ? WHERE id = ?", written)
        for column in ("terms", "terms_sum"):
            connection.execute(f"ALTER TABLE passages DROP COLUMN {column}")
        connection.execute("DROP TABLE terms")
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(UserError, match=r"another version of Gleaner.*--repair"):
        Searcher(directory, WordEncoder())
    encoder = WordEncoder()
    build(encoder, repair=True)
    assert encoder.encoded == []
    assert Searcher(directory, WordEncoder()).search("bakery", 1).hits


def test_a_store_that_lost_its_version_is_named_and_can_be_rebuilt(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    import sqlite3

    build()
    with sqlite3.connect(directory / STORE_FILE) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'version'")
    with pytest.raises(UserError, match="--repair"):
        Searcher(directory, WordEncoder()).search("bakery")
    with pytest.raises(UserError, match="--repair"):
        build()
    build(rebuild=True)
    assert Searcher(directory, WordEncoder()).search("bakery", 1).hits


def test_a_reader_of_the_old_store_does_not_undo_a_rebuild(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    old = Searcher(directory, WordEncoder())
    with Store(directory).snapshot() as stale:
        build(rebuild=True)
        after = {file: file.read_bytes() for file in derived_files(directory)}
        # As a question does that was asked just before the rebuild.
        assert LocalEngine(directory).view(stale, None)
        assert {file: file.read_bytes() for file in derived_files(directory)} == after
    assert old.search("lorries", 1).hits[0].passage.article.path == "2023-05-01-bridge.md"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_place_of_the_small_file_holds_nothing_up(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    (directory / LATEST_FILE).unlink()
    os.mkfifo(directory / LATEST_FILE)
    notice = Searcher(directory, WordEncoder()).search("bakery").notice
    assert notice is not None
    build()
    assert Searcher(directory, WordEncoder()).search("bakery").notice is None
