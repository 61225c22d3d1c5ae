"""Corrections killed with SIGKILL at random moments: made or not, and carried by the next build."""

import os
import random
import time
from pathlib import Path

import pytest

from index.build import build_index
from index.edits.file import read_corrections
from index.edits.folder import edits_folder
from index.search import Searcher
from index.store import Store
from tests.building.files import write
from tests.building.killing import run_killed
from tests.fakes import WordEncoder

ROOT = Path(__file__).parents[2]
ROUNDS = 25
ARTICLES = 20
CORRECT = """
import sys
from pathlib import Path
from index.build import build_index
from index.edits.file import change_corrections
from index.edits.records import Change
from tests.fakes import WordEncoder
corpus, directory, value = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
encoder = WordEncoder(delay=0.002)
names = sorted(file.name for file in corpus.glob("*.txt"))
print("ready", flush=True)
change_corrections(directory, [Change(name, {"title": value, "source": value}) for name in names])
build_index([corpus], directory, encoder)
"""


def facts(directory: Path) -> set[tuple[str | None, str | None]]:
    """Titles and sources in the index, and those of its passages; every row of it is whole."""
    searcher = Searcher(directory, WordEncoder())
    listed = {(each.title, each.source) for each in searcher.articles()}
    found = searcher.search("buoy", 1000).hits
    assert len({hit.passage.article.path for hit in found}) == ARTICLES
    assert {(hit.passage.article.title, hit.passage.article.source) for hit in found} == listed
    with Store(directory).snapshot() as snapshot:
        assert snapshot.scan().problems == []
    return listed


def kept(directory: Path) -> set[tuple[str | None, str | None]]:
    """Titles and sources in the file of corrections."""
    corrections = read_corrections(directory).by_path.values()
    return {(each.values["title"], each.values["source"]) for each in corrections}


def run(corpus: Path, directory: Path, value: str, kill_after: float | None) -> None:
    run_killed(CORRECT, [str(corpus), str(directory), value], kill_after)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_correction_is_made_or_not(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    for number in range(ARTICLES):
        write(corpus, f"{number}.txt", f"Buoy {number} was laid in the harbour. " * 5)
    build_index([corpus], directory, WordEncoder())
    began = time.monotonic()
    run(corpus, directory, "round 0", None)
    whole = time.monotonic() - began
    chance, outcomes = random.Random(7), {"before": 0, "between": 0, "after": 0}
    for number in range(1, ROUNDS + 1):
        old, new = f"round {number - 1}", f"round {number}"
        run(corpus, directory, new, chance.uniform(0, whole))
        said, held = kept(directory), facts(directory)
        assert said in ({(old, old)}, {(new, new)}), "the file is neither"
        assert held in ({(old, old)}, {(new, new)}), "the index is neither"
        assert held == {(old, old)} or said == {(new, new)}, "the index is ahead of the file"
        name = "between" if held != said else "after" if said == {(new, new)} else "before"
        outcomes[name] += 1
        build_index([corpus], directory, WordEncoder())
        assert facts(directory) == said, "the next build carries what was said"
        run(corpus, directory, new, None)
        assert facts(directory) == {(new, new)}
    assert outcomes["before"] + outcomes["between"], outcomes  # else every kill came too late
    left = {file.name for file in edits_folder(directory).iterdir()}
    assert left <= {"corrections.json", "corrections.lock"}
