"""How much there is in a store, and of whom: counted by SQLite where what it goes by is whole."""

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from index.records import Filters, Statistics
from index.store.checksums import ARTICLE_COLUMNS, checksum, is_whole_article, selected
from index.store.damage import Damage

_ARTICLE = selected(ARTICLE_COLUMNS)
_DATE, _SOURCE = ARTICLE_COLUMNS.index("date"), ARTICLE_COLUMNS.index("source")
_PASSAGES = ARTICLE_COLUMNS.index("passages")


def count(connection: sqlite3.Connection, damage: Damage, filters: Filters) -> Statistics:
    """Count the articles and passages that the filters leave.

    The first and the last date are those of rows that are whole; where one is not, that is noted,
    and every row is looked at.
    """
    where, values = _where(filters)
    row = connection.execute(
        "SELECT count(*), count(date), min(date), max(date) FROM articles" + where, values
    ).fetchone()
    passages = connection.execute(
        "SELECT count(*) FROM passages"
        + (f" JOIN articles ON articles.id = article{where}" if where else ""),
        values,
    ).fetchone()[0]
    if not all(_is_date_of_a_whole_row(connection, date) for date in row[2:4]):
        damage.note("the date of an article")
        return _count_each(_whole_rows(connection, where, values))
    return Statistics(row[0], passages, row[0] - row[1], _day(row[2]), _day(row[3]))


def plain(counted: Statistics) -> str:
    """What is kept of a count of everything, to know by whether all of it is there."""
    days = (str(counted.first_date), str(counted.last_date))
    return " ".join((str(counted.articles), str(counted.passages), str(counted.undated), *days))


def read_sources(connection: sqlite3.Connection) -> list[Any]:
    """Every source that an article names, as SQLite's own index has them; in order."""
    rows = connection.execute("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL")
    return sorted((row[0] for row in rows), key=repr)


def known_sources(connection: sqlite3.Connection, damage: Damage, written: Any) -> list[str]:
    """Every source that an article names, in order; `written` is their checksum.

    Where they are others, that is noted, and those of the rows that are whole are given.
    """
    named = read_sources(connection)
    if checksum(*named) == written:
        return sorted(named)
    damage.note("the list of sources")
    rows = _whole_rows(connection, " NOT INDEXED", [])
    return sorted({row[_SOURCE] for row in rows if row[_SOURCE] is not None})


def _is_date_of_a_whole_row(connection: sqlite3.Connection, value: Any) -> bool:
    if value is None:
        return True
    row = connection.execute(
        f"SELECT {_ARTICLE} FROM articles WHERE date = ? LIMIT 1", (value,)
    ).fetchone()
    return row is not None and is_whole_article(row)


def _whole_rows(
    connection: sqlite3.Connection, where: str, values: Sequence[str]
) -> Iterator[Sequence[Any]]:
    for row in connection.execute(f"SELECT {_ARTICLE} FROM articles{where}", values):
        if is_whole_article(row):
            yield row


def _count_each(rows: Iterator[Sequence[Any]]) -> Statistics:
    articles = passages = 0
    dates = []
    for row in rows:
        articles += 1
        passages += row[_PASSAGES]
        if row[_DATE]:
            dates.append(row[_DATE])
    first, last = (min(dates), max(dates)) if dates else (None, None)
    return Statistics(articles, passages, articles - len(dates), _day(first), _day(last))


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


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
