"""Each kind of edit leaves a copy; two reports of one event, or on one template, are none."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.copy_edits import EDITS, several, with_times
from index.build import BuildReport
from tests.building.files import write
from tests.building.stories import REPORT, groups, stories

DATA = Path(__file__).parents[1] / "data" / "copies.jsonl"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("seed", range(2))
def test_an_edited_copy_is_found(
    kind: str, seed: int, corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    original = with_times(REPORT)
    write(corpus, "a.txt", "\n\n".join(original))
    write(corpus, "b.txt", "\n\n".join(EDITS[kind](original, random.Random(seed))))
    build()
    assert groups(directory) == {frozenset(("a.txt", "b.txt"))}


@pytest.mark.parametrize("seed", range(5))
def test_a_copy_with_several_edits_is_found(
    seed: int, corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    original = with_times(REPORT)
    write(corpus, "a.txt", "\n\n".join(original))
    write(corpus, "b.txt", "\n\n".join(several(original, random.Random(seed))))
    build()
    assert groups(directory) == {frozenset(("a.txt", "b.txt"))}


def test_reports_of_one_event_and_of_one_template_are_no_copies_and_edited_ones_are(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    pairs = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    texts = sorted({text for pair in pairs for text in (pair["one"], pair["other"])})
    names = {text: f"{number}.txt" for number, text in enumerate(texts)}
    for text, name in names.items():
        write(corpus, name, text)
    build()
    story = stories(directory)
    for pair in pairs:
        found = story[names[pair["one"]]] == story[names[pair["other"]]]
        assert found == pair["copy"], (pair["kind"], pair["one"][:40])
