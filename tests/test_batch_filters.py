"""Rows of a file of questions that say which articles they are asked of, and as of which day."""

from pathlib import Path

import pytest

from index.build import build_index
from index.search import Searcher
from qa.answer import Answerer
from qa.batch import answer_batch
from qa.questions import BatchQuestion, read_questions
from qa.readers.rule_reader import RuleReader
from qa.settings import Settings
from tests.fakes import WordEncoder


def saved(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


FILTERED = {
    "q.csv": b"Question,SOURCE,after,note,as_of\nWho?, Border Post ,,x,2023-05-01\nWhen?,,,y,\n",
    "q.jsonl": b'{"question": "Who?", "source": "Border Post", "as_of": "2023-05-01"}\n'
    b'{"question": "When?", "after": null, "before": ""}\n',
}


ODDLY = {
    "oddly.csv": b"question,As-Of,Source\nWho?, 2023-05-01 , Border Post \nWhen?,,\n",
    "oddly.jsonl": b'{"question": "Who?", "Source": " Border Post", "as-of": " 2023-05-01 "}\n'
    b'{"question": "When?", "As of": " "}\n',
}
FILTERED |= ODDLY  # as spreadsheets and people name and fill them


@pytest.mark.parametrize("name", FILTERED)
def test_a_row_may_carry_its_own_filters(tmp_path: Path, name: str) -> None:
    rows = list(read_questions(saved(tmp_path, name, FILTERED[name])))
    assert rows[0].filters == {"source": "Border Post", "as_of": "2023-05-01"}
    assert rows[1] == BatchQuestion("When?")


def test_a_filter_that_is_no_text_is_an_error_of_its_row(tmp_path: Path) -> None:
    path = saved(tmp_path, "q.jsonl", b'{"question": "Who?", "after": 2023}\n')
    rows = list(read_questions(path))
    assert rows == [BatchQuestion("Who?", error="The after is not text.")]


def test_each_row_is_asked_with_its_own_filters(tmp_path: Path) -> None:
    (tmp_path / "2024-02-01-ferry.md").write_text(
        "---\nsource: Border Post\n---\nThe new ferry carries 900 passengers.", "utf-8"
    )
    build_index([tmp_path / "2024-02-01-ferry.md"], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    asked = [
        BatchQuestion("How many passengers?", filters=filters)
        for filters in (
            {"source": "Border Post"},
            {"as_of": "2024-01-31"},
            {},
            {"source": "Nobody"},
            {"before": "soon"},
            {"after": "2024-02-01", "as_of": "2024-01-01"},
        )
    ]
    settings = Settings().narrowed({"as_of": "2024-03-01"})
    answerer = Answerer(searcher, RuleReader(searcher.encode), settings)
    posted, then, plain, *wrong = list(answer_batch(answerer, asked))
    assert (posted["answer"], posted["as_of"]) == ("900", "2024-03-01")
    assert (then["answered"], then["as_of"], then["passages"]) == (False, "2024-01-31", [])
    assert plain["answer"] == "900"
    assert "no article" in wrong[0]["error"].casefold()
    assert wrong[1]["error"] == "“soon” is not a date like 2023-11-30."
    assert "The range of dates begins on " in wrong[2]["error"]
