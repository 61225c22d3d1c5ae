"""Which passages there are, and which came and went, by their ids alone."""

import sqlite3
from array import array
from collections.abc import Sequence

from index.store.checksums import is_whole_row
from index.store.damage import Damage
from index.store.schema import batches, marks


def read_changes(
    connection: sqlite3.Connection, damage: Damage, version: int
) -> tuple[Sequence[int], Sequence[int]]:
    """Passage ids that came, and that went, after that version; as Snapshot.changes_since."""
    if version <= 0:
        every = connection.execute("SELECT id FROM passages ORDER BY id")
        return array("q", (row[0] for row in every)), []
    added = connection.execute(  # CROSS: few articles are new, so that these come first
        "SELECT passages.id FROM articles CROSS JOIN passages ON article = articles.id"
        " WHERE version > ? ORDER BY passages.id",
        (version,),
    )
    query = "SELECT passage, version, checksum FROM removed WHERE version > ? ORDER BY passage"
    removed = connection.execute(query, (version,)).fetchall()
    if not all(is_whole_row(row) for row in removed):
        damage.note("what is known of passages that went")
    went = [id for id, *_ in filter(is_whole_row, removed)]
    return array("q", (id for (id,) in added)), went


def read_held(connection: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    """Those of these passages that there are, in the order that they are given in."""
    found: set[int] = set()
    for batch in batches(ids):
        query = f"SELECT id FROM passages WHERE id IN ({marks(batch)})"
        found.update(row[0] for row in connection.execute(query, batch))
    return [id for id in ids if id in found]


def highest_of(connection: sqlite3.Connection) -> int:
    """The highest id that any passage has, or had that went; 0 where there was none."""
    query = "SELECT max(id) FROM passages UNION ALL SELECT max(passage) FROM removed"
    return max((row[0] or 0 for row in connection.execute(query)), default=0)
