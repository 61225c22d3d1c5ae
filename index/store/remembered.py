"""What was said of an index once and holds until something else is said."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from index.store.connecting import connect_to_read

LIMITS = "limits"  # the key of what reading one file may take


def read_limits(store: Path) -> dict[str, float]:
    """The limits that a store remembers, by name; none where that cannot be told."""
    try:
        with closing(connect_to_read(store)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (LIMITS,)).fetchone()
        known = json.loads(row[0]) if row else {}
    except (sqlite3.Error, OSError, ValueError, TypeError):  # no store yet, or a damaged one
        return {}
    return {name: value for name, value in known.items() if _is_limit(value)} if known else {}


def limits_text(limits: Mapping[str, float]) -> str:
    """Limits as a store remembers them."""
    return json.dumps(dict(limits), sort_keys=True)


def _is_limit(value: object) -> bool:
    return type(value) in (int, float) and value > 0  # type: ignore[operator]
