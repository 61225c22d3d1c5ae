"""python -m qa check: a draft, for a person and as JSON."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document

from index.store import STORE_FILE
from tests.cli.commands import Capture, run

DRAFT = "It is said that “the bridge carries 400 lorries a day”, and 500 lorries a day at night.\n"


@pytest.fixture(params=[".txt", ".md", ".html", ".docx"])
def draft(place: Path, request: pytest.FixtureRequest) -> Path:
    path = place / f"draft{request.param}"
    if path.suffix == ".docx":
        document = Document()
        document.add_paragraph(DRAFT)
        document.save(str(path))
    else:
        around = ("<html><body><p>", "</p></body></html>") if path.suffix == ".html" else ("", "")
        path.write_text(DRAFT.join(around), encoding="utf-8")
    return path


def test_a_draft_for_a_person(place: Path, capfdbinary: Capture, draft: Path) -> None:
    code, out, _ = run(capfdbinary, "check", str(draft))
    assert code == 0
    assert "Near  “the bridge carries 400 lorries a day”  line 1\n" in out
    assert "  Differs: “the” for “The”\n" in out
    assert "2023-05-01-bridge.md:" in out
    assert out.endswith("1 near, 1 different value\n")
    assert "\x1b" not in out


def test_a_draft_as_json(place: Path, capfdbinary: Capture, draft: Path) -> None:
    code, out, _ = run(capfdbinary, "check", str(draft), "--json")
    assert code == 0
    row = json.loads(out)
    assert [claim["verdict"] for claim in row["claims"]] == ["near", "different value"]
    assert row["claims"][1]["others"][0]["text"] == "400"


def test_a_link_to_a_draft_is_that_draft(place: Path, capfdbinary: Capture) -> None:
    (place / "written.md").write_text(DRAFT, encoding="utf-8")
    (place / "draft.md").symlink_to("written.md")
    code, out, err = run(capfdbinary, "check", "draft.md")
    assert (code, err) == (0, "")
    assert out.endswith("1 near, 1 different value\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere.txt", "Cannot read"),
        ("draft.pages", "is no draft that can be read"),
        ("e.txt", "e"),
    ],
)
def test_mistakes_are_told(place: Path, capfdbinary: Capture, name: str, said: str) -> None:
    (place / "e.txt").write_bytes(b"")
    code, out, err = run(capfdbinary, "check", name)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err


def test_what_is_damaged_is_told(place: Path, capfdbinary: Capture) -> None:
    (place / "draft.txt").write_text(DRAFT, encoding="utf-8")
    with closing(sqlite3.connect(place / ".index" / STORE_FILE)) as store, store:
        store.execute("UPDATE articles SET text = replace(text, '400', '900')")
    code, out, err = run(capfdbinary, "check", "draft.txt")
    assert code == 0
    assert "900" not in out
    assert "the article 2023-05-01-bridge.md. What is damaged is left out" in err


def test_standard_input_is_read_up_to_the_limit_of_a_file(
    place: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "endless").write_bytes(b"a " * 10_000_001)
    with (place / "endless").open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        code, out, err = run(capfdbinary, "check", "-")
    assert (code, out) == (1, "")
    assert err.startswith("Cannot read standard input: larger than the limit of 20 MB.")


def test_a_draft_without_claims(place: Path, capfdbinary: Capture) -> None:
    (place / "plain.txt").write_text("Nothing to see here.\n", encoding="utf-8")
    code, out, _ = run(capfdbinary, "check", "plain.txt")
    assert (code, out) == (0, "No quotation and no figure in it.\n")
