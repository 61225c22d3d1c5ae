"""Watched questions of the page: their file, what changed of their answers, who may write."""

import json
import shutil
from pathlib import Path

import pytest

import index.search
from index.build import build_index
from index.errors import UserError
from qa.__main__ import main
from qa.page.answering import Answering
from qa.page.open_index import OpenIndex
from qa.page.watching import MAX_WATCHED, Watching
from qa.readers.open import RULES
from tests.fakes import WordEncoder

QUESTION = "How many lorries does the bridge carry?"
BOATS = "How many boats does the ferry line own?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(index.search, "load_encoder", lambda name: WordEncoder(name))
    (tmp_path / "corpus").mkdir()
    write(tmp_path, "bridge.md", "The bridge carries 400 lorries a day.")
    write(tmp_path, "ferry.md", "The ferry line owns 12 boats in all.")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / "corpus" / name).write_text(text, encoding="utf-8")
    build_index([folder / "corpus"], folder / ".index", WordEncoder())


def opened(folder: Path, read_only: bool = False) -> Watching:
    index = OpenIndex(folder / ".index", folder / "corpus", read_only)
    return Watching(index, Answering(index, RULES))


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_what_changes_is_listed_with_the_article_behind_it(folder: Path) -> None:
    watching = opened(folder)
    watching.add(f" {QUESTION} ", {"after": "", "source": ""})
    watching.add(QUESTION, {})
    watching.add(BOATS, {})
    rows = watching.listed()["questions"]
    assert [(each["question"], each["known"]) for each in rows] == [
        (QUESTION, False),
        (BOATS, False),
    ]
    watching.look()
    assert [each["answer"] for each in watching.listed()["questions"]] == ["400", "12"]
    write(folder, "bridge.md", "The bridge carries 650 lorries a day.")
    watching.look()
    watching.look()
    listed = watching.listed()
    bridge, ferry = listed["questions"]
    assert (listed["latest_change"], bridge["answer"], ferry["changes"]) == (1, "650", [])
    (change,) = bridge["changes"]
    assert (change["number"], change["answer_changed"]) == (1, True)
    assert (change["was"]["answer"], change["now"]["answer"]) == ("400", "650")
    (cause,) = change["because"]
    assert (cause["article"], cause["how"], cause["past"]) == ("bridge.md", "changed", False)
    text = (folder / "corpus" / "bridge.md").read_text()
    assert text[cause["start"] : cause["end"]] == cause["text"] == "650"


def test_another_page_and_the_command_know_the_same_questions(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither takes the news of the other."""
    monkeypatch.chdir(folder)
    first = opened(folder)
    first.add(QUESTION, {})
    first.look()
    command = ["watch", ".index.questions.jsonl", "--reader", "rules", "--json"]
    assert main(command) == 0
    write(folder, "bridge.md", "The bridge carries 650 lorries a day.")
    assert main(command) == 3
    second = opened(folder)  # which was not running meanwhile
    second.look()
    assert second.status() == {"watched": 1, "latest_change": 1}
    assert first.status() == {"watched": 1, "latest_change": 1}
    told = json.loads(capsys.readouterr().out.splitlines()[-1])["changes"]
    (change,) = second.listed()["questions"][0]["changes"]
    assert change["because"] == told[0]["because"]
    assert main(command) == 0


def test_an_index_that_is_made_again_takes_no_question_along(folder: Path) -> None:
    watching = opened(folder)
    watching.add(QUESTION, {})
    watching.look()
    shutil.rmtree(folder / ".index")
    with pytest.raises(UserError, match="no index"):
        watching.look()
    write(folder, "bridge.md", "The bridge carries 650 lorries a day.")
    again = opened(folder)
    again.look()
    assert again.listed()["questions"][0]["changes"][0]["was"]["answer"] == "400"


def test_the_last_changes_of_each_question_are_kept(folder: Path) -> None:
    watching = opened(folder)
    watching.add(QUESTION, {})
    watching.add(BOATS, {})
    watching.look()
    write(folder, "ferry.md", "The ferry line owns 13 boats in all.")
    watching.look()
    for figure in range(500, 507):
        write(folder, "bridge.md", f"The bridge carries {figure} lorries a day.")
        watching.look()
    bridge, ferry = watching.listed()["questions"]
    assert [each["now"]["answer"] for each in bridge["changes"]] == [
        "506",
        "505",
        "504",
        "503",
        "502",
    ]
    assert [each["number"] for each in bridge["changes"]] == [8, 7, 6, 5, 4]
    assert [each["number"] for each in ferry["changes"]] == [1]


def test_a_page_for_reading_writes_nothing(folder: Path) -> None:
    watching = opened(folder)
    watching.add(QUESTION, {})
    before = files(folder)
    reading = opened(folder, read_only=True)
    reading.look()
    write(folder, "bridge.md", "The bridge carries 650 lorries a day.")
    reading.look()
    assert reading.status() == {"watched": 1, "latest_change": 1}
    (row,) = reading.listed()["questions"]
    assert row["changes"][0]["now"]["answer"] == "650"
    assert files(folder) == before


def test_what_cannot_be_watched_is_said(folder: Path) -> None:
    watching = opened(folder)
    for question, filters, problem in (
        ("", {}, "empty"),
        ("?", {}, "no letter or digit"),
        (QUESTION, {"after": "soon"}, "not a date"),
        (QUESTION, {"source": "Nobody"}, "No article is from the source Nobody"),
        (QUESTION, {"source": "x" * 200_000}, "200,000 characters long"),
    ):
        with pytest.raises(UserError, match=problem):
            watching.add(question, filters)
    assert watching.look() is None
    for number in range(MAX_WATCHED):
        watching.add(f"{QUESTION} {number}", {})
    with pytest.raises(UserError, match="Stop watching one"):
        watching.add(QUESTION, {})


def test_taking_one_out_leaves_the_lines_of_others(folder: Path) -> None:
    """People may edit the file: comments of theirs are rows with an error, and stay."""
    file = folder / ".index.questions.jsonl"
    odd = b'{"question": "Who?", "id": 7}\n\xff not JSON\n'
    file.write_bytes(odd)
    watching = opened(folder)
    watching.add(QUESTION, {"after": " 2023-01-01 "})
    watching.add(QUESTION, {})
    watching.remove(QUESTION, {"after": "2023-01-01"})
    rows = watching.listed()["questions"]
    assert [each["question"] for each in rows][::2] == ["Who?", QUESTION]
    assert rows[1]["error"]
    watching.remove(QUESTION, {"source": ""})
    assert file.read_bytes() == odd
    watching.remove(rows[1]["question"], {})
    assert file.read_bytes() == odd.splitlines(keepends=True)[0]


def test_a_damaged_log_is_begun_again_and_a_damaged_state_is_told(folder: Path) -> None:
    watching = opened(folder)
    watching.add(QUESTION, {})
    watching.look()
    (folder / ".index.questions.jsonl.changes.json").write_text("{]")
    assert watching.status() == {"watched": 1, "latest_change": 0}
    (folder / ".index.questions.jsonl.page.json").write_text("{]")
    with pytest.raises(UserError, match="Delete it to begin again"):
        watching.look()


@pytest.mark.parametrize(
    "log",
    [
        '{"changes": [3]}',
        '{"changes": [{"number": null, "question": "a", "filters": {}}]}',
        '{"changes": [{"number": 1e999, "question": "a", "filters": {}}]}',
        '{"changes": {"number": 1}}',
        '{"changes": ' + "[" * 100_000,
    ],
)
def test_an_odd_log_is_begun_again(folder: Path, log: str) -> None:
    (folder / ".index.questions.jsonl.changes.json").write_text(log)
    watching = opened(folder)
    watching.add(QUESTION, {})
    assert watching.status() == {"watched": 1, "latest_change": 0}
    watching.look()
    write(folder, "bridge.md", "The bridge carries 650 lorries a day.")
    watching.look()
    assert watching.listed()["latest_change"] == 1


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(28, "No space left on device"), "compared: No space left on device."),
        (RuntimeError("two\nlines"), "compared (RuntimeError)."),
    ],
)
def test_looking_goes_on_after_any_error(
    folder: Path,
    error: Exception,
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise error

    index = OpenIndex(folder / ".index", folder / "corpus", False)
    answering = Answering(index, RULES)
    watching = Watching(index, answering)
    watching.add(QUESTION, {})
    answering.is_ready = True
    with monkeypatch.context() as broken:
        broken.setattr(watching, "look", fail)
        watching.look_if_due()
    assert str(watching.listed()["problem"]).endswith(problem)
    assert len(capsys.readouterr().err.splitlines()) == (not isinstance(error, OSError))
    write(folder, "bridge.md", "The bridge carries 650 lorries a day.")
    watching.look_if_due()
    assert watching.listed()["problem"] is None
    assert watching.listed()["questions"][0]["answer"] == "650"
