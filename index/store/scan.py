"""Every row of a store, read over: which are not what was written."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.store.checksums import (
    ARTICLE_COLUMNS,
    COPY_COLUMNS,
    PASSAGE_COLUMNS,
    SKIPPED_COLUMNS,
    TEXT_BYTES,
    has_terms,
    has_vector,
    is_text_of,
    is_whole_article,
    is_whole_row,
    selected,
)
from index.store.damage import Problem
from index.store.files import is_as_noted
from index.store.schema import unpack
from index.store.seal import prints_sum, read_meta
from index.store.tallies import is_as_counted, is_tallied
from index.store.terms import Tallying, holds

_PASSAGES = ARTICLE_COLUMNS.index("passages")
_LENGTH_OFF = 1e-3  # that a unit vector's length may be off by
_TOLD_EVERY = 2_000  # rows
_CORPUS, _ENCODED, _STORE = "the corpus", "what is encoded, or the corpus", "the store"

Told = Callable[[float], None]
"""Called with the share done, in [0, 1]."""


@dataclass(slots=True)
class Scan:
    """What reading a store over found."""

    articles: set[int] = field(default_factory=set)  # to be read from the corpus again
    passages: set[int] = field(default_factory=set)  # of no use, or of no article
    articles_lost: bool = False
    copies: bool = False
    tallies: bool = False  # the counts of days and sources
    terms: bool = False  # their counts; where rows are to be read again these are made anew
    skipped: bool = False
    files: bool = False  # all of them are to be read again
    removed: bool = False
    ids: bool = False
    form: bool = False  # SQLite's own check failed: the store is to be made again
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> bool:
        """Whether articles or passages are to be read from the corpus again."""
        return bool(self.articles or self.passages or self.articles_lost)

    def tell(self, what: str, where: str, mended_from: str) -> None:
        self.problems.append(Problem(what, where, mended_from))


def nobody_told(share: float) -> None:
    """For whom it does not matter how far it is."""


def scan(connection: sqlite3.Connection, told: Told = nobody_told) -> Scan:
    """Read everything in an open transaction. Raises sqlite3.Error where that cannot be done."""
    found = Scan()
    for (line,) in connection.execute("PRAGMA integrity_check(5)").fetchall():
        if line != "ok":
            found.form = True
            line = " ".join(str(line).split())
            found.tell(f"SQLite finds it damaged: {line}", "the store", _ENCODED)
    told(0.3)
    lengths = _scan_articles(connection, found)
    told(0.5)
    counted = _scan_passages(connection, found, lengths, lambda share: told(0.5 + 0.3 * share))
    if not found.rows and not holds(connection, read_meta(connection), counted):
        found.terms = True
        found.tell("it is not what was written", "the table of terms", _STORE)
    if not found.rows and is_tallied(read_meta(connection)) and not is_as_counted(connection):
        found.tallies = True
        found.tell("it is not what was written", "the table of days and sources", _STORE)
    _scan_copies(connection, found, lengths)
    told(0.95)
    _scan_lists(connection, found)
    _scan_files(connection, found)
    _scan_ids(connection, found)
    return found


def scan_files(connection: sqlite3.Connection) -> Scan:
    """Look at what decides which files are read and which articles go: nothing else is read."""
    _scan_files(connection, found := Scan())
    return found


def _scan_articles(connection: sqlite3.Connection, found: Scan) -> dict[int, tuple[str, int, int]]:
    """Path, characters and number of passages of each article that is whole, by id."""
    whole: dict[int, tuple[str, int, int]] = {}
    count = 0
    for *row, text in connection.execute(
        f"SELECT {selected(ARTICLE_COLUMNS, TEXT_BYTES)} FROM articles"
    ):
        count += 1
        if is_whole_article(row) and is_text_of(row, text):
            whole[row[0]] = (row[1], len(text.decode()), row[_PASSAGES])
        else:
            found.articles.add(row[0])
            what = "what is known of it" if not is_whole_article(row) else "its text"
            found.tell(f"{what} is not what was written", f"the article {row[1]!s}", _CORPUS)
    written = read_meta(connection).get("articles")
    if count != written:
        found.articles_lost = True
        found.tell(f"{count} are there, of {written} that were written", "the articles", _CORPUS)
    return whole


def _scan_passages(
    connection: sqlite3.Connection,
    found: Scan,
    articles: dict[int, tuple[str, int, int]],
    told: Told,
) -> Tallying:
    """Return the terms of all of them that are whole."""
    counts, tallying = Counter[int](), Tallying()
    total = read_meta(connection).get("passages") or 1
    rows = connection.execute(
        f"SELECT {selected(PASSAGE_COLUMNS, 'terms', 'vector')} FROM passages"
    )
    for number, row in enumerate(rows):
        if number % _TOLD_EVERY == 0:
            told(min(1.0, number / total))
        if has_terms(row, row[-2]):
            tallying.add(row[-2])
        article = articles.get(row[1]) if isinstance(row[1], int) else None
        if article is None and row[1] in found.articles and is_whole_row(row[:-2]):
            continue  # it goes with its article
        if (what := _wrong_with(row, article)) is None:
            counts[row[1]] += 1
            continue
        found.passages.add(row[0])
        if article is not None:
            found.articles.add(row[1])
        where = f"passage {row[0]}" + (f" of {article[0]}" if article else "")
        found.tell(what, where, _ENCODED)
    for id, (path, _, passages) in articles.items():
        if counts[id] != passages and id not in found.articles:
            found.articles.add(id)
            what = f"{counts[id]} of its {passages} passages are there"
            found.tell(what, f"the article {path}", _ENCODED)
    return tallying


def _wrong_with(row: Sequence[Any], article: tuple[str, int, int] | None) -> str | None:
    """What is wrong with a passage, if anything is."""
    *row, terms, vector = row
    if not is_whole_row(row):
        return "what is known of it is not what was written"
    if not has_vector(row, vector):
        return "its vector is not what was written"
    if not has_terms(row, terms):
        return "its terms are not what was written"
    if article is None:
        return "its article is gone"
    spans = unpack(row[4])
    numbers = [number for span in spans for number in span]
    if not spans or numbers != sorted(numbers) or numbers[-1] > article[1]:
        return "its sentences are no slices of its article"
    length = float(np.linalg.norm(np.frombuffer(vector, "<f4").astype(np.float64)))
    if not abs(length - 1) <= _LENGTH_OFF:  # NaN too
        return f"its vector has the length {length:.4g}, not 1"
    return None


def _scan_copies(
    connection: sqlite3.Connection, found: Scan, articles: dict[int, tuple[str, int, int]]
) -> None:
    prints: dict[int, int] = defaultdict(int)
    for value, article in connection.execute("SELECT value, article FROM fingerprints"):
        if isinstance(value, int) and isinstance(article, int):
            prints[article] = prints_sum((prints[article], value))
    rows = connection.execute(f"SELECT {selected(COPY_COLUMNS)} FROM copies").fetchall()
    are_whole = all(is_whole_row(row) and prints[row[0]] == row[2] for row in rows)
    held = {row[0] for row in rows}
    if not are_whole or not articles.keys() <= held or not prints.keys() <= held:
        found.copies = True
        what = "what is known of which articles are copies is not what was written"
        found.tell(what, "the table of copies", _STORE)


def _scan_lists(connection: sqlite3.Connection, found: Scan) -> None:
    skipped = connection.execute(f"SELECT {selected(SKIPPED_COLUMNS)} FROM skipped").fetchall()
    count = read_meta(connection).get("skipped")
    if len(skipped) != count or not all(is_whole_row(row) for row in skipped):
        found.skipped = True
        found.tell("it is not what was written", "the list of what was skipped", _CORPUS)
    removed = connection.execute("SELECT passage, version, checksum FROM removed")
    if not all(is_whole_row(row) for row in removed):
        found.removed = True
        found.tell("it is not what was written", "the list of passages that went", _STORE)


def _scan_files(connection: sqlite3.Connection, found: Scan) -> None:
    strays = connection.execute(
        f"SELECT {selected(ARTICLE_COLUMNS)} FROM articles"
        " WHERE file IS NULL OR file NOT IN (SELECT path FROM files)"
    ).fetchall()
    for row in strays:
        if not is_whole_article(row) and row[0] not in found.articles:
            found.articles.add(row[0])
            what = "what is known of it is not what was written"
            found.tell(what, f"the article {row[1]!s}", _CORPUS)
    if strays or not is_as_noted(connection, read_meta(connection)):
        found.files = True
        found.tell("it is not what was written", "the list of files", _CORPUS)


def _scan_ids(connection: sqlite3.Connection, found: Scan) -> None:
    """Ids are given once: the highest that was is remembered by SQLite."""
    for table in ("articles", "passages"):
        highest = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0
        given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        numbers = [row[0] for row in given]
        is_known = len(numbers) == 1 and isinstance(numbers[0], int) and numbers[0] >= highest
        if highest and not is_known:
            found.ids = True
            found.tell("the highest id given is not remembered", f"the table {table}", _STORE)
