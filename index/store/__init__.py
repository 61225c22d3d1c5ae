"""The truth about an index: one SQLite file, and all the SQL there is.

A change is one transaction: whoever reads sees the index as it was before or after it. Readers
take a snapshot and are never blocked (write-ahead log). Vectors are float32, little-endian, of
unit length. Passage ids are never used again, so a derived file that knows which version it
reflects needs only the ids that came and went since.

What is damaged is known by checksums (checksums.py), and never shown; a store that was exchanged
or rolled back by the small file beside it (latest.py).

While a change encodes, the vectors are also put aside in a second file, so that a build that is
killed has not encoded in vain; that file is a cache, and may be lost at any time.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from index.commands import command
from index.errors import DamagedError, UnavailableError, UserError
from index.store.aside import set_aside_if_lost
from index.store.change import Change
from index.store.connecting import (
    cannot_write,
    connect_to_hold,
    connect_to_read,
    connect_to_write,
    delete_database,
    errors_to_user,
    open_staging,
    transaction,
)
from index.store.copies import CopiesTable, CopyLink
from index.store.damage import Damage, Problem
from index.store.files import FileState
from index.store.latest import (
    LATEST_FILE,
    EditionId,
    Latest,
    read_latest,
    states_of,
    write_latest,
)
from index.store.mend import mend
from index.store.records import ArticleSummary, Entry
from index.store.scan import Told, nobody_told, scan, scan_files
from index.store.schema import (
    DEFAULT_ENGINE,
    MadeBy,
    check_made_by_gleaner,
    check_schema,
    meta,
    prepare,
)
from index.store.seal import edition_of
from index.store.snapshot import Snapshot
from index.store.terms import LOST_COUNTS, Terms, TermStatistics

__all__ = [
    "DEFAULT_ENGINE",
    "LATEST_FILE",
    "LOST_COUNTS",
    "ArticleSummary",
    "Change",
    "CopiesTable",
    "CopyLink",
    "Damage",
    "EditionId",
    "Entry",
    "FileState",
    "MadeBy",
    "Problem",
    "Snapshot",
    "Store",
    "TermStatistics",
    "Terms",
]

STORE_FILE = "store.sqlite"
STAGING_FILE = "staging.sqlite"
_TRIES = 100  # to read store and small file as they were at one moment, while builds go on
_UNKNOWN = f"the file {LATEST_FILE}, by which an exchanged store would be known"


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
        with errors_to_user(self.directory), closing(connect_to_read(self.path)) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

    @property
    def encoder_name(self) -> str:
        """The name of the encoder that it was built with; UserError where that cannot be told."""
        with errors_to_user(self.directory), closing(connect_to_read(self.path)) as connection:
            check_made_by_gleaner(connection, self.directory)  # one that lacks a fact says it too
            return str(meta(connection, "encoder_name"))

    def is_last(self, edition: EditionId) -> bool:
        """Whether no other was committed, or is being; False where that is to be looked up."""
        latest = read_latest(self.directory)
        return latest is not None and (latest.commit, latest.coming) == (edition, None)

    @contextmanager
    def snapshot(self, to_hold: bool = False) -> Iterator[Snapshot]:
        """Open the last committed version; it does not change while it is open.

        One `to_hold` may be open for long, and used by one thread after another.
        Raises UserError where there is no index, it cannot be read, or it is not the one that was
        last written here.
        """
        if not self.exists:
            raise UnavailableError(
                f"There is no index in {self.directory}. "
                f"Run: {command('gleaner-index')} CORPUS --index {self.directory}"
            )
        damage = Damage()
        with errors_to_user(self.directory), ExitStack() as opened:
            connect = connect_to_hold if to_hold else connect_to_read
            yield Snapshot(self._open_last(opened, damage, connect), damage)

    def _open_last(
        self, opened: ExitStack, damage: Damage, connect: Callable[[Path], sqlite3.Connection]
    ) -> sqlite3.Connection:
        """A connection that reads the last commit, made sure of by the small file.

        That is looked at before and after: while it stays as it is, no commit but the one that it
        tells of can have come.
        """
        for _ in range(_TRIES):
            latest = read_latest(self.directory)
            connection = opened.enter_context(closing(connect(self.path)))
            connection.execute("BEGIN")
            edition = edition_of(check_schema(connection, self.directory))
            if latest is not None and latest.allows(edition):
                return connection
            if read_latest(self.directory) == latest:
                break
            opened.close()
        if latest is None:
            damage.note(_UNKNOWN)
            return connection
        raise DamagedError(
            f"The index in {self.directory} is not the one that was last written there: its store "
            f"is of version {edition.version}, and version {latest.version} was committed. It was "
            "exchanged or rolled back, or lost its log. Bring it up to date: "
            f"{command('gleaner-index')} CORPUS --index {self.directory}"
        )

    @contextmanager
    def change(
        self, made: MadeBy, rebuild: bool = False, repair: bool = False, told: Told = nobody_told
    ) -> Iterator[Change]:
        """Write one change; it is committed whole at the end, or not at all.

        The caller holds the index's build lock. It takes the engine of `made`. A store
        that somebody else wrote to is read over first, and with `repair` any, and `told` the share
        done; what is damaged is taken out, for the caller to put in again. With `rebuild` nothing
        old is kept, and a store that cannot be read is set aside under another name; with `repair`
        as well, but for what is encoded.

        Raises UserError where the index was made with another encoder, or cannot be read.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        latest, encoded = read_latest(self.directory) or Latest(None), self.directory / STAGING_FILE
        with (
            errors_to_user(self.directory, writing=True),
            set_aside_if_lost(self.path, encoded, rebuild, repair) as lost,
            closing(connect_to_write(self.path)) as connection,
            closing(open_staging(encoded)) as staging,
            transaction(connection),
        ):
            is_kept = not rebuild and _has_tables(connection)
            is_due = not is_kept or repair or not latest.is_untouched(self.path)
            prepare(connection, self.directory, made, rebuild)
            change = Change(connection, staging, latest.version)
            change.mended += lost
            if is_kept:
                latest = self._look_over(change, connection, latest, told if is_due else None)
                change.take_engine(made.engine)
            yield change
            coming, held = change.finish(), int(meta(connection, "articles"))
            if coming != latest.commit:
                self._announce(replace(latest, coming=coming))
        read_at = time.time() if is_due else latest.read_at
        with suppress(OSError):  # it is committed; the next build reads it over, and deletes this
            file, log = states_of(self.path)
            write_latest(self.directory, Latest(coming, None, file, read_at, log, held))
            delete_database(encoded)

    def _announce(self, latest: Latest) -> None:
        """Have it known which commit is to come. Raises UserError."""
        try:
            write_latest(self.directory, latest)
        except OSError as error:
            raise UserError(cannot_write(self.directory, error)) from error

    def _look_over(
        self, change: Change, connection: sqlite3.Connection, latest: Latest, told: Told | None
    ) -> Latest:
        """Take out of the change what is damaged, where it is to be read over, and note it there.

        Return what the small file says, of the commit that is in the store.
        """
        found = scan(connection, told) if told is not None else scan_files(connection)
        if found.form:
            raise sqlite3.DatabaseError(found.problems[0].what)
        is_known = latest.allows(change.edition)
        if not is_known:
            what = f"of version {change.edition.version}, not the one that was last written there"
            if latest.commit is None:
                what = f"not known to be the one that was last written there: {_UNKNOWN}, is lost"
            change.mended.append(Problem(what, "the store", "the corpus"))
            change.forget_files()
            change.note_changed()
        mend(change, connection, found)
        change.mended += found.problems
        # A store that is none of those named is not to be trusted should this build be killed.
        is_trusted = is_known or latest.commit is None
        return replace(latest, commit=change.edition) if is_trusted else latest


def _has_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
