"""Makes room for a new store where the old one is beyond mending; a refused change gets it back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import UserError
from index.store.change import save_vectors
from index.store.connecting import (
    DATABASE_SUFFIXES,
    cannot_read,
    connect_to_read,
    connect_to_write,
    delete_database,
    is_damage,
    open_staging,
)
from index.store.damage import Problem
from index.store.mend import whole_vectors
from index.store.schema import check_made_by_gleaner


@contextmanager
def set_aside_if_lost(
    store: Path, staging: Path, rebuild: bool, repair: bool
) -> Iterator[list[Problem]]:
    """Rename a store that is beyond mending, and say so in what is yielded.

    Only to `rebuild` it, where nothing is kept, or to `repair` it, where what is encoded is. The
    store is back where it was once an error leaves this.
    """
    if rebuild:
        delete_database(staging)
    if not (rebuild or repair) or not store.is_file() or not _has_lost_its_form(store, rebuild):
        yield []
        return
    if not rebuild:
        _save_vectors(store, staging)
    kept = _free_name(store)
    _rename_database(store, kept)
    try:
        yield [
            Problem(
                f"beyond mending, and set aside as {kept.name}",
                "the store",
                "what is encoded, or the corpus",
            )
        ]
    except BaseException:
        delete_database(store)
        _rename_database(kept, store)
        raise


def _free_name(store: Path) -> Path:
    number = 1
    while (kept := store.with_name(f"store.damaged-{number}.sqlite")).exists():
        number += 1
    return kept


def _rename_database(path: Path, other: Path) -> None:
    for suffix in DATABASE_SUFFIXES:
        file = Path(f"{path}{suffix}")
        if file.exists():
            file.rename(f"{other}{suffix}")


def _has_lost_its_form(store: Path, rebuild: bool) -> bool:
    """Whether a change in it would be of no use; to `rebuild`, its tables are enough."""
    try:
        with closing(connect_to_write(store)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                return True
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if tables and not rebuild:
                check_made_by_gleaner(connection, store.parent)
            return False
    except UserError:
        return True
    except sqlite3.Error as error:
        if not is_damage(error):
            raise UserError(cannot_read(store.parent, error, writing=True)) from error
        return True


def _save_vectors(store: Path, staging: Path) -> None:
    """Put aside what is encoded in a store that is to be made again."""
    try:
        with closing(connect_to_read(store)) as old, closing(open_staging(staging)) as new:
            save_vectors(new, whole_vectors(old))
    except sqlite3.Error:  # no longer a database: all is encoded again
        return
