"""Connections to the files of an index, and what SQLite says of them, in words for people."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.commands import command
from index.errors import DamagedError, UserError

WAIT = 10  # seconds for another process that holds the file
CACHE_KIB = 64 * 1024  # of pages that a build may hold: what it writes lies all over a large store


def connect_to_write(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    connection.text_factory = bytes_to_text
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    if os.access(path.parent, os.W_OK):
        mode = "mode=rw"  # makes no file, but keeps the log's shared memory
    else:  # where no log can be written, there is one only while somebody else writes
        mode = "mode=ro" if Path(f"{path}-wal").exists() else "immutable=1"
    address = f"{path.resolve().as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
    connection.text_factory = bytes_to_text
    return connection


def open_staging(path: Path) -> sqlite3.Connection:
    """The cache of what was encoded; a damaged one is begun again."""
    try:
        return _connect_staging(path)
    except sqlite3.DatabaseError:
        delete_database(path)
        return _connect_staging(path)


def _connect_staging(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS encoded (key BLOB PRIMARY KEY, vector BLOB, checksum BLOB)"
    )
    connection.commit()
    return connection


def delete_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def bytes_to_text(data: bytes) -> str:
    """The text of a cell; bytes that are none become what no text holds, so that it is told."""
    return data.decode("utf-8", "surrogateescape")


@contextmanager
def errors_to_user(directory: Path) -> Iterator[None]:
    """Turn what SQLite says of a damaged or unreachable file into a message for people."""
    try:
        yield
    except sqlite3.Error as error:
        kind = DamagedError if is_damage(error) else UserError
        raise kind(cannot_read(directory, error)) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether it tells of the file's contents, not of who holds it or what may be done with it."""
    if not isinstance(error, sqlite3.OperationalError):
        return True
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_ERROR  # a table or column is lacking


def cannot_read(directory: Path, error: sqlite3.Error) -> str:
    if "full" in str(error):
        return (
            f"There is no room left for the index in {directory}; it is as it was before. "
            "Free some room on that disk and run the build again."
        )
    return (
        f"The index in {directory} cannot be read ({error}). If it is damaged, mend it: "
        f"{command('gleaner-index')} CORPUS --index {directory} --repair"
    )
