"""A transaction that is being written."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from index.records import Article, Filters, Passage, Skipped, SourceFile
from index.store.checksums import (
    ARTICLE_COLUMNS,
    PASSAGE_COLUMNS,
    SKIPPED_COLUMNS,
    article_checksum,
    checksum,
    has_vector,
    is_whole_article,
    is_whole_row,
    selected,
    terms_checksum,
    text_checksum,
    vector_checksum,
)
from index.store.copies import CopiesTable
from index.store.counting import count, plain, sum_of_sources
from index.store.damage import Problem
from index.store.files import FilesTable
from index.store.latest import EditionId
from index.store.records import written_of
from index.store.remembered import LIMITS, limits_text
from index.store.schema import batches, marks, pack, set_meta
from index.store.seal import edition_of, new_identity, note_commit, read_meta, seal_meta
from index.store.snapshot import Snapshot
from index.store.tallies import TalliesTable, read_sources
from index.store.terms import TermsTable
from index.terms import pack_terms

_SKIPPED_OF = f"SELECT {', '.join(SKIPPED_COLUMNS)} FROM skipped WHERE file = ? ORDER BY rowid"
_ARTICLE = f"SELECT {selected(ARTICLE_COLUMNS)} FROM articles"
_TALLIED = [ARTICLE_COLUMNS.index(name) for name in ("source", "date", "passages")]
_ENCODED = selected(PASSAGE_COLUMNS, "vector")


class Change(Snapshot):
    """A transaction that is being written; a snapshot of its own state so far."""

    def __init__(
        self, connection: sqlite3.Connection, staging: sqlite3.Connection, after: int = 0
    ) -> None:
        """`after`: a version that was given already, whatever the store says."""
        super().__init__(connection)
        self.copies = CopiesTable(connection)
        self.term_counts = TermsTable(connection)
        self.tallies = TalliesTable(connection, self._said)
        self._files = FilesTable(connection, self._said)
        self._staging = staging
        self._next = max(self.edition.version, after) + 1
        self._next_article = self._after("SELECT max(id) FROM articles", "articles")
        self._next_passage = self._after(
            "SELECT max(id) FROM passages UNION SELECT max(passage) FROM removed", "passages"
        )
        self._changed = False
        self.mended: list[Problem] = []  # what was damaged, and is put in again

    def _after(self, highest: str, table: str) -> int:
        """The first id that a table has never held: ids are never used again."""
        rows = self._sql.execute(highest).fetchall()
        given = self._sql.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        held = [row[0] for row in (*rows, *given.fetchall()) if isinstance(row[0], int)]
        return max(held, default=0) + 1

    def take_recipe(self, recipe: str) -> bool:
        """Note how files are read from now on; return whether that is as it was before."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = 'recipe'").fetchone()
        set_meta(self._sql, "recipe", recipe)
        return bool(row == (recipe,))

    def take_engine(self, engine: str | None) -> None:
        """Have that one find candidates from now on; a version of its own where it is another."""
        if engine is not None and engine != self.engine:
            set_meta(self._sql, "engine", engine)
            self._changed = True

    def remember_limits(self, limits: Mapping[str, float]) -> None:
        """Have these be the limits of the builds to come, by name."""
        set_meta(self._sql, LIMITS, limits_text(limits))

    def note_corrected(self, is_so: bool) -> None:
        """Whether there are corrections of articles."""
        set_meta(self._sql, "corrected", int(is_so))

    def put_file(self, file: SourceFile, digest: bytes, checked_ns: int) -> None:
        self._files.put(file, digest, checked_ns)

    def put_skipped(self, file: str, skipped: Iterable[Skipped]) -> None:
        """Make these the skipped rows of that file; "" stands for what has no file."""
        rows = [(file, item.path, item.reason) for item in skipped]
        if rows == self._sql.execute(_SKIPPED_OF, (file,)).fetchall():
            return
        self._sql.execute("DELETE FROM skipped WHERE file = ?", (file,))
        self._sql.executemany(
            f"INSERT INTO skipped ({selected(SKIPPED_COLUMNS)}) VALUES (?, ?, ?, ?)",
            [(*row, checksum(*row)) for row in rows],
        )
        self._changed = True

    def remove_file(self, path: str) -> None:
        self._files.remove(path)
        self.put_skipped(path, ())

    def count_articles(self) -> dict[str, int]:
        """How many articles came from each file that has any."""
        rows = self._sql.execute("SELECT file, count(*) FROM articles GROUP BY file")
        return dict(rows.fetchall())

    def article_digests(self, file: str) -> dict[str, bytes]:
        """Digests of a file's articles, by path."""
        rows = self._sql.execute("SELECT path, digest FROM articles WHERE file = ?", (file,))
        return dict(rows.fetchall())

    def text_sums(self, file: str) -> list[bytes]:
        """What the texts of a file's articles are known by: text_checksum of each."""
        rows = self._sql.execute("SELECT text_sum FROM articles WHERE file = ?", (file,))
        return [row[0] for row in rows]

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
        id, self._next_article = self._next_article, self._next_article + 1
        values = {
            "id": id,
            "path": article.path,
            "file": file,
            "version": self._next,
            "digest": article.digest,
            "passages": len(passages),
            "text_sum": text_checksum(article.text.encode()),
            **written_of(article),
        }
        row = [values[column] for column in ARTICLE_COLUMNS]
        self._insert(
            "articles", ARTICLE_COLUMNS, row, article_checksum(row), {"text": article.text}
        )
        self.tallies.add(values["source"], values["date"], len(passages))
        for passage, key in zip(passages, keys, strict=True):
            self._put_passage(id, passage, key, vectors[key])
        self._changed = True

    def _put_passage(self, article: int, passage: Passage, key: bytes, vector: bytes) -> None:
        id, self._next_passage = self._next_passage, self._next_passage + 1
        terms = pack_terms(passage.text, passage.context)
        sums = (vector_checksum(id, vector), terms_checksum(id, terms))
        row = [id, article, key, passage.heading, pack(passage.sentences), *sums]
        cells = {"terms": terms, "vector": vector}
        self._insert("passages", PASSAGE_COLUMNS, row, checksum(*row), cells)
        self.term_counts.put(terms)

    def _insert(
        self,
        table: str,
        columns: Sequence[str],
        row: list[Any],
        written: bytes,
        more: dict[str, Any],
    ) -> None:
        cells = [*row, written, *more.values()]
        self._sql.execute(
            f"INSERT INTO {table} ({selected(columns, *more)}) VALUES ({marks(cells)})", cells
        )

    def remove_article(self, path: str) -> None:
        written = self._sql.execute(f"{_ARTICLE} WHERE path = ?", (path,)).fetchone()
        if written is None:
            return
        row = written[:1]
        if is_whole_article(written):
            source, date, passages = (written[at] for at in _TALLIED)
            self.tallies.add(source, date, passages, sign=-1)
        else:  # its own are not known
            self.tallies.recount()
        query = "SELECT id, terms, terms_sum FROM passages WHERE article = ?"
        gone = self._sql.execute(query, row).fetchall()
        self.note_removed(id for id, *_ in gone)
        for passage in gone:
            self.term_counts.remove(*passage)
        self._sql.execute("DELETE FROM passages WHERE article = ?", row)
        self._sql.execute("DELETE FROM articles WHERE id = ?", row)
        self._changed = True

    def note_removed(self, passages: Iterable[int]) -> None:
        """Have it known to the derived files that these passages go."""
        self._sql.executemany(
            "INSERT OR REPLACE INTO removed (passage, version, checksum) VALUES (?, ?, ?)",
            [(id, self._next, checksum(id, self._next)) for id in passages],
        )

    def known_vectors(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Vectors that this index, or a build that was cut off, already has for these keys."""
        found: dict[bytes, bytes] = {}
        wanted = sorted(set(keys))
        for batch in batches(wanted):
            among = f"WHERE key IN ({marks(batch)})"
            rows = self._sql.execute(f"SELECT {_ENCODED} FROM passages {among}", batch)
            for *row, vector in rows:
                if is_whole_row(row) and has_vector(row, vector):
                    found[row[2]] = vector
            with suppress(sqlite3.DatabaseError):  # a cache: what is damaged is done without
                staged = f"SELECT key, vector, checksum FROM encoded {among}"
                for key, vector, written in self._staging.execute(staged, batch).fetchall():
                    if written == checksum(key, vector):
                        found[key] = vector
        return found

    def stage_vectors(self, vectors: dict[bytes, bytes]) -> None:
        """Put vectors aside at once, for the next build should this one be killed."""
        with suppress(sqlite3.DatabaseError):
            save_vectors(self._staging, vectors.items())

    def note_changed(self) -> None:
        """Have it be a version of its own, as where copies may be other than they were."""
        self._changed = True

    def forget_files(self) -> None:
        """Have every file read again, whatever its time stamp says."""
        self._files.forget()

    def finish(self) -> EditionId:
        """Give the change its version, if it changed an article, a copy or what was skipped.

        Return the edition that is to be committed.
        """
        if self._changed:
            set_meta(self._sql, "version", self._next)
            set_meta(self._sql, "commit", new_identity())
        for table in ("articles", "passages", "skipped"):
            row = self._sql.execute(f"SELECT count(*) FROM {table}").fetchone()
            set_meta(self._sql, table, row[0])
        self.term_counts.finish(self._said)
        edition = edition_of(read_meta(self._sql))
        self.tallies.finish(edition.commit)
        everything = count(self._sql, self.damage, Filters(), read_meta(self._sql))
        set_meta(self._sql, "counted", plain(everything))
        set_meta(self._sql, "sources", sum_of_sources(read_sources(self._sql) or ()))
        set_meta(self._sql, "files", self._files.finish())
        note_commit(self._sql, edition)
        seal_meta(self._sql)
        return edition


def save_vectors(staging: sqlite3.Connection, vectors: Iterable[tuple[bytes, bytes]]) -> None:
    """Put encoded vectors, with their keys, into the cache of what is encoded."""
    with staging:
        staging.executemany(
            "INSERT OR REPLACE INTO encoded VALUES (?, ?, ?)",
            ((*pair, checksum(*pair)) for pair in vectors),
        )
