"""What programs read, and what people see: --json everywhere, colours on terminals alone."""

import argparse
import json
import sys
from pathlib import Path

import pytest

from qa.arguments import command_parser
from tests.cli.commands import HARBOUR, Capture, run
from tests.cli.test_progress import on_a_terminal

SILENT = {"completion", "mcp"}  # print code for a shell, and a protocol
TELL = "from qa.terminal import has_colour; print('colour', has_colour())"


def test_every_command_that_prints_results_prints_json() -> None:
    (commands,) = (
        action
        for action in command_parser()._actions  # argparse has no public way to list them
        if isinstance(action, argparse._SubParsersAction)
    )
    assert len(commands.choices) > 5
    lacking = {
        name
        for name, parser in commands.choices.items()
        if "--json" not in parser.format_help().split("options:")[1]
    }
    assert lacking == SILENT


def test_counts_of_a_batch_as_json(place: Path, capfdbinary: Capture) -> None:
    Path("q.txt").write_text("How many ships waited?\n?\n", encoding="utf-8")
    code, out, err = run(capfdbinary, "batch", "q.txt", "--out", "a.csv", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"answered": 1, "not_answered": 0, "errors": 1, "out": "a.csv"}
    code, out, err = run(capfdbinary, "batch", "q.txt", "--json")
    assert [json.loads(line)["question"] for line in out.splitlines()] == [
        "How many ships waited?",
        "?",
    ]
    assert err.startswith("1 answered")


def test_an_article_as_json(place: Path, capfdbinary: Capture) -> None:
    code, out, _ = run(capfdbinary, "show", "2023-05-01-bridge.md", "--json", "--end", "10")
    assert code == 0
    assert json.loads(out) == {
        "article": "2023-05-01-bridge.md",
        "title": "The old bridge",
        "date": "2023-05-01",
        "source": "Border Post",
        "author": None,
        "url": None,
        "start": 0,
        "end": 10,
        "text": "The bridge",
    }
    _, out, _ = run(capfdbinary, "show", "harbour.txt", "--json")
    assert json.loads(out)["text"] == HARBOUR


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_colours_stand_on_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for declined, shown in ((None, "True"), ("1", "False"), ("", "True")):
        monkeypatch.delenv("NO_COLOR", raising=False)
        if declined is not None:
            monkeypatch.setenv("NO_COLOR", declined)
        assert on_a_terminal("-c", TELL).strip() == f"colour {shown}"
    monkeypatch.setenv("TERM", "dumb")
    assert on_a_terminal("-c", TELL).strip() == "colour False"


def test_no_colours_in_a_file(place: Path, capfdbinary: Capture) -> None:
    for command in ("ask", "watch", "check"):
        Path("q.txt").write_text("How many ships waited?\n“Nine ships waited”", encoding="utf-8")
        code, out, _ = run(capfdbinary, command, "q.txt" if command != "ask" else "Which ships?")
        assert code == 0
        assert out
        assert "\x1b" not in out
