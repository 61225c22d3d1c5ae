"""Corrections on the command line: made, listed, undone; mistakes told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import build_index as command
from index.build import build_index
from index.edits.file import CORRECTIONS_FILE
from index.edits.folder import edits_folder
from index.search import Searcher
from tests.building.files import write
from tests.fakes import WordEncoder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    folder = tmp_path / "corpus"
    write(folder, "harbour.txt", "The harbour was closed on Monday.")
    write(folder, "bakery.txt", "The bakery sells rye bread.")
    build_index([folder], tmp_path / "index", WordEncoder())
    monkeypatch.setattr("index.build.load_encoder", lambda name: WordEncoder())

    def call(*words: str) -> tuple[int, str, str]:
        code = command.main([str(folder), "--index", str(tmp_path / "index"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def sources(tmp_path: Path) -> dict[str, str | None]:
    listed = Searcher(tmp_path / "index", WordEncoder()).articles()
    return {each.path: each.source for each in listed}


def test_articles_are_corrected_listed_and_undone(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("--set", "harbour.txt", "bakery.txt", "source=Town News", "date=2024-01-02")
    assert code == 0
    assert "2 updated" in out
    assert sources(tmp_path) == dict.fromkeys(("bakery.txt", "harbour.txt"), "Town News")
    code, out, _ = run("--corrections", "--json")
    assert code == 0
    [first, _] = json.loads(out)["corrections"]
    assert first == {
        "article": "bakery.txt",
        "set": {"source": "Town News", "date": "2024-01-02"},
        "stated": {"source": None, "date": None},
        "waits": None,
    }
    code, out, _ = run("--undo", "bakery.txt", "--set", "harbour.txt", "source=", "--json")
    assert (code, json.loads(out)["updated"]) == (0, 2)
    assert set(sources(tmp_path).values()) == {None}
    code, out, _ = run("--corrections")
    assert out == (
        "harbour.txt\n  source: not known  (its file says: not known)\n"
        "  date: 2024-01-02  (its file says: not known)\n1 corrected\n"
    )
    run("--undo", "harbour.txt", "source")
    assert run("--corrections")[1] == (
        "harbour.txt\n  date: 2024-01-02  (its file says: not known)\n1 corrected\n"
    )


def test_what_cannot_be_undone_is_said(run: Run, tmp_path: Path) -> None:
    run("--set", "bakery.txt", "source=Town News")
    code, out, err = run("--undo", "harbour.txt", "bakery.txt")
    assert (code, err) == (
        0, "build_index: harbour.txt has no correction: there is nothing to undo.\n"
    )  # fmt: skip
    assert "1 updated" in out
    run("--set", "bakery.txt", "source=Town News")
    _, _, err = run("--undo", "bakery.txt", "date", "title")
    assert "bakery.txt has no correction of its date or title:" in err
    assert sources(tmp_path)["bakery.txt"] == "Town News"


def test_what_waits_is_said(run: Run, tmp_path: Path) -> None:
    run("--set", "bakery.txt", "source=Town News")
    (tmp_path / "corpus" / "bakery.txt").unlink()
    assert run()[0] == 0
    assert "bakery.txt  (waits: there is no such article now)" in run("--corrections")[1]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--set", "harbour.txt"], "--set takes paths"),
        (["--set", "source=X"], "--set takes paths"),
        (["--set", "harbour.txt", "date=soon"], "no date"),
        (["--set", "ferry.txt", "source=X"], "no article ferry.txt"),
        (["--set", "\udcff.txt", "source=X"], r"no article \udcff.txt"),
        (["--undo", "\udcff.txt"], r"no article \udcff.txt"),
        (["--undo", "title"], "--undo takes paths"),
        (["--undo", "harbour.txt", "--corrections"], "do not go together"),
        (["--set", "harbour.txt", "source=X", "--check"], "do not go together"),
    ],
)
def test_mistakes_are_told_and_nothing_is_kept(
    run: Run, tmp_path: Path, words: list[str], problem: str
) -> None:
    code, _, err = run(*words)
    assert code == 1
    assert problem in err
    assert "Traceback" not in err
    assert not (edits_folder(tmp_path / "index") / CORRECTIONS_FILE).exists()


def test_a_disk_without_locks_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr("index.edits.file.file_lock", refuse)
    code, _, err = run("--set", "harbour.txt", "source=X")
    assert code == 1
    assert "cannot be kept" in err
    assert "support flock" in err


def test_a_malformed_file_is_no_traceback(run: Run, tmp_path: Path) -> None:
    folder = edits_folder(tmp_path / "index")
    folder.mkdir()
    (folder / CORRECTIONS_FILE).write_text("{")
    for words in ([], ["--corrections"], ["--set", "harbour.txt", "source=X"]):
        code, _, err = run(*words)
        assert code == 1
        assert "it is not JSON" in err
        assert "Traceback" not in err
