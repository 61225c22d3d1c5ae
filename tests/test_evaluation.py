"""Measuring answers: the cases read, the figures, the report, and the command as a whole."""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.errors import UserError
from index.records import Article, Hit, Passage, Statistics
from index.search import Searcher
from qa.__main__ import main
from qa.answer import Answerer
from qa.evaluation.cases import Case, read_cases
from qa.evaluation.evaluate import evaluate
from qa.evaluation.figures import Outcome, measure
from qa.evaluation.report import to_table, worst, write_report
from qa.readers.rule_reader import RuleReader
from qa.records import Answer, Result
from qa.scoring import calibration_error, exact_match, f1, holds, is_right
from qa.settings import Settings
from tests.fakes import WordEncoder

FERRY = "The ferry carries 400 passengers across the fjord. It was built in 1931."
BAKERY = "The bakery sells rye bread. It has nine ovens and opens before dawn."


@pytest.mark.parametrize(
    ("text", "accepted", "em", "overlap"),
    [
        ("The 4,666", ["4666"], 1.0, 1.0),
        ("rye bread.", ["bread", "the Rye bread"], 1.0, 1.0),
        ("a total of 400", ["400"], 0.0, 0.5),
        ("400", ["401"], 0.0, 0.0),
        ("anything", [], 0.0, 0.0),
        ("", ["400"], 0.0, 0.0),
    ],
)
def test_em_and_f1_are_squads(text: str, accepted: list[str], em: float, overlap: float) -> None:
    assert exact_match(text, accepted) == em
    assert f1(text, accepted) == pytest.approx(overlap)
    assert is_right(text, accepted) == (overlap >= 0.5)


def test_whole_words_are_held() -> None:
    assert holds("It sells rye bread.", ["Rye bread"])
    assert not holds("It sells 4000 loaves.", ["400"])


def test_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
    assert calibration_error([0.05, 0.95], [True, True]) == pytest.approx((0.95 + 0.05) / 2)
    assert calibration_error([], []) == 0


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


def outcome(
    said: str,
    accepted: Sequence[str],
    confidence: float,
    *,
    rank: int | None = 1,
    least: float = 0.5,
) -> Outcome:
    """A question whose right passage has that rank by retrieval, and is first with the reader."""
    article = Article("a.txt", f"It was {said} <b>then</b>.")
    passage = Passage(article, ((0, len(article.text)),))
    hit = Hit(passage, 1.0, 0.5)
    answer = Answer(7, 7 + len(said), (0, len(article.text)), confidence, hit)
    searched = Statistics(1, 1, 1, None, None)
    result = Result("Q?", confidence >= least, (answer,), (hit,), 1, searched)
    names = [f"p{number}" for number in range(30)]
    right = frozenset() if rank is None else frozenset({names[rank - 1]})
    ranked = names if rank is None else sorted(names, key=lambda name: name != names[rank - 1])
    return Outcome(
        Case("Q?", tuple(accepted)), result, tuple(names), tuple(ranked[:20]), right, 20.0
    )


def test_the_figures() -> None:
    outcomes = [
        outcome("400", ["400"], 0.9, rank=1),
        outcome("401", ["400"], 0.8, rank=4),
        outcome("400 passengers", ["400"], 0.4, rank=12),
        outcome("x", ["400"], 0.2, rank=None),
        outcome("x", [], 0.6),
        outcome("x", [], 0.1),
    ]
    figures = measure(outcomes, 0.5)
    assert (figures.questions, figures.answerable) == (6, 4)
    assert figures.retrieval["recall@1"] == 0.25
    assert figures.retrieval["recall@5"] == 0.5
    assert figures.retrieval["recall@20"] == 0.75
    assert figures.retrieval["mrr"] == pytest.approx((1 + 1 / 4 + 1 / 12) / 4)
    assert figures.ranking["recall@1"] == 0.75
    assert figures.ranking["ndcg@10"] == 0.75
    assert figures.exact_match == 0.25
    assert figures.f1 == pytest.approx((1 + 0 + 2 / 3 + 0) / 4)
    assert figures.answered == 0.5
    assert figures.right_of_answered == pytest.approx(1 / 3)
    assert figures.answered_right == 0.25
    assert figures.abstained_rightly == 0.5
    assert figures.median_milliseconds == 20
    assert sum(one.questions for one in figures.bins) == 6
    all_answered = figures.curve[0]
    assert all_answered.coverage == 1.0
    assert all_answered.accuracy == pytest.approx(2 / 6)
    coverages = [one.coverage for one in figures.curve]
    assert coverages == sorted(coverages, reverse=True)


def test_figures_of_questions_that_nothing_answers() -> None:
    figures = measure([outcome("x", [], 0.6), outcome("x", [], 0.2)], 0.5)
    assert figures.abstained_rightly == 0.5
    assert figures.exact_match is None
    assert figures.retrieval == {}
    assert "–" in to_table(figures)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [v or "" for k, v in attrs if k == "src" or k.endswith("href")]


def test_the_report_is_whole_and_escaped(tmp_path: Path) -> None:
    outcomes = [outcome("401", ["<i>400</i>"], 0.8), outcome("400", ["400"], 0.9)]
    folder = tmp_path / "new" / "report"
    write_report(folder, measure(outcomes, 0.5), outcomes)
    page = (folder / "report.html").read_text(encoding="utf-8")
    seen = Tags()
    seen.feed(page)
    assert seen.tags.count("svg") == 2
    assert seen.tags.count("details") == 1
    assert "b" not in seen.tags[seen.tags.index("blockquote") :]  # the article's own tags are text
    assert "&lt;i&gt;400&lt;/i&gt;" in page
    assert seen.links
    assert all(link.startswith("#") for link in seen.links)  # nothing is loaded from anywhere
    assert "<mark>401</mark>" in page
    figures = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert figures["exact_match"] == 0.5
    rows = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["right"] for row in rows] == [False, True]
    for name in ("reliability.svg", "coverage.svg"):
        assert (folder / name).read_text(encoding="utf-8").startswith("<?xml")


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcomes = [outcome("400", ["400"], 0.9)]
    with pytest.raises(UserError, match="Cannot write the report"):
        write_report(tmp_path / "file", measure(outcomes, 0.5), outcomes)


def test_the_worst_come_first() -> None:
    sure, unsure = outcome("x", ["400"], 0.9), outcome("x", [], 0.6)
    held_back, missed = outcome("400", ["400"], 0.3), outcome("x", ["400"], 0.4)
    fine, silent = outcome("400", ["400"], 0.9), outcome("x", [], 0.1)
    found = worst([fine, missed, silent, unsure, held_back, sure])
    assert found == [
        ("wrong answer", sure),
        ("answered, though nothing answers it", unsure),
        ("right, but not given", held_back),
        ("not answered", missed),
    ]


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
