"""Thirty articles with thirty figures: each is given, and what was not read is told."""

import json
import re

import pytest

from index.build import build_index
from index.search import Searcher
from qa.answer import answer_question
from qa.group_lines import MAX_MISSES, MAX_ROWS
from qa.page.view import to_view
from qa.records import Result
from qa.rows import to_json, to_row
from qa.settings import Settings
from qa.terminal import describe
from tests.fakes import Saying, WordEncoder

QUESTION = "How many people did the storm kill?"
COUNTS = [f"{40 + 3 * number}" for number in range(30)]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("thirty")
    corpus = folder / "corpus"
    corpus.mkdir()
    for count in COUNTS:
        told = f"The storm killed {count} people, the mayor of town {count} said.\n"
        (corpus / f"{count}.txt").write_text(told, "utf-8")
    build_index([corpus], folder / "index", WordEncoder())
    return Searcher(folder / "index", WordEncoder())


def asked(searcher: Searcher, stated: float, top_k: int = 20) -> Result:
    return answer_question(searcher, Saying(r"\d+", 0.1, stated), QUESTION, top_k=top_k)


def test_thirty_figures_are_thirty_groups(searcher: Searcher) -> None:
    result = asked(searcher, 0.8, 30)
    row = json.loads(to_json(to_row(result)))
    assert {group["answer"] for group in row["groups"]} == set(COUNTS)
    assert (row["answered"], row["agree"]) == (True, False)
    assert {each["answer"] for each in [row, *row["alternatives"]]} == set(COUNTS)
    assert len(to_view(result)["groups"]) == 30
    lines = describe(result, Settings(), colour=False)
    assert f"… and {30 - MAX_ROWS} more" in lines
    assert "were read" not in lines
    assert not to_view(result)["may_say_more"]


def test_where_only_twenty_passages_are_read_that_is_told(searcher: Searcher) -> None:
    result = asked(searcher, 0.8)
    row = to_row(result)
    assert (len(row["groups"]), len(row["passages"]), row["searched"]["passages"]) == (20, 20, 30)
    lines = describe(result, Settings(), colour=False)
    assert "Others may say more: 20 of 30 passages were read; --top-k N reads more." in lines
    assert to_view(result)["may_say_more"]


def test_thirty_that_are_not_sure_enough_are_thirty_misses_each_with_the_reason(
    searcher: Searcher,
) -> None:
    result = asked(searcher, 0.2, 30)
    row = to_row(result)
    assert not row["answered"]
    assert [each["reason"] for each in row["refused"]] == 30 * ["not sure enough"]
    assert {each["answer"] for each in row["refused"]} == set(COUNTS)
    lines = describe(result, Settings(), colour=False)
    refused = lines[lines.index("Refused:") : lines.index("Nearest:")]
    assert len(re.findall("not sure enough", refused)) == MAX_MISSES
    assert f"… and {30 - MAX_MISSES} more" in refused
