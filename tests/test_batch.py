"""Files of questions in, rows of answers out."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build_index
from index.errors import UserError
from index.search import Searcher
from qa.answer import Answerer
from qa.batch import answer_batch, open_writer, to_csv
from qa.questions import BatchQuestion, read_questions
from qa.readers.rule_reader import RuleReader
from qa.rows import FIELDS, error_row, to_json
from tests.fakes import WordEncoder

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write_


def questions(source: Path) -> list[tuple[Any, str]]:
    questions = list(read_questions(source))
    assert all(each.error is None for each in questions)
    return [(each.id, each.question) for each in questions]


def piped(data: bytes) -> list[BatchQuestion]:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    return list(read_questions(io.BufferedReader(Pipe(data))))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_of_text(write: Write, end: bytes, mark: bytes) -> None:
    path = write("q.txt", mark + end.join([b"Who?", b"", " Où?  ".encode(), b"", b""]))
    assert questions(path) == [(None, "Who?"), (None, "Où?")]


def test_a_line_separator_is_no_line_end(write: Write) -> None:
    assert questions(write("q.txt", "One\u2028line?\n".encode())) == [(None, "One\u2028line?")]


def test_text_from_windows(write: Write) -> None:
    assert questions(write("q.TXT", "Où?\r\nWho?".encode("utf-16"))) == [
        (None, "Où?"),
        (None, "Who?"),
    ]


def test_csv_with_ids(write: Write) -> None:
    data = '\ufeffid,Question ,note\r\n7,"Who, and\nwhen?",x\r\n\r\n,What?,y\r\n'
    path = write("q.csv", data.encode())
    assert questions(path) == [("7", "Who, and\nwhen?"), (None, "What?")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_as_other_spreadsheets_write_it(write: Write, delimiter: str) -> None:
    data = f"id{delimiter}question\n1{delimiter}Who, and when?\n"
    assert questions(write("q.csv", data.encode())) == [("1", "Who, and when?")]


def test_csv_without_the_column_names_those_it_has(write: Write) -> None:
    path = write("q.csv", b"number,text\n1,Who?\n")
    with pytest.raises(UserError, match=r"no column named question. Columns found: number, text"):
        list(read_questions(path))
    with pytest.raises(UserError, match=r"Columns found: none"):
        list(read_questions(write("empty.csv", b"")))


def test_a_csv_row_with_a_stray_comma_is_an_error_of_its_own(write: Write) -> None:
    rows = list(read_questions(write("q.csv", b"id,question\n1,How many, in all?\n2,Who?\n3\n")))
    assert [(row.id, row.question) for row in rows] == [("1", "How many"), ("2", "Who?"), ("3", "")]
    assert rows[0].error is not None
    assert "3 cells" in rows[0].error
    assert rows[1].error is None


def test_json_lines(write: Write) -> None:
    data = '\ufeff{"question": "Who?", "id": 7}\r\n\r\n{"question": "\\ud800?", "extra": []}\n'
    assert questions(write("q.jsonl", data.encode())) == [(7, "Who?"), (None, "\ud800?")]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "not JSON"),
        ('{"question": NaN}', "NaN"),
        ("[" * 100_000, "not JSON"),
        ('"Who?"', "not a JSON object"),
        ("[1]", "not a JSON object"),
        ('{"text": "Who?"}', 'no "question"'),
        ('{"question": ["Who?"]}', "not text"),
        ('{"question": null}', "not text"),
        ('{"question": "Who?", "id": {}}', "id"),
        ('{"question": "Who?", "id": true}', "id"),
        ('{"question": "Who?", "id": -1e999}', "id"),
        ("9" * 5000, "not JSON"),
    ],
)
def test_a_bad_line_is_an_error_of_its_own(write: Write, line: str, part: str) -> None:
    rows = list(read_questions(write("q.jsonl", f'{line}\n{{"question": "Who?"}}\n'.encode())))
    assert rows[0].error is not None
    assert part in rows[0].error
    assert rows[1] == BatchQuestion("Who?")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("q.txt", b"Caf\xe9?\nWho?\n"),
        ("q.csv", b"question\nCaf\xe9?\nWho?\n"),
        ("q.jsonl", b'{"question": "Caf\xe9?"}\n{"question": "Who?"}\n'),
    ],
)
def test_bytes_that_are_no_utf8_spoil_their_row_alone(write: Write, name: str, data: bytes) -> None:
    rows = list(read_questions(write(name, data)))
    assert [row.question for row in rows] == ["Caf\ufffd?", "Who?"]
    assert rows[0].error is not None
    assert "UTF-8" in rows[0].error
    assert rows[1].error is None


def test_a_row_of_bytes_and_of_half_characters_is_told(write: Write) -> None:
    (row,) = read_questions(write("q.jsonl", b'{"question": "Caf\xe9 \\ud800?"}'))
    assert (row.question, bool(row.error)) == ("Caf\ufffd \ud800?", True)


def test_utf16_that_is_none_spoils_its_row_alone(write: Write) -> None:
    bad = "Who".encode("utf-16") + b"\x00\xdc" + "?\nWhen?\n".encode("utf-16-le") + b"W"
    rows = list(read_questions(write("q.txt", bad)))
    assert [row.question for row in rows] == ["Who\ufffd?", "When?", "\ufffd"]
    assert [row.error is None for row in rows] == [False, True, False]


def test_a_stream_holds_lines_and_json_lines() -> None:
    data = b'\xef\xbb\xbfWho?\n{"question": "When?", "id": "a"}\n\n{oops\nWhere?\n\n'
    rows = piped(data)
    assert [(row.id, row.question) for row in rows] == [
        (None, "Who?"),
        ("a", "When?"),
        (None, "{oops"),
        (None, "Where?"),
    ]
    assert [row.error is None for row in rows] == [True, True, False, True]


def test_files_that_are_no_questions(write: Write, tmp_path: Path) -> None:
    for path in (write("q.pdf", b""), write("noending", b"")):
        with pytest.raises(UserError, match=r"\.txt, \.csv, \.jsonl"):
            list(read_questions(path))
    with pytest.raises(UserError, match="No such file"):
        list(read_questions(tmp_path / "missing.txt"))
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UserError, match="Cannot read"):
        list(read_questions(tmp_path / "folder.txt"))


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferry.txt").write_text("The ferry carries 400 passengers. It is old.", "utf-8")
    build_index([corpus], tmp_path / "index", WordEncoder())
    return Searcher(tmp_path / "index", WordEncoder())


def test_one_row_per_question_in_order_as_they_come(searcher: Searcher) -> None:
    taken = []

    def questions() -> Iterator[BatchQuestion]:
        for each in (
            BatchQuestion("How many passengers does the ferry carry?", 1),
            BatchQuestion("", 2),
            BatchQuestion("a" * 1001, 3),
            BatchQuestion("spoilt", 4, "The row is spoilt."),
            BatchQuestion("Is the ferry old?", 5),
        ):
            taken.append(each.id)
            yield each

    rows = answer_batch(Answerer(searcher, RuleReader(searcher.encode)), questions())
    first = next(rows)
    assert taken == [1]  # nothing is read ahead: what is answered is written at once
    rest = list(rows)
    assert [row["id"] for row in [first, *rest]] == [1, 2, 3, 4, 5]
    assert first["answer"] == "400"
    assert "empty" in rest[0]["error"]
    assert "1,001 characters" in rest[1]["error"]
    assert rest[2]["error"] == "The row is spoilt."
    assert rest[3]["error"] is None
    assert all(tuple(row) == FIELDS for row in rest)


def test_an_index_that_fails_ends_the_batch(searcher: Searcher) -> None:
    class Broken(RuleReader):
        def read(self, *_: object) -> Any:
            raise UserError("The index is gone.")

    with pytest.raises(UserError, match="gone"):
        list(answer_batch(Answerer(searcher, Broken(searcher.encode)), [BatchQuestion("Who?")]))


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    rows = [error_row("naïve “question”\n\x00\u2028", "no", 1), error_row("half \ud800", "no")]
    with open_writer(tmp_path / "a.jsonl") as write:
        for row in rows:
            write(row)
            lines = (tmp_path / "a.jsonl").read_bytes().split(b"\n")
            assert json.loads(lines[-2]) == row  # written at once
    assert "naïve “question”" in (tmp_path / "a.jsonl").read_text("utf-8")


def test_csv_holds_lists_as_json_and_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    row = error_row("Où, “when”?", "no", 7) | {"passages": [{"article": "é.txt", "start": 0}]}
    with open_writer(tmp_path / "a.csv") as write:
        write(row)
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,question,")
    (back,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(back) == FIELDS
    assert back["question"] == "Où, “when”?"
    assert json.loads(back["passages"]) == row["passages"]
    assert (back["answer"], back["answered"]) == ("", "False")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1",
        "＋1", "－1", "＠x", "\u200b=1", "\ufeff=1", "\u3000=1", "-2+3+cmd|' /C calc'!A0",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_made_harmless(cell: str) -> None:
    (back,) = next(csv.reader(io.StringIO(to_csv([cell]).decode(), newline="")))[:1]
    assert back == "'" + cell


def test_other_cells_stay_as_they_are() -> None:
    cells = ["a=b", "1,5", 'say "no"', "", None, 0.5, -3, True]
    back = next(csv.reader(io.StringIO(to_csv(cells).decode(), newline="")))
    assert back == ["a=b", "1,5", 'say "no"', "", "", "0.5", "-3", "True"]


@given(st.text())
def test_no_cell_starts_a_formula_and_every_row_can_be_written(text: str) -> None:
    assert json.loads(to_json(error_row(text, "no")))["question"] == text
    (back,) = next(csv.reader(io.StringIO(to_csv([text, "end"]).decode(), newline="")))[:1]
    assert not back.strip().startswith(("=", "+", "-", "@"))


def test_where_answers_cannot_be_written(tmp_path: Path) -> None:
    for name, part in [
        ("a.xlsx", ".jsonl or .csv"),
        ("a", ".jsonl or .csv"),
        ("missing/a.csv", "No such file"),
    ]:
        with pytest.raises(UserError, match=part), open_writer(tmp_path / name):
            pass
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UserError, match="Cannot write"), open_writer(tmp_path / "folder.csv"):
        pass
