"""What was said of an index once and holds until something else is said."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from index.store.connecting import connect_to_read
from index.store.latest import read_latest
from index.store.seal import is_whole_meta, read_meta

LIMITS = "limits"  # the key of what reading one file may take


def read_limits(store: Path) -> dict[str, float]:
    """The limits that a store remembers, by name; none where it is damaged, or is not there yet."""
    try:
        with closing(connect_to_read(store)) as connection:
            said = read_meta(connection)
            known = json.loads(said.get(LIMITS, "{}")) if is_whole_meta(connection, said) else {}
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {name: value for name, value in known.items() if _is_limit(value)}


def count_of_damaged(store: Path) -> int:
    """How many articles a store that cannot be opened holds, or held when it was last written.

    One, where that is not to be told; none where there is no store.
    """
    try:
        if not store.stat().st_size:
            return 0
        with closing(connect_to_read(store)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except FileNotFoundError:
        return 0
    except (sqlite3.Error, OSError, ValueError, TypeError):
        latest = read_latest(store.parent)
        return max(1, latest.articles if latest else 0)


def limits_text(limits: Mapping[str, float]) -> str:
    """Limits as a store remembers them."""
    return json.dumps(dict(limits), sort_keys=True)


def _is_limit(value: object) -> bool:
    return type(value) in (int, float) and value > 0  # type: ignore[operator]
