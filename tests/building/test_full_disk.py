"""A disk that is full, or may not be written: what is there is asked, and no message says more."""

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

import build_index as command
from index.build import BuildReport
from index.checking.check import check_index
from index.engines.local import LocalEngine
from index.engines.vector_file import VECTORS_FILE
from index.engines.words import update_words
from index.errors import UserError
from index.search import Searcher
from index.store import STORE_FILE, Snapshot, Store
from tests.building.files import write
from tests.fakes import WordEncoder

NO_ROOM = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs limits of file sizes")


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file grows beyond that, as where the disk is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def first(directory: Path, question: str) -> str:
    found = Searcher(directory, WordEncoder()).search(question, 1)
    assert not found.notice
    return found.hits[0].passage.article.path


@posix_only
def test_an_index_is_asked_where_there_is_no_room(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    with files_up_to(4096):
        assert first(directory, "rye bread at the bakery") == "bakery.txt"
        assert check_index(directory).problems == ()


@posix_only
def test_an_index_with_a_log_is_asked_where_there_is_no_room(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    """As a killed build leaves one; what is in the log counts."""
    build()
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    with closing(sqlite3.connect(directory / STORE_FILE)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM meta").fetchall()  # so that the log is kept
        build()
        copy = shutil.copytree(directory, tmp_path / "copy")
    (copy / f"{STORE_FILE}-shm").unlink()
    assert (copy / f"{STORE_FILE}-wal").stat().st_size
    with files_up_to(4096):
        assert first(copy, "lighthouse") == "new.txt"


@posix_only
@pytest.mark.parametrize("how", [{}, {"rebuild": True}, {"repair": True}])
def test_a_build_without_room_leaves_the_index_as_it_was_and_says_so(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], how: dict[str, bool]
) -> None:
    build()
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    with files_up_to(4096), pytest.raises(UserError, match="as it was before") as told:
        build(**how)
    assert "--re" not in str(told.value)
    assert first(directory, "rye bread at the bakery") == "bakery.txt"
    assert Searcher(directory, WordEncoder()).article("new.txt") is None
    assert build().added == 1


def test_what_is_committed_is_not_said_to_be_as_it_was(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build()
    write(corpus, "new.txt", "A lighthouse stands on the point.")

    def full(*given: Any) -> None:
        raise NO_ROOM

    monkeypatch.setattr("index.engines.vector_file.replacing_file", full)
    with pytest.raises(UserError, match="as version 2, and questions are answered") as told:
        build()
    assert "as it was" not in str(told.value)
    assert first(directory, "lighthouse") == "new.txt"
    monkeypatch.undo()
    assert build().unchanged == 4
    assert check_index(directory).problems == ()


def test_tantivy_without_room_is_told_as_such(
    directory: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: Any) -> None:
        raise ValueError('IoError { err: Os { code: 28, message: "No space left on device" } }')

    monkeypatch.setattr("index.engines.words._write", full)
    with pytest.raises(UserError, match=r"cannot be written: No space left on device\)"):
        build()


@posix_only
@pytest.mark.parametrize("size", [100, 1_000])
def test_tantivy_out_of_room_says_no_more_than_the_system(
    directory: Path, build: Callable[..., BuildReport], size: int
) -> None:
    build()
    for left in directory.glob("lexical*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
    no_more = pytest.raises(OSError, match=r"lexical-\w+ cannot be written: File too large$")
    with Store(directory).snapshot() as snapshot, files_up_to(size), no_more:
        update_words(directory, snapshot)


@pytest.mark.parametrize("committed", [False, True])
def test_ctrl_c_tells_what_it_leaves(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    committed: bool,
) -> None:
    build()
    write(corpus, "new.txt", "A lighthouse stands on the point.")

    def stop(*given: Any) -> None:
        raise KeyboardInterrupt

    where = "index.engines.local.update_words" if committed else "index.intake.Intake.flush"
    monkeypatch.setattr(where, stop)
    monkeypatch.setattr("index.build.load_encoder", WordEncoder)
    assert command.main([str(corpus), "--index", str(directory)]) == 130
    said = capsys.readouterr().err
    assert ("as it was before" in said) is not committed
    assert ("what came and went is in the index" in said) is committed
    assert (Searcher(directory, WordEncoder()).article("new.txt") is not None) is committed


def test_ctrl_c_at_the_very_start_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_parser", stop)
    assert command.main([]) == 130
    assert capsys.readouterr().err == "build_index: stopped.\n"


def test_words_that_cannot_be_opened_for_want_of_a_lock_are_not_called_damaged(
    directory: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a read-only disk, which Tantivy cannot put its lock on."""
    build()
    monkeypatch.setattr("index.engines.words.open_words", lambda directory: None)
    assert check_index(directory).problems
    monkeypatch.setattr("index.engines.words.os.access", lambda path, mode: False)
    assert check_index(directory).problems == ()


def test_the_next_build_takes_away_what_a_killed_one_left(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    folder = next(directory.glob("lexical-*"))
    left = [
        directory / f"{VECTORS_FILE}.tmp",
        directory / "lexical.json.tmp",
        directory / "lexical-0123456789ab" / "meta.json",
        folder / ".tmpAbCdEf",
    ]
    for file in left:
        write(file.parent, file.name, "cut off")
    build()
    assert not any(file.exists() for file in left)
    assert not left[2].parent.exists()
    assert list(directory.glob("lexical-*")) == [folder]
    assert check_index(directory).problems == ()


def test_an_engine_that_cannot_be_written_leaves_the_article_readable(
    directory: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first build of all: there is nothing that it could be as before."""

    def full(self: LocalEngine, snapshot: Snapshot, repair: bool) -> None:
        raise NO_ROOM

    monkeypatch.setattr(LocalEngine, "update", full)
    with pytest.raises(UserError, match="No space left"):
        build()
    assert first(directory, "rye bread at the bakery") == "bakery.txt"
