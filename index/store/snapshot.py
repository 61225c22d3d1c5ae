"""One committed version of the index, for reading."""

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.records import FACTS, Article, Facts, Filters, Passage, Skipped, Statistics
from index.store.schema import DEFAULT_ENGINE, batches, marks, meta, unpack

_FACT_COLUMNS = ", ".join(FACTS)
_ARTICLE_COLUMNS = f"id, path, text, {_FACT_COLUMNS}"


@dataclass(frozen=True, slots=True)
class EditionId:
    """Which state of which index: what a derived file says it reflects."""

    store: str  # changes when everything was rebuilt
    version: int  # the index_version

    def reaches(self, other: "EditionId") -> bool:
        """Whether this is the other's state or a later one of the same store."""
        return self.store == other.store and self.version >= other.version


@dataclass(frozen=True, slots=True)
class ArticleSummary(Facts):
    """An article as a list shows it: without its text."""

    path: str
    passages: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the derived indexes hold of one passage."""

    id: int
    context: str
    text: str
    date: datetime.date | None
    source: str | None


class Snapshot:
    """One committed version of the index, unchanging while it is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    @property
    def edition(self) -> EditionId:
        return EditionId(str(meta(self._sql, "store")), int(meta(self._sql, "version")))

    @property
    def encoder_name(self) -> str:
        return str(meta(self._sql, "encoder_name"))

    @property
    def engine(self) -> str:
        """The name of the engine that finds candidates in it."""
        return str(meta(self._sql, "engine", DEFAULT_ENGINE))

    @property
    def encoder_identity(self) -> str:
        return str(meta(self._sql, "encoder_identity"))

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """Count the articles and passages that the filters leave."""
        where, values = _where(filters)
        row = self._sql.execute(
            "SELECT count(*), count(date), min(date), max(date) FROM articles" + where, values
        ).fetchone()
        passages = self._sql.execute(
            "SELECT count(*) FROM passages"
            + (f" JOIN articles ON articles.id = article{where}" if where else ""),
            values,
        ).fetchone()[0]
        return Statistics(row[0], passages, row[0] - row[1], _date(row[2]), _date(row[3]))

    def sources(self) -> list[str]:
        rows = self._sql.execute("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL")
        return sorted(row[0] for row in rows)

    def articles(self) -> list[ArticleSummary]:
        """Every article, by path."""
        rows = self._sql.execute(
            "SELECT path, (SELECT count(*) FROM passages WHERE article = articles.id),"
            f" {_FACT_COLUMNS} FROM articles ORDER BY path"
        )
        return [ArticleSummary(path, passages, **_facts(row)) for path, passages, *row in rows]

    def article(self, path: str) -> Article | None:
        row = self._sql.execute(
            f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE path = ?", (path,)
        ).fetchone()
        return self._articles([row])[row[0]] if row else None

    def skipped(self) -> list[Skipped]:
        rows = self._sql.execute("SELECT path, reason FROM skipped ORDER BY path")
        return [Skipped(*row) for row in rows]

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Passages by id; an id that is not in this version is left out."""
        found: dict[int, Passage] = {}
        for batch in batches(ids):
            rows = self._sql.execute(
                "SELECT id, article, heading, sentences FROM passages"
                f" WHERE id IN ({marks(batch)})",
                batch,
            ).fetchall()
            articles = self._articles_of({article for _, article, *_ in rows})
            for id, article, heading, sentences in rows:
                found[id] = Passage(articles[article], unpack(sentences), heading, id)
        return found

    def _articles_of(self, ids: Iterable[int]) -> dict[int, Article]:
        """Articles by id, each text read once: several passages of a question are of one."""
        wanted = sorted(ids)
        rows = self._sql.execute(
            f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE id IN ({marks(wanted)})", wanted
        ).fetchall()
        return self._articles(rows)

    def _articles(self, rows: Sequence[Sequence[Any]]) -> dict[int, Article]:
        """The articles of rows of _ARTICLE_COLUMNS, by id."""
        stories = self._stories({id: path for id, path, *_ in rows})
        return {
            id: Article(path, text, **_facts(facts), story=stories[id])
            for id, path, text, *facts in rows
        }

    def _stories(self, paths: dict[int, str]) -> dict[int, str]:
        """The story of each of these articles, which are given with their paths."""
        originals = {id: id for id in paths}
        looked_at = set(paths)
        while looked_at:  # from a copy to what it is a copy of, which may be one itself
            above: dict[int, int] = {}
            for batch in batches(sorted(looked_at)):
                above |= dict(self._sql.execute(
                    "SELECT article, original FROM copies"
                    f" WHERE article IN ({marks(batch)}) AND original IS NOT NULL",
                    batch,
                ).fetchall())  # fmt: skip
            originals = {id: above.get(original, original) for id, original in originals.items()}
            looked_at = set(above.values())
        paths = dict(paths)
        for batch in batches(sorted(set(originals.values()) - paths.keys())):
            paths |= dict(self._sql.execute(
                f"SELECT id, path FROM articles WHERE id IN ({marks(batch)})", batch
            ).fetchall())  # fmt: skip
        return {id: paths[original] for id, original in originals.items()}

    def changes_since(self, version: int) -> tuple[list[int], list[int]]:
        """Passage ids that came, and that went, after that version; none is in both."""
        added = self._sql.execute(  # CROSS: few articles are new, so that these come first
            "SELECT passages.id FROM articles CROSS JOIN passages ON article = articles.id"
            " WHERE version > ? ORDER BY passages.id",
            (version,),
        )
        removed = self._sql.execute(  # before version 1 there was nothing to remove
            "SELECT passage FROM removed WHERE version > ? AND ? > 0 ORDER BY passage",
            (version, version),
        )
        return [row[0] for row in added], [row[0] for row in removed]

    def vectors(self, ids: Sequence[int]) -> Iterator[tuple[NDArray[np.int64], Any]]:
        """Yield ids, int64 (n,), with their vectors, float32 (n, dimension), a batch at a time."""
        for batch in batches(ids):
            rows = self._sql.execute(
                f"SELECT id, vector FROM passages WHERE id IN ({marks(batch)})", batch
            ).fetchall()
            if rows:
                matrix = np.frombuffer(b"".join(row[1] for row in rows), "<f4")
                yield (
                    np.array([row[0] for row in rows], np.int64),
                    matrix.reshape(len(rows), -1).astype(np.float32, copy=False),
                )

    def dates_and_sources(
        self, ids: Sequence[int]
    ) -> Iterator[tuple[int, datetime.date | None, str | None]]:
        """Ids, in their order, with the date and the source of their articles."""
        for batch in batches(ids):
            rows = self._sql.execute(
                "SELECT passages.id, date, source FROM passages JOIN articles"
                f" ON articles.id = article WHERE passages.id IN ({marks(batch)})"
                " ORDER BY passages.id",
                batch,
            )
            for id, date, source in rows:
                yield id, _date(date), source

    def entries(self, ids: Sequence[int]) -> Iterator[Entry]:
        """What engines hold of those passages, beside their vectors."""
        for batch in batches(ids):
            for id, passage in self.passages(batch).items():
                article = passage.article
                yield Entry(id, passage.context, passage.text, article.date, article.source)


def _where(filters: Filters) -> tuple[str, list[str]]:
    """A WHERE clause on articles; dates compare as text because they are ISO 8601."""
    clauses, values = [], []
    if filters.after:
        clauses.append("date >= ?")
        values.append(filters.after.isoformat())
    if filters.before:
        clauses.append("date <= ?")
        values.append(filters.before.isoformat())
    if filters.source is not None:
        clauses.append("source = ?")
        values.append(filters.source)
    return (" WHERE " + " AND ".join(clauses) if clauses else ""), values


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise sqlite3.DatabaseError(f"a date in it is damaged: {error}") from error


def _facts(columns: Sequence[str | None]) -> dict[str, Any]:
    facts: dict[str, Any] = dict(zip(FACTS, columns, strict=True))
    return {**facts, "date": _date(facts["date"])}
