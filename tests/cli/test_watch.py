"""python -m qa watch: answers that change with the articles, over real indexes."""

import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.encoder import load_encoder
from index.store import STORE_FILE
from tests.cli.commands import ROOT, Capture, run
from tests.fakes import WordEncoder

QUESTION = "How many lorries does the bridge carry?"
STATE = "q.txt.watched.json"
RULES = ("--reader", "rules")


@pytest.fixture
def watched(place: Path, capfdbinary: Capture) -> Path:
    """The same with a file of two questions that were asked once."""
    Path("q.txt").write_text(f"{QUESTION}\nHow many ships waited?\n", encoding="utf-8")
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out, err) == (0, "2 questions watched from now on, version 1\n", "")
    return place


def write(name: str, text: str) -> None:
    Path("corpus", name).write_text(text, encoding="utf-8")


def index(encoder: WordEncoder | None = None, **options: Any) -> None:
    build_index([Path("corpus")], Path(".index"), encoder or WordEncoder(), **options)


def bridge(lorries: int) -> None:
    write("2023-05-01-bridge.md", f"The bridge carries {lorries} lorries a day.")


def look(capture: Capture, *more: str) -> tuple[int, dict[str, Any]]:
    code, out, err = run(capture, "watch", "q.txt", "--json", *RULES, *more)
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return code, found


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
    assert change["now"]["error"].startswith("No article in .index is from the source Border Post.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "q.txt.watched.json is damaged"),
        (b"{}", "is damaged"),
        (b"[1]", "is damaged"),
        (None, "is damaged"),
    ],
)
def test_a_damaged_state_is_told_and_kept(
    watched: Path, capfdbinary: Capture, content: bytes | None, said: str
) -> None:
    """To begin again without a word would lose what changed."""
    state = Path(STATE)
    damaged = state.read_bytes().replace(b'"400"', b'"401"') if content is None else content
    state.write_bytes(damaged)
    code, out, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, out) == (1, "")
    assert said in err
    assert "Delete it to begin again" in err
    assert state.read_bytes() == damaged


def test_where_the_state_lies(watched: Path, capfdbinary: Capture) -> None:
    code, found = look(capfdbinary, "--state", "state.json")
    assert (code, found["since_version"]) == (0, None)
    assert Path("state.json").is_file()
    for wrong, said in (("q.txt", "is the file of questions"), ("no/where.json", "no folder no")):
        code, _, err = run(capfdbinary, "watch", "q.txt", "--state", wrong, *RULES)
        assert code == 1
        assert said in err
    Path("q.txt").write_text("\n", encoding="utf-8")
    code, _, err = run(capfdbinary, "watch", "q.txt", *RULES)
    assert (code, err) == (1, "There is no question in the file. Write one.\n")


def command(script: str) -> str:
    return shlex.join([sys.executable, "-c", script])


def test_a_command_is_given_what_changed(watched: Path, capfdbinary: Capture) -> None:
    save = command("import sys; open('given', 'ab').write(sys.stdin.buffer.read()); print('told')")
    assert look(capfdbinary, "--exec", save)[0] == 0
    assert not Path("given").exists()
    bridge(650)
    index()
    code, out, err = run(capfdbinary, "watch", "q.txt", "--json", "--exec", save, *RULES)
    assert (code, err) == (3, "told\n")
    assert json.loads(Path("given").read_text("utf-8")) == json.loads(out)


def test_a_command_that_fails_is_told_and_what_changed_again(
    watched: Path, capfdbinary: Capture
) -> None:
    bridge(650)
    index()
    code, out, err = run(
        capfdbinary, "watch", "q.txt", "--exec", command("import sys; sys.exit(5)"), *RULES
    )
    assert code == 1
    assert "now: 650" in out
    assert "ended with exit code 5. What changed is told again next time." in err
    assert look(capfdbinary, "--exec", command("pass"))[0] == 3
    assert look(capfdbinary)[0] == 0


def test_no_shell_runs_the_command(watched: Path, capfdbinary: Capture) -> None:
    bridge(650)
    index()
    shown = command("import sys; open('words', 'w').write(repr(sys.argv[1:]))")
    code, _ = look(capfdbinary, "--exec", f"{shown} 'a b' $HOME `id` ; touch hacked > out")
    assert code == 3
    words = ["a b", "$HOME", "`id`", ";", "touch", "hacked", ">", "out"]
    assert Path("words").read_text("utf-8") == repr(words)
    assert not Path("hacked").exists()
    for wrong, said in (
        ("no-such-program -x", "names no program"),
        ("'half", "is no command"),
        ("", "names no program"),
    ):
        code, out, err = run(capfdbinary, "watch", "q.txt", "--exec", wrong, *RULES)
        assert (code, out) == (1, "")
        assert said in err


@pytest.fixture
def real_place(place: Path) -> Path:
    """The same with the encoder that other processes have, asked once; then an article changed."""
    build_index([place / "corpus"], place / ".index", load_encoder(), rebuild=True)
    Path("q.txt").write_text(f"{QUESTION}\n", encoding="utf-8")
    assert start(place).wait(120) == 0
    bridge(650)
    build_index([place / "corpus"], place / ".index", load_encoder())
    return place


def start(place: Path, *more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "watch", "q.txt", "--json", *RULES, *more],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_at_once_tell_a_change_once(real_place: Path) -> None:
    both = [start(real_place) for _ in range(2)]
    told = [json.loads(each.communicate(timeout=120)[0])["changes"] for each in both]
    assert sorted(each.returncode for each in both) == [0, 3]
    assert sorted(map(len, told)) == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_one_that_is_killed_is_as_if_it_had_not_been(real_place: Path) -> None:
    before = Path(STATE).read_bytes()
    slow = command(
        "import os, time; open('begun', 'w')\nwhile not os.path.exists('over'): time.sleep(0.05)"
    )
    killed = start(real_place, "--exec", slow)
    deadline = time.monotonic() + 60
    while not Path("begun").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(killed.pid, signal.SIGKILL)
    Path("over").touch()
    killed.communicate(timeout=60)
    assert Path(STATE).read_bytes() == before
    again = start(real_place)
    assert json.loads(again.communicate(timeout=120)[0])["changes"][0]["now"]["answer"] == "650"
    assert again.returncode == 3
    assert {each.name for each in real_place.glob("q.txt*")} == {"q.txt", STATE, f"{STATE}.lock"}


def test_what_nobody_could_read_is_told_again(real_place: Path) -> None:
    unread = start(real_place)
    assert unread.stdout
    assert unread.stderr
    unread.stdout.close()
    assert unread.stderr.read() == b""
    assert unread.wait(120) == 141
    again = start(real_place)
    assert len(json.loads(again.communicate(timeout=120)[0])["changes"]) == 1
