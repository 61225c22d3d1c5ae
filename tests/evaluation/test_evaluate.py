"""Questions asked of an index and judged, and the command as a whole."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.search import Searcher
from qa.__main__ import main
from qa.answer import Answerer
from qa.evaluation.cases import Case
from qa.evaluation.evaluate import evaluate
from qa.readers.rule_reader import RuleReader
from qa.settings import Settings
from tests.fakes import WordEncoder

FERRY = "The ferry carries 400 passengers across the fjord. It was built in 1931."
BAKERY = "The bakery sells rye bread. It has nine ovens and opens before dawn."


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (corpus / "bakery.txt").write_text(BAKERY, encoding="utf-8")
    build_index([corpus], tmp_path / "index", WordEncoder())
    return Searcher(tmp_path / "index", WordEncoder())


def test_a_passage_is_right_where_the_case_says(searcher: Searcher) -> None:
    cases = [
        Case("How many passengers does the ferry carry?", ("400",), "ferry.txt"),
        Case("How many passengers does the ferry carry?", ("400",), "bakery.txt"),
        Case("How many passengers does the ferry carry?", ("400",), None, FERRY),
        Case("How many passengers does the ferry carry?", ("400",), None, "Another paragraph."),
        Case("How many passengers does the ferry carry?", ()),
    ]
    outcomes = list(evaluate(Answerer(searcher, RuleReader(searcher.encode)), cases))
    assert [len(one.passages_right) for one in outcomes] == [1, 0, 1, 0, 0]
    assert [one.right for one in outcomes] == [True] * 4 + [False]
    assert all(set(one.ranked) <= set(one.retrieved) for one in outcomes)


def test_odd_characters_are_asked_as_everywhere(searcher: Searcher) -> None:
    cases = [Case("How many \ud83d passengers\x00 does the ferry carry?", ("400",))]
    outcome = next(evaluate(Answerer(searcher, RuleReader(searcher.encode)), cases))
    assert outcome.right
    assert outcome.retrieved[0].startswith("ferry.txt:")


def test_passages_that_were_not_read_follow(searcher: Searcher) -> None:
    cases = [Case("What does the bakery or the ferry do?", ("rye bread",))]
    answerer = Answerer(searcher, RuleReader(searcher.encode), Settings(top_k=1))
    outcome = next(evaluate(answerer, cases))
    assert len(outcome.result.hits) == 1
    assert outcome.ranked == outcome.retrieved
    assert len(outcome.ranked) == 2


def test_a_squad_file_from_corpus_to_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is the corpus and the questions: any such benchmark runs end to end."""

    def asked(question: str, answer: str, context: str) -> dict[str, Any]:
        answers = [{"text": answer, "answer_start": context.index(answer)}]
        return {"id": question, "question": question, "answers": answers}

    paragraphs = [
        {
            "context": FERRY,
            "qas": [
                asked("How many passengers does the ferry carry?", "400", FERRY),
                {"id": "n", "question": "Who designed it?", "answers": [], "is_impossible": True},
            ],
        },
        {"context": BAKERY, "qas": [asked("What does the bakery sell?", "rye bread", BAKERY)]},
    ]
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": [{"title": "Places", "paragraphs": paragraphs}]}))
    index = tmp_path / "index"
    build_index([file], index)
    report = tmp_path / "report"
    command = ["eval", str(file), "--index", str(index), "--report", str(report), "--json"]
    assert main(command) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["questions"], figures["answerable"]) == (3, 2)
    assert figures["ranking"]["recall@1"] == 1.0
    assert figures["exact_match"] == 1.0
    assert (report / "report.html").exists()
    assert main([*command[:-1]]) == 0
    assert re.search(r"exact match +1\.000", capsys.readouterr().out)
