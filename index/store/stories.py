"""Which article each copy comes from in the end."""

import sqlite3
from collections.abc import Iterable, Sequence

from index.store.checksums import COPY_COLUMNS, is_whole_row, selected
from index.store.damage import Damage
from index.store.schema import batches, marks

_COPY = selected(COPY_COLUMNS)


def roots(
    connection: sqlite3.Connection, damage: Damage, articles: Iterable[int]
) -> dict[int, int]:
    """What each of these articles is a copy of, and that a copy of, to the end; else itself."""
    found = {id: id for id in articles}
    looked_at, known = set(found), set(found)
    while looked_at:  # from a copy to what it is a copy of, which may be one itself
        above: dict[int, int] = {}
        for batch in batches(sorted(looked_at)):
            above |= _originals(connection, damage, batch)
        found = {id: above.get(original, original) for id, original in found.items()}
        looked_at = set(above.values()) - known
        known |= looked_at
    return found


def _originals(
    connection: sqlite3.Connection, damage: Damage, ids: Sequence[int]
) -> dict[int, int]:
    """What each of these articles is a copy of, of those that are."""
    rows = connection.execute(
        f"SELECT {_COPY} FROM copies WHERE article IN ({marks(ids)})", ids
    ).fetchall()
    whole = [row for row in rows if is_whole_row(row)]
    if len(whole) < len(ids):
        damage.note("what is known of copies")
    return {row[0]: row[3] for row in whole if row[3] is not None}
