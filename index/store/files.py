"""The files of the corpus as they were when they were read."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.records import SourceFile
from index.store.checksums import checksum

_HALF = re.compile("[\ud800-\udfff]")
_COLUMNS = "path, size, modified_ns, checked_ns, digest"
_MASK = (1 << 63) - 1
_IS_FILE = (
    "typeof(path) = 'text' AND typeof(size) = 'integer' AND typeof(modified_ns) = 'integer'"
    " AND typeof(checked_ns) = 'integer' AND typeof(digest) = 'blob'"
)


@dataclass(frozen=True, slots=True)
class FileState:
    """A corpus file as it was when last read."""

    size: int
    modified_ns: int
    checked_ns: int
    digest: bytes


def read_files(connection: sqlite3.Connection) -> dict[str, FileState]:
    """Every file that was read, as it was then, by path; of damaged rows those that tell that."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM files WHERE {_IS_FILE}")
    return {row[0]: FileState(*row[1:]) for row in rows if is_text(row[0])}


def is_as_noted(connection: sqlite3.Connection, said: Mapping[str, Any]) -> bool:
    """Whether the table is what was written; `said`: what the store says of itself.

    A store of an earlier form, which does not say it, is believed.
    """
    return said.get("files") in (None, _sum(connection))


class FilesTable:
    """The part of a change that notes the files. What was damaged before stays told."""

    def __init__(self, connection: sqlite3.Connection, said: Mapping[str, Any]) -> None:
        """`said`: what the store says of itself before the change."""
        self._sql = connection
        self._written = said.get("files")
        self._sum: int = self._written if isinstance(self._written, int) else _sum(connection)

    def put(self, file: SourceFile, digest: bytes, checked_ns: int) -> None:
        row = (file.path, file.size, file.modified_ns, checked_ns, digest)
        self._take(file.path)
        self._sql.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", row)
        self._sum += _of_row(row)

    def remove(self, path: str) -> None:
        self._take(path)
        self._sql.execute("DELETE FROM files WHERE path = ?", (path,))

    def forget(self) -> None:
        """Have every file read again, whatever its time stamp says."""
        paths = list(read_files(self._sql))
        self._sql.execute("DELETE FROM files")
        self._sql.executemany(
            "INSERT INTO files VALUES (?, 0, -1, 0, x'00')", [(path,) for path in paths]
        )
        self._sum = _sum(self._sql)

    def finish(self) -> int:
        """What the store is to say of the table."""
        return self._sum & _MASK

    def _take(self, path: str) -> None:
        rows = self._sql.execute(f"SELECT {_COLUMNS} FROM files WHERE path = ?", (path,))
        self._sum -= sum(_of_row(row) for row in rows)


def _sum(connection: sqlite3.Connection) -> int:
    return sum(_of_row(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM files")) & _MASK


def _of_row(row: tuple[Any, ...]) -> int:
    return int.from_bytes(checksum(*row), "little")


def is_text(value: object) -> bool:
    """Whether a cell holds text: not bytes that are no UTF-8, which are read as half characters."""
    return isinstance(value, str) and not _HALF.search(value)
