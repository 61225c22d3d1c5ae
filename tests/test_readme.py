"""What is written tells the truth: its code runs, its commands and links lead somewhere."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

import build_index
import qa.__main__
import ui
from index.reading.corpus import READERS
from index.records import Article

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MEASURED = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
WRITTEN = [
    ROOT / "README.md",
    ROOT / "SECURITY.md",
    *sorted(ROOT.glob("docs/*.md")),
    ROOT / "benchmarks" / "README.md",
    ROOT / "training" / "README.md",
]
MAX_LINES = 200  # of the README: what does not fit is in docs/


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def sections(text: str) -> list[str]:
    return re.split(r"^#+ ", text, flags=re.MULTILINE)[1:]


def anchors(text: str) -> set[str]:
    """What its headings are called in links."""
    headings = [section.partition("\n")[0].lower() for section in sections(text)]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


def test_the_readme_is_read_in_one_go() -> None:
    assert len(README.splitlines()) <= MAX_LINES


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the sample corpus, by the real encoder."""
    folder = tmp_path_factory.mktemp("readme")
    index = [sys.executable, "build_index.py", "corpus", "--index", str(folder / ".index")]
    subprocess.run(index, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_console_example_prints_what_it_says(indexed: Path) -> None:
    """But for the confidence, which is another one where the processor rounds otherwise; what
    follows a line that is "…" is left out."""
    example = next(block for block in blocks("console") if "qa ask" in block)
    question = re.findall(r'python -m qa ask "(.*)"', example)[0]
    result = subprocess.run(
        [sys.executable, "-m", "qa", "ask", question],
        cwd=indexed,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = re.search(r"qa ask .*\n((?:.*\n)*?)(?:…\n)?\$ ", example)
    assert shown
    said = [re.sub(r"[a-z ]+ \(0\.\d+\)", "", one) for one in (shown[1], result.stdout)]
    assert said[1].startswith(said[0])


def test_the_python_example_prints_what_it_says(indexed: Path) -> None:
    """With the real encoder, over the sample corpus."""
    example = next(block for block in blocks("python") if "Searcher" in block)
    result = subprocess.run(
        [sys.executable, "-c", example],
        cwd=indexed,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout in blocks("text")


def test_every_package_has_its_reason() -> None:
    table = README[README.index("## Built with") :]
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        name = line.partition("==")[0].strip()
        if name and not name.startswith("#"):
            assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", table), name


def test_every_format_is_told_of() -> None:
    table = README[README.index("| format |") :].partition("\n\n")[0]
    assert set(re.findall(r"`(\.\w+)`", table)) == READERS.keys()


def test_every_field_of_an_article_is_told_of() -> None:
    row = next(line for line in README.splitlines() if line.startswith("| `Article` |"))
    fields = {field.name for field in dataclasses.fields(Article)}
    assert set(re.findall(r"`(\w+)`", row)) == {"Article", *fields}


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make (\w+)(?= +#)", README)) == {"run", "test"} <= targets


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_and_module_named_exists(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:index|qa|benchmarks|training|tests|docs)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path
    for module in re.findall(r"python -m (benchmarks\.\w+|training\.\w+|qa)\b", text):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or path.is_dir(), module
    for path in re.findall(r"pip install -r ([^\s`]+)", text):
        assert (ROOT / path).exists(), path


def test_every_option_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for main in (build_index.main, ui.main):
        with pytest.raises(SystemExit):
            main(["--help"])
    for name in ("ask", "search", "batch", "check", "watch", "eval", "mcp", "show"):
        with pytest.raises(SystemExit):
            qa.__main__.main([name, "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    usage = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README + usage))
    assert named - known == {"--from", "--dest", "--no-deps"}  # uvx's, argcomplete's, pip's


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", file.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        path = file.parent / target if target else file
        assert path.exists(), link
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), link


def test_every_measured_table_has_its_command() -> None:
    """Above it, in its section."""
    with_tables = [section for section in sections(MEASURED) if re.search(r"^\|", section, re.M)]
    assert len(with_tables) >= 6
    for section in with_tables:
        above = section[: section.index("\n|")]
        named = re.search(r"^python -m (?:benchmarks\.\w+|qa eval)", above, re.MULTILINE)
        assert named, section[:60]


def test_every_benchmark_has_its_section() -> None:
    for file in (ROOT / "benchmarks").glob("*.py"):
        if "__main__" in file.read_text(encoding="utf-8"):
            assert f"python -m benchmarks.{file.stem}" in MEASURED
    for file in (ROOT / "benchmarks").glob("*/__main__.py"):
        assert f"python -m benchmarks.{file.parent.name}" in MEASURED


def test_headline_figures_are_measured_ones() -> None:
    headlines = next(section for section in sections(README) if section.startswith("Measured"))
    rows = re.findall(r"^\| (?!-)(.+) \| (.+) \|$", headlines, re.MULTILINE)
    figures = [figure for _, cell in rows for figure in re.findall(r"\d+(?:\.\d+)?", cell)]
    assert len(rows) == 6
    assert len(figures) == 12
    for figure in figures:
        assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.]*\d)", MEASURED), figure
