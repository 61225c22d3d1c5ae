"""The truth about an index: one SQLite file, and all the SQL there is.

A change is one transaction: whoever reads sees the index as it was before or after it. Readers
take a snapshot and are never blocked (write-ahead log). Vectors are float32, little-endian, of
unit length. Passage ids are never used again, so a derived file that knows which version it
reflects needs only the ids that came and went since.

While a change encodes, the vectors are also put aside in a second file, so that a build that is
killed has not encoded in vain; that file is a cache, and may be lost at any time.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.commands import command
from index.errors import UserError
from index.store.change import Change, FileState
from index.store.copies import CopiesTable, CopyLink
from index.store.schema import DEFAULT_ENGINE, check_made_by_gleaner, check_schema, meta, prepare
from index.store.snapshot import ArticleSummary, EditionId, Entry, Snapshot

__all__ = [
    "DEFAULT_ENGINE",
    "ArticleSummary",
    "Change",
    "CopiesTable",
    "CopyLink",
    "EditionId",
    "Entry",
    "FileState",
    "Snapshot",
    "Store",
]

STORE_FILE = "store.sqlite"
STAGING_FILE = "staging.sqlite"


class Store:
    """The SQLite file of an index directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.path = directory / STORE_FILE

    @property
    def exists(self) -> bool:
        return self.path.is_file()

    @property
    def finished(self) -> bool:
        """Whether a build has ever been committed; UserError where that cannot be told."""
        if not self.exists:
            return False
        with self._errors_to_user(), closing(self._connect_to_read()) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

    @property
    def encoder_name(self) -> str:
        """The name of the encoder that it was built with; UserError where that cannot be told."""
        with self._errors_to_user(), closing(self._connect_to_read()) as connection:
            check_made_by_gleaner(connection, self.directory)  # one that lacks a fact says it too
            return str(meta(connection, "encoder_name"))

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Open the last committed version; it does not change while it is open.

        Raises UserError where there is no index, or it cannot be read.
        """
        if not self.exists:
            raise UserError(
                f"There is no index in {self.directory}. "
                f"Run: {command('gleaner-index')} CORPUS --index {self.directory}"
            )
        with self._errors_to_user(), closing(self._connect_to_read()) as connection:
            connection.execute("BEGIN")
            check_schema(connection, self.directory)
            yield Snapshot(connection)

    @contextmanager
    def change(
        self, encoder_name: str, encoder_identity: str, rebuild: bool, engine: str = DEFAULT_ENGINE
    ) -> Iterator[Change]:
        """Write one change; it is committed whole at the end, or not at all.

        The caller holds the index's build lock. A new index is to use that engine. With `rebuild`
        nothing old is kept, and a store that cannot be read is set aside under another name.

        Raises UserError where the index was made with another encoder, or cannot be read.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        if rebuild:
            self._set_aside_if_damaged()
            _delete_database(self.directory / STAGING_FILE)
        with (
            self._errors_to_user(),
            closing(self._connect_to_write()) as connection,
            closing(self._open_staging()) as staging,
        ):
            connection.execute("BEGIN IMMEDIATE")
            try:
                prepare(connection, self.directory, encoder_name, encoder_identity, rebuild, engine)
                change = Change(connection, staging)
                yield change
                change.finish()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        _delete_database(self.directory / STAGING_FILE)

    def set_aside(self) -> None:
        """Rename the SQLite file, so that a new one can take its place."""
        number = 1
        while (kept := self.directory / f"store.damaged-{number}.sqlite").exists():
            number += 1
        for suffix in ("", "-wal", "-shm"):
            file = Path(f"{self.path}{suffix}")
            if file.exists():
                file.rename(f"{kept}{suffix}")

    def _set_aside_if_damaged(self) -> None:
        if not self.exists:
            return
        try:
            with closing(self._connect_to_write()) as connection:
                damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, or no permission: no damage
                raise UserError(cannot_read(self.directory, error)) from error
            damage = True
        if damage:
            self.set_aside()

    def _connect_to_write(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _connect_to_read(self) -> sqlite3.Connection:
        if os.access(self.directory, os.W_OK):
            mode = "mode=rw"  # makes no file, but keeps the log's shared memory
        else:  # where no log can be written, there is one only while somebody else writes
            mode = "mode=ro" if Path(f"{self.path}-wal").exists() else "immutable=1"
        address = f"{self.path.resolve().as_uri()}?{mode}"
        return sqlite3.connect(address, uri=True, timeout=10, isolation_level=None)

    def _open_staging(self) -> sqlite3.Connection:
        path = self.directory / STAGING_FILE
        try:
            return _connect_staging(path)
        except sqlite3.DatabaseError:  # a cache: what is damaged is done without
            _delete_database(path)
            return _connect_staging(path)

    @contextmanager
    def _errors_to_user(self) -> Iterator[None]:
        """Turn what SQLite says of a damaged or unreachable file into a message for people."""
        try:
            yield
        except sqlite3.Error as error:
            raise UserError(cannot_read(self.directory, error)) from error


def cannot_read(directory: Path, error: sqlite3.Error) -> str:
    if "full" in str(error):
        return (
            f"There is no room left for the index in {directory}; it is as it was before. "
            "Free some room on that disk and run the build again."
        )
    return (
        f"The index in {directory} cannot be read ({error}). If it is damaged, make it again: "
        f"{command('gleaner-index')} CORPUS --index {directory} --rebuild"
    )


def _connect_staging(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
    connection.commit()
    return connection


def _delete_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
