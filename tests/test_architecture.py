"""docs/architecture.md names what there is, and its walks are short."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WALKS = ("Question → answer", "Words → passages", "File → index")
MAX_HOPS = 5


def section(title: str) -> str:
    return re.split(r"^## ", TEXT, flags=re.MULTILINE)[
        [part.startswith(title) for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)].index(True)
    ]


def names_in(path: Path) -> set[str]:
    """Functions and methods that a module defines: "f", "Class.f"."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}.{each.name}"
                for each in node.body
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            }
    return found


@pytest.mark.parametrize("walk", WALKS)
def test_each_step_of_a_walk_is_there(walk: str) -> None:
    steps = re.findall(r"^\d+\. .*$", section(walk), re.MULTILINE)
    assert 3 <= len(steps) <= MAX_HOPS
    for step in steps:
        named = re.findall(r"`([\w/.]+\.py): ([\w.]+)`", step)
        assert named, step
        for path, name in named:
            assert name in names_in(ROOT / path), (path, name)


@pytest.mark.parametrize("walk", WALKS)
def test_each_step_is_called_where_the_walk_says(walk: str) -> None:
    """Every step but the first is named in the module of one before it, or is its protocol's."""
    steps = re.findall(r"^\d+\. .*$", section(walk), re.MULTILINE)
    before = ""
    for step in steps:
        named = re.findall(r"`([\w/.]+\.py): ([\w.]+)`", step)
        for _, name in named:
            assert not before or re.search(rf"\b{name.rpartition('.')[2]}\(", before), name
        before += "".join((ROOT / path).read_text(encoding="utf-8") for path, _ in named)


def test_what_is_plugged_into_is_there() -> None:
    named = re.findall(r"`(\w+)` of `([\w/.]+\.py)`", section("Where things plug in"))
    assert len(named) > 5
    for name, path in named:
        code = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^(?:class |def )?{name}\b[^.]", code, re.MULTILINE), (name, path)


def test_paths_exist() -> None:
    for path in re.findall(r"`((?:index|qa|tests|docs)/[\w./]*)`", TEXT):
        assert (ROOT / path).exists(), path
