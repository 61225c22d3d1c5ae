"""What stands outside the product uses what it offers, and none of its insides."""

import ast
import re
from pathlib import Path

import pytest

from tests.test_structure import ROOT

OUTSIDE = sorted([*ROOT.glob("benchmarks/**/*.py"), *ROOT.glob("training/*.py")])


def private_names(file: Path) -> set[str]:
    """Names with a leading underscore that a module uses and does not define itself."""
    defined, used = set(), set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            used |= {
                part
                for alias in node.names
                for part in (alias.name, *(node.module or "").split("."))
            }
        elif isinstance(node, ast.Import):
            used |= {part for alias in node.names for part in alias.name.split(".")}
        elif isinstance(node, ast.Attribute):
            is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            is_set = isinstance(node.ctx, ast.Store)
            (defined if is_own and is_set else used).add(node.attr)
    return {name for name in used - defined if re.match("_[^_]", name)}


@pytest.mark.parametrize("file", OUTSIDE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_stands_outside_uses_public_names_alone(file: Path) -> None:
    assert not private_names(file)


def test_private_names_are_noticed(tmp_path: Path) -> None:
    file = tmp_path / "odd.py"
    file.write_text(
        "import qa.answer as answer\nfrom index.search import Searcher, _stretch\n"
        "from index import _hidden\nanswer._decide = None\n"
        "class Mine(Searcher):\n"
        "    def __init__(self):\n        self._own = self._editions\n"
        "        self._step(self._own)\n"
        "    def _step(self, value): ...\n"
    )
    assert private_names(file) == {"_stretch", "_hidden", "_decide", "_editions"}
