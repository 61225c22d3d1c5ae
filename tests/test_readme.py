"""The README tells the truth: its code runs, its commands exist, its tables are whole."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_example_prints_what_it_says(tmp_path: Path) -> None:
    """With the real encoder, over the sample corpus."""
    index = [sys.executable, "build_index.py", "corpus", "--index", str(tmp_path / ".index")]
    subprocess.run(index, cwd=ROOT, check=True, capture_output=True)
    example = next(block for block in blocks("python") if "Searcher" in block)
    result = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path,
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


def test_every_make_target_and_file_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make (\w+)(?= +#)", README)) == {"run", "test"} <= targets
    for path in re.findall(r"`((?:index|qa|benchmarks|training|tests)/[\w./-]+)`", README):
        assert (ROOT / path).exists(), path
    for module in re.findall(r"python -m (benchmarks\.\w+|training\.\w+|qa)\b", README):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or path.is_dir(), module


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in target:
            assert (ROOT / target).exists(), target
