"""Which reader answers, and how sure it has to be, as the command line is told."""

import json
from pathlib import Path

import pytest

from index.build import build_index
from qa.__main__ import main
from qa.arguments import command_parser
from qa.options import chosen_confidence
from qa.readers.certainty import best_promise, least_confidence, load_certainty
from qa.records import ANSWERED_FROM

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
        for option in ("--min-confidence", "--max-wrong"):
            assert main([*ask, f"{option}={bad}"]) == 1
            assert f"{option} {bad} is not" in capsys.readouterr().err


def test_how_much_may_be_wrong_chooses_the_least_confidence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = command_parser()
    best = best_promise(load_certainty())
    assert best is not None
    typed = parser.parse_args(["batch", "q.txt", "--max-wrong", str(best)])
    assert chosen_confidence(typed) == least_confidence(best)
    assert chosen_confidence(parser.parse_args(["ask", "who?"])) == ANSWERED_FROM
    for more, said in (
        (["--max-wrong=0.01"], "at most 1.0% of what is answered is wrong can be promised at no"),
        (["--max-wrong=0.5", "--min-confidence=0.5"], "say the same in two ways. Give one."),
        (["--max-wrong=0.5", "--reader=rules"], "How much the reader rules gets wrong"),
    ):
        assert main(["ask", "who?", *more]) == 1
        assert said in capsys.readouterr().err
