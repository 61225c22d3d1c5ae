"""Uploaded files: safe names, never over another file, gone after a day."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UserError
from qa.page.uploads import safe_name, save_upload, sweep


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\me\News #3.TXT", "News _3.txt"),
        (".htaccess", "htaccess"),
        ("..", "article"),
        ("con.txt", "_con.txt"),
        ("反诈 报告.md", "反诈 报告.md"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("<img src=x>.html", "_img src_x_.html"),
        ("क्षेत्र.txt", "क्षेत्र.txt"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_only_a_name(name: str) -> None:
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert 0 < len(safe.encode("utf-8", "surrogatepass")) <= 255
    assert not safe.startswith((".", "~"))
    assert not set(safe) & set("/\\#:")
    assert safe.isprintable() or any(not char.isascii() for char in safe)
    assert safe_name(safe) == safe


def put(folder: Path, text: str) -> Path:
    upload = folder / f"upload-{text}"
    upload.write_text(text)
    return upload


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    names = [save_upload(put(tmp_path, text), "a.txt", corpus, 100) for text in "xyz"]
    assert names == ["a.txt", "a-2.txt", "a-3.txt"]
    assert [(corpus / name).read_text() for name in names] == ["x", "y", "z"]
    assert sorted(path.name for path in corpus.iterdir()) == sorted(names)
    assert not list(tmp_path.glob("upload-*"))


def test_uploads_at_once_get_a_name_each(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    uploads = [put(tmp_path, str(number)) for number in range(20)]
    with ThreadPoolExecutor() as pool:
        names = list(pool.map(lambda each: save_upload(each, "a.txt", corpus, 100), uploads))
    assert {(corpus / name).read_text() for name in names} == set(map(str, range(20)))


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    corpus, secret = tmp_path / "corpus", tmp_path / "secret"
    corpus.mkdir()
    (corpus / "a.txt").symlink_to(secret)
    assert save_upload(put(tmp_path, "x"), "a.txt", corpus, 100) == "a-2.txt"
    assert not secret.exists()


def test_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="larger than"):
        save_upload(put(tmp_path, "x" * 10), "a.txt", tmp_path / "corpus", 1)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.write_text("a file where the folder should be")
    with pytest.raises(UserError, match="cannot be saved"):
        save_upload(put(tmp_path, "x"), "a.txt", corpus, 100)


def test_what_nobody_fetched_for_a_day_goes(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "answers.csv").touch()
    for path in (old, old / "answers.csv", new):
        os.utime(path, (0, 0))
    sweep(tmp_path, time.time())
    assert list(tmp_path.iterdir()) == [new]
