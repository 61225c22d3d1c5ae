"""The command line, as whoever types it sees it."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import index.search
from index.build import build_index
from index.encoder import load_encoder
from index.records import Article, Filters, Hit, Passage, Statistics
from index.search import Searcher
from qa.__main__ import main
from qa.records import Answer, Result
from qa.rows import FIELDS
from qa.terminal import describe
from tests.fakes import WordEncoder

ROOT = Path(__file__).parent.parent
HARBOUR = (
    "Nine ships waited outside the harbour.\r\nIt was closed on Monday \x1b[31mby\x1b[0m storm.\r\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with an index of two articles in .index."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "harbour.txt").write_bytes(HARBOUR.encode())
    (corpus / "2023-05-01-bridge.md").write_text(
        "---\ntitle: The old bridge\nsource: Border Post\n---\n"
        "The bridge carries 400 lorries a day. It was built in 1931.",
        encoding="utf-8",
    )
    build_index([corpus], tmp_path / ".index", WordEncoder())
    monkeypatch.setattr(index.search, "load_encoder", lambda name: WordEncoder(name))
    monkeypatch.chdir(tmp_path)
    return tmp_path


Capture = pytest.CaptureFixture[bytes]


def run(capture: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capture.readouterr()
    return code, out.decode(), err.decode()


def test_an_answer_for_a_person(place: Path, capfdbinary: Capture) -> None:
    code, out, err = run(capfdbinary, "ask", "How many lorries does the bridge carry?")
    assert (code, err) == (0, "")
    assert out.startswith(
        "400\n\n"
        "  The bridge carries 400 lorries a day.\n"
        "  The old bridge · Border Post · 2023-05-01\n"
        "  2023-05-01-bridge.md:19-22 · "
    )
    assert "\nAlso:\n" in out
    assert "\x1b" not in out


def test_no_answer_says_what_was_searched(place: Path, capfdbinary: Capture) -> None:
    code, out, _ = run(capfdbinary, "ask", "Who composed the symphony about penguins?")
    assert code == 0
    assert out.startswith("No answer found. Searched 2 passages in 2 articles.\n\nNearest:\n")


def test_an_article_cannot_command_the_terminal(place: Path, capfdbinary: Capture) -> None:
    _, out, _ = run(capfdbinary, "ask", "When was the harbour closed?")
    assert "�[31mby�[0m storm" in out


def test_markup_is_not_seen_in_a_terminal() -> None:
    text = "It is:\n\n| Land | Count |\n|---|---|\n| Myanmar | **4,666 *suspects*** | ~~4,660~~ |\n"
    sentence = (text.index("| Myanmar"), len(text) - 1)
    start = text.index("4,666")
    hit = Hit(Passage(Article("a.md", text, title="The counts"), (sentence,)), 0.5, 0.5)
    answers = (Answer(start, text.index("***"), sentence, 0.9, hit),)
    result = Result("How many?", True, answers, (hit,), 1, Statistics(1, 1, 1, None, None))
    assert describe(result, Filters(), colour=False).startswith(
        "4,666 suspects\n\n  Myanmar · 4,666 suspects · ~~4,660~~\n  The counts\n"
    )
    assert "  Myanmar · \033[1m4,666 \033[0m\033[1msuspects\033[0m · " in describe(
        result, Filters(), colour=True
    )


def test_an_answer_as_json(place: Path, capfdbinary: Capture) -> None:
    question = "When was the harbour closed?"
    code, out, _ = run(capfdbinary, "ask", question, "--json", "--top-k", "1")
    row = json.loads(out)
    assert code == 0
    assert out.endswith("}\n")
    assert out.count("\n") == 1
    assert tuple(row) == FIELDS
    assert row["answer"] == "Monday"
    assert (row["article"], row["title"]) == ("harbour.txt", None)
    assert HARBOUR[row["start"] : row["end"]] == "Monday"
    assert len(row["passages"]) == 1


def test_filters(place: Path, capfdbinary: Capture) -> None:
    for options in (
        ["--after", "2023-05-01"],
        ["--before", "2023-05-01"],
        ["--source=Border Post"],
    ):
        _, out, _ = run(capfdbinary, "ask", "How many ships?", "--json", *options)
        assert {one["article"] for one in json.loads(out)["passages"]} == {"2023-05-01-bridge.md"}
    _, out, _ = run(capfdbinary, "ask", "How many ships?", "--after", "2024-01-01")
    assert out == (
        "No answer found. Searched 0 passages in 0 articles, dated 2024-01-01 or later.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", ""], "The question is empty."),
        (["ask", "?!"], "no letter or digit"),
        (["ask", "a" * 4213], "Question is 4,213 characters; the limit is 1,000. Shorten it."),
        (["ask", "Who?", "--top-k", "0"], "--top-k 0 is not between 1 and 100."),
        (["ask", "Who?", "--top-k", "101"], "--top-k 101 is not between 1 and 100."),
        (["ask", "Who?", "--top-k", "ten"], "--top-k ten is not a whole number."),
        (["ask", "Who?", "--after", "May"], "--after May is not a date like 2023-11-30."),
        (["ask", "Who?", "--before", "2023-02-30"], "--before 2023-02-30 is not a date"),
        (["ask", "Who?", "--after", "2024-01-01", "--before", "2023-01-01"], "no day lies between"),
        (["ask", "Who?", "--source", "Post"], "is from the source Post. Sources: Border Post."),
        (["ask", "Who?", "--index", "nowhere"], "There is no index in nowhere."),
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


def test_batch_to_standard_output(place: Path, capfdbinary: Capture) -> None:
    Path("q.txt").write_text("How many ships waited?\n\nWhen was the bridge built?\n", "utf-8")
    code, out, err = run(capfdbinary, "batch", "q.txt")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["answer"] for row in rows] == ["Nine", None, "1931"]
    assert rows[1]["error"] == "The question is empty. Type one."
    assert err == "2 answered, 0 not answered, 1 could not be asked\n"


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_batch_to_a_file(place: Path, capfdbinary: Capture, ending: str) -> None:
    Path("q.csv").write_text("id,question\nb,How many ships waited?\n", encoding="utf-8")
    Path(f"a.{ending}").write_text("what was there before" * 1000, encoding="utf-8")
    code, out, err = run(capfdbinary, "batch", "q.csv", "--out", f"a.{ending}")
    assert (code, out) == (0, "")
    assert err == f"1 answered, 0 not answered, 0 could not be asked: a.{ending}\n"
    text = Path(f"a.{ending}").read_text("utf-8-sig")
    rows: list[dict[str, Any]] = (
        list(csv.DictReader(io.StringIO(text, newline="")))
        if ending == "csv"
        else [json.loads(line) for line in text.splitlines()]
    )
    assert [(row["id"], row["answer"], row["article"]) for row in rows] == [
        ("b", "Nine", "harbour.txt")
    ]


def test_batch_never_writes_over_its_questions(place: Path, capfdbinary: Capture) -> None:
    Path("q.csv").write_text("question\nWho?\n", encoding="utf-8")
    Path("link.csv").symlink_to("q.csv")
    for out in ("q.csv", "./q.csv", "link.csv"):
        code, _, err = run(capfdbinary, "batch", "q.csv", "--out", out)
        assert code == 1
        assert "is the file of questions itself" in err
    assert Path("q.csv").read_text("utf-8") == "question\nWho?\n"


def test_batch_from_standard_input(
    place: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b'How many ships waited?\n{"question": "When was the bridge built?", "id": 2}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    code, out, _ = run(capfdbinary, "batch", "-")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["id"], row["answer"]) for row in rows] == [(None, "Nine"), (2, "1931")]


def test_show_prints_the_stored_text_and_nothing_else(place: Path, capfdbinary: Capture) -> None:
    assert run(capfdbinary, "show", "harbour.txt") == (0, HARBOUR, "")
    assert run(capfdbinary, "show", "harbour.txt", "--start", "5", "--end", "10") == (
        0,
        "ships",
        "",
    )
    assert run(capfdbinary, "show", "harbour.txt", "--start", "40", "--end", "40") == (0, "", "")


def test_what_an_answer_names_can_be_shown(place: Path, capfdbinary: Capture) -> None:
    _, out, _ = run(capfdbinary, "ask", "How many lorries?", "--json")
    row = json.loads(out)
    slice_ = ["--start", str(row["start"]), "--end", str(row["end"])]
    assert run(capfdbinary, "show", row["article"], *slice_) == (0, row["answer"], "")


def test_help_starts_at_once() -> None:
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-m", "qa", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert time.monotonic() - began < 2
    assert "ask" in result.stdout


def test_a_reader_that_leaves_and_ctrl_c_are_quiet(place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "qa"]
    show = subprocess.Popen(
        [*command, "show", "harbour.txt"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert show.stdout is not None
    show.stdout.close()
    assert show.stderr is not None
    assert show.stderr.read() == b""
    assert show.wait(60) == 141

    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            show = subprocess.Popen(
                [*command, "show", "harbour.txt"],
                env=environment,
                stdout=full,
                stderr=subprocess.PIPE,
            )
            _, told = show.communicate(timeout=60)
        assert told == b"The output cannot be written: No space left on device.\n"
        assert show.returncode == 1

    batch = subprocess.Popen(
        [*command, "batch", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(3)
    batch.send_signal(signal.SIGINT)
    _, err = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert b"Traceback" not in err


def test_questions_about_the_sample_corpus(
    tmp_path: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default encoder, the whole way: what the README promises about `corpus/`."""
    lines = (ROOT / "tests/data/corpus_questions.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    encoder = load_encoder()
    build_index([ROOT / "corpus"], tmp_path / "index", encoder)
    monkeypatch.setattr(index.search, "load_encoder", lambda name: encoder)
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    code, _, _ = run(
        capfdbinary, "batch", str(questions), "--index", str(tmp_path / "index"), "--out", str(out)
    )
    assert code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    searcher = Searcher(tmp_path / "index", encoder)
    for row in rows:
        for answer in [*([row] if row["answered"] else []), *row["alternatives"]]:
            article = searcher.article(answer["article"])
            assert article is not None
            assert article.text[answer["start"] : answer["end"]] == answer["answer"]
    handed_over = rows[0]
    assert asked[0]["question"] == "How many suspects were handed over from Myanmar?"
    assert handed_over["answer"] == "4,666"
    right = [
        any(accepted in row["sentence"] for accepted in question["answers"])
        for question, row in zip(asked, rows, strict=True)
        if question["answers"] and row["answered"]
    ]
    assert sum(right) >= 0.75 * sum(bool(question["answers"]) for question in asked)
