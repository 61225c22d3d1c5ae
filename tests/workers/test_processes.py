"""Files are read in processes of their own: one that hangs, breaks or is killed harms no other."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import UserError
from index.reading.corpus import list_files
from index.records import Skipped, SourceFile
from index.workers.limits import Limits
from index.workers.pool import FEW, ReadingPool
from index.workers.process import Worker
from tests.fakes import WordEncoder
from tests.reading.files import source
from tests.texts import prose
from tests.workers.hostile import prose_page

ROOT = Path(__file__).parents[2]
SENTENCE = "The harbour was closed on Monday."
needs_signals = pytest.mark.skipif(os.name != "posix", reason="needs signals")
needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="limits memory on Linux alone")


def slow(folder: Path) -> SourceFile:
    """What takes many seconds to read: all of its paragraphs are gone over for each of them."""
    file = folder / "slow.html"
    file.write_bytes(prose_page(7_500_000))
    return source(file)


def good(folder: Path, name: str = "good.csv", rows: int = 1) -> SourceFile:
    file = folder / name
    file.write_text("text\n" + f"{SENTENCE}\n" * rows)
    return source(file)


def read(files: Sequence[SourceFile], limits: Limits) -> list[tuple[int, list[str]]]:
    """For each file how many articles came, and why something did not."""
    with ReadingPool(limits, workers=2) as pool:
        return [
            (len(list(contents.split_articles())), [skip.reason for skip in contents.skipped])
            for contents in pool.read(files)
        ]


def test_a_file_that_takes_too_long_is_skipped_alone(tmp_path: Path) -> None:
    files = [good(tmp_path, "a.csv"), slow(tmp_path), good(tmp_path, "z.csv", rows=3)]
    assert read(files, Limits(max_seconds=0.5)) == [
        (1, []),
        (0, ["not read within 0.5 s; divide it, or raise --max-seconds"]),
        (3, []),
    ]


@needs_limits
def test_a_file_that_takes_too_much_memory_is_skipped_alone(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_text('{"data": [' + "[1.5, 2.5]," * 900_000 + "1]}")
    reason = "takes more than 60 MB of memory to read; divide it, or raise --max-memory-mb"
    limits = Limits(max_memory=60_000_000)
    assert read([source(large), good(tmp_path)], limits) == [(0, [reason]), (1, [])]


def test_a_file_that_gives_too_much_is_skipped_alone(tmp_path: Path) -> None:
    files = [good(tmp_path, "many.csv", rows=3_000), good(tmp_path)]
    reason = "its articles take more than 0.1 MB; divide it, or raise --max-output-mb"
    assert read(files, Limits(max_output=100_000)) == [(0, [reason]), (1, [])]


@needs_signals
@pytest.mark.parametrize("ended_by", ["SIGSEGV", "SIGKILL"])
def test_a_file_at_which_a_worker_breaks_is_skipped(tmp_path: Path, ended_by: str) -> None:
    worker, file = Worker(), slow(tmp_path)
    threading.Timer(0.3, os.kill, (worker.pid, getattr(signal, ended_by))).start()
    reply = worker.read(file, Limits())
    [skipped] = reply.skipped
    assert not reply.finished
    assert skipped.path == "slow.html"
    assert skipped.reason in (
        "what reads it broke at it; save it anew, or in another format",
        "the system ended what read it, as where memory runs out; divide it",
    )


def test_large_contents_wait_in_the_worker_and_come_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.workers.pool.KEPT", 10_000)
    files = [good(tmp_path, f"{at:02}.csv", rows=1 + at % 4 * 1_100) for at in range(8)]
    assert read(files, Limits()) == [(1 + at % 4 * 1_100, []) for at in range(8)]


def test_no_worker_starts_for_a_few_small_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start() -> None:
        raise UserError("started")

    monkeypatch.setattr("index.workers.pool.Worker", start)
    small = tmp_path / "small.txt"
    small.write_text(prose(20))
    assert read([source(small)] * 3, Limits()) == [(1, [])] * 3
    with pytest.raises(UserError, match="started"):
        read([good(tmp_path)], Limits())
    with pytest.raises(UserError, match="started"):
        read([source(small)] * (FEW // small.stat().st_size + 1), Limits())


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: Ferry\n---\nThe ferry sank.\n",
        b"\xef\xbb\xbf---\ntitle: Ferry\n---\nThe ferry sank.\n",
        "Die Fähre sank im Hafen, die Brücke blieb.".encode("cp1252"),
    ],
)
def test_what_a_library_parses_is_read_by_a_worker_however_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    small = tmp_path / "small.md"
    small.write_bytes(data)
    assert read([source(small)], Limits()) == [(1, [])]

    def start() -> None:
        raise UserError("started")

    monkeypatch.setattr("index.workers.pool.Worker", start)
    with pytest.raises(UserError, match="started"):
        read([source(small)], Limits())
    small.write_text("A rule stands below.\n\n---\nDie Fähre sank.", encoding="utf-8-sig")
    assert read([source(small)], Limits()) == [(1, [])]


def test_no_worker_starts_when_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    good(corpus)
    assert build_index([corpus], tmp_path / "index", WordEncoder()).added == 1
    monkeypatch.setattr("index.workers.pool.Worker", None)
    assert build_index([corpus], tmp_path / "index", WordEncoder()).unchanged == 1


def test_a_file_past_a_limit_is_read_again_under_another(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    many = corpus / good(corpus, "many.csv", rows=500).path
    os.utime(many, (1_600_000_000, 1_600_000_000))
    (corpus / "note.txt").write_text(SENTENCE)
    small = Limits(max_output=20_000)
    for _ in range(2):
        report = build_index([corpus], directory, WordEncoder(), limits=small)
        assert (report.articles, len(report.skipped)) == (1, 1)
    report = build_index([corpus], directory, WordEncoder(), limits=Limits())
    assert (report.articles, report.skipped) == (501, [])


def test_reasons_are_counted_beyond_a_few(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ones.jsonl").write_text("1\n" * 50_000)
    good(corpus)
    report = build_index([corpus], tmp_path / "index", WordEncoder())
    assert report.articles == 1
    assert len(report.skipped) == 21
    assert report.skipped[0] == Skipped("ones.jsonl", "row 1: not a JSON object")
    assert report.skipped[-1] == Skipped(
        "ones.jsonl", "and 49,980 more of its rows, as those above"
    )


BUILD = """
import sys
from pathlib import Path
from index.build import build_index
from tests.fakes import WordEncoder
build_index([Path(sys.argv[1])], Path(sys.argv[2]), WordEncoder())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_killed_build_leaves_no_worker(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(4):  # some seconds each
        (corpus / f"{number}.txt").write_text(prose(20) * 400)
    command = [sys.executable, "-c", BUILD, str(corpus), str(tmp_path / "index")]
    with subprocess.Popen(command, cwd=ROOT) as process:
        workers = wait_for_children(process.pid)
        process.kill()
    deadline = time.monotonic() + 10
    while any(is_running(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def wait_for_children(parent: int) -> list[int]:
    deadline = time.monotonic() + 30
    while not (found := [pid for pid in processes() if parent_of(pid) == parent]):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


def processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def parent_of(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_limit_of_size_above_that_of_memory_is_no_room_to_be_had(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The harbour froze in January."}\n')
    limits = Limits(max_bytes=10**11, max_memory=500_000_000)
    with ReadingPool(limits) as pool:
        contents = [*pool.read(list_files([tmp_path])[0])]
    assert [(each.articles, each.skipped) for each in contents] == [(1, ())]
