"""A folder of three articles, a directory for its index, and a build of the one into the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from tests.building.files import write
from tests.fakes import WordEncoder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, "harbour.txt", "The harbour was closed on Monday. Nine ships waited outside it.")
    write(folder, "bakery.txt", "The bakery sells rye bread. It opens before dawn.")
    write(
        folder,
        "2023-05-01-bridge.md",
        "---\nsource: Border Post\n---\n"
        "The bridge carries 400 lorries a day. It was built in 1931.",
    )
    return folder


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def build(corpus: Path, directory: Path) -> Callable[..., BuildReport]:
    def run(encoder: WordEncoder | None = None, **how: bool) -> BuildReport:
        return build_index([corpus], directory, encoder or WordEncoder(), **how)  # type: ignore[arg-type]

    return run
