"""How much there is in a store, and of whom: by the counts that are kept, where they are whole."""

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from index.records import Filters, Statistics
from index.store.checksums import ARTICLE_COLUMNS, checksum, is_whole_article, selected
from index.store.damage import Damage
from index.store.tallies import Counts, is_tallied, read_days, read_sources

_ARTICLE = selected(ARTICLE_COLUMNS)
_DATE, _SOURCE = ARTICLE_COLUMNS.index("date"), ARTICLE_COLUMNS.index("source")
_PASSAGES = ARTICLE_COLUMNS.index("passages")


def count(
    connection: sqlite3.Connection, damage: Damage, filters: Filters, said: Mapping[str, Any]
) -> Statistics:
    """Count the articles and passages that the filters leave.

    `said`: what the store says of itself. Where the counts that are kept are damaged, that is
    noted; then, and where a store of an earlier form keeps none, the rows that are whole are
    counted, one by one.
    """
    days = None
    if is_tallied(said):
        days = read_days(connection, filters.source)
        if days is None:
            damage.note("the counts of days and sources")
    if days is None:
        return _count_each(_whole_rows(connection, *_where(filters)))
    counted = _left(days, filters)
    if filters == Filters():  # are as many there as were written?
        held = [_rows_of(connection, table) for table in ("articles", "passages")]
        counted = replace(counted, articles=held[0], passages=held[1])
    return counted


def _left(days: Mapping[str, Counts], filters: Filters) -> Statistics:
    """What the filters leave of these days, which are in order."""
    if filters.after or filters.before:  # days compare as text because they are ISO 8601
        first = filters.after.isoformat() if filters.after else "0"
        last = filters.before.isoformat() if filters.before else "~"
        days = {day: row for day, row in days.items() if first <= day <= last}
    articles, passages = (sum(row[at] for row in days.values()) for at in (0, 1))
    dated = [day for day in days if day]
    undated = days.get("", (0, 0))[0]
    ends = (_day(dated[0]), _day(dated[-1])) if dated else (None, None)
    return Statistics(articles, passages, undated, *ends)


def _rows_of(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def plain(counted: Statistics) -> str:
    """What is kept of a count of everything, to know by whether all of it is there."""
    days = (str(counted.first_date), str(counted.last_date))
    return " ".join((str(counted.articles), str(counted.passages), str(counted.undated), *days))


def sum_of_sources(names: Iterable[str]) -> bytes:
    """The checksum that a store keeps of the sources that its articles name."""
    return checksum(*sorted(names, key=repr))


def known_sources(
    connection: sqlite3.Connection, damage: Damage, said: Mapping[str, Any]
) -> list[str]:
    """Every source that an article names, in order; `said`: what the store says of itself.

    Where they are others than were written, that is noted, and those of the rows that are whole
    are given.
    """
    if is_tallied(said):
        named = read_sources(connection)
        if named is not None and sum_of_sources(named) == said.get("sources"):
            return sorted(named)
        damage.note("the list of sources")
    rows = _whole_rows(connection, " NOT INDEXED", [])
    return sorted({row[_SOURCE] for row in rows if row[_SOURCE] is not None})


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
