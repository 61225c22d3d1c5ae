"""What a store says of itself, under a checksum; and checksums for a store that lacks them."""

import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from index.store.checksums import (
    ARTICLE_COLUMNS,
    COPY_COLUMNS,
    PASSAGE_COLUMNS,
    SKIPPED_COLUMNS,
    TEXT_BYTES,
    article_checksum,
    checksum,
    text_checksum,
    vector_checksum,
)
from index.store.latest import EditionId

# What an index made before Gleaner kept checksums lacks.
_ADDED = {
    "articles": ("passages INTEGER", "text_sum BLOB", "checksum BLOB"),
    "passages": ("vector_sum INTEGER", "checksum BLOB"),
    "skipped": ("checksum BLOB",),
    "removed": ("checksum BLOB",),
    "copies": ("prints INTEGER", "checksum BLOB"),
}
_MASK = (1 << 63) - 1


def read_meta(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the store says of itself."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def edition_of(said: dict[str, Any]) -> EditionId:
    """Which edition a store is, by what it says of itself."""
    return EditionId(str(said["store"]), int(said["version"]), str(said.get("commit", "")))


def has_checksums(connection: sqlite3.Connection, said: dict[str, Any]) -> bool:
    """Whether it was made by a Gleaner that keeps checksums."""
    return "checksum" in said or "checksum" in columns_of(connection, "articles")


def is_whole_meta(connection: sqlite3.Connection, said: dict[str, Any]) -> bool:
    """Whether what it says of itself, and its tables' form, are what was written."""
    return said.get("checksum") == _meta_checksum(connection, said)


def seal_meta(connection: sqlite3.Connection) -> None:
    """Put what it says of itself under a checksum; the last that is done before a commit."""
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('checksum', ?)",
        (_meta_checksum(connection, read_meta(connection)),),
    )


def _meta_checksum(connection: sqlite3.Connection, said: dict[str, Any]) -> bytes:
    form = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    said = {key: value for key, value in said.items() if key != "checksum"}
    return checksum(sorted(said.items(), key=repr), sorted(form, key=repr))


def new_identity() -> str:
    """An identity for a commit: no two are alike."""
    return secrets.token_hex(16)


def prints_sum(fingerprints: Iterable[int]) -> int:
    """What tells whether an article's fingerprints are all there."""
    return sum(fingerprints) & _MASK


def columns_of(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def add_checksums(connection: sqlite3.Connection) -> None:
    """Take the rows of an index that was made before Gleaner kept checksums as they are."""
    for table, added in _ADDED.items():
        held = columns_of(connection, table)
        for column in added:
            if column.split()[0] not in held:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS commits (version INTEGER PRIMARY KEY, identity TEXT)"
    )
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('commit', ?)", (new_identity(),))
    note_commit(connection, edition_of(read_meta(connection)))
    fill_checksums(connection)


def note_commit(connection: sqlite3.Connection, edition: EditionId) -> None:
    """Have it known by which commit an edition came."""
    connection.execute(
        "INSERT OR REPLACE INTO commits VALUES (?, ?)", (edition.version, edition.commit)
    )


def fill_checksums(connection: sqlite3.Connection) -> None:
    """Write the checksum of every row anew, of what it holds now."""
    connection.execute(
        "UPDATE articles SET passages ="
        " (SELECT count(*) FROM passages WHERE passages.article = articles.id)"
    )
    for id, text in connection.execute(f"SELECT id, {TEXT_BYTES} FROM articles"):
        connection.execute(
            "UPDATE articles SET text_sum = ? WHERE id = ?", (text_checksum(text), id)
        )
    for id, vector in connection.execute("SELECT id, vector FROM passages"):
        connection.execute(
            "UPDATE passages SET vector_sum = ? WHERE id = ?", (vector_checksum(id, vector), id)
        )
    prints: dict[int, int] = defaultdict(int)
    for value, article in connection.execute("SELECT value, article FROM fingerprints"):
        prints[article] = (prints[article] + value) & _MASK
    connection.executemany(
        "UPDATE copies SET prints = ? WHERE article = ?",
        [(total, article) for article, total in prints.items()],
    )
    connection.execute("UPDATE copies SET prints = 0 WHERE prints IS NULL")
    for table, columns in (
        ("articles", ARTICLE_COLUMNS),
        ("passages", PASSAGE_COLUMNS),
        ("copies", COPY_COLUMNS),
        ("skipped", SKIPPED_COLUMNS),
        ("removed", ("passage", "version")),
    ):
        _fill(connection, table, columns)


def _fill(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    make = article_checksum if table == "articles" else _of_row
    for rowid, *values in connection.execute(f"SELECT rowid, {', '.join(columns)} FROM {table}"):
        connection.execute(
            f"UPDATE {table} SET checksum = ? WHERE rowid = ?", (make(values), rowid)
        )


def _of_row(values: list[Any]) -> bytes:
    return checksum(*values)
