"""Bad files of every kind: each is a reason, none harms the good one beside it."""

import json
import logging
import warnings
from pathlib import Path

import pytest

from index.reading import corpus
from index.reading.corpus import list_files, read_articles
from index.records import Article, Skipped, SourceFile
from tests.documents import make_docx, make_pdf
from tests.reading.files import PAGE, SENTENCE, encrypted_pdf, reason, source


def test_size_limit(tmp_path: Path) -> None:
    location = tmp_path / "a.txt"
    location.write_text("x" * 1000)
    assert read_articles(source(location), max_bytes=1000)[0][0].text == "x" * 1000
    assert read_articles(source(location), max_bytes=999)[1] == [
        Skipped("a.txt", "larger than the limit of 999 bytes")
    ]
    with location.open("r+b") as stream:
        stream.truncate(corpus.DEFAULT_MAX_BYTES + 1)
    assert read_articles(source(location))[1] == [
        Skipped("a.txt", "larger than the limit of 20 MB")
    ]


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    file = SourceFile("a.txt", tmp_path / "a.txt", 1, 0)
    assert read_articles(file) == ([], [Skipped("a.txt", "vanished while it was read")])


def test_bad_files_of_every_kind_leave_the_good_one_alone(tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "binary.md": b"\0\1\2",
        "cut.docx": make_docx(SENTENCE)[:500],
        "cut.pdf": make_pdf([[SENTENCE]])[:200],
        "secret.pdf": encrypted_pdf("secret"),
        "scan.pdf": make_pdf([[]]),
        "nothing.html": b"<html></html>",
        "list.json": b"[]",
        "rows.jsonl": b"x",
        "rows.csv": b"a,b",
        "photo.png": b"\x89PNG",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(SENTENCE)
    files, skipped = list_files([tmp_path])
    articles: list[Article] = []
    for file in files:
        found, not_read = read_articles(file)
        articles += found
        skipped += not_read
    assert articles == [Article("good.txt", SENTENCE)]
    assert sorted(skip.path for skip in skipped) == sorted(bad)
    assert all(skip.reason and "\n" not in skip.reason for skip in skipped)


def test_a_librarys_bug_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str, data: bytes) -> list[Article | Skipped]:
        raise ZeroDivisionError

    monkeypatch.setitem(corpus.READERS, ".txt", fail)
    assert reason(tmp_path / "a.txt", SENTENCE) == "cannot be read (ZeroDivisionError)"


def test_damaged_files_never_raise(tmp_path: Path) -> None:
    """Files cut short and with wrong bytes give text or a reason, in every reader."""
    good = {
        ".pdf": make_pdf([[SENTENCE] * 5]),
        ".docx": make_docx(SENTENCE, title="x"),
        ".html": (PAGE % "").encode(),
        ".csv": f"title,text\na,{SENTENCE!r}\n".encode(),
        ".json": json.dumps(
            {"data": [{"title": "x", "paragraphs": [{"context": SENTENCE}]}]}
        ).encode(),
    }
    for suffix, data in good.items():
        location = tmp_path / f"a{suffix}"
        for step in range(1, 12):
            place = len(data) * step // 12
            for damaged in (data[:place], data[:place] + b"\xff\x00<[(" + data[place + 5 :]):
                location.write_bytes(damaged)
                articles, skipped = read_articles(source(location))
                assert articles or skipped
                for article in articles:
                    assert article.text.encode("utf-8").strip()


def test_libraries_are_silent_only_meanwhile(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("pypdf")
    before = logger.level, list(warnings.filters)
    (tmp_path / "a.pdf").write_bytes(make_pdf([[SENTENCE]]).replace(b"startxref", b"startyref"))
    (tmp_path / "a.html").write_text("<html></html>")
    for file in list_files([tmp_path])[0]:
        read_articles(file)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert (logger.level, list(warnings.filters)) == before
