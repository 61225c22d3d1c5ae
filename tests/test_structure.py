"""The shape of the code: who imports what, and what starting costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = sorted(
    [*ROOT.glob("index/**/*.py"), *ROOT.glob("qa/**/*.py"), ROOT / "ui.py", ROOT / "build_index.py"]
)
ALONE = {  # each outside library is known to one module
    "sentence_transformers": "index/encoder.py",
    "faiss": "index/engines/vectors.py",
    "tantivy": "index/engines/words.py",
    "sentencex": "index/splitting/sentences.py",
    "snowballstemmer": "qa/language/words.py",
    "filelock": "index/store/locks.py",
    "gradio": "qa/page/server.py",
    "ir_measures": "qa/evaluation/figures.py",
    "matplotlib": "qa/evaluation/plots.py",
    "watchfiles": "build_index.py",
}
FORMAT_READERS = {"trafilatura", "pypdf", "docx", "frontmatter", "charset_normalizer"}
MODEL_RUNTIME = {"torch", "transformers", "safetensors"}
HEAVY = {"torch", "sentence_transformers", "transformers", "gradio", "faiss", "tantivy", "numpy"}


def imports(file: Path) -> set[str]:
    """Dotted names of all that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def importers(library: str) -> set[str]:
    return {
        file.relative_to(ROOT).as_posix()
        for file in PRODUCT
        if any(name.split(".")[0] == library for name in imports(file))
    }


@pytest.mark.parametrize(("library", "module"), ALONE.items())
def test_one_module_knows_each_library(library: str, module: str) -> None:
    assert importers(library) == {module}


def test_all_sql_is_in_the_store() -> None:
    assert importers("sqlite3")
    assert all(name.startswith("index/store/") for name in importers("sqlite3"))


@pytest.mark.parametrize("library", sorted(FORMAT_READERS))
def test_only_the_format_readers_know_their_libraries(library: str) -> None:
    modules = importers(library)
    assert modules
    assert all(name.startswith("index/reading/") for name in modules), modules


@pytest.mark.parametrize("library", sorted(MODEL_RUNTIME))
def test_only_what_runs_models_knows_their_runtime(library: str) -> None:
    assert importers(library) <= {
        "index/encoder.py",
        "qa/readers/span_model.py",
        "qa/readers/network.py",
    }


def test_index_does_not_know_qa() -> None:
    for file in ROOT.glob("index/**/*.py"):
        used = imports(file)
        assert not any(name.split(".")[0] in ("qa", "ui", "build_index") for name in used), file


@pytest.mark.parametrize(
    "code",
    [
        "import ui",
        "import build_index",
        "import sys; sys.argv = ['qa', '--help']; import runpy\n"
        "try: runpy.run_module('qa', run_name='__main__')\nexcept SystemExit: pass",
    ],
)
def test_starting_loads_nothing_heavy(code: str) -> None:
    script = f"{code}\nimport sys; print('LOADED', *{sorted(HEAVY)!r} & sys.modules.keys())"
    script = script.replace(f"{sorted(HEAVY)!r}", f"{HEAVY!r}")
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "LOADED"
