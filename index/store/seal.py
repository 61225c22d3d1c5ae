"""What a store says of itself, under a checksum."""

import secrets
import sqlite3
from collections.abc import Iterable
from typing import Any

from index.store.checksums import checksum
from index.store.latest import EditionId

_MASK = (1 << 63) - 1


def read_meta(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the store says of itself."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def edition_of(said: dict[str, Any]) -> EditionId:
    """Which edition a store is, by what it says of itself."""
    return EditionId(str(said["store"]), int(said["version"]), str(said.get("commit", "")))


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


def note_commit(connection: sqlite3.Connection, edition: EditionId) -> None:
    """Have it known by which commit an edition came."""
    connection.execute(
        "INSERT OR REPLACE INTO commits VALUES (?, ?)", (edition.version, edition.commit)
    )
