"""The tables, what makes them, and how values lie in their cells."""

import sqlite3
import struct
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from index.commands import command
from index.errors import DamagedError, UnavailableError, UserError
from index.records import Span
from index.store.checksums import KNOWN
from index.store.seal import is_whole_meta, new_identity, read_meta

SCHEMA_VERSION = 2
DEFAULT_ENGINE = "local"  # of a store that does not say which
APPLICATION_ID = 0x476C6E72  # "Glnr"
IDS_PER_STATEMENT = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What an index is made with; a new one takes all of it."""

    encoder_name: str
    encoder_identity: str
    engine: str | None = None  # none: the one that it has, or the default


TALLIES = """
CREATE TABLE IF NOT EXISTS tallies (
    source TEXT, date TEXT, articles INTEGER, passages INTEGER, sum INTEGER,
    PRIMARY KEY (source, date)
) WITHOUT ROWID
"""
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, modified_ns INTEGER, checked_ns INTEGER, digest BLOB
) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT, path TEXT, reason TEXT, checksum BLOB);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT UNIQUE, file TEXT, version INTEGER,
    digest BLOB, passages INTEGER, text_sum BLOB, checksum BLOB, {known}, text TEXT
);
CREATE INDEX articles_file ON articles (file);
CREATE INDEX articles_version ON articles (version);
CREATE INDEX articles_date ON articles (date);
CREATE INDEX articles_source ON articles (source);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER REFERENCES articles (id),
    key BLOB, heading TEXT, sentences BLOB, vector_sum INTEGER, terms_sum INTEGER,
    checksum BLOB, terms BLOB, vector BLOB
);
CREATE INDEX passages_article ON passages (article);
CREATE INDEX passages_key ON passages (key);
CREATE TABLE removed (passage INTEGER PRIMARY KEY, version INTEGER, checksum BLOB);
CREATE INDEX removed_version ON removed (version);
CREATE TABLE terms (term INTEGER PRIMARY KEY, in_text INTEGER, in_context INTEGER, sum INTEGER);
{tallies};
CREATE TABLE commits (version INTEGER PRIMARY KEY, identity TEXT);
CREATE TABLE fingerprints (
    value INTEGER, article INTEGER, PRIMARY KEY (value, article)
) WITHOUT ROWID;
CREATE TABLE copies (
    article INTEGER PRIMARY KEY, words INTEGER, original INTEGER, strength REAL,
    prints INTEGER, checksum BLOB
);
CREATE INDEX copies_original ON copies (original) WHERE original IS NOT NULL;
"""


def check_schema(connection: sqlite3.Connection, directory: Path) -> dict[str, Any]:
    """What the store says of itself; UserError unless this version of Gleaner can read it."""
    said = check_made_by_gleaner(connection, directory)
    lacking = _lacking_columns(connection)
    if lacking:
        raise UnavailableError(
            f"The index in {directory} was made by an earlier version of Gleaner, which did not "
            f"know of: {', '.join(lacking)}. Bring it up to date: "
            f"{command('gleaner-index')} CORPUS --index {directory}"
        )
    return said


def check_made_by_gleaner(connection: sqlite3.Connection, directory: Path) -> dict[str, Any]:
    """What a finished store of this schema says of itself; UserError at any other."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables:  # a first build was cut off before it was done
        raise UnavailableError(
            f"There is no finished index in {directory}. "
            f"Run: {command('gleaner-index')} CORPUS --index {directory}"
        )
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID or version != SCHEMA_VERSION:
        raise DamagedError(
            f"The index in {directory} was made by another version of Gleaner, or is damaged. "
            f"Make it again: {command('gleaner-index')} CORPUS --index {directory} --repair"
        )
    said = read_meta(connection)
    if not is_whole_meta(connection, said):
        raise DamagedError(
            f"The index in {directory} is damaged: what it says of itself is not what was written. "
            f"Mend it: {command('gleaner-index')} CORPUS --index {directory} --repair"
        )
    return said


def prepare(connection: sqlite3.Connection, directory: Path, made: MadeBy, rebuild: bool) -> None:
    """Inside the transaction: make sure of the schema and the encoder, or start from nothing."""
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    version = 0
    if rebuild and not empty:
        with suppress(sqlite3.DatabaseError, ValueError, TypeError):  # damaged: it begins again
            version = int(meta(connection, "version"))
            made = replace(made, engine=made.engine or meta(connection, "engine"))
        _drop_everything(connection)
    if empty or rebuild:
        _begin(connection, made, version)
        return
    check_made_by_gleaner(connection, directory)
    _create(connection, TALLIES)  # of an earlier form, which had none: the change fills it
    for name in _lacking_columns(connection):  # the articles are read again, and fill it
        connection.execute(f"ALTER TABLE articles ADD COLUMN {name} TEXT")
    if (built_with := meta(connection, "encoder_identity")) != made.encoder_identity:
        raise UserError(
            f"The index in {directory} was built with the encoder {built_with}, not "
            f"{made.encoder_identity}. Vectors of two encoders do not mix. To change the encoder, "
            f"make the index again: {command('gleaner-index')} CORPUS --index {directory} "
            f"--encoder {made.encoder_name} --rebuild"
        )


def _drop_everything(connection: sqlite3.Connection) -> None:
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        connection.execute(f'DROP TABLE "{table}"')


def _begin(connection: sqlite3.Connection, made: MadeBy, version: int) -> None:
    known = ", ".join(f"{name} TEXT" for name in KNOWN)
    _create(connection, SCHEMA.format(known=known, tallies=TALLIES))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    set_meta(connection, "store", uuid.uuid4().hex)
    set_meta(connection, "version", version)
    set_meta(connection, "commit", new_identity())
    set_meta(connection, "encoder_name", made.encoder_name)
    set_meta(connection, "encoder_identity", made.encoder_identity)
    set_meta(connection, "engine", made.engine or DEFAULT_ENGINE)


def _create(connection: sqlite3.Connection, schema: str) -> None:
    for statement in schema.split(";"):  # executescript() would commit
        connection.execute(statement)


def _lacking_columns(connection: sqlite3.Connection) -> list[str]:
    held = {row[1] for row in connection.execute("PRAGMA table_info(articles)")}
    return [name for name in KNOWN if name not in held]


def meta(connection: sqlite3.Connection, key: str, default: Any = None) -> Any:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None and default is not None:
        return default
    if row is None:
        raise sqlite3.DatabaseError(f"it does not say its {key}")
    return row[0]


def set_meta(connection: sqlite3.Connection, key: str, value: object) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def pack(sentences: Sequence[Span]) -> bytes:
    return struct.pack(f"<{2 * len(sentences)}I", *(n for span in sentences for n in span))


def unpack(data: bytes) -> tuple[Span, ...]:
    numbers = struct.unpack(f"<{len(data) // 4}I", data)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def batches(items: Sequence[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), IDS_PER_STATEMENT):
        yield list(items[start : start + IDS_PER_STATEMENT])


def marks(batch: Sequence[object]) -> str:
    return ",".join("?" * len(batch))
