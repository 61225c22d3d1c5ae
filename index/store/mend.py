"""What is damaged in a store, taken out, so that the build puts it in again; and what is saved."""

import sqlite3
import uuid
from collections.abc import Iterator

from index.store.change import Change
from index.store.checksums import PASSAGE_COLUMNS, has_vector, is_whole_row, selected
from index.store.files import is_text
from index.store.scan import Scan
from index.store.schema import set_meta

_ROWS = 64  # read at a time, of a store that may be unreadable in places


def mend(change: Change, connection: sqlite3.Connection, found: Scan) -> None:
    """Leave nothing in the change that a scan found wrong.

    Articles that are to be read again keep their place, so that the build counts them as updated;
    what is known of the files is forgotten, so that it reads them.
    """
    if not found.problems:
        return
    change.note_changed()
    change.note_removed(found.passages)
    connection.executemany("DELETE FROM passages WHERE id = ?", [(id,) for id in found.passages])
    for id in found.articles:
        _make_stale(change, connection, id)
    if found.rows or found.skipped:
        connection.execute("DELETE FROM skipped")
    if found.rows or found.skipped or found.files:
        change.forget_files()
    if found.rows or found.copies:
        change.copies.take_recipe("")  # what is found with no recipe is found again
    if found.rows or found.terms:
        change.term_counts.recount()
    if found.rows or found.tallies:
        change.tallies.recount()
    if found.removed or found.ids:
        _give_new_identity(connection)


def _make_stale(change: Change, connection: sqlite3.Connection, id: int) -> None:
    """Have an article taken for one that changed; one of no file is deleted."""
    path, file, is_file = connection.execute(
        "SELECT path, file, (SELECT count(*) FROM files WHERE files.path = file)"
        " FROM articles WHERE id = ?",
        (id,),
    ).fetchone()
    if is_file and is_text(path) and is_text(file):
        connection.execute("UPDATE articles SET digest = x'', text = '' WHERE id = ?", (id,))
        return
    held = connection.execute("SELECT id FROM passages WHERE article = ?", (id,)).fetchall()
    change.note_removed(passage for (passage,) in held)
    connection.execute("DELETE FROM passages WHERE article = ?", (id,))
    connection.execute("DELETE FROM articles WHERE id = ?", (id,))


def _give_new_identity(connection: sqlite3.Connection) -> None:
    """Have all that was derived from it made again: it cannot be told what went since."""
    connection.execute("DELETE FROM removed")
    for table in ("articles", "passages"):
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute(f"INSERT INTO sqlite_sequence SELECT ?, max(id) FROM {table}", (table,))
    set_meta(connection, "store", uuid.uuid4().hex)


def whole_vectors(connection: sqlite3.Connection) -> Iterator[tuple[bytes, bytes]]:
    """Keys and vectors of what is whole in a store that may be unreadable in places."""
    held = {row[1] for row in connection.execute("PRAGMA table_info(passages)")}
    columns = [name for name in PASSAGE_COLUMNS if name in held]  # an earlier form had fewer
    query = f"SELECT {selected(columns, 'vector')} FROM passages WHERE id >= ? ORDER BY id LIMIT ?"
    position, count, skip = 0, _ROWS, 1
    while position < 1 << 62:
        try:
            rows = connection.execute(query, (position, count)).fetchall()
        except sqlite3.Error:
            if count == 1:  # this one cannot be read: on, in ever longer steps
                position, skip = position + skip, 2 * skip
            count = 1
            continue
        if not rows:
            return
        for *row, vector in rows:
            if is_whole_row(row) and has_vector(row, vector):
                yield row[2], vector
        if rows[-1][0] < position:  # pages in each other's place lead back: on, in longer steps
            position, skip = position + skip, 2 * skip
            continue
        position = rows[-1][0] + 1
        count, skip = min(_ROWS, 2 * count), 1
