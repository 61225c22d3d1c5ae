"""python -m qa watch: answers that change with the articles, over real indexes."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.build import build_index
from index.store import STORE_FILE
from tests.cli.commands import Capture, run
from tests.cli.watching import QUESTION, RULES, STATE, bridge, index, look, write
from tests.fakes import WordEncoder


def test_an_edited_article(watched: Path, capfdbinary: Capture) -> None:
    bridge(650)
    index()
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, err) == (3, "")
    assert out == (
        f"{QUESTION}\n  was: 400\n  now: 650\n"
        "  changed: 2023-05-01 · 2023-05-01-bridge.md:19-22\n\n"
        "1 of 2 answers changed, version 2\n"
    )
    code, out, _ = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out) == (0, "0 of 2 answers changed, version 2\n")


def test_an_article_that_goes_and_comes_again(watched: Path, capfdbinary: Capture) -> None:
    Path("corpus/2023-05-01-bridge.md").unlink()
    index()
    code, found = look(capfdbinary)
    assert code == 3
    assert (found["watched"], found["asked"]) == (2, 2)
    (change,) = found["changes"]
    assert change["question"] == QUESTION
    assert (change["was"]["answer"], change["now"]["answer"]) == ("400", None)
    assert [(one["article"], one["how"]) for one in change["because"]] == [
        ("2023-05-01-bridge.md", "removed")
    ]
    bridge(400)
    index()
    code, found = look(capfdbinary)
    (change,) = found["changes"]
    assert (code, change["now"]["answer"]) == (3, "400")
    assert [(one["article"], one["how"]) for one in change["because"]] == [
        ("2023-05-01-bridge.md", "added")
    ]


def test_articles_about_other_things_and_other_names_are_no_news(
    watched: Path, capfdbinary: Capture
) -> None:
    write("mill.txt", "The mill grinds rye. Nobody asked how much.")
    Path("corpus/2023-05-01-bridge.md").rename("corpus/2023-05-01-renamed.md")
    index()
    code, found = look(capfdbinary)
    assert (code, found["changes"], found["asked"]) == (0, [], 2)


def test_an_index_as_it_was_is_not_asked(
    watched: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> WordEncoder:
        raise AssertionError("asked")

    with monkeypatch.context() as patched:
        patched.setattr("index.search.load_encoder", load)
        index()  # which changes nothing
        code, found = look(capfdbinary)
        assert (code, found["asked"]) == (0, 0)
        bridge(650)
        index()
        with pytest.raises(AssertionError, match="asked"):
            run(capfdbinary, "watch", "q.txt", *RULES)
    index(rebuild=True)
    assert look(capfdbinary)[0] == 3


def test_another_reader_and_another_way_of_asking(watched: Path, capfdbinary: Capture) -> None:
    """Each way is a watch of its own, in the same file."""
    for way in (["--after", "2023-01-01"], ["--top-k", "3"], ["--min-confidence", "0.9"]):
        code, found = look(capfdbinary, *way)
        assert (code, found["since_version"], len(found["begun"])) == (0, None, 2)
    bridge(650)
    index()
    assert look(capfdbinary, "--top-k", "3")[0] == 3
    assert look(capfdbinary, "--top-k", "3")[0] == 0
    assert look(capfdbinary)[0] == 3
    assert look(capfdbinary)[0] == 0


def test_another_index_is_another_watch(watched: Path, capfdbinary: Capture) -> None:
    Path("other").mkdir()
    Path("other/bridge.txt").write_text("The bridge carries 90 lorries a day.", encoding="utf-8")
    build_index([Path("other")], Path("second"), WordEncoder())
    code, found = look(capfdbinary, "--index", "second")
    assert (code, found["since_version"]) == (0, None)
    assert look(capfdbinary) == (0, {**look(capfdbinary)[1], "since_version": 1})
    code, found = look(capfdbinary, "--index", str(watched / "second"))
    assert (code, found["since_version"], found["asked"]) == (0, 1, 0)


def test_an_index_deleted_and_made_again_is_compared(watched: Path, capfdbinary: Capture) -> None:
    bridge(650)
    Path(".index").rename("gone")
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out) == (1, "")
    assert "There is no index in .index." in err
    index()
    code, found = look(capfdbinary)
    assert (code, found["index_version"], found["since_version"]) == (3, 1, 1)
    assert found["changes"][0]["because"][0]["how"] == "changed"


def test_a_damaged_index_is_no_news(watched: Path, capfdbinary: Capture) -> None:
    """What is damaged is left out of answers: it would count as gone, and then as come."""
    before = Path(STATE).read_bytes()
    index(rebuild=True)
    with closing(sqlite3.connect(Path(".index", STORE_FILE))) as store, store:
        store.execute("UPDATE articles SET text = replace(text, '400', '900')")
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out) == (1, "")
    assert "is damaged: the article 2023-05-01-bridge.md" in err
    with closing(sqlite3.connect(Path(".index", STORE_FILE))) as store, store:
        store.execute("UPDATE articles SET title = 'Another'")
    code, _, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert code == 1
    assert "is damaged" in err
    assert Path(STATE).read_bytes() == before


def test_questions_come_go_and_stand_twice(watched: Path, capfdbinary: Capture) -> None:
    questions = [QUESTION, f" {QUESTION} ", "When was the bridge built?"]
    Path("q.txt").write_text("\n".join(questions), encoding="utf-8")
    code, found = look(capfdbinary)
    assert (code, found["watched"], found["asked"], found["ended"]) == (0, 2, 1, 1)
    assert [one["question"] for one in found["begun"]] == [questions[2]]
    bridge(650)
    index()
    code, out, _ = run(capfdbinary, "watch", "q.txt", *RULES)
    assert code == 3
    assert out.count(QUESTION) == 1


def test_rows_with_ids_and_filters_of_their_own(place: Path, capfdbinary: Capture) -> None:
    rows = [
        {"id": "all", "question": QUESTION},
        {"id": "post", "question": QUESTION, "source": "Border Post"},
        {"id": "again", "question": QUESTION, "source": "Border Post"},
        {"id": "bad", "question": 7},
        {"id": "none", "question": "?!"},
    ]
    Path("q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    code, out, err = run(capfdbinary, "watch", "q.jsonl", "--json", *RULES)
    assert code == 0
    assert [one["id"] for one in json.loads(out)["errors"]] == ["bad", "none"]
    assert err.splitlines() == [
        "7: The question is not text.",
        "?!: The question has no letter or digit: ?!. Ask in words.",
    ]
    Path("corpus/2023-05-01-bridge.md").write_text(
        "---\nsource: Harbour Daily\n---\nThe bridge carries 400 lorries a day.", encoding="utf-8"
    )
    index()
    code, out, _ = run(capfdbinary, "watch", "q.jsonl", "--json", *RULES)
    (change,) = json.loads(out)["changes"]
    assert (code, change["id"], change["filters"]) == (3, "post", {"source": "Border Post"})
    assert change["now"]["error"].startswith("No article is from the source Border Post.")


def test_a_place_that_is_gone_is_not_shown_as_if_it_stood(
    watched: Path, capfdbinary: Capture
) -> None:
    write("2023-06-01-mayor.md", "The bridge carries 500 lorries a day.")
    index()
    assert look(capfdbinary)[0] == 3
    write("2023-06-01-mayor.md", "The mayor is away until the autumn.")
    index()
    code, out, _ = run(capfdbinary, "watch", "q.txt", *RULES)
    assert code == 3
    assert "  changed: 2023-06-01 · 2023-06-01-mayor.md, which said “500”\n" in out
