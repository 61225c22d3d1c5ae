"""The command build_index.py: its arguments, its report, its exit codes, and --watch."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import build_index as command
from index.own_limits import own_limits
from index.store import Store
from index.workers.limits import Limits
from tests.building.files import write

ROOT = Path(__file__).parents[2]


def test_wrong_arguments_are_a_user_error(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong, told in (
        (["--bogus"], "--bogus"),
        ([""], "a folder has to be named"),
        (["--index", ""], "a folder has to be named"),
        (["--max-mb", "nan"], "nan is no size in megabytes"),
        (["--max-mb", "0"], "0 is no size in megabytes"),
        (["--max-mb", "x"], "x is no size in megabytes"),
        (["--max-seconds", "x"], "x is no number of seconds"),
    ):
        assert command.main(wrong) == 1
        error = capsys.readouterr().err
        assert error.startswith("build_index: ")
        assert told in error


def test_command_line_reports_json_and_exit_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the real encoder."""
    folder = tmp_path / "corpus"
    write(folder, "a.txt", "The harbour was closed on Monday.")
    write(folder, "bad.pdf", "This is no PDF.")
    index = str(tmp_path / "index")
    assert command.main([str(folder), "--index", index, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == [
        "added", "updated", "removed", "unchanged", "skipped", "mended", "articles",
        "passages", "index_version", "seconds",
    ]  # fmt: skip
    assert (report["added"], report["articles"], report["index_version"]) == (1, 1, 1)
    assert [item["path"] for item in report["skipped"]] == ["bad.pdf"]
    assert report["skipped"][0]["reason"]

    assert command.main([str(folder), "--index", index, "--strict"]) == 2
    assert "bad.pdf" in capsys.readouterr().out
    assert command.main([str(tmp_path / "nowhere"), "--index", index]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_the_name_of_a_skipped_file_moves_no_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "corpus", "a.\x1b[2J", "No article.")
    command.main([str(tmp_path / "corpus"), "--index", str(tmp_path / "index")])
    out = capsys.readouterr().out
    assert "unsupported format .\N{REPLACEMENT CHARACTER}[2J\n" in out
    assert "\x1b" not in out


def test_a_reader_that_leaves_is_no_mistake(tmp_path: Path) -> None:
    """As `head` does; the index was made, and nobody is told to make it again."""
    write(tmp_path / "corpus", "a.txt", "The harbour was closed on Monday.")
    index = tmp_path / "index"
    build = subprocess.Popen(
        [sys.executable, "build_index.py", str(tmp_path / "corpus"), "--index", str(index)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert build.stdout is not None
    build.stdout.close()
    assert build.stderr is not None
    assert build.stderr.read() == b""
    assert build.wait(60) == 141
    with Store(index).snapshot() as snapshot:
        assert len(snapshot.articles()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_report_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    """Also where Python keeps back what is printed until the end, as on all but terminals."""
    write(tmp_path / "corpus", "a.txt", "The harbour was closed on Monday.")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    for asked in ([], ["--check"], ["--corrections"], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "build_index.py", str(tmp_path / "corpus"),
                 "--index", str(tmp_path / "index"), *asked],
                cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        told = "The output cannot be written: No space left on device. Nothing is lost;"
        assert done.stderr.decode().startswith(f"build_index: {told}"), asked
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), asked


@pytest.mark.skipif(os.name != "posix", reason="needs the words of Unix")
@pytest.mark.parametrize("name", ["publishing.lock", "latest.json", "vectors.faiss"])
def test_a_file_that_cannot_be_used_is_told_without_an_error_number(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    write(tmp_path / "corpus", "a.txt", "The harbour was closed on Monday.")
    (tmp_path / "index" / name).mkdir(parents=True)
    assert command.main([str(tmp_path / "corpus"), "--index", str(tmp_path / "index")]) == 1
    error = capfd.readouterr().err
    assert error.startswith("build_index: ")
    assert "Is a directory" in error
    assert "Errno" not in error


def test_an_index_remembers_the_limits_that_were_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where another is typed, and where all is made again or mended."""
    folder, index = tmp_path / "corpus", tmp_path / "index"
    write(folder, "a.txt", "The harbour was closed on Monday.")
    write(folder, "long.txt", "The quarry was flooded in 1954. " * 50)

    def build(*typed: str) -> str:
        assert command.main([str(folder), "--index", str(index), *typed]) == 0
        return capsys.readouterr().out

    assert "larger than the limit" in build("--max-mb", "0.001")
    for typed in ([], ["--max-seconds", "60"], ["--rebuild"], ["--repair"]):
        assert "1 skipped" in build(*typed), typed
        assert own_limits(index).max_bytes == 1_000, typed
    assert own_limits(index) == Limits(max_bytes=1_000, max_seconds=60.0)
    assert "0 skipped" in build("--max-mb", "20")
    assert own_limits(index) == Limits(max_seconds=60.0)


def test_memory_that_the_program_has_taken_is_not_of_the_text_that_it_reads_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a page's with its networks, which adds a small text."""
    write(tmp_path / "corpus", "long.txt", "The quarry was flooded in 1954. " * 50)
    typed = ["--max-mb", "0.001", "--max-memory-mb", "50"]
    assert command.main([str(tmp_path / "corpus"), "--index", str(tmp_path / "index"), *typed]) == 0
    assert "larger than the limit" in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="needs SIGINT")
def test_watch_follows_the_folder_until_it_is_interrupted(corpus: Path, directory: Path) -> None:
    """The real command with the real encoder."""
    process = subprocess.Popen(
        [sys.executable, "build_index.py", str(corpus), "--index", str(directory), "--watch"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def wait_for(path: str, there: bool) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and process.poll() is None:
            if Store(directory).finished:
                with Store(directory).snapshot() as snapshot:
                    if (snapshot.article(path) is not None) == there:
                        return
            time.sleep(0.1)
        raise AssertionError(f"{path}: not {'there' if there else 'gone'} in time")

    try:
        wait_for("bakery.txt", True)
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        wait_for("new.txt", True)
        (corpus / "bakery.txt").unlink()
        wait_for("bakery.txt", False)
        away = corpus.with_name("away")
        corpus.rename(away)
        time.sleep(1)
        away.rename(corpus)
        write(corpus, "late.txt", "It was repainted in May.")
        wait_for("late.txt", True)
        wait_for("new.txt", True)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 0, errors
        assert "Traceback" not in errors
    finally:
        process.kill()
