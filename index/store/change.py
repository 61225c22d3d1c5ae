"""A transaction that is being written."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from index.records import Article, Passage, Skipped, SourceFile
from index.store.copies import CopiesTable
from index.store.schema import batches, marks, pack, set_meta
from index.store.snapshot import Snapshot

SKIPPED_OF = "SELECT file, path, reason FROM skipped WHERE file = ?"


@dataclass(frozen=True, slots=True)
class FileState:
    """A corpus file as it was when last read."""

    size: int
    modified_ns: int
    checked_ns: int
    digest: bytes


class Change(Snapshot):
    """A transaction that is being written; a snapshot of its own state so far."""

    def __init__(self, connection: sqlite3.Connection, staging: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.copies = CopiesTable(connection)
        self._staging = staging
        self._next = self.edition.version + 1
        self._changed = False

    def take_recipe(self, recipe: str) -> bool:
        """Note how files are read from now on; return whether that is as it was before."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = 'recipe'").fetchone()
        set_meta(self._sql, "recipe", recipe)
        return bool(row == (recipe,))

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

    def count_articles(self, file: str) -> int:
        """How many articles came from a file."""
        row = self._sql.execute("SELECT count(*) FROM articles WHERE file = ?", (file,)).fetchone()
        return int(row[0])

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
        values = {
            "path": article.path,
            "file": file,
            "version": self._next,
            "digest": article.digest,
            **article.plain_facts(),
            "text": article.text,
        }
        columns = ", ".join(values)
        row = self._sql.execute(
            f"INSERT INTO articles ({columns}) VALUES ({marks(list(values))})",
            list(values.values()),
        )
        self._sql.executemany(
            "INSERT INTO passages (article, key, heading, sentences, vector)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (row.lastrowid, key, passage.heading, pack(passage.sentences), vectors[key])
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
        for batch in batches(wanted):
            among = f"WHERE key IN ({marks(batch)})"
            found |= dict(self._sql.execute(f"SELECT key, vector FROM passages {among}", batch))
            with suppress(sqlite3.DatabaseError):  # a cache: what is damaged is done without
                staged = f"SELECT key, vector FROM vectors {among}"
                found |= dict(self._staging.execute(staged, batch).fetchall())
        return found

    def stage_vectors(self, vectors: dict[bytes, bytes]) -> None:
        """Put vectors aside at once, for the next build should this one be killed."""
        with suppress(sqlite3.DatabaseError), self._staging:
            self._staging.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", list(vectors.items())
            )

    def note_copies(self) -> None:
        """What is a copy of what has been looked at, and may be other than it was."""
        self._changed = True

    def finish(self) -> None:
        """Give the change its version, if it changed an article, a copy or what was skipped."""
        if self._changed:
            set_meta(self._sql, "version", self._next)
