"""How many articles and passages there are of each day and each source.

They are kept up by the change in which articles come and go, so that to count what filters leave
reads none of these. Each article is counted under four keys: its source and its day, its day, its
source, and all; so that each sum is known twice, and a row that is gone is told.
"""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from index.store.schema import set_meta

_EVERY, _NAMES = "*", "@"  # in place of a source: of all of them by day, and by their names
_UNKNOWN, _KNOWN = "-", "="  # what begins a key
_OF_ARTICLES, _OF_PASSAGES, _MASK = 1_000_003, 67_108_859, (1 << 48) - 1
# As in terms.py: the sum is linear in the counts, so that what was damaged before stays told.
_ADD = f"""
INSERT INTO tallies VALUES (?1, ?2, ?3, ?4, (?5 + ?6) & {_MASK})
ON CONFLICT (source, date) DO UPDATE SET
    articles = articles + ?3, passages = passages + ?4, sum = (sum + ?6) & {_MASK}
"""
_FORGET = "DELETE FROM tallies WHERE source = ? AND date = ? AND articles = 0 AND passages = 0"

Counts = tuple[int, int]  # articles, passages
Key = tuple[str, str]


class TalliesTable:
    """The part of a change that counts days and sources."""

    def __init__(self, connection: sqlite3.Connection, said: Mapping[str, Any]) -> None:
        """`said`: what the store says of itself before the change."""
        self._sql = connection
        self._is_lost = not is_tallied(said)
        self._articles, self._passages = Counter[Key](), Counter[Key]()

    def add(self, source: Any, date: Any, passages: int, sign: int = 1) -> None:
        """An article with so many passages has come, or gone (-1)."""
        for key in _keys(source, date):
            self._articles[key] += sign
            self._passages[key] += sign * passages

    def recount(self) -> None:
        """Have all be counted anew at the end: what it went by is not what was written."""
        self._is_lost = True

    def finish(self, commit: str) -> None:
        """Write the counts, as those of that commit."""
        if self._is_lost:
            self._sql.execute("DELETE FROM tallies")
            self._articles, self._passages = count_rows(self._sql)
        rows = []
        for key, articles in self._articles.items():
            passages = self._passages[key]
            if articles or passages:
                added = articles * _OF_ARTICLES + passages * _OF_PASSAGES
                rows.append((*key, articles, passages, _of_key(key), added))
        self._sql.executemany(_ADD, rows)
        self._sql.executemany(_FORGET, [row[:2] for row in rows])
        set_meta(self._sql, "tallied", commit)


def is_tallied(said: Mapping[str, Any]) -> bool:
    """Whether the counts are of the version that a store says it is, if it has any."""
    return bool(said.get("tallied")) and said["tallied"] == said.get("commit")


def count_rows(connection: sqlite3.Connection) -> tuple[Counter[Key], Counter[Key]]:
    """Articles and passages by key, from the articles' rows."""
    articles, passages = Counter[Key](), Counter[Key]()
    for source, date, count in connection.execute("SELECT source, date, passages FROM articles"):
        for key in _keys(source, date):
            articles[key] += 1
            passages[key] += count if isinstance(count, int) else 0
    return articles, passages


def is_as_counted(connection: sqlite3.Connection) -> bool:
    """Whether the table is what the articles' rows give, which are whole."""
    articles, passages = count_rows(connection)
    held = {}
    for source, date, *row in connection.execute("SELECT * FROM tallies"):
        if not isinstance(source, str) or not _is_whole((source, date), row):
            return False
        held[source, date] = (row[0], row[1])
    return held == {key: (count, passages[key]) for key, count in articles.items()}


def read_days(connection: sqlite3.Connection, source: str | None) -> dict[str, Counts] | None:
    """Counts by day, in order, of one source or of all; "" is the day of what has no date.

    None where they are not what was written.
    """
    days = _read(connection, _EVERY if source is None else _KNOWN + source)
    if days is not None and source is not None:
        named = read_sources(connection)
        if named is None or _total(days) != named.get(source, (0, 0)):
            return None
    return None if days is None else {key[1:]: row for key, row in days.items()}


def read_sources(connection: sqlite3.Connection) -> dict[str, Counts] | None:
    """Counts of every source that an article names; None where they are not what was written."""
    named = _read(connection, _NAMES)
    if named is None:
        return None
    return {key[1:]: row for key, row in named.items() if key.startswith(_KNOWN)}


def _read(connection: sqlite3.Connection, source: str) -> dict[str, Counts] | None:
    """The rows of a source, in order; None where one is damaged, or they are not as many as all."""
    rows: dict[str, Counts] = {}
    query = "SELECT date, articles, passages, sum FROM tallies WHERE source = ? ORDER BY date"
    for date, *row in connection.execute(query, (source,)):
        if not _is_whole((source, date), row):
            return None
        rows[date] = (row[0], row[1])
    if source in (_EVERY, _NAMES):
        row = connection.execute(
            "SELECT articles, passages, sum FROM tallies WHERE source = ? AND date = ?",
            (_EVERY, _EVERY),
        ).fetchone()
        if row is not None and not _is_whole((_EVERY, _EVERY), row):
            return None
        rows.pop(_EVERY, None)
        if _total(rows) != (tuple(row[:2]) if row else (0, 0)):
            return None
    return rows


def _total(rows: Mapping[str, Counts]) -> Counts:
    return sum(row[0] for row in rows.values()), sum(row[1] for row in rows.values())


def _keys(source: Any, date: Any) -> tuple[Key, ...]:
    """What an article is counted under."""
    named, day = (_UNKNOWN if value is None else f"{_KNOWN}{value}" for value in (source, date))
    return (named, day), (_EVERY, day), (_NAMES, named), (_EVERY, _EVERY)


def _of_key(key: Key) -> int:
    return zlib.crc32("\0".join(key).encode("utf-8", "surrogatepass"))


def _is_whole(key: Key, row: Any) -> bool:
    articles, passages, written = row
    if not (type(articles) is type(passages) is int and type(key[1]) is str):
        return False
    added = articles * _OF_ARTICLES + passages * _OF_PASSAGES
    return bool((_of_key(key) + added) & _MASK == written)
