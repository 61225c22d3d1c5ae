"""What an index says of copies, and texts that are none of one another."""

import random
from collections import defaultdict
from pathlib import Path

from index.search import Searcher
from tests.fakes import WordEncoder

SAMPLE = Path(__file__).parents[2] / "corpus" / "2023" / "2023-10-10-lincang-706.txt"
REPORT = SAMPLE.read_text(encoding="utf-8").split("\n\n")
WORDS = str.split("barley quay winter cheese lantern mayor ferry copper orchard tunnel violin")


def stories(directory: Path) -> dict[str, str | None]:
    """The story of every article, by path."""
    searcher = Searcher(directory, WordEncoder())
    found = {}
    for summary in searcher.articles():
        article = searcher.article(summary.path)
        assert article is not None
        found[article.path] = article.story
    return found


def groups(directory: Path) -> set[frozenset[str]]:
    """The articles that are copies of one another."""
    told = defaultdict(set)
    for path, story in stories(directory).items():
        told[story].add(path)
    return {frozenset(paths) for paths in told.values() if len(paths) > 1}


def prose(seed: int, sentences: int = 12) -> str:
    """Text that shares no run of words with that of another seed."""
    chance = random.Random(seed)
    return " ".join(
        " ".join(f"{chance.choice(WORDS)}{chance.randrange(1000)}" for _ in range(12)) + "."
        for _ in range(sentences)
    )
