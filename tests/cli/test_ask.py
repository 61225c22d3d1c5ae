"""python -m qa ask: an answer for a person, or as JSON."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from index.records import Article, Hit, Passage, Statistics
from index.splitting.passages import split_article
from index.store import STORE_FILE
from qa.records import Answer, Result
from qa.rows import FIELDS
from qa.settings import Settings
from qa.terminal import describe
from tests.cli.commands import HARBOUR, Capture, run


def test_an_answer_for_a_person(place: Path, capfdbinary: Capture) -> None:
    code, out, err = run(capfdbinary, "ask", "How many lorries does the bridge carry?")
    assert (code, err) == (0, "")
    assert out.startswith(
        "400\n\n"
        "  The bridge carries 400 lorries a day.\n"
        "  The old bridge · Border Post · 2023-05-01\n"
        "  2023-05-01-bridge.md:19-22 · "
    )
    assert "\nAlso:\n" not in out  # nothing else bears on it
    assert "\x1b" not in out


def test_no_answer_says_what_was_searched(place: Path, capfdbinary: Capture) -> None:
    code, out, _ = run(capfdbinary, "ask", "Who built the bridge?")
    assert code == 0
    said = "No answer found. Searched 2 passages in 2 articles.\n\nRefused:\n  1931  not a person"
    assert out.startswith(said)
    assert "\n\nNearest:\n" in out


def test_what_is_damaged_is_told_beside_the_answer(place: Path, capfdbinary: Capture) -> None:
    with closing(sqlite3.connect(place / ".index" / STORE_FILE)) as store, store:
        store.execute("UPDATE articles SET text = replace(text, '400', '900')")
    for options in ([], ["--json"]):
        code, out, err = run(
            capfdbinary, "ask", "How many lorries does the bridge carry?", *options
        )
        assert code == 0
        assert "900" not in out
        assert "the article 2023-05-01-bridge.md. What is damaged is left out" in err
    assert json.loads(out)["notice"] == err.strip()
    code, _, err = run(capfdbinary, "show", "2023-05-01-bridge.md")
    assert code == 1
    assert err.rstrip().endswith("--repair")


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
    assert describe(result, Settings(), colour=False).startswith(
        "4,666 suspects\n\n  Myanmar · 4,666 suspects · ~~4,660~~\n  The counts\n"
    )
    assert "  Myanmar · \033[1m4,666 \033[0m\033[1msuspects\033[0m · " in describe(
        result, Settings(), colour=True
    )


def test_a_sentence_is_said_once_and_none_beside_an_answer_that_can_hardly_be_one() -> None:
    text = "Ten ships came. Two sank or five. Nobody saw. Six of nine left."
    placed = {"Ten": 0.9, "five": 0.2, "Two": 0.1, "Nobody": 0.04, "Six": 0.05}
    passage = split_article(Article("a.md", text))[0]
    hit = Hit(passage, 0.5, 0.5)
    answers = []
    for word, sure in placed.items():
        start = text.index(word)
        sentence = next(one for one in passage.sentences if one[0] <= start < one[1])
        answers.append(Answer(start, start + len(word), sentence, sure, hit))

    def quoted(answered: bool) -> list[str]:
        counted = Statistics(1, 1, 1, None, None)
        result = Result("How many?", answered, tuple(answers), (hit,), 1, counted)
        shown = describe(result, Settings(), colour=False).splitlines()
        return [line.strip() for line in shown if line.startswith("  ") and "a.md" not in line]

    first, sank, unseen, left = (text[slice(*each)] for each in passage.sentences)
    assert quoted(answered=True) == [first, sank, left]
    assert quoted(answered=False) == [first, sank, unseen, left]


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
        ["--as-of", "2023-05-01"],
        ["--source=Border Post"],
    ):
        _, out, _ = run(capfdbinary, "ask", "How many ships?", "--json", *options)
        assert {one["article"] for one in json.loads(out)["passages"]} == {"2023-05-01-bridge.md"}
    _, out, _ = run(capfdbinary, "ask", "How many ships?", "--after", "2024-01-01")
    assert out == (
        "No answer found. Searched 0 passages in 0 articles, dated 2024-01-01 or later.\n"
    )


def test_as_of_a_day(place: Path, capfdbinary: Capture) -> None:
    ask = ("ask", "How many lorries does the bridge carry?")
    rows = []
    for day in ("2023-04-30", "2023-05-01"):
        _, out, _ = run(capfdbinary, *ask, "--json", "--as-of", day)
        rows.append(json.loads(out))
    assert [(row["answer"], row["as_of"]) for row in rows] == [
        (None, "2023-04-30"),
        ("400", "2023-05-01"),
    ]
    _, out, _ = run(capfdbinary, *ask, "--as-of", "2023-04-30")
    assert out == "No answer found. Searched 0 passages in 0 articles, as of 2023-04-30.\n"


def test_why_is_said_only_where_it_is_asked_for(place: Path, capfdbinary: Capture) -> None:
    ask = ("ask", "How many lorries does the bridge carry?")
    _, plain, _ = run(capfdbinary, *ask)
    code, out, err = run(capfdbinary, *ask, "--why")
    assert (code, err) == (0, "")
    assert out.startswith(plain.rstrip("\n"))
    assert "Speaks for it:" in out
    assert "Measured on" in " ".join(out.split())
    row = json.loads(run(capfdbinary, *ask, "--json")[1])
    code, out, err = run(capfdbinary, *ask, "--json", "--why")
    why = json.loads(out)
    assert (code, err) == (0, "")
    assert why.pop("why")["reasons"]
    assert why == row
    unanswered = ("ask", "Who composed the symphony about penguins?", "--why")
    assert run(capfdbinary, *unanswered)[1] == run(capfdbinary, *unanswered[:2])[1]
    assert json.loads(run(capfdbinary, *unanswered, "--json")[1])["why"] is None
