"""Builds killed with SIGKILL at random moments: the index opens as it was before or after."""

import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from index.build import build_index
from index.engines.local import LocalEngine
from index.records import Article
from index.search import Searcher
from index.store import STORE_FILE, Store
from tests.building.killing import run_killed
from tests.fakes import WordEncoder

ROOT = Path(__file__).parents[2]
ROUNDS = 25
BUILD = """
import sys
from pathlib import Path
from index.build import build_index
from tests.fakes import WordEncoder
encoder = WordEncoder(delay=0.002)
print("ready", flush=True)
build_index([Path(sys.argv[1])], Path(sys.argv[2]), encoder, allow_removals=True)
"""


def change_corpus(corpus: Path, chance: random.Random, number: int) -> None:
    """Add, change and delete some files, so that every round has something to lose."""
    files = sorted(corpus.glob("*.txt"))
    for file in chance.sample(files, min(len(files), 15)):
        file.unlink()
    for file in chance.sample(files, min(len(files), 15)):
        file.write_text(f"Buoy {file.stem} was painted in round {number}. " * 5)
    for _ in range(40):
        file = corpus / f"n{chance.randrange(10_000)}.txt"
        file.write_text(f"Buoy {file.stem} was laid in round {number}. " * 5)


def contents(directory: Path) -> dict[str, str]:
    """What the index holds, by path; every derived file agrees with it."""
    searcher = Searcher(directory, WordEncoder())
    articles: list[Article] = []
    for summary in searcher.articles():
        article = searcher.article(summary.path)
        assert article is not None
        articles.append(article)
    hits = searcher.search("buoy round", 1000).hits
    assert len(hits) >= min(100, len(articles))
    stored = {article.path: article.text for article in articles}
    for hit in hits:
        passage = hit.passage
        assert stored[passage.article.path][passage.start : passage.end] == passage.text
    with Store(directory).snapshot() as snapshot:
        view = LocalEngine(directory).view(snapshot, None)
        added, _ = snapshot.changes_since(0)
    assert view is not None
    for part in (view.vectors, view.words):
        assert len(part) == len(added)
    with sqlite3.connect(directory / STORE_FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        held = {row[0] for row in connection.execute("SELECT DISTINCT article FROM fingerprints")}
        assert held == {row[0] for row in connection.execute("SELECT id FROM articles")}
    return stored


def on_disk(corpus: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in sorted(corpus.glob("*.txt"))}


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_build_leaves_the_index_as_before_or_after(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    chance = random.Random(11)
    change_corpus(corpus, chance, 0)
    build_index([corpus], directory, WordEncoder())
    before = contents(directory)
    # One build that is left alone tells how long there is to kill in.
    change_corpus(corpus, chance, 1)
    began = time.monotonic()
    run_build(corpus, directory, None)
    whole = time.monotonic() - began
    before = contents(directory)
    assert before == on_disk(corpus)
    outcomes = {"before": 0, "after": 0}
    for number in range(2, ROUNDS + 2):
        change_corpus(corpus, chance, number)
        after = on_disk(corpus)
        run_build(corpus, directory, chance.uniform(0, whole * 1.1))
        now = contents(directory)
        assert now in (before, after), f"round {number}: neither as before nor as after"
        outcomes["after" if now == after else "before"] += 1
        before = now
    assert outcomes["before"], outcomes  # else every kill came too late to test anything
    build_index([corpus], directory, WordEncoder(), allow_removals=True)
    assert contents(directory) == on_disk(corpus)


def run_build(corpus: Path, directory: Path, kill_after: float | None) -> None:
    """Build in another process; kill it that many seconds after it has started to build."""
    run_killed(BUILD, [str(corpus), str(directory)], kill_after)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_the_first_build_killed_leaves_no_index_or_a_whole_one(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    change_corpus(corpus, random.Random(3), 0)
    for number, moment in enumerate((0.0, 0.02, 0.05, 0.1, 0.2, 0.4)):
        directory = tmp_path / f"index{number}"
        run_build(corpus, directory, moment)
        build_index([corpus], directory, WordEncoder())
        assert contents(directory) == on_disk(corpus)
