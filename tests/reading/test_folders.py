"""Which files a folder holds: in order, each once, and what is not opened."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import UserError
from index.reading.corpus import list_files
from index.records import Skipped, SourceFile
from tests.reading.files import SENTENCE


def paths(files: list[SourceFile]) -> list[str]:
    return [file.path for file in files]


def test_list_is_sorted_and_recursive(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.MD", "a/b/d.html", "a b.pdf", "ä.csv"):
        location = tmp_path / name
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text("text")
    for name in (
        ".git/config.txt",
        ".DS_Store",
        "~$b.docx",
        "b.txt~",
        "Thumbs.db",
        ".hidden.txt",
        "x.swp",
    ):
        location = tmp_path / name
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text("text")
    (tmp_path / "photo.jpg").write_text("x")
    (tmp_path / "README").write_text("x")
    files, skipped = list_files([tmp_path])
    assert paths(files) == ["a b.pdf", "a/b/d.html", "a/c.MD", "b.txt", "ä.csv"]
    assert [file.location for file in files] == [tmp_path / file.path for file in files]
    assert files[3].size == 4
    assert skipped == [
        Skipped("README", "unsupported format (no ending)"),
        Skipped("photo.jpg", "unsupported format .jpg"),
    ]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder with 2,100 in each other, more than a path can name; a file in every hundredth."""
    here = top = tmp_path / "deep"
    top.mkdir()
    folder = os.open(top, os.O_RDONLY)
    for number in range(2_100):
        os.mkdir("d", dir_fd=folder)
        inner = os.open("d", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder, here = inner, here / "d"
        if number % 100 == 89:
            file = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=folder)
            os.write(file, SENTENCE.encode())
            os.close(file)
    os.close(folder)
    yield top
    subprocess.run(["rm", "-rf", str(top)], check=True)  # what Python removes, it removes by paths


@pytest.mark.skipif(sys.platform == "win32", reason="needs openat()")
def test_folders_nested_deeper_than_python_calls(deep: Path) -> None:
    files, skipped = list_files([deep])
    assert f"{'d/' * 990}a.txt" in paths(files)
    assert len(files) >= 19
    reasons = {each.reason for each in skipped}
    assert reasons == {"cannot be read (File name too long)"}


def test_several_folders_and_single_files(tmp_path: Path) -> None:
    for folder in ("one/news", "two/news", "three"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text("x")
    news, other, three = tmp_path / "one/news", tmp_path / "two/news", tmp_path / "three"
    files, _ = list_files([news, other, three / "a.txt"])
    assert paths(files) == ["a.txt", "news-2/a.txt", "news/a.txt"]
    assert paths(list_files([news / "a.txt"])[0]) == ["a.txt"]
    assert paths(list_files([three / "a.txt", news / "a.txt"])[0]) == ["a-2.txt", "a.txt"]
    # the same folder twice, and a folder inside another, are read once
    assert paths(list_files([news, news, news / "a.txt"])[0]) == ["a.txt"]
    assert paths(list_files([tmp_path / "one", news])[0]) == ["news/a.txt"]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no folder .*nowhere\. Give the folder"):
        list_files([tmp_path / "nowhere"])
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(UserError, match="There is no folder"):
        list_files([loop])


def test_links_are_named_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "corpus", tmp_path / "outside"
    for location in (folder / "sub", outside):
        location.mkdir(parents=True)
        (location / "a.txt").write_text("x")
    for name, target in {
        "sub/up": folder,
        "sub/self": folder / "sub/self",
        "twin.txt": folder / "sub/a.txt",
        "twin": folder / "sub",
        "out.txt": outside / "a.txt",
        "out": outside,
        "gone.txt": outside / "gone.txt",
    }.items():
        (folder / name).symlink_to(target)
    files, skipped = list_files([folder])
    assert paths(files) == ["sub/a.txt"]
    assert {skip.path: skip.reason for skip in skipped} == {
        "sub/up": "symbolic link in a loop",
        "sub/self": "symbolic link in a loop",
        "twin.txt": "symbolic link; already read through its real path",
        "twin": "symbolic link; already read through its real path",
        "out.txt": "symbolic link out of the folder",
        "out": "symbolic link out of the folder",
        "gone.txt": "broken symbolic link",
    }
    link = tmp_path / "link"
    link.symlink_to(folder)  # a folder that somebody names is followed
    assert paths(list_files([link])[0]) == ["sub/a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("x")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("x")
    files, skipped = list_files([tmp_path])
    assert paths(files) == ["good.txt"]
    assert skipped == [Skipped("caf\\udce9.txt", "file name is not valid UTF-8")]


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.txt"))
        files, skipped = list_files([tmp_path])
    assert files == []
    assert skipped == [
        Skipped("pipe.txt", "not a regular file"),
        Skipped("socket.txt", "not a regular file"),
    ]


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed everything: the system's refusal is played."""
    (tmp_path / "shut").mkdir()
    for name in ("good.txt", "shut.txt", "shut/a.txt"):
        (tmp_path / name).write_text(SENTENCE)
    really = os.scandir

    def scandir(folder: Path) -> object:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return really(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "access", lambda location, mode: location.name != "shut.txt")
    files, skipped = list_files([tmp_path])
    assert paths(files) == ["good.txt"]
    assert skipped == [
        Skipped("shut", "permission denied"),
        Skipped("shut.txt", "permission denied"),
    ]
