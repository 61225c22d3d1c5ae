"""The page's scripts: small, in no circle, none of them left over."""

import graphlib
import re
from pathlib import Path
from typing import Any

import pytest

from qa.rows import FIELDS
from tests.served import Served, library

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "qa" / "page" / "static"
SCRIPTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(STATIC.glob("*.js"))}
DOCS = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
HTML = (STATIC / "page.html").read_text(encoding="utf-8")
MAX_LINES = 249
# Those that say what the server sends.
SPOKEN = ("endpoints.js", "batch_endpoints.js", "rows.js", "checking.js")
# A statement may go over several lines; in a comment there is a star or a slash before it.
IMPORT = re.compile(r'^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"\./([\w.]+)";', re.MULTILINE)


def imports(script: str) -> set[str]:
    return set(IMPORT.findall(SCRIPTS[script]))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_small(script: str) -> None:
    assert SCRIPTS[script].count("\n") <= MAX_LINES


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_import_is_seen_and_leads_to_a_script(script: str) -> None:
    """Else the tests below would pass over it."""
    statements = re.findall(r"^import\b|^export\s*[{*]", SCRIPTS[script], re.MULTILINE)
    assert len(statements) == len(IMPORT.findall(SCRIPTS[script]))
    assert "import(" not in re.sub(r"/\*.*?\*/", "", SCRIPTS[script], flags=re.DOTALL)
    assert imports(script) <= SCRIPTS.keys()


def test_no_script_imports_itself_by_way_of_others() -> None:
    graph = {script: imports(script) for script in SCRIPTS}
    assert set(graphlib.TopologicalSorter(graph).static_order()) == SCRIPTS.keys()


def test_every_script_is_loaded() -> None:
    loaded = set(re.findall(r'<script src="/page/([\w.]+)" type="module">', HTML))
    assert loaded
    for script in SCRIPTS:
        loaded |= imports(script)
    assert loaded == SCRIPTS.keys()


def test_every_element_that_a_script_looks_up_is_there() -> None:
    names = {
        name
        for text in SCRIPTS.values()
        for name in re.findall(r'\b(?:byId|dropzone)\("([\w-]+)"', text)
    }
    assert len(names) > 20
    assert names - set(re.findall(r'\bid="([\w-]+)"', HTML)) == set()


def test_every_script_stands_in_the_architecture() -> None:
    assert set(re.findall(r"`(\w+\.js)`", DOCS)) == SCRIPTS.keys()


@pytest.fixture(scope="module")
def site() -> Served:
    return library()


def typed(name: str) -> set[str]:
    """The fields that these scripts say a record has."""
    told = "".join(SCRIPTS[name] for name in SPOKEN)
    comments = re.findall(r"/\*\*.*?\*/", told, re.DOTALL)
    comment = next(each for each in comments if re.search(rf"[}})] {name}\b", each))
    fields = set(re.findall(r"@property \{.+\} (\w+)", comment))
    if not fields:
        fields = set(re.findall(r"(\w+): ", comment))
    for other in re.findall(r"@typedef \{(\w+) & ", comment):
        fields |= typed(other)
    return fields


def test_the_types_are_those_of_the_records(site: Served) -> None:
    """What the scripts take for a field is one that the server sends."""
    question = "How many telecom fraud suspects were handed over to Chinese authorities?"
    answered = site.call("ask", question=question)
    unanswered = site.call("ask", question="Which recipe makes the best apple pie?")
    listed, status = site.call("articles"), site.call("status")
    said = "A total of 4,666 suspects involved in fraud have been handed over to Myanmar"
    checked = site.call("check", draft=f"“{said}”, it wrote.")
    titled = site.call("check", draft="“A port in spring”")["claims"][0]["headlines"][0]
    records: dict[str, Any] = {
        "Answered": answered,
        "Unanswered": unanswered,
        "Evidence": unanswered["evidence"][0],
        "Group": answered["groups"][0],
        "Place": answered["groups"][0]["places"][0],
        "Statistics": unanswered["searched"],
        "WholeArticle": site.call("article", article="handover.md", start=0, end=5),
        "ListedArticle": listed["articles"][0],
        "Skipped": listed["skipped"][0],
        "Status": status,
        "BuildReport": status["last_build"],
        "BatchRow": dict.fromkeys(FIELDS),
        "CheckedDraft": checked,
        "Claim": checked["claims"][0],
        "Match": checked["claims"][0]["matches"][0],
        "Difference": checked["claims"][0]["differences"][0],
        "Headline": titled,
        "TitleDifference": titled["differences"][0],
    }
    for name, record in records.items():
        assert len(typed(name)) > 1
        assert typed(name) - record.keys() == set(), name
