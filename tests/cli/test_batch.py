"""python -m qa batch: questions from a file or a pipe, answers to a file or the terminal."""

import csv
import io
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tqdm import tqdm

from qa.__main__ import main
from tests.cli.commands import Capture, run


def test_batch_to_standard_output(place: Path, capfdbinary: Capture) -> None:
    Path("q.txt").write_text("How many ships waited?\n\n?\nWhen was the bridge built?\n", "utf-8")
    code, out, err = run(capfdbinary, "batch", "q.txt")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["answer"] for row in rows] == ["Nine", None, "1931"]
    assert rows[1]["error"] == "The question has no letter or digit: ?. Ask in words."
    assert err == "2 answered, 0 not answered, 1 could not be asked\n"


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_batch_to_a_file(place: Path, capfdbinary: Capture, ending: str) -> None:
    Path("q.csv").write_text("id,question\nb,How many ships waited?\n", encoding="utf-8")
    Path(f"a.{ending}").write_text("what was there before" * 1000, encoding="utf-8")
    code, out, err = run(capfdbinary, "batch", "q.csv", "--out", f"a.{ending}")
    assert (code, out) == (0, "")
    assert err == f"1 answered, 0 not answered, 0 could not be asked: a.{ending}\n"
    text = Path(f"a.{ending}").read_text("utf-8-sig")
    rows: list[dict[str, Any]] = (
        list(csv.DictReader(io.StringIO(text, newline="")))
        if ending == "csv"
        else [json.loads(line) for line in text.splitlines()]
    )
    assert [(row["id"], row["answer"], row["article"]) for row in rows] == [
        ("b", "Nine", "harbour.txt")
    ]


def test_batch_never_writes_over_its_questions(place: Path, capfdbinary: Capture) -> None:
    Path("q.csv").write_text("question\nWho?\n", encoding="utf-8")
    Path("link.csv").symlink_to("q.csv")
    for out in ("q.csv", "./q.csv", "link.csv"):
        code, _, err = run(capfdbinary, "batch", "q.csv", "--out", out)
        assert code == 1
        assert "is the file of questions itself" in err
    assert Path("q.csv").read_text("utf-8") == "question\nWho?\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a named pipe")
@pytest.mark.parametrize("ending", ["txt", "csv", "jsonl"])
def test_a_question_is_answered_before_the_next_is_read(
    place: Path, capfdbinary: Capture, ending: str
) -> None:
    """By a writer that waits for the answer to each before it writes another."""
    out, waited = Path("answers.jsonl"), []
    os.mkfifo(f"q.{ending}")

    def write() -> None:
        with Path(f"q.{ending}").open("w", encoding="utf-8") as questions:
            questions.write("question\n" * (ending == "csv"))
            for number in range(4):
                text = f"How many ships waited in {1990 + number}?"
                questions.write(json.dumps({"question": text}) if ending == "jsonl" else text)
                questions.write("\n")
                questions.flush()
                deadline = time.monotonic() + 20
                while lines(out) <= number and time.monotonic() < deadline:
                    time.sleep(0.01)
                waited.append(lines(out))

    writer = threading.Thread(target=write)
    writer.start()
    code, _, err = run(capfdbinary, "batch", f"q.{ending}", "--out", str(out))
    writer.join()
    assert (code, err.splitlines()[-1][-17:]) == (0, "asked: answers.jsonl"[-17:])
    assert waited == [1, 2, 3, 4]


def lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def test_the_bar_tells_how_much_of_the_file_is_read(
    place: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bars: list[tuple[int, int, str]] = []

    class Bar(tqdm):  # type: ignore[misc]
        def update(self, n: float = 1) -> Any:
            done = super().update(n)
            bars.append((int(self.n), int(self.total or 0), self.unit))
            return done

    monkeypatch.setattr("tqdm.tqdm", Bar)
    Path("q.txt").write_text("Who?\nWhen was it built, Zoë?\n", encoding="utf-8")
    assert run(capfdbinary, "batch", "q.txt")[0] == 0
    assert bars == [(5, 30, "B"), (30, 30, "B")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_answers_that_find_no_room_are_told_by_their_file(
    place: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    Path("q.txt").write_text("How many ships waited?\n", encoding="utf-8")
    Path(name).symlink_to("/dev/full")
    assert main(["batch", "q.txt", "--out", name]) == 1
    assert capfd.readouterr().err == f"Cannot use {name}: No space left on device.\n"


def test_batch_from_standard_input(
    place: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b'How many ships waited?\n{"question": "When was the bridge built?", "id": 2}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    code, out, _ = run(capfdbinary, "batch", "-")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["id"], row["answer"]) for row in rows] == [(None, "Nine"), (2, "1931")]
