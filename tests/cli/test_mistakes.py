"""Mistakes on the command line: one message each, and exit code 1."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.commands import Capture, run


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", ""], "The question is empty."),
        (["ask", "?!"], "no letter or digit"),
        (
            ["ask", "a" * 4213],
            "The question is 4,213 characters long; the limit is 1,000. Shorten it.",
        ),
        (["ask", "Who?", "--top-k", "0"], "--top-k 0 is not between 1 and 100."),
        (["ask", "Who?", "--top-k", "101"], "--top-k 101 is not between 1 and 100."),
        (["ask", "Who?", "--top-k", "ten"], "--top-k ten is not a whole number."),
        (["ask", "Who?", "--after", "May"], "--after May is not a date like 2023-11-30."),
        (["ask", "Who?", "--before", "2023-02-30"], "--before 2023-02-30 is not a date"),
        (
            ["ask", "Who?", "--after", "2024-01-01", "--before", "2023-01-01"],
            "The range of dates begins on 1 January 2024, after it ends, on 1 January 2023. "
            "Swap the two dates, or clear one.",
        ),
        (["ask", "Who?", "--as-of", "May"], "--as-of May is not a date like 2023-11-30."),
        (
            ["ask", "Who?", "--after", "2024-01-01", "--as-of", "2023-01-01"],
            "The range of dates begins on 1 January 2024, after the day as of which you ask, "
            "1 January 2023. Change one of the two.",
        ),
        (["ask", "Who?", "--source", "Post"], "is from the source Post. Sources: Border Post."),
        (["ask", "Who?", "--index", "nowhere"], "There is no index in nowhere."),
        (["ask", "Who?", "--index", ""], "a folder has to be named"),
        (["ask"], "question"),
        (["ask", "Who?", "--colour"], "--colour"),
        (["tell"], "tell"),
        ([], "COMMAND"),
        (["batch", "missing.txt"], "Cannot read missing.txt"),
        (["batch", "q.doc"], "q.doc is not a file of questions"),
        (["batch", "q.txt", "--out", "a.xlsx"], "must end in .jsonl or .csv"),
        (["batch", "q.txt", "--out", "missing/a.csv"], "Cannot write missing/a.csv"),
        (["batch", "q.csv"], "no column named question. Columns found: text."),
        (["show", "harbor.txt"], "No article harbor.txt in .index. Nearest: harbour.txt."),
        (["show", "corpus/harbour.txt"], "Nearest: harbour.txt"),
        (["show", "zzz"], "No article zzz in .index. One of its "),
        (["show", "harbour\udcff.txt"], r"No article harbour\udcff.txt in .index. Nearest: harb"),
        (["show", "harbour.txt", "--start", "-1"], "is no slice of harbour.txt"),
        (["show", "harbour.txt", "--end", "9999"], "which has 84 characters."),
        (["show", "harbour.txt", "--start", "5", "--end", "4"], "is no slice"),
        (["show", "harbour.txt", "--start", "x"], "--start x is not a whole number."),
    ],
)
def test_a_mistake_gets_one_message_and_exit_code_1(
    place: Path, capfdbinary: Capture, arguments: Sequence[str], message: str
) -> None:
    Path("q.txt").write_text("Who?\n", encoding="utf-8")
    Path("q.csv").write_text("text\nWho?\n", encoding="utf-8")
    code, out, err = run(capfdbinary, *arguments)
    assert (code, out) == (1, "")
    assert message in err
    assert len(err.splitlines()) == 1
