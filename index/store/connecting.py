"""Connections to the files of an index, and what SQLite says of them, in words for people."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from index.commands import command
from index.errors import DamagedError, UnavailableError

DATABASE_SUFFIXES = ("", "-wal", "-shm", "-journal")  # of the files that a database may have
WAIT = 10  # seconds for another process that holds the file
LOG_KEPT = 1_000_000  # bytes of the log, after what it held is in the file
CACHE_KIB = 64 * 1024  # of pages that a build may hold: what it writes lies all over a large store
_IMMUTABLE = "immutable=1"
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
_NO_LOG = (
    *_NO_ROOM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_WRITE,
)
_UNREADABLE = (  # places of the disk, which is damage too
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_CORRUPTFS,
)


class _Connection(sqlite3.Connection):
    """Raises sqlite3.Error also where SQLite's own words are no text, as of a damaged schema."""

    def execute(self, *values: Any) -> sqlite3.Cursor:
        try:
            return super().execute(*values)
        except UnicodeDecodeError as error:
            raise sqlite3.DatabaseError(error.object.decode("utf-8", "replace")) from error


class _Reading(_Connection):
    """A connection that leaves the file and what its log holds as they are.

    SQLite brings the log into the file when the last connection is closed. A build knows by file
    and log whether anybody wrote to the store, so that whoever only reads keeps SQLite from it:
    for that moment another connection is open, which may not write.
    """

    path: Path

    def close(self) -> None:
        with ExitStack() as beside:
            with suppress(sqlite3.Error):
                if is_logged(self.path):
                    other = sqlite3.connect(
                        _address(self.path, "mode=ro"), uri=True, timeout=0, factory=_Connection
                    )
                    beside.enter_context(closing(other))
                    other.execute("SELECT count(*) FROM sqlite_master").fetchone()
            super().close()


class _Holding(_Connection):
    """A connection that may not write, and may be open for long.

    To be closed it needs nothing of the file that is at its path by then.
    """

    path: Path

    def close(self) -> None:
        super().close()
        if log_of(self.path).exists() and not is_logged(self.path):
            with suppress(sqlite3.Error):  # it left what only who may write takes away
                connect_to_read(self.path).close()


def connect_to_write(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, factory=_Connection)
    connection.text_factory = bytes_to_text
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_KEPT}")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that reads what was committed, also on a disk that is full or read-only."""
    if os.access(path.parent, os.W_OK):
        mode = "mode=rw"  # makes no file, but keeps the log's shared memory
    else:  # where no log can be written, there is one only while somebody else writes
        mode = "mode=ro" if log_of(path).exists() else _IMMUTABLE
    connection = _open_to_read(path, mode)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # which opens the log
    except sqlite3.Error as error:
        connection.close()
        if _code(error) not in _NO_LOG:
            raise
        connection = _connect_without_room(path)
    return connection


def connect_to_hold(path: Path) -> sqlite3.Connection:
    """A connection that reads what was committed, for one thread after another."""
    connection = sqlite3.connect(
        _address(path, "mode=ro"), uri=True, timeout=WAIT, isolation_level=None,
        check_same_thread=False, factory=_Holding,
    )  # fmt: skip
    connection.path = path
    connection.text_factory = bytes_to_text
    return connection


def _connect_without_room(path: Path) -> sqlite3.Connection:
    """Read where there is no room for the log's shared memory."""
    if not is_logged(path):  # all is in the file itself
        return _open_to_read(path, _IMMUTABLE)
    connection = _open_to_read(path, "mode=rw")
    # One reader at a time needs no shared memory.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def _open_to_read(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _address(path, mode), uri=True, timeout=WAIT, isolation_level=None, factory=_Reading
    )
    connection.path = path
    connection.text_factory = bytes_to_text
    return connection


def _address(path: Path, mode: str) -> str:
    return f"{path.resolve().as_uri()}?{mode}"


def log_of(path: Path) -> Path:
    """The log of a database: what was committed, and may not be in its file yet."""
    return Path(f"{path}-wal")


def log_bytes(path: Path) -> int:
    """How long its log is."""
    try:
        return log_of(path).stat().st_size
    except OSError:
        return 0


def is_logged(path: Path) -> bool:
    """Whether its log holds anything."""
    return log_bytes(path) > 0


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end, or nothing where anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    with suppress(sqlite3.OperationalError):  # as on a full disk: the log holds what is committed
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def open_staging(path: Path) -> sqlite3.Connection:
    """The cache of what was encoded; a damaged one is begun again."""
    try:
        return _connect_staging(path)
    except sqlite3.DatabaseError:
        delete_database(path)
        return _connect_staging(path)


def _connect_staging(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, factory=_Connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS encoded (key BLOB PRIMARY KEY, vector BLOB, checksum BLOB)"
    )
    connection.commit()
    return connection


def delete_database(path: Path) -> None:
    for suffix in DATABASE_SUFFIXES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def bytes_to_text(data: bytes) -> str:
    """The text of a cell; bytes that are none become what no text holds, so that it is told."""
    return data.decode("utf-8", "surrogateescape")


@contextmanager
def errors_to_user(directory: Path, writing: bool = False) -> Iterator[None]:
    """Turn what SQLite says of a damaged or unreachable file into a message for people.

    `writing`: a change, of which nothing stays where it fails.
    """
    try:
        yield
    except sqlite3.Error as error:
        kind = DamagedError if is_damage(error) else UnavailableError
        raise kind(cannot_read(directory, error, writing)) from error
    except UnicodeEncodeError as error:
        if not writing:
            raise
        # A path that was read from the store, whose bytes are no text any more.
        damage = sqlite3.DatabaseError("it holds a name that is no text")
        raise DamagedError(cannot_read(directory, damage, writing)) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether it tells of the file's contents, not of who holds it or what may be done with it."""
    if not isinstance(error, sqlite3.OperationalError):
        return True
    return _code(error) & 0xFF == sqlite3.SQLITE_ERROR  # a table or column is lacking


def _code(error: sqlite3.Error) -> int:
    """SQLite's own; what Python's module or Gleaner raises has none."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR))


def cannot_read(directory: Path, error: sqlite3.Error, writing: bool = False) -> str:
    is_as_before = "; it is as it was before" if writing else ""
    if _code(error) in _NO_ROOM:
        return (
            f"There is no room left for the index in {directory}{is_as_before}. "
            "Free some room on that disk and try again."
        )
    if is_damage(error) or _code(error) in _UNREADABLE:
        return (
            f"The index in {directory} cannot be read ({error}). If it is damaged, mend it: "
            f"{command('gleaner-index')} CORPUS --index {directory} --repair"
        )
    return cannot_write(directory, error, writing)


def cannot_write(directory: Path, error: Exception, writing: bool = True) -> str:
    """What a disk or another program is in the way of."""
    what = "written; it is as it was before" if writing else "read"
    why = getattr(error, "strerror", None) or error
    return (
        f"The index in {directory} cannot be {what} ({why}). See that its disk is there and has "
        "room, that its folder may be written, and that no other program holds it; then try again."
    )
