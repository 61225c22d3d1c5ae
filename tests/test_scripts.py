"""The page's scripts: small, in no circle, none of them left over."""

import graphlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "qa" / "page" / "static"
SCRIPTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(STATIC.glob("*.js"))}
HTML = (STATIC / "page.html").read_text(encoding="utf-8")
MAX_LINES = 249
LONGER = {"reading.js": 280}
# A statement may go over several lines; in a comment there is a star or a slash before it.
IMPORT = re.compile(r'^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"\./([\w.]+)";', re.MULTILINE)


def imports(script: str) -> set[str]:
    return set(IMPORT.findall(SCRIPTS[script]))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_small(script: str) -> None:
    assert SCRIPTS[script].count("\n") <= LONGER.get(script, MAX_LINES)


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
