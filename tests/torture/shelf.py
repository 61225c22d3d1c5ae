"""A small index with a history, and all that can be read from it."""

import datetime
import random
import shutil
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.build import build_index
from index.encoder import Encoder
from index.records import Filters
from index.search import Searcher
from index.store import STORE_FILE
from index.store.connecting import connect_to_read
from tests.fakes import WordEncoder

ENCODER = WordEncoder()
QUESTIONS = ("Which buoy is number 7?", "How many tons does buoy 12 weigh?", "Who painted it red?")
_FILTERS = (Filters(), Filters(source="Wire"), Filters(after=datetime.date(2023, 5, 1)))
_COPIED = " ".join(f"The {word} of the harbour was counted again in May." for word in (
    "crane", "quay", "ferry", "lamp", "fence", "office", "roof", "tower", "wall", "gate",
))  # fmt: skip


_chance = random.Random(3)


def _word() -> str:
    """A word that no article shares with another: on a template they would be copies."""
    return "".join(_chance.choice("bdfgklmnprst") + _chance.choice("aeiou") for _ in range(3))


@dataclass(frozen=True, slots=True)
class Read:
    """All that a person could be shown."""

    hits: frozenset[tuple[object, ...]]
    stories: frozenset[frozenset[str]]  # which articles are copies of one another
    articles: frozenset[tuple[object, ...]]
    lists: tuple[object, ...]
    notices: frozenset[str]

    def shows_no_more_than(self, whole: "Read") -> bool:
        """Whether every text and fact is one of those of the whole index."""
        return self.hits <= whole.hits and self.articles <= whole.articles


class Shelf:
    """A corpus, its index, and earlier and foreign states of it to exchange parts with."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.kept = folder / "corpus", folder / "kept"
        self.earlier, self.foreign, self.logged = (
            folder / name for name in ("earlier", "foreign", "logged")
        )
        self.corpus.mkdir(parents=True)
        for number in range(24):
            self._put(number, f"Buoy {number} is green and weighs {number} tons.")
        (self.corpus / "copied.md").write_text(f"# Counts\n\n{_COPIED}\n", encoding="utf-8")
        (self.corpus / "copy.md").write_text(f"# Again\n\n{_COPIED}\n", encoding="utf-8")
        (self.corpus / "bad.pdf").write_text("This is no PDF.")
        build_index([self.corpus], self.foreign, ENCODER, rebuild=True)
        build_index([self.corpus], self.kept, ENCODER)
        for number in (3, 7, 11):
            self._put(number, f"Buoy {number} was painted red by Ada. It weighs 4,666 tons.")
        build_index([self.corpus], self.kept, ENCODER)
        shutil.copytree(self.kept, self.earlier)
        (self.corpus / "n4.md").unlink()
        self._put(12, "Buoy 12 was painted red by Grace. It weighs 31 tons.")
        with closing(connect_to_read(self.kept / STORE_FILE)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM meta").fetchall()  # so that the log is kept
            build_index([self.corpus], self.kept, ENCODER)
            shutil.copytree(self.kept, self.logged)
        with closing(connect_to_read(self.kept / STORE_FILE)) as last:
            last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.whole = read(self.kept)
        self.removed = self.corpus / "n5.md"
        self.without = self._read_without(self.removed)

    def _read_without(self, file: Path) -> Read:
        """What is to be read where that file is gone."""
        shorter, away = self.kept.with_name("shorter"), self.kept.with_name("away")
        file.rename(away)
        build_index([self.corpus], shorter, ENCODER)
        away.rename(file)
        return read(shorter)

    def _put(self, number: int, text: str) -> None:
        source = "Wire" if number % 2 else "Post"
        head = f"---\ntitle: Buoy {number}\ndate: 2023-{1 + number % 12:02}-05\nsource: {source}\n"
        long = " ".join(f"Then {_word()} met {_word()} near {_word()}." for _ in range(60))
        more = f"{text}\n\n## Log\n\n{long if number % 3 == 0 else 'Nobody has moved it since.'}"
        (self.corpus / f"n{number}.md").write_text(f"{head}---\n{more}\n", encoding="utf-8")


def read(directory: Path, encoder: Encoder = ENCODER) -> Read:
    """Everything, as a person asks for it. Raises UserError."""
    searcher = Searcher(directory, encoder)
    hits: set[tuple[object, ...]] = set()
    stories: dict[object, set[str]] = defaultdict(set)
    notices: set[str] = set()
    for question in QUESTIONS:
        for number, filters in enumerate(_FILTERS):
            found = searcher.search(question, 1_000, filters)
            notices |= {found.notice} if found.notice else set()
            for hit in found.hits:
                passage = hit.passage
                article, similarity = passage.article, round(hit.similarity, 4)
                facts = tuple(article.facts().values())
                said = (article.path, article.text, facts)
                stories[article.story].add(article.path)
                hits.add((question, number, said, passage.sentences, passage.heading, similarity))
    articles: set[tuple[object, ...]] = set()
    for summary in searcher.articles():
        facts = tuple(summary.facts().values())
        articles.add((summary.path, summary.passages, facts))
        whole = searcher.article(summary.path)
        if whole is not None:
            articles.add((whole.path, whole.text, tuple(whole.facts().values())))
    counted = searcher.statistics()
    lists = (searcher.sources(), searcher.skipped(), counted.first_date, counted.last_date)
    with searcher.edition() as edition:
        notices |= set(edition.damage)
    return Read(
        frozenset(hits),
        frozenset(frozenset(paths) for paths in stories.values()),
        frozenset(articles),
        (*lists, counted),
        frozenset(notices),
    )
