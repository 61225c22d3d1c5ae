"""The shape of the code: who imports what, how long it is, and what starting costs."""

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import STORE_FILE

ROOT = Path(__file__).parent.parent
PRODUCT = sorted(
    [*ROOT.glob("index/**/*.py"), *ROOT.glob("qa/**/*.py"), ROOT / "ui.py", ROOT / "build_index.py"]
)
ALONE = {  # each outside library is known to one module
    "sentence_transformers": "index/sentence_model.py",
    "tokenizers": "index/runtime/tokens.py",
    "sentencex": "index/splitting/sentences.py",
    "snowballstemmer": "qa/language/words.py",
    "py3langid": "qa/language/english.py",
    "babel": "qa/language/territories.py",
    "filelock": "index/store/locks.py",
    "h11": "qa/page/connections.py",
    "ir_measures": "qa/evaluation/figures.py",
    "matplotlib": "qa/evaluation/plots.py",
    "watchfiles": "build_index.py",
    "argcomplete": "index/completion.py",
}
FORMAT_READERS = {"trafilatura", "pypdf", "docx", "frontmatter", "charset_normalizer"}
MODEL_RUNTIME = {"torch", "transformers", "safetensors"}
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 300, 40
NOT_OURS = {"build", "dist", "node_modules"}  # folders of tools, as are hidden ones
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


def test_all_sql_of_the_store_is_in_it() -> None:
    """An engine may keep a database of its own; none but the store opens the store's."""
    assert importers("sqlite3")
    for file in PRODUCT:
        name, text = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        if not name.startswith("index/store/"):
            assert "STORE_FILE" not in text, name
            assert STORE_FILE not in text, name
            assert "sqlite3" not in imports(file) or name.startswith("index/engines/"), name


def test_two_modules_know_each_search_library() -> None:
    """What makes terms of a text, or keeps an index in a file; and what searches."""
    assert importers("tantivy") == {"index/terms.py", "index/engines/words.py"}
    assert importers("faiss") == {"index/engines/bases.py", "index/engines/vector_file.py"}


def test_only_the_pages_server_knows_gradio() -> None:
    assert importers("gradio") == {
        "qa/page/client_errors.py",
        "qa/page/endpoints.py",
        "qa/page/server.py",
    }


@pytest.mark.parametrize("library", sorted(FORMAT_READERS))
def test_only_the_format_readers_know_their_libraries(library: str) -> None:
    modules = importers(library)
    assert modules
    assert all(name.startswith("index/reading/") for name in modules), modules


@pytest.mark.parametrize("library", sorted(MODEL_RUNTIME))
def test_only_what_runs_models_knows_their_runtime(library: str) -> None:
    assert importers(library) <= {
        "index/sentence_model.py",
        "index/runtime/convert.py",
        "qa/readers/adapter.py",
        "qa/readers/library.py",
        "qa/readers/mpnet_model.py",
        "qa/readers/span_model.py",
    }


def test_only_the_runtime_knows_what_it_runs_on() -> None:
    assert importers("openvino") == {"index/runtime/compiled.py", "index/runtime/convert.py"}


# What each room may import; a room is a folder, or a module beside the folders. Nothing else, and
# so nothing that is above it: the order has no circle.
BASE = {"index.commands", "index.errors", "index.records"}
MAY_IMPORT: dict[str, set[str]] = {
    "index.commands": set(),
    "index.errors": set(),
    "index.records": set(),
    "index.arguments": BASE,
    "index.completion": BASE,
    "index.runtime": BASE,
    "index.sentence_model": {*BASE, "index.runtime"},
    "index.encoder": {*BASE, "index.sentence_model"},
    "index.reading": BASE,
    "index.splitting": BASE,
    "index.terms": set(),
    "index.wanted": {"index.terms"},
    "index.store": {*BASE, "index.terms"},
    "index.copies": {*BASE, "index.store"},
    "index.engines": {*BASE, "index.encoder", "index.store", "index.terms", "index.wanted"},
    "index.held": {*BASE, "index.engines", "index.store"},
    "index.edition": {*BASE, "index.engines", "index.held", "index.store"},
    "index.holding": {*BASE, "index.edition", "index.wanted"},
    "index.search": {*BASE, "index.edition", "index.encoder", "index.store"},
    "index.workers": {*BASE, "index.reading", "index.splitting"},
    "index.intake": {*BASE, "index.copies", "index.encoder", "index.store"},
    "index.edits": {*BASE, "index.reading", "index.store"},
    "index.file_states": {*BASE, "index.reading", "index.store"},
    "index.own_limits": {*BASE, "index.store", "index.workers"},
    "index.removals": {*BASE, "index.store"},
    "index.build": {
        *BASE, "index.edits", "index.encoder", "index.engines", "index.file_states",
        "index.intake", "index.own_limits", "index.reading", "index.removals", "index.store",
        "index.workers",
    },
    "index.reports": {*BASE, "index.build", "index.checking", "index.store"},
    "index.checking": {
        *BASE, "index.build", "index.edits", "index.encoder", "index.engines", "index.file_states",
        "index.reading", "index.store", "index.workers",
    },
    "qa.records": {*BASE, "qa.values"},
    "qa.scoring": set(),
    "qa.language": set(),
    "qa.attribution": set(),
    "qa.deadline": BASE,
    "qa.settings": {*BASE, "qa.records"},
    "qa.offers": {*BASE, "index.store"},
    "qa.options": {
        *BASE, "index.arguments", "index.completion", "qa.deadline", "qa.offers", "qa.readers",
        "qa.records", "qa.settings",
    },
    "qa.arguments": {
        *BASE, "index.arguments", "index.completion", "qa.offers", "qa.options", "qa.settings",
    },
    "qa.values": set(),
    "qa.group_rows": {"qa.records", "qa.values"},
    "qa.rows": {*BASE, "qa.group_rows", "qa.records"},
    "qa.lookup": {*BASE, "index.search"},
    "qa.group_lines": {*BASE, "qa.records", "qa.values"},
    "qa.terminal": {*BASE, "index.splitting", "qa.group_lines", "qa.records", "qa.settings"},
    "qa.readers": {
        *BASE, "index.encoder", "index.runtime", "index.search", "index.sentence_model",
        "index.splitting", "qa.deadline", "qa.language", "qa.records",
        "qa.scoring",
    },
    "qa.reconcile": {
        *BASE, "index.splitting", "qa.attribution", "qa.deadline", "qa.language", "qa.records",
        "qa.values",
    },
    "qa.answer": {
        *BASE, "index.search", "qa.deadline", "qa.readers", "qa.reconcile", "qa.records",
        "qa.settings",
    },
    "qa.nearest": {*BASE, "index.search", "qa.language", "qa.readers", "qa.settings"},
    "qa.why": {*BASE, "qa.readers", "qa.records", "qa.rows"},
    "qa.draft": {*BASE, "index.holding", "index.search", "index.splitting", "index.workers",
                  "qa.deadline",
                 "qa.group_lines", "qa.group_rows", "qa.language", "qa.readers", "qa.reconcile",
                 "qa.records", "qa.terminal", "qa.values"},
    "qa.words": {*BASE, "index.edition", "index.holding", "index.search", "index.splitting",
                 "qa.answer", "qa.deadline", "qa.draft", "qa.language", "qa.nearest", "qa.options",
                 "qa.rows", "qa.settings", "qa.terminal"},
    "qa.question_lines": set(),
    "qa.questions": {*BASE, "qa.question_lines", "qa.rows", "qa.settings"},
    "qa.batch": {*BASE, "qa.answer", "qa.deadline", "qa.questions", "qa.records", "qa.rows",
                 "qa.settings"},
    "qa.watch": {
        *BASE, "index.search", "index.store", "qa.answer", "qa.batch", "qa.group_rows",
        "qa.language", "qa.questions", "qa.records", "qa.rows", "qa.settings", "qa.terminal",
        "qa.values",
    },
    "qa.evaluation": {
        *BASE, "index.search", "qa.answer", "qa.records", "qa.rows", "qa.scoring", "qa.settings",
    },
    "qa.page": {
        *BASE, "index.build", "index.checking", "index.edition", "index.edits", "index.encoder",
        "index.own_limits", "index.reading", "index.removals", "index.search", "index.splitting",
        "index.store", "index.workers", "qa.answer", "qa.batch", "qa.deadline", "qa.draft",
        "qa.language", "qa.nearest", "qa.question_lines", "qa.questions", "qa.readers",
        "qa.records", "qa.rows", "qa.settings", "qa.watch", "qa.why", "qa.words",
    },
    "qa.assistants": {*BASE, "index.search", "index.store", "qa.answer", "qa.deadline", "qa.draft",
                      "qa.lookup", "qa.nearest", "qa.page", "qa.readers", "qa.records",
                      "qa.rows", "qa.settings", "qa.words"},
    "qa.__main__": {
        *BASE, "index.completion", "index.search", "qa.answer", "qa.arguments", "qa.assistants",
        "qa.batch", "qa.deadline", "qa.draft", "qa.evaluation", "qa.lookup", "qa.options",
        "qa.question_lines", "qa.questions", "qa.readers", "qa.records", "qa.rows", "qa.settings",
        "qa.terminal", "qa.watch", "qa.why", "qa.words",
    },
}  # fmt: skip


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_rooms_import_only_what_is_beneath_them() -> None:
    for file in PRODUCT:
        room = room_of(".".join(file.relative_to(ROOT).with_suffix("").parts))
        if room not in MAY_IMPORT:
            assert room in ("ui", "build_index", "index.__init__", "qa.__init__"), f"judge {room}"
            continue
        used = {room_of(name) for name in imports(file) if name.startswith(("index.", "qa."))}
        assert used - {room} <= MAY_IMPORT[room], file


def modules(folder: Path = ROOT) -> Iterator[Path]:
    """Every module of the repository."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            is_tools = path.name.startswith(".") or path.name in NOT_OURS
            if not is_tools and not (path / "pyvenv.cfg").exists():
                yield from modules(path)
        elif path.suffix == ".py":
            yield path


def too_long(file: Path) -> list[str]:
    """The module, if it has too many lines, and those of its functions that have."""
    text = file.read_text(encoding="utf-8")
    lines = text.count("\n")
    found = [f"{file}: {lines}"] if lines > MAX_MODULE_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                found.append(f"{file}: {node.name}: {lines}")
    return found


def test_no_module_and_no_function_is_long() -> None:
    assert Path(__file__) in modules()
    assert [each for file in modules() for each in too_long(file)] == []


def test_what_is_long_is_noticed(tmp_path: Path) -> None:
    def function(lines: int) -> str:
        return "@cache\ndef long():\n" + "    ...\n" * (lines - 1)

    file = tmp_path / "odd.py"
    file.write_text(function(40) + "\n" * 259)
    assert too_long(file) == []
    file.write_text(function(40) + "\n" * 260)
    assert too_long(file) == [f"{file}: 301"]
    within = function(41).replace("    ", "        ").replace("def", "    async def")
    file.write_text(f"def outer():\n{within.replace('@cache', '    @cache')}")
    assert too_long(file) == [f"{file}: outer: 43", f"{file}: long: 41"]


def test_no_room_is_beneath_itself() -> None:
    order = list(graphlib.TopologicalSorter(MAY_IMPORT).static_order())
    assert set(order) == MAY_IMPORT.keys()


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
