"""When the index is read over: after somebody else wrote to it, and once a day."""

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import build_index as command
from index.build import BuildReport
from index.checking.check import CheckReport, check_index
from index.checking.daily import DailyReading, read_over_daily
from index.search import Searcher
from index.store import STORE_FILE, Problem, Store
from index.store.latest import read_latest, write_latest
from index.store.scan import Scan, scan
from tests.building.files import write
from tests.fakes import WordEncoder

Build = Callable[..., BuildReport]


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A mark for each time that a build reads the store over."""
    counted: list[str] = []

    def counting(*arguments: object) -> Scan:
        counted.append("read over")
        return scan(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("index.store.scan", counting)
    return counted


def log_bytes(directory: Path) -> int:
    log = directory / f"{STORE_FILE}-wal"
    return log.stat().st_size if log.exists() else 0


def foreign_update(directory: Path) -> None:
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        store.execute("UPDATE articles SET text = replace(text, '400', '900')")


def test_a_reader_beside_a_commit_is_nobody_who_wrote(
    corpus: Path, directory: Path, build: Build, scans: list[str]
) -> None:
    build()
    with Store(directory).snapshot() as earlier:
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        build()
        assert earlier.edition.version == 1
        assert log_bytes(directory) > 0  # the file cannot take it up while it is being read
    assert log_bytes(directory) > 0
    assert build().unchanged == 4
    assert scans == []
    assert log_bytes(directory) == 0  # a build tidies up
    assert build().unchanged == 4
    assert scans == []
    assert Searcher(directory, WordEncoder()).search("lighthouse", 1).index_version == 2


def test_readers_that_overlap_over_many_commits_are_nobody_who_wrote(
    corpus: Path, directory: Path, build: Build, scans: list[str]
) -> None:
    build()
    snapshots = []
    for number in range(5):
        snapshots.append(opened := Store(directory).snapshot())
        opened.__enter__()
        write(corpus, f"n{number}.txt", f"Buoy {number} is green.")
        build()
        if number >= 2:
            snapshots[number - 2].__exit__(None, None, None)
    for opened in snapshots[3:]:
        opened.__exit__(None, None, None)
    build()
    assert scans == []


@pytest.mark.parametrize("is_read", [False, True])
def test_who_writes_beside_a_reader_is_noticed(
    corpus: Path, directory: Path, build: Build, scans: list[str], is_read: bool
) -> None:
    build()
    with Store(directory).snapshot():
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        build()
        if is_read:
            foreign_update(directory)
    if not is_read:
        foreign_update(directory)
    report = build()
    assert scans == ["read over"]
    assert [each.where for each in report.mended] == ["the article 2023-05-01-bridge.md"]


def test_a_log_that_is_lost_is_noticed(
    corpus: Path, directory: Path, build: Build, scans: list[str]
) -> None:
    build()
    with Store(directory).snapshot():
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        build()
    (directory / f"{STORE_FILE}-wal").unlink()
    (directory / f"{STORE_FILE}-shm").unlink()
    report = build()
    assert "not the one that was last written" in report.mended[0].what
    assert Searcher(directory, WordEncoder()).search("lighthouse", 1).index_version == 3


def test_a_file_that_is_exchanged_beside_its_log_is_noticed(
    corpus: Path, directory: Path, build: Build, scans: list[str]
) -> None:
    build()
    with Store(directory).snapshot():
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        build()
    file = directory / STORE_FILE
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)
    build()
    assert scans == ["read over"]


def let_a_day_pass(directory: Path) -> None:
    latest = read_latest(directory)
    assert latest is not None
    write_latest(directory, replace(latest, read_at=latest.read_at - 25 * 3600))


def rot(directory: Path) -> None:
    """Another figure in an article, beneath the store's size and time stamp."""
    file = directory / STORE_FILE
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"carries 400 lorries", b"carries 900 lorries"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_build_waits_for_no_daily_reading(
    corpus: Path, directory: Path, build: Build, scans: list[str]
) -> None:
    build()
    let_a_day_pass(directory)
    build()
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    build()
    assert scans == []


def test_what_rots_is_found_once_a_day(directory: Path, build: Build, scans: list[str]) -> None:
    build()
    rot(directory)
    assert read_over_daily(directory, check_index) == ()  # not yet
    let_a_day_pass(directory)
    found = read_over_daily(directory, check_index)
    assert [each.where for each in found] == ["the article 2023-05-01-bridge.md"]
    assert [each.where for each in build().mended] == ["the article 2023-05-01-bridge.md"]
    assert scans == ["read over"]
    assert read_over_daily(directory, check_index) == ()


def test_what_is_whole_is_left_for_a_day(directory: Path, build: Build) -> None:
    build()
    let_a_day_pass(directory)
    read: list[Path] = []

    def reading(index: Path) -> CheckReport:
        read.append(index)
        return check_index(index)

    for _ in range(3):
        assert read_over_daily(directory, reading) == ()
    assert read == [directory]


def test_it_is_read_over_beside_what_goes_on(directory: Path, build: Build) -> None:
    """By a process of its own, as build_index.py --watch does."""
    build()
    rot(directory)
    let_a_day_pass(directory)
    told: list[str] = []
    is_told = threading.Event()

    def tell(problems: Sequence[Problem], index: Path) -> None:
        told.extend(each.where for each in problems)
        is_told.set()

    reading = DailyReading(directory, tell)
    reading.begin()
    reading.begin()  # one at a time
    assert is_told.wait(60)
    assert told == ["the article 2023-05-01-bridge.md"]


def test_the_command_tells_first_what_it_did(
    corpus: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the real encoder."""
    arguments = [str(corpus), "--index", str(directory)]
    assert command.main(arguments) == 0
    rot(directory)
    let_a_day_pass(directory)
    assert command.main(arguments) == 0  # nothing came or went: nobody waits
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    capsys.readouterr()
    assert command.main([*arguments, "--json"]) == 1
    out, err = capsys.readouterr()
    assert '"added": 1' in out
    assert "as once a day" in err
    assert "the article 2023-05-01-bridge.md" in err
    assert command.main(arguments) == 0
    assert "mended the article 2023-05-01-bridge.md" in capsys.readouterr().out
    assert check_index(directory).problems == ()
