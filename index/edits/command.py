"""Corrections as the command line makes and lists them."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from index.edits.arguments import NAMES, read_set, read_undo
from index.edits.file import change_corrections, read_corrections
from index.edits.records import Change, checked_values
from index.store import Store


def make_corrections(arguments: argparse.Namespace) -> None:
    """Keep what --undo and --set ask for. Raises UserError; then nothing is kept.

    Where there is nothing to undo, that is told, and a build goes on: the one before may have been
    killed once the correction was undone, and before its article said so.
    """
    changes = []
    for words in arguments.undo:
        paths, names = read_undo(words)
        changes += [Change(path, undo=names) for path in paths]
    for words in arguments.set:
        paths, values = read_set(words)
        changes += [Change(path, checked_values(values)) for path in paths]
    before = change_corrections(arguments.index, changes)[::-1]
    for change, old in zip(changes, before, strict=True):
        if change.undo and old.set.keys().isdisjoint(change.undo):
            what = "" if change.undo == NAMES else f" of its {' or '.join(change.undo)}"
            told = f"has no correction{what}: there is nothing to undo."
            print(f"build_index: {_printable(change.article)} {told}", file=sys.stderr)


def list_corrections(directory: Path, as_json: bool) -> None:
    """Print what was corrected, what the files say, and what waits for an article."""
    rows = _rows(directory)
    if as_json:
        print(json.dumps({"corrections": rows}, ensure_ascii=False))
        return
    for row in rows:
        waits = f"  (waits: {row['waits']})" if row["waits"] else ""
        print(f"{_printable(row['article'])}{waits}")
        for name, value in row["set"].items():
            says = "" if row["waits"] else f"  (its file says: {_shown(row['stated'][name])})"
            print(f"  {name}: {_shown(value)}{says}")
    print(f"{len(rows)} corrected")


def _rows(directory: Path) -> list[dict[str, Any]]:
    """Each correction in the order of paths; one that is not in the index says what it waits for.

    `article` is where it is now: of a table, the row with its text.
    """
    corrections, rows = read_corrections(directory), []
    with Store(directory).snapshot() as snapshot:
        listed = {each.path: each for each in snapshot.articles()}
        whole = [snapshot.article(each.path) for each in listed.values() if each.stated]
        applied = {corrections.key_of(each): each for each in whole if each is not None}
    for path, correction in sorted(corrections.by_path.items()):
        article, values = applied.get(path), dict(correction.values)
        stated = dict(article.stated or {}) if article else {}
        waits = None
        if stated.keys() != values.keys():
            waits = "the next build" if path in listed else "there is no such article now"
        where = article.path if article else path
        rows.append({"article": where, "set": values, "stated": stated, "waits": waits})
    return rows


def _shown(value: str | None) -> str:
    return "not known" if value is None else _printable(value)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
