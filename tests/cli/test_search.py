"""python -m qa search, and ask where what is asked is words."""

import json
from pathlib import Path

import pytest

from qa.rows import FIELDS
from tests.cli.commands import Capture, run


def test_a_phrase_for_a_person(place: Path, capfdbinary: Capture) -> None:
    for command in ("search", "ask"):
        code, out, err = run(capfdbinary, command, '"carries  400 Lorries"')
        assert (code, err) == (0, "")
        assert out == (
            "1 passage in 1 article: “carries 400 Lorries”\n\n"
            "  The bridge carries 400 lorries a day.\n"
            "  The old bridge · Border Post · 2023-05-01\n"
            "  2023-05-01-bridge.md:11-30\n"
        )


def test_words_as_json(place: Path, capfdbinary: Capture) -> None:
    code, out, err = run(capfdbinary, "search", "the bridge", "--json")
    assert (code, err) == (0, "")
    row = json.loads(out)
    assert (row["typed"], row["words"], row["phrases"]) == ("words", ["bridge"], [])
    assert row["count"] == {"passages": 1, "articles": 1, "occurrences": 1, "is_all": True}
    assert row["facets"] == {
        "sources": [{"source": "Border Post", "passages": 1}],
        "years": [{"year": 2023, "passages": 1}],
    }
    (passage,) = row["passages"]
    assert passage["places"] == [{"start": 4, "end": 10, "text": "bridge"}]
    assert passage["text"].startswith("The bridge")
    assert json.loads(run(capfdbinary, "ask", "the bridge", "--json")[1]) == row


def test_what_is_not_there_brings_what_is_near(place: Path, capfdbinary: Capture) -> None:
    code, out, _ = run(capfdbinary, "search", '"seven \x1b ships"')
    assert code == 0
    assert out.startswith("No passage holds “seven ships”.\n\nNearest in meaning:\n\n  Nine ships")
    assert "\x1b" not in out
    row = json.loads(run(capfdbinary, "search", "sevens", "--json")[1])
    assert row["count"]["passages"] == 0
    assert len(row["nearest"]) == 2


def test_a_question_brings_the_nearest_passages(place: Path, capfdbinary: Capture) -> None:
    question = "How many lorries does the bridge carry?"
    code, out, err = run(capfdbinary, "search", question)
    assert (code, err) == (0, "")
    assert out.startswith(
        "Nearest in meaning and words:\n\n  The bridge carries 400 lorries a day."
    )
    row = json.loads(run(capfdbinary, "search", question, "--json", "--top-k", "1")[1])
    assert (row["typed"], row["count"], row["facets"]) == ("question", None, None)
    assert [each["article"] for each in row["passages"]] == ["2023-05-01-bridge.md"]


def test_how_it_is_read_can_be_said(place: Path, capfdbinary: Capture) -> None:
    row = json.loads(run(capfdbinary, "ask", "bridge", "--typed", "question", "--json")[1])
    assert tuple(row) == FIELDS
    question = ("search", "When was it built?", "--typed", "words", "--json")
    row = json.loads(run(capfdbinary, *question)[1])
    assert (row["words"], row["count"]["passages"]) == (["built"], 1)


def test_orders_and_offsets(place: Path, capfdbinary: Capture) -> None:
    args = ("search", "was", "--json")
    every = json.loads(run(capfdbinary, *args, "--order", "newest")[1])
    assert [each["article"] for each in every["passages"]] == [
        "2023-05-01-bridge.md",
        "harbour.txt",
    ]
    rest = json.loads(run(capfdbinary, *args, "--order", "newest", "--offset", "1")[1])
    assert rest["passages"] == every["passages"][1:]
    assert rest["count"] == every["count"]
    _, out, _ = run(capfdbinary, "search", "was", "--top-k", "1")
    assert out.startswith("2 passages in 2 articles: was\n")
    assert "Border Post 1, no source 1 · 2023 1, no date 1" in out
    assert out.endswith("1 more: --offset 1\n")
    filtered = json.loads(run(capfdbinary, *args, "--source", "Border Post")[1])
    assert filtered["count"]["passages"] == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--offset", "-1"], "offset -1 is not between 0 and 1,000,000."),
        (["--offset", "some"], "--offset some is not a whole number."),
        (["--source", "Nobody"], "No article is from the source Nobody."),
        (["--top-k", "0"], "--top-k 0 is not between 1 and 100."),
        (["--typed", "question", "--offset", "1"], "an offset is for words."),
    ],
)
def test_mistakes(place: Path, capfdbinary: Capture, options: list[str], told: str) -> None:
    code, out, err = run(capfdbinary, "search", "bridge", *options)
    assert (code, out) == (1, "")
    assert told in err
