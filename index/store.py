"""The truth about an index: one SQLite file, and all the SQL there is.

A change is one transaction: whoever reads sees the index as it was before or after it. Readers
take a snapshot and are never blocked (write-ahead log). Vectors are float32, little-endian, of
unit length. Passage ids are never used again, so a derived file that knows which version it
reflects needs only the ids that came and went since.

While a change encodes, the vectors are also put aside in a second file, so that a build that is
killed has not encoded in vain; that file is a cache, and may be lost at any time.
"""

import datetime
import os
import sqlite3
import struct
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import UserError
from index.records import Article, Filters, Passage, Skipped, SourceFile, Span, Statistics

STORE_FILE = "store.sqlite"
STAGING_FILE = "staging.sqlite"
SCHEMA_VERSION = 1
APPLICATION_ID = 0x476C6E72  # "Glnr"
IDS_PER_STATEMENT = 500
T = TypeVar("T")

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, modified_ns INTEGER, checked_ns INTEGER, digest BLOB
) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT, path TEXT, reason TEXT);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT UNIQUE, file TEXT, version INTEGER,
    digest BLOB, title TEXT, date TEXT, source TEXT, author TEXT, url TEXT, text TEXT
);
CREATE INDEX articles_file ON articles (file);
CREATE INDEX articles_version ON articles (version);
CREATE INDEX articles_date ON articles (date);
CREATE INDEX articles_source ON articles (source);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER REFERENCES articles (id),
    key BLOB, heading TEXT, sentences BLOB, vector BLOB
);
CREATE INDEX passages_article ON passages (article);
CREATE INDEX passages_key ON passages (key);
CREATE TABLE removed (passage INTEGER PRIMARY KEY, version INTEGER);
CREATE INDEX removed_version ON removed (version);
"""

SKIPPED_OF = "SELECT file, path, reason FROM skipped WHERE file = ?"
ARTICLE_COLUMNS = "articles.path, text, title, date, source, author, url"


@dataclass(frozen=True, slots=True)
class Edition:
    """Which state of which index: what a derived file says it reflects."""

    store: str  # changes when everything was rebuilt
    version: int  # the index_version

    def reaches(self, other: "Edition") -> bool:
        """Whether this is the other's state or a later one of the same store."""
        return self.store == other.store and self.version >= other.version


@dataclass(frozen=True, slots=True)
class FileState:
    """A corpus file as it was when last read."""

    size: int
    modified_ns: int
    checked_ns: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article as a list shows it."""

    path: str
    title: str | None
    date: datetime.date | None
    source: str | None
    author: str | None
    url: str | None
    passages: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the derived indexes hold of one passage."""

    id: int
    context: str
    text: str
    date: datetime.date | None
    source: str | None


class Snapshot:
    """One committed version of the index, unchanging while it is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    @property
    def edition(self) -> Edition:
        return Edition(str(_meta(self._sql, "store")), int(_meta(self._sql, "version")))

    @property
    def encoder_name(self) -> str:
        return str(_meta(self._sql, "encoder_name"))

    @property
    def encoder_identity(self) -> str:
        return str(_meta(self._sql, "encoder_identity"))

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """Count the articles and passages that the filters leave."""
        where, values = _where(filters)
        row = self._sql.execute(
            "SELECT count(*), count(date), min(date), max(date) FROM articles" + where, values
        ).fetchone()
        passages = self._sql.execute(
            "SELECT count(*) FROM passages"
            + (f" JOIN articles ON articles.id = article{where}" if where else ""),
            values,
        ).fetchone()[0]
        return Statistics(row[0], passages, row[0] - row[1], _date(row[2]), _date(row[3]))

    def sources(self) -> list[str]:
        rows = self._sql.execute("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL")
        return sorted(row[0] for row in rows)

    def articles(self) -> list[ArticleSummary]:
        """Every article, by path."""
        rows = self._sql.execute(
            "SELECT path, title, date, source, author, url,"
            " (SELECT count(*) FROM passages WHERE article = articles.id)"
            " FROM articles ORDER BY path"
        )
        return [ArticleSummary(row[0], row[1], _date(row[2]), *row[3:]) for row in rows]

    def article(self, path: str) -> Article | None:
        row = self._sql.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE path = ?", (path,)
        ).fetchone()
        return _article(row) if row else None

    def skipped(self) -> list[Skipped]:
        rows = self._sql.execute("SELECT path, reason FROM skipped ORDER BY path")
        return [Skipped(*row) for row in rows]

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Passages by id; an id that is not in this version is left out."""
        found: dict[int, Passage] = {}
        articles: dict[int, Article] = {}
        for batch in _batches(ids):
            rows = self._sql.execute(
                f"SELECT passages.id, article, heading, sentences, {ARTICLE_COLUMNS} FROM passages"
                f" JOIN articles ON articles.id = article WHERE passages.id IN ({_marks(batch)})",
                batch,
            )
            for id, article_id, heading, sentences, *columns in rows:
                article = articles.setdefault(article_id, _article(columns))
                found[id] = Passage(article, _unpack(sentences), heading, id)
        return found

    def passage_ids(self, filters: Filters) -> NDArray[np.int64]:
        """Ids (ascending) of the passages that the filters leave."""
        where, values = _where(filters)
        rows = self._sql.execute(
            "SELECT passages.id FROM passages JOIN articles ON articles.id = article"
            f"{where} ORDER BY passages.id",
            values,
        )
        return np.fromiter((row[0] for row in rows), np.int64)

    def changes_since(self, version: int) -> tuple[list[int], list[int]]:
        """Passage ids that came, and that went, after that version; none is in both."""
        added = self._sql.execute(
            "SELECT passages.id FROM articles JOIN passages ON article = articles.id"
            " WHERE version > ? ORDER BY passages.id",
            (version,),
        )
        removed = self._sql.execute(  # before version 1 there was nothing to remove
            "SELECT passage FROM removed WHERE version > ? AND ? > 0 ORDER BY passage",
            (version, version),
        )
        return [row[0] for row in added], [row[0] for row in removed]

    def vectors(self, ids: Sequence[int]) -> Iterator[tuple[NDArray[np.int64], Any]]:
        """Yield ids, int64 (n,), with their vectors, float32 (n, dimension), a batch at a time."""
        for batch in _batches(ids):
            rows = self._sql.execute(
                f"SELECT id, vector FROM passages WHERE id IN ({_marks(batch)})", batch
            ).fetchall()
            if rows:
                matrix = np.frombuffer(b"".join(row[1] for row in rows), "<f4")
                yield (
                    np.array([row[0] for row in rows], np.int64),
                    matrix.reshape(len(rows), -1).astype(np.float32, copy=False),
                )

    def entries(self, ids: Sequence[int]) -> Iterator[Entry]:
        """What the lexical index holds of those passages."""
        for batch in _batches(ids):
            for id, passage in self.passages(batch).items():
                article = passage.article
                yield Entry(id, passage.context, passage.text, article.date, article.source)


class Change(Snapshot):
    """A transaction that is being written; a snapshot of its own state so far."""

    def __init__(self, connection: sqlite3.Connection, staging: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._staging = staging
        self._next = self.edition.version + 1
        self._changed = False

    def files(self) -> dict[str, FileState]:
        """Every file that was read, as it was then, by path."""
        rows = self._sql.execute("SELECT path, size, modified_ns, checked_ns, digest FROM files")
        return {row[0]: FileState(*row[1:]) for row in rows}

    def put_file(self, file: SourceFile, digest: bytes, checked_ns: int) -> None:
        self._sql.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            (file.path, file.size, file.modified_ns, checked_ns, digest),
        )

    def put_skipped(self, file: str, skipped: Iterable[Skipped]) -> None:
        """Make these the skipped rows of that file; "" stands for what has no file."""
        rows = [(file, item.path, item.reason) for item in skipped]
        if rows == self._sql.execute(f"{SKIPPED_OF} ORDER BY rowid", (file,)).fetchall():
            return
        self._sql.execute("DELETE FROM skipped WHERE file = ?", (file,))
        self._sql.executemany("INSERT INTO skipped VALUES (?, ?, ?)", rows)
        self._changed = True

    def remove_file(self, path: str) -> None:
        self._sql.execute("DELETE FROM files WHERE path = ?", (path,))
        self.put_skipped(path, ())

    def article_digests(self, file: str) -> dict[str, bytes]:
        """Digests of a file's articles, by path."""
        rows = self._sql.execute("SELECT path, digest FROM articles WHERE file = ?", (file,))
        return dict(rows.fetchall())

    def put_article(
        self,
        file: str,
        article: Article,
        passages: Sequence[Passage],
        keys: Sequence[bytes],
        vectors: dict[bytes, bytes],
    ) -> None:
        """Add an article, or put it in the place of the one at its path."""
        self.remove_article(article.path)
        row = self._sql.execute(
            "INSERT INTO articles (path, file, version, digest, title, date, source, author, url,"
            " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.path,
                file,
                self._next,
                article.digest,
                article.title,
                article.date.isoformat() if article.date else None,
                article.source,
                article.author,
                article.url,
                article.text,
            ),
        )
        self._sql.executemany(
            "INSERT INTO passages (article, key, heading, sentences, vector)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (row.lastrowid, key, passage.heading, _pack(passage.sentences), vectors[key])
                for passage, key in zip(passages, keys, strict=True)
            ],
        )
        self._changed = True

    def remove_article(self, path: str) -> None:
        row = self._sql.execute("SELECT id FROM articles WHERE path = ?", (path,)).fetchone()
        if row is None:
            return
        self._sql.execute(
            "INSERT INTO removed SELECT id, ? FROM passages WHERE article = ?", (self._next, *row)
        )
        self._sql.execute("DELETE FROM passages WHERE article = ?", row)
        self._sql.execute("DELETE FROM articles WHERE id = ?", row)
        self._changed = True

    def known_vectors(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Vectors that this index, or a build that was cut off, already has for these keys."""
        found: dict[bytes, bytes] = {}
        wanted = sorted(set(keys))
        for connection, table in ((self._sql, "passages"), (self._staging, "vectors")):
            for batch in _batches(wanted):
                found |= dict(
                    connection.execute(
                        f"SELECT key, vector FROM {table} WHERE key IN ({_marks(batch)})", batch
                    ).fetchall()
                )
        return found

    def stage_vectors(self, vectors: dict[bytes, bytes]) -> None:
        """Put vectors aside at once, for the next build should this one be killed."""
        with self._staging:
            self._staging.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", list(vectors.items())
            )

    def finish(self) -> None:
        """Give the change its version, if it changed an article or what was skipped."""
        if self._changed:
            _set_meta(self._sql, "version", self._next)


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
        with self._telling(), closing(self._connect_to_read()) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Open the last committed version; it does not change while it is open.

        Raises UserError where there is no index, or it cannot be read.
        """
        if not self.exists:
            raise UserError(
                f"There is no index in {self.directory}. "
                f"Run: python build_index.py CORPUS --index {self.directory}"
            )
        with self._telling(), closing(self._connect_to_read()) as connection:
            connection.execute("BEGIN")
            _check_schema(connection, self.directory)
            yield Snapshot(connection)

    @contextmanager
    def change(self, encoder_name: str, encoder_identity: str, rebuild: bool) -> Iterator[Change]:
        """Write one change; it is committed whole at the end, or not at all.

        The caller holds the index's build lock. With `rebuild` nothing old is kept, and a store
        that cannot be read is set aside under another name.

        Raises UserError where the index was made with another encoder, or cannot be read.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        if rebuild:
            self._set_aside_if_damaged()
            _delete_database(self.directory / STAGING_FILE)
        with (
            self._telling(),
            closing(self._connect_to_write()) as connection,
            closing(self._open_staging()) as staging,
        ):
            connection.execute("BEGIN IMMEDIATE")
            try:
                _prepare(connection, self.directory, encoder_name, encoder_identity, rebuild)
                change = Change(connection, staging)
                yield change
                change.finish()
                connection.execute("COMMIT")
            except BaseException:
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
                raise UserError(_cannot_read(self.directory, error)) from error
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
    def _telling(self) -> Iterator[None]:
        """Turn what SQLite says of a damaged or unreachable file into a message for people."""
        try:
            yield
        except sqlite3.Error as error:
            raise UserError(_cannot_read(self.directory, error)) from error


def _cannot_read(directory: Path, error: sqlite3.Error) -> str:
    return (
        f"The index in {directory} cannot be read ({error}). If it is damaged, make it again: "
        f"python build_index.py CORPUS --index {directory} --rebuild"
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


def _check_schema(connection: sqlite3.Connection, directory: Path) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables:  # a first build was cut off before it was done
        raise UserError(
            f"There is no finished index in {directory}. "
            f"Run: python build_index.py CORPUS --index {directory}"
        )
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID or version != SCHEMA_VERSION:
        raise UserError(
            f"The index in {directory} was made by another version of Gleaner. Make it again: "
            f"python build_index.py CORPUS --index {directory} --rebuild"
        )


def _prepare(
    connection: sqlite3.Connection, directory: Path, name: str, identity: str, rebuild: bool
) -> None:
    """Inside the transaction: make sure of the schema and the encoder, or start from nothing."""
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    version = 0
    if rebuild and not empty:
        with_meta = "SELECT count(*) FROM sqlite_master WHERE name = 'meta'"
        if connection.execute(with_meta).fetchone()[0]:
            version = int(_meta(connection, "version"))
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            connection.execute(f'DROP TABLE "{table}"')
    if empty or rebuild:
        for statement in SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        _set_meta(connection, "store", uuid.uuid4().hex)
        _set_meta(connection, "version", version)
        _set_meta(connection, "encoder_name", name)
        _set_meta(connection, "encoder_identity", identity)
        return
    _check_schema(connection, directory)
    if (built_with := _meta(connection, "encoder_identity")) != identity:
        raise UserError(
            f"The index in {directory} was built with the encoder {built_with}, not {identity}. "
            f"Vectors of two encoders do not mix. To change the encoder, make the index again: "
            f"python build_index.py CORPUS --index {directory} --encoder {name} --rebuild"
        )


def _meta(connection: sqlite3.Connection, key: str) -> Any:
    return connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0]


def _set_meta(connection: sqlite3.Connection, key: str, value: object) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


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


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _article(columns: Sequence[Any]) -> Article:
    path, text, title, date, source, author, url = columns
    return Article(path, text, title, _date(date), source, author, url)


def _pack(sentences: Sequence[Span]) -> bytes:
    return struct.pack(f"<{2 * len(sentences)}I", *(n for span in sentences for n in span))


def _unpack(data: bytes) -> tuple[Span, ...]:
    numbers = struct.unpack(f"<{len(data) // 4}I", data)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _batches(items: Sequence[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), IDS_PER_STATEMENT):
        yield list(items[start : start + IDS_PER_STATEMENT])


def _marks(batch: Sequence[object]) -> str:
    return ",".join("?" * len(batch))
