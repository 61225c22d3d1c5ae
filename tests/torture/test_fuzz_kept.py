"""Inputs that were bad once, or are of a kind that was, tried again: none is bad any more."""

from pathlib import Path

import pytest

from tests.browser.window import browser_path
from tests.served import ROOT
from tests.torture.fuzz_process import Target, try_input
from tests.torture.fuzz_targets import TARGETS

KEPT = ROOT / "tests" / "data" / "fuzz"


def kept(name: str) -> list[Path]:
    """The inputs of a target: each as `python -m tests.torture.fuzz` keeps one that is bad."""
    return sorted((KEPT / name).glob("*.input"))


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_bad_once_is_bad_no_more(tmp_path: Path, name: str) -> None:
    if name == "links" and browser_path() is None:
        pytest.skip("Chromium is not installed")
    assert kept(name)
    target: Target = TARGETS[name](tmp_path / name)
    try:
        bad = {file.name: try_input(target, file.read_bytes()) for file in kept(name)}
    finally:
        target.close()
    assert {file: problem for file, problem in bad.items() if problem} == {}


def test_they_are_of_all_targets_and_small() -> None:
    assert {folder.name for folder in KEPT.iterdir()} == set(TARGETS)
    files = list(KEPT.rglob("*.input"))
    assert max(file.stat().st_size for file in files) < 100_000
