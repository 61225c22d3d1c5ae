"""Files taken out of the corpus and put back: moved whole, within the corpus, over no other."""

import errno
import os
import shutil
import stat
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from index.edits.folder import edits_folder
from index.errors import UserError
from qa.page.corpus_files import NoFileError, is_there, open_file
from qa.page.removing import KEPT, Trash
from tests.building.files import write

ODD = [
    "", ".", "..", "../secret.txt", "a/../../secret.txt", "/etc/passwd", "a//b.txt", "a/./b.txt",
    ".hidden.txt", "a\0b", "a/", "link.txt", "linked/secret.txt", "loop/a.txt", "a/b.txt/c", "a",
    "x" * 5000, "\udcff.txt",
]  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with links out of it, and a file outside that nobody may have."""
    folder = tmp_path / "corpus"
    write(folder, "a/b.txt", "The harbour was closed.")
    write(folder, "news.csv", "text\nThe ferry sank.\nThe train left.\n")
    write(tmp_path, "secret.txt", "a secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder / "loop")
    return folder


@pytest.fixture
def trash(tmp_path: Path, corpus: Path) -> Trash:
    return Trash(tmp_path / "index", corpus)


@pytest.mark.parametrize("path", ODD)
def test_nothing_is_taken_or_opened_that_is_not_in_the_corpus(
    corpus: Path, trash: Trash, path: str
) -> None:
    with pytest.raises(UserError):
        trash.remove(path, None)
    with pytest.raises(NoFileError):
        open_file(corpus, path)
    assert not is_there(corpus, path)
    assert (corpus.parent / "secret.txt").read_text() == "a secret"
    assert (corpus / "a" / "b.txt").is_file()
    assert trash.removed() == []
    assert list((edits_folder(corpus.parent / "index") / "removed").iterdir()) == []


def test_no_device_or_pipe_is_opened(corpus: Path, trash: Trash) -> None:
    os.mkfifo(corpus / "pipe.txt")
    with pytest.raises(NoFileError):
        open_file(corpus, "pipe.txt")
    with pytest.raises(UserError):
        trash.remove("pipe.txt", None)


def test_who_exchanges_a_folder_for_a_link_leads_nowhere_else(corpus: Path) -> None:
    """While another opens a file in it, again and again."""
    inside, outside = corpus / "a", corpus.parent / "outside"
    outside.mkdir()
    (outside / "b.txt").write_text("a secret")
    is_over = threading.Event()

    def exchange() -> None:
        while not is_over.is_set():
            inside.rename(corpus / "away")
            inside.symlink_to(outside)
            inside.unlink()
            (corpus / "away").rename(inside)

    exchanging = threading.Thread(target=exchange)
    exchanging.start()
    read, until = 0, time.monotonic() + 1
    try:
        while time.monotonic() < until:
            try:
                stream, size = open_file(corpus, "a/b.txt")
            except NoFileError:
                continue
            with stream:
                assert stream.read(size) == b"The harbour was closed."
                read += 1
    finally:
        is_over.set()
        exchanging.join()
    assert read


def test_a_file_is_removed_and_put_back(corpus: Path, trash: Trash) -> None:
    removed = trash.remove("a/b.txt", "Harbour")
    assert not (corpus / "a" / "b.txt").exists()
    assert trash.removed() == [removed]
    (corpus / "a").rmdir()
    assert trash.restore(removed.id) == "a/b.txt"
    assert (corpus / "a" / "b.txt").read_text() == "The harbour was closed."
    assert trash.removed() == []
    for id in (removed.id, "../../x", "", "0" * 16):
        with pytest.raises(UserError, match="not among those removed"):
            trash.restore(id)


def test_another_disk_will_do(corpus: Path) -> None:
    """The index on another file system than the articles."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == corpus.stat().st_dev:
        pytest.skip("there is no second file system")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        trash = Trash(Path(folder) / "index", corpus)
        removed = trash.remove("a/b.txt", None)
        assert not (corpus / "a" / "b.txt").exists()
        assert trash.removed() == [removed]
        trash.restore(removed.id)
        assert (corpus / "a" / "b.txt").read_text() == "The harbour was closed."
        assert trash.removed() == []


@pytest.fixture
def disks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index on another disk than the articles, as far as can be told here."""
    link, rename = os.link, os.rename

    def cross(move: Any) -> Any:
        def other(source: Any, target: Any, **folders: Any) -> None:
            if "src_dir_fd" not in folders or "dst_dir_fd" not in folders:
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            move(source, target, **folders)

        return other

    monkeypatch.setattr(os, "link", cross(link))
    monkeypatch.setattr(os, "rename", cross(rename))


@pytest.mark.usefixtures("disks")
def test_between_two_disks_its_rights_and_time_are_kept(corpus: Path, trash: Trash) -> None:
    file = corpus / "a" / "b.txt"
    file.chmod(0o640)
    os.utime(file, (1_600_000_000, 1_600_000_000))
    removed = trash.remove("a/b.txt", None)
    trash.sweep()
    assert trash.removed() == [removed]
    trash.restore(removed.id)
    assert (file.stat().st_mode & 0o777, file.stat().st_mtime) == (0o640, 1_600_000_000)
    assert [each.name for each in file.parent.iterdir()] == ["b.txt"]


@pytest.mark.usefixtures("disks")
@pytest.mark.parametrize("way", ["written", "replaced"])
def test_what_is_saved_while_a_file_goes_to_another_disk_stays(
    corpus: Path, trash: Trash, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    file, copy = corpus / "a" / "b.txt", shutil.copyfileobj

    def edited(source: Any, target: Any) -> None:
        copy(source, target)
        if way == "replaced":
            file.with_name("new.txt").write_text("The harbour was opened.")
            file.with_name("new.txt").replace(file)
        else:
            file.write_text("The harbour was opened.")

    monkeypatch.setattr(shutil, "copyfileobj", edited)
    with pytest.raises(UserError, match=r"b\.txt was changed just now: it stays"):
        trash.remove("a/b.txt", None)
    assert file.read_text() == "The harbour was opened."
    assert trash.removed() == []


@pytest.mark.usefixtures("disks")
def test_a_full_disk_leaves_the_file_where_it_is(
    corpus: Path, trash: Trash, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(source: Any, target: Any) -> None:
        target.write(source.read(3))
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = edits_folder(corpus.parent / "index") / "removed"
    with monkeypatch.context() as full:
        full.setattr(shutil, "copyfileobj", half)
        with pytest.raises(UserError, match="No space left"):
            trash.remove("a/b.txt", None)
    assert (corpus / "a" / "b.txt").read_text() == "The harbour was closed."
    assert list(folder.iterdir()) == []
    removed = trash.remove("a/b.txt", None)
    with monkeypatch.context() as full:
        full.setattr(shutil, "copyfileobj", half)
        with pytest.raises(UserError, match="No space left"):
            trash.restore(removed.id)
    assert list((corpus / "a").iterdir()) == []
    assert trash.removed() == [removed]


def test_a_disk_without_hard_links_will_do(
    corpus: Path, trash: Trash, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    removed = trash.remove("a/b.txt", None)
    (corpus / "a" / "b.txt").write_text("another")
    with pytest.raises(UserError, match=r"another a/b\.txt"):
        trash.restore(removed.id)
    (corpus / "a" / "b.txt").unlink()
    trash.restore(removed.id)
    assert (corpus / "a" / "b.txt").read_text() == "The harbour was closed."


def test_a_folder_that_cannot_be_synced_undoes_no_move(
    corpus: Path, trash: Trash, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    removed = trash.remove("a/b.txt", None)
    assert trash.removed() == [removed]
    assert trash.restore(removed.id) == "a/b.txt"
    assert (corpus / "a" / "b.txt").read_text() == "The harbour was closed."
    assert trash.removed() == []


def test_nothing_is_put_over_another_or_through_a_link(corpus: Path, trash: Trash) -> None:
    removed = trash.remove("a/b.txt", None)
    (corpus / "a" / "b.txt").write_text("another")
    with pytest.raises(UserError, match=r"another a/b\.txt"):
        trash.restore(removed.id)
    assert (corpus / "a" / "b.txt").read_text() == "another"
    (corpus / "a" / "b.txt").unlink()
    (corpus / "a").rmdir()
    (corpus / "a").symlink_to(corpus.parent)
    with pytest.raises(UserError):
        trash.restore(removed.id)
    assert not (corpus.parent / "b.txt").exists()
    assert trash.removed() == [removed]


def test_it_is_kept_for_a_time(corpus: Path, trash: Trash, monkeypatch: pytest.MonkeyPatch) -> None:
    removed = trash.remove("a/b.txt", None)
    folder = edits_folder(corpus.parent / "index") / "removed"
    (folder / f"{'1' * 16}.json").write_text("{")  # a killed page's
    (folder / ("2" * 16)).mkdir()
    trash.sweep()
    assert trash.removed() == [removed]
    assert len(list(folder.iterdir())) == 4
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + KEPT - 100)
    trash.sweep()
    assert trash.removed() == [removed]
    assert len(list(folder.iterdir())) == 2
    monkeypatch.setattr(time, "time", lambda: now + KEPT + 100)
    trash.sweep()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("record", [None, "{", '{"more": 1}', "a folder"])
def test_a_file_whose_record_cannot_be_read_is_kept_as_long(
    corpus: Path, trash: Trash, monkeypatch: pytest.MonkeyPatch, record: str | None
) -> None:
    removed = trash.remove("a/b.txt", None)
    folder = edits_folder(corpus.parent / "index") / "removed"
    file = folder / f"{removed.id}.json"
    known = file.read_bytes()
    file.unlink()
    if record == "a folder":
        file.mkdir()
    elif record is not None:
        file.write_text(record)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + KEPT - 100)
    trash.sweep()
    assert (folder / removed.id / "b.txt").read_text() == "The harbour was closed."
    if record != "a folder":
        file.write_bytes(known)
        assert trash.removed() == [removed]
        file.unlink()
    monkeypatch.setattr(time, "time", lambda: now + KEPT + 100)
    trash.sweep()
    assert not (folder / removed.id).exists()
