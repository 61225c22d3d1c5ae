"""Files of questions of any size: read as they are asked, a row that is too long for itself."""

import tracemalloc
from pathlib import Path

import pytest

from index.errors import UserError
from qa.question_lines import MAX_ROW, Place
from qa.questions import read_questions


def write(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


LONG = "x" * 140_000  # more than Python's csv takes for a cell


def told(source: Path) -> list[tuple[str, str | None]]:
    rows = list(read_questions(source))
    return [(row.question.strip()[:9], row.error and row.error[:40]) for row in rows]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("q.txt", LONG),
        ("q.jsonl", f'{{"question": "{LONG}"}}'),
        ("q.csv", LONG),
        ("q.csv", f'"{LONG}"'),
        ("q.csv", "," * 140_000),
        ("q.csv", '"' + "a\nb\n" * 35_000 + '"'),
        ("q.csv", ",".join(['"a\n"'] * 35_000)),
    ],
)
def test_a_row_that_is_too_long_is_an_error_of_its_own(
    tmp_path: Path, name: str, line: str
) -> None:
    """What follows a cell with line ends that is too long may be read as rows, before the next."""
    first = "question\n" if name == "q.csv" else ""
    question = '{"question": "Who?"}' if name == "q.jsonl" else "Who?"
    rows = told(write(tmp_path, name, f"{first}{question}\n{line}\n\n{question}".encode()))
    too_long = "The row has more than 100,000 characters"
    assert rows[0] == rows[-1] == ("Who?", None)
    assert rows[1][1] == too_long
    if line.count("\n") == 0:
        assert len(rows) == 3


@pytest.mark.parametrize(
    ("last", "meant"), [("Who?", "Who?"), ('"Who?"', "Who?"), ('"Why ""so""\n?"', 'Why "so"\n?')]
)
def test_a_mark_that_is_never_closed_spoils_its_row_alone(
    tmp_path: Path, last: str, meant: str
) -> None:
    text = f'question\n"Two\nlines"\n"What?\nWhen?\n{last}\n'
    rows = list(read_questions(write(tmp_path, "q.csv", text.encode())))
    assert [row.question for row in rows] == ["Two\nlines", '"What?', "When?", meant]
    told = "A quotation mark in the row is never closed"
    assert [row.error and row.error[:43] for row in rows] == [None, told, None, None]


@pytest.mark.parametrize("end", ["", "\n", "\r", "\r\n"])
def test_a_row_may_be_as_long_as_is_said(tmp_path: Path, end: str) -> None:
    for length, error in ((MAX_ROW, None), (MAX_ROW + 3, "The row")):
        path = write(tmp_path, "q.txt", ("x" * length + end).encode())
        (row,) = read_questions(path)
        assert (row.error and row.error[:7]) == error


def test_a_header_that_is_too_long_is_told(tmp_path: Path) -> None:
    for header in (f"question,{LONG}", LONG):
        with pytest.raises(UserError, match=r"first line of .*q\.csv has more than 100,000"):
            list(read_questions(write(tmp_path, "q.csv", f"{header}\nWho?\n".encode())))
    with pytest.raises(UserError, match=r"Columns found: (a, ){166}a, …\.$"):
        list(read_questions(write(tmp_path, "q.csv", b"a," * 40_000 + b"\nWho?\n")))


@pytest.mark.parametrize("name", ["q.txt", "q.csv", "q.jsonl"])
def test_a_file_is_read_as_it_is_asked(tmp_path: Path, name: str) -> None:
    """Row 90,000 is told; before it, memory does not grow with what was read."""
    row = '{"question": "Was it 1931, for all?"}' if name == "q.jsonl" else '"Was it 1931, Zoë?"'
    bad = {"q.txt": "Caf\udce9", "q.csv": "a,b,c", "q.jsonl": "{"}[name]
    lines = ["question"] * (name == "q.csv") + [row] * 89_999 + [bad] + [row] * 10
    path, place = (
        write(tmp_path, name, "\n".join(lines).encode("utf-8", "surrogateescape")),
        Place(),
    )
    tracemalloc.start()
    try:
        questions = read_questions(path, place=place)
        at = [(number, each.error) for number, each in enumerate(questions, 1) if each.error]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [number for number, _ in at] == [90_000]
    assert place.at == place.size
    assert most < 500_000 < place.size
