"""Files of questions in UTF-16 or UTF-32 without the mark that says so."""

import pytest

from index.errors import UserError
from qa.questions import read_questions
from tests.test_batch import Write, piped, write

__all__ = ["write"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("q.txt", "How many?\r\nWho?\r\n"),
        ("q.csv", "question\nHow many?\n"),
        ("q.jsonl", '{"question": "How many?"}\n'),
    ],
)
def test_wide_text_without_a_mark_is_refused(
    write: Write, name: str, text: str, encoding: str
) -> None:
    """Not asked as "H o w": in a stream, where a file is not refused as a whole, row by row."""
    with pytest.raises(UserError, match=f"{name} is not UTF-8 text. Save it as UTF-8"):
        list(read_questions(write(name, text.encode(encoding))))
    rows = piped(text.encode(encoding))
    assert rows
    assert {row.error for row in rows} == {"The row is not UTF-8 text. Save it as UTF-8."}


def test_wide_text_after_its_first_letters_is_refused(write: Write) -> None:
    rows = list(read_questions(write("q.txt", "谁来了 in May?\nWho?".encode("utf-16-le"))))
    assert all(row.error is not None and "UTF-8" in row.error for row in rows)
    with pytest.raises(UserError, match=r"The first line of .*q\.csv is not UTF-8 text"):
        list(read_questions(write("q.csv", "编号,question\n1,Who?\n".encode("utf-16-le"))))
