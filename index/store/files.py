"""The files of the corpus as they were when they were read."""

import re
import sqlite3
from dataclasses import dataclass

_HALF = re.compile("[\ud800-\udfff]")
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
    rows = connection.execute(
        f"SELECT path, size, modified_ns, checked_ns, digest FROM files WHERE {_IS_FILE}"
    )
    return {row[0]: FileState(*row[1:]) for row in rows if is_text(row[0])}


def forget_files(connection: sqlite3.Connection) -> None:
    """Have every file read again, whatever its time stamp says."""
    paths = list(read_files(connection))
    connection.execute("DELETE FROM files")
    connection.executemany(
        "INSERT INTO files VALUES (?, 0, -1, 0, x'00')", [(path,) for path in paths]
    )


def is_text(value: object) -> bool:
    """Whether a cell holds text: not bytes that are no UTF-8, which are read as half characters."""
    return isinstance(value, str) and not _HALF.search(value)
