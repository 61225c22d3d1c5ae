"""What an index offers to whoever types a command: its sources, its articles."""

import argparse
from collections.abc import Iterable

from index.errors import UserError
from index.store import Store


def sources(typed: argparse.Namespace) -> Iterable[str]:
    """Every source that an article of the index names; none where it cannot be read."""
    try:
        with Store(typed.index).snapshot() as snapshot:
            return snapshot.sources()
    except UserError:
        return ()


def articles(typed: argparse.Namespace) -> Iterable[str]:
    """The path of every article of the index; none where it cannot be read."""
    try:
        with Store(typed.index).snapshot() as snapshot:
            return [each.path for each in snapshot.articles()]
    except UserError:
        return ()
