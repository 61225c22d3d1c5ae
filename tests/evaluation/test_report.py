"""The report: whole, escaped, the worst questions first."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from index.errors import UserError
from qa.evaluation.figures import measure
from qa.evaluation.report import worst, write_report
from tests.evaluation.outcomes import outcome


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
