"""python -m qa batch: questions from a file or a pipe, answers to a file or the terminal."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

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


def test_batch_from_standard_input(
    place: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b'How many ships waited?\n{"question": "When was the bridge built?", "id": 2}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    code, out, _ = run(capfdbinary, "batch", "-")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["id"], row["answer"]) for row in rows] == [(None, "Nine"), (2, "1931")]
