"""Files of questions with their answers: what is read, and what is wrong with the rest."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from index.errors import UserError
from qa.__main__ import main
from qa.evaluation.cases import Case, read_cases


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    rows: list[dict[str, Any]] = [
        {"question": "How many?", "answers": ["400", "four hundred"], "article": "a.txt"},
        {"question": "Who?", "answers": "Ann"},
        {"question": "Why?"},
        {"question": "Where?", "answers": ["here"], "answerable": False},
    ]
    file.write_text("\ufeff" + "\n\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    assert read_cases(file) == [
        Case("How many?", ("400", "four hundred"), "a.txt"),
        Case("Who?", ("Ann",)),
        Case("Why?", ()),
        Case("Where?", ()),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not json", "line 2: it is not JSON"),
        ("[]", "line 2: it is not a JSON object"),
        ('{"answers": ["a"]}', "line 2: it has no question"),
        ('{"question": "Q?", "answers": [1]}', "line 2: its answers are not"),
        ('{"question": "Q?", "answerable": true}', "line 2: it has no answers, yet"),
        ('{"question": "Q?", "answerable": "no"}', "line 2: its answerable is neither"),
        ('{"question": "Q?", "article": 3}', "line 2: its article is not"),
        ('{"question": "???", "answers": ["a"]}', "line 2: The question has no letter"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"question": "Q?", "answers": ["a"]}\n' + line, encoding="utf-8")
    with pytest.raises(UserError, match=re.escape(why)):
        read_cases(file)


@pytest.mark.timeout(20)
def test_a_file_that_may_have_no_end_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "cases.jsonl")
    assert main(["eval", str(tmp_path / "cases.jsonl"), "--index", str(tmp_path / "index")]) == 1
    assert "cases.jsonl: it is no regular file." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{}"),
        ("a.json", b"[1]"),
        ("a.json", b'{"data": [{"paragraphs": [{"qas": []}]}]}'),
        ("a.json", b"nope"),
        (
            "a.json",
            b'{"data": [{"paragraphs": [{"context": "c", "qas": '
            b'[{"question": "Q?", "answers": [{"text": 5}]}]}]}]}',
        ),
        ("a.json", b'{"data": []}'),
        ("a.jsonl", b"\n\n"),
        ("a.jsonl", b"\xff\xfe\x00"),
        ("a.csv", b"question"),
        ("absent.jsonl", None),
    ],
)
def test_a_file_that_is_no_evaluation_ends_with_a_message(
    tmp_path: Path, name: str, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["eval", str(tmp_path / name), "--index", str(tmp_path / "index")]) == 1
    error = capsys.readouterr().err
    assert name in error
    assert "Traceback" not in error
