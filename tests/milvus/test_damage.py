"""Milvus and the store beside each other: what differs is told, does no harm, and is mended."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import build_index as command
from index.build import build_index
from index.checking.check import check_index
from index.engines.milvus.collection import Collection, drop
from index.engines.milvus.keeper import DATA
from index.engines.milvus.rows import Row
from index.engines.milvus.view import MilvusView
from index.search import Searcher
from tests.milvus.folders import ENCODER, Folder, found_in, ids_in
from tests.milvus.places import milvus

Harm = Callable[[Collection, list[int]], None]


def told(folder: Folder) -> list[str]:
    return [problem.what for problem in check_index(folder.directory).problems]


def lose_all(collection: Collection, ids: list[int]) -> None:
    drop(collection.connection, collection.name, collection.name.rpartition("_")[0])


def lose_some(collection: Collection, ids: list[int]) -> None:
    collection.delete(ids[3:6])


def lose_the_marker(collection: Collection, ids: list[int]) -> None:
    collection.delete([0])


def add_foreign(collection: Collection, ids: list[int]) -> None:
    row = Row(ids[-1] + 70, np.full(64, 0.125, np.float32), {5: 1.0}, 0, "")
    collection.put([row])


def exchange_some(collection: Collection, ids: list[int]) -> None:
    collection.delete(ids[:1])
    collection.put([Row(ids[1], np.full(64, 0.125, np.float32), {5: 1.0}, 7, "=other")])


@pytest.mark.parametrize(
    ("harm", "what", "is_seen"),
    [
        (lose_all, ["nothing of this index is there"], True),
        (lose_the_marker, ["nothing of this index is there"], True),
        (lose_some, ["3 passages are missing, as 4"], True),
        (add_foreign, ["1 passages are not the store's, as 100"], False),
        (
            exchange_some,
            ["1 passages are missing, as 1", "1 passages are not as they were put, as 2"],
            True,
        ),
    ],
)
def test_what_differs_is_told_does_no_harm_and_is_mended(
    folder: Folder, harm: Harm, what: list[str], is_seen: bool
) -> None:
    expected = folder.hits("which buoy is 17")
    with folder.snapshot() as snapshot:
        harm(folder.collection(), ids_in(snapshot))
        assert isinstance(folder.view(snapshot), MilvusView) != is_seen
        assert found_in(folder.view(snapshot), "buoy green") == set(ids_in(snapshot))
    assert folder.hits("which buoy is 17") == expected
    assert told(folder) == what
    encoded = len(ENCODER.encoded)
    folder.build(repair=True)
    assert len(ENCODER.encoded) == encoded
    assert told(folder) == []
    with folder.snapshot() as snapshot:
        assert isinstance(folder.view(snapshot), MilvusView)
    assert folder.hits("which buoy is 17") == expected


def test_the_commands_say_it_and_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the real encoder."""
    folder = Folder(tmp_path, milvus())
    folder.fill(5)
    typed = [str(folder.corpus), "--index", str(folder.directory)]
    assert command.main([*typed, "--engine", folder.engine]) == 0
    folder.collection().delete([2])
    capsys.readouterr()
    assert command.main([*typed, "--check"]) == 1
    assert "1 passages are missing, as 2" in capsys.readouterr().out
    assert command.main([*typed, "--repair"]) == 0
    capsys.readouterr()
    assert command.main([*typed, "--check"]) == 0
    assert command.main([*typed, "--check", "--engine", "local"]) == 1
    assert "--check and --engine do not go together" in capsys.readouterr().err


def test_the_next_build_mends_what_is_missing_without_being_told(folder: Folder) -> None:
    with folder.snapshot() as snapshot:
        lose_some(folder.collection(), ids_in(snapshot))
    folder.build()
    assert told(folder) == []


def test_an_index_that_was_rolled_back_is_mended(folder: Folder, tmp_path: Path) -> None:
    """Milvus is of a later version, which the store knows nothing of."""
    shutil.copytree(folder.directory, tmp_path / "before")
    folder.put("n3", "Buoy 3 was painted red.")
    folder.build()
    shutil.rmtree(folder.directory)
    (tmp_path / "before").rename(folder.directory)
    with folder.snapshot() as snapshot:
        held = set(ids_in(snapshot))
    hits = Searcher(folder.directory, ENCODER).search("buoy green", 100).hits
    assert {hit.passage.id for hit in hits} == held
    folder.build()
    assert told(folder) == []
    assert folder.hits("red buoy")[0][0] == "n3.md"


def test_copies_of_an_index_that_both_go_on_do_not_mix(folder: Folder, tmp_path: Path) -> None:
    copy = Folder(tmp_path / "copy", folder.engine)
    shutil.rmtree(copy.corpus)
    shutil.copytree(folder.corpus, copy.corpus)
    shutil.copytree(folder.directory, copy.directory)
    for number in range(2):
        for each, word in ((folder, "red"), (copy, "blue")):
            each.put("n3", f"Buoy 3 was painted {word}, time {number}.")
            each.build()
        for each, word in ((folder, "red"), (copy, "blue")):
            with each.snapshot() as snapshot:
                assert found_in(each.view(snapshot), "buoy green") == set(ids_in(snapshot))
            assert each.hits(f"{word} painted {number}")[0][0] == "n3.md"
    copy.build(rebuild=True)  # has a collection of its own from now on
    folder.build()
    assert told(folder) == told(copy) == []
    folder.build(rebuild=True)
    assert told(folder) == told(copy) == []


def test_a_copy_that_goes_elsewhere_leaves_what_the_other_uses(
    folder: Folder, tmp_path: Path
) -> None:
    copy = Folder(tmp_path / "copy", "local")
    shutil.copytree(folder.directory, copy.directory)
    shutil.rmtree(copy.corpus)
    copy.corpus.symlink_to(folder.corpus)
    copy.build()
    assert told(folder) == told(copy) == []
    assert folder.hits("which buoy is 17") == copy.hits("which buoy is 17")


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_keeper_that_is_killed_is_started_again(tmp_path: Path, is_damaged: bool) -> None:
    folder = Folder(tmp_path, "milvus")
    folder.fill()
    folder.build()
    place = folder.directory / "milvus"
    expected = folder.hits("which buoy is 17")
    with folder.snapshot() as snapshot:
        view = folder.view(snapshot)
        held = found_in(view, "buoy green")
        os.kill(int((place / "address").read_text().partition("?")[2]), signal.SIGKILL)
        if is_damaged:
            for file in (place / DATA).rglob("*"):
                if file.is_file() and file.name != "LOCK":
                    file.unlink()
        assert found_in(view, "buoy green") == held
    assert folder.hits("which buoy is 17") == expected
    folder.build()
    assert told(folder) == []
    assert folder.hits("which buoy is 17") == expected


def test_a_folder_that_is_deleted_is_made_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "milvus")
    folder.fill()
    folder.build()
    expected = folder.hits("which buoy is 17")
    shutil.rmtree(folder.directory / "milvus")
    assert folder.hits("which buoy is 17") == expected
    folder.build()
    assert told(folder) == []


def test_engines_are_changed_and_nothing_is_encoded_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "local")
    folder.fill()
    folder.build()
    expected, encoded = folder.hits("which buoy is 17"), len(ENCODER.encoded)
    files = {file.name for file in folder.directory.iterdir()}
    for engine in ("milvus", milvus(), "local"):
        report = build_index([folder.corpus], folder.directory, ENCODER, engine=engine)
        assert report.unchanged == 30
        assert len(ENCODER.encoded) == encoded
        with folder.snapshot() as snapshot:
            assert snapshot.engine == engine
        assert folder.hits("which buoy is 17") == expected
        encoded = len(ENCODER.encoded)
        assert told(folder) == []
        if engine != "local":  # whose files are in nobody's way
            collection = folder.collection()
            assert not list(folder.directory.glob("vectors.faiss"))
            assert not list(folder.directory.glob("lexical*"))
    held = collection.connection.call(lambda client: client.has_collection(collection.name))
    assert not held
    assert {file.name for file in folder.directory.iterdir()} - {"milvus"} >= {
        name for name in files if not name.startswith("lexical-")
    }


def test_a_rebuild_leaves_no_collection_behind(folder: Folder) -> None:
    before = folder.collection()
    folder.build(rebuild=True)
    assert folder.collection().name != before.name
    assert not before.connection.call(lambda client: client.has_collection(before.name))
    assert told(folder) == []
