"""What a change knows of copies: fingerprints to look them up by, and what each is a copy of."""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.store.checksums import COPY_COLUMNS, checksum, selected
from index.store.schema import batches, marks, set_meta
from index.store.seal import prints_sum

_COLUMNS = selected(COPY_COLUMNS)
# Beneath a fingerprint in its cell lies where its article comes among those that have it too.
_PLACE_BITS = 16
_PLACES = (1 << _PLACE_BITS) - 1


@dataclass(frozen=True, slots=True)
class CopyLink:
    """That an article is a copy, and of which."""

    article: int
    original: int
    strength: float  # the surer, the higher; an article is a copy of one other


class CopiesTable:
    """The part of a change that is about copies. Articles go by their ids."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def take_recipe(self, recipe: str) -> bool:
        """Note how copies are found from now on; return whether that is as it was before."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = 'copies'").fetchone()
        set_meta(self._sql, "copies", recipe)
        return bool(row == (recipe,))

    def clear(self) -> None:
        self._sql.execute("DELETE FROM fingerprints")
        self._sql.execute("DELETE FROM copies")

    def every_article(self) -> list[int]:
        return [row[0] for row in self._sql.execute("SELECT id FROM articles ORDER BY id")]

    def article_at(self, path: str) -> int | None:
        row = self._sql.execute("SELECT id FROM articles WHERE path = ?", (path,)).fetchone()
        return int(row[0]) if row else None

    def paths(self, articles: Sequence[int]) -> dict[int, str]:
        """The path of each of these articles."""
        found: dict[int, str] = {}
        for batch in batches(articles):
            query = f"SELECT id, path FROM articles WHERE id IN ({marks(batch)})"
            found |= dict(self._sql.execute(query, batch).fetchall())
        return found

    def text(self, article: int) -> str | None:
        """An article's text; None where there is no such article any more."""
        row = self._sql.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        return str(row[0]) if row else None

    def vectors(self, article: int) -> NDArray[np.float32]:
        """The vectors of its passages, a row each."""
        rows = self._sql.execute(
            "SELECT vector FROM passages WHERE article = ?", (article,)
        ).fetchall()
        matrix = np.frombuffer(b"".join(row[0] for row in rows), "<f4")
        return matrix.reshape(len(rows), -1).astype(np.float32, copy=False)

    def put_words(self, article: int, path: str, count: int, fingerprints: Sequence[int]) -> None:
        """Note how many words an article has, and what it is looked up by: of 47 bits each."""
        values = _values(fingerprints, path)
        row = (article, count, prints_sum(values), None, None)
        self._sql.execute(
            f"INSERT OR IGNORE INTO copies ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (*row, checksum(*row)),
        )
        self._sql.executemany(
            "INSERT OR IGNORE INTO fingerprints VALUES (?, ?)",
            [(value, article) for value in values],
        )

    def remove_words(self, article: int, path: str, fingerprints: Sequence[int]) -> None:
        """Undo put_words."""
        self._sql.execute("DELETE FROM copies WHERE article = ?", (article,))
        self._sql.executemany(
            "DELETE FROM fingerprints WHERE value = ? AND article = ?",
            [(value, article) for value in _values(fingerprints, path)],
        )

    def holders(self, fingerprint: int, limit: int) -> list[int]:
        """Articles with a fingerprint, so many at most.

        Of more, those that come first by a hash of their paths: the same ones for every fingerprint
        that all of them have, and whichever was indexed before the others.
        """
        first = fingerprint << _PLACE_BITS
        rows = self._sql.execute(
            "SELECT article FROM fingerprints WHERE value BETWEEN ? AND ?"
            " ORDER BY value, article LIMIT ?",
            (first, first | _PLACES, limit),
        )
        return [row[0] for row in rows]

    def words(self, articles: Sequence[int]) -> dict[int, int]:
        """How many words each of a few articles has."""
        rows = self._sql.execute(
            f"SELECT article, words FROM copies WHERE article IN ({marks(articles)})", articles
        )
        return dict(rows.fetchall())

    def root_of(self, article: int) -> int:
        """What an article is a copy of in the end; itself where it is none."""
        seen = {article}
        while (link := self.link_of(article)) is not None and link.original not in seen:
            article = link.original
            seen.add(article)
        return article

    def link_of(self, article: int) -> CopyLink | None:
        row = self._sql.execute(
            "SELECT article, original, strength FROM copies"
            " WHERE article = ? AND original IS NOT NULL",
            (article,),
        ).fetchone()
        return CopyLink(*row) if row else None

    def put_link(self, link: CopyLink) -> None:
        """Note it of an article whose words are known."""
        self._put_original(link.article, int(link.original), float(link.strength))

    def _put_original(self, article: int, original: int | None, strength: float | None) -> None:
        row = self._sql.execute(
            "SELECT article, words, prints FROM copies WHERE article = ?", (article,)
        ).fetchone()
        if row is not None:
            self._sql.execute(
                "UPDATE copies SET original = ?, strength = ?, checksum = ? WHERE article = ?",
                (original, strength, checksum(*row, original, strength), article),
            )

    def remove_links(self, article: int) -> list[int]:
        """Make it no copy, and nothing a copy of it; return what was."""
        rows = self._sql.execute("SELECT article FROM copies WHERE original = ?", (article,))
        copies = [row[0] for row in rows.fetchall()]
        for each in (article, *copies):
            self._put_original(each, None, None)
        return copies


def _values(fingerprints: Sequence[int], path: str) -> list[int]:
    """What is written for the fingerprints of the article at a path."""
    place = zlib.crc32(path.encode("utf-8", "surrogatepass")) & _PLACES
    return [each << _PLACE_BITS | place for each in fingerprints]
