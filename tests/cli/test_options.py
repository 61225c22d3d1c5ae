"""Which reader answers, and how sure it has to be, as the command line is told."""

import json
from pathlib import Path

import pytest

from index.build import build_index
from qa.__main__ import main

FERRY = "The ferry carries 400 passengers across the fjord. It was built in 1931."


def test_the_reader_and_the_least_confidence_can_be_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    build_index([tmp_path / "a.txt"], tmp_path / "index")
    ask = ["ask", "How many passengers does the ferry carry?", "--index", str(tmp_path / "index")]
    rows = []
    for more in ([], ["--reader", "rules"], ["--min-confidence", "1"]):
        assert main([*ask, "--json", *more]) == 0
        rows.append(json.loads(capsys.readouterr().out))
    assert [row["answered"] for row in rows] == [True, True, False]
    assert rows[2]["alternatives"][0]["answer"] == "400"
    assert rows[0]["confidence"] != rows[1]["confidence"]
    for bad in ("2", "-0.1", "half", "nan"):
        assert main([*ask, f"--min-confidence={bad}"]) == 1
        assert f"--min-confidence {bad} is not" in capsys.readouterr().err
