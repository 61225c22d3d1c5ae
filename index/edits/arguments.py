"""Correcting articles on the command line: its arguments, and what is typed behind them."""

import argparse
from collections.abc import Sequence

from index.errors import UserError

NAMES = ("title", "date", "source")


def add_corrections(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set", nargs="+", action="append", default=[], metavar=("PATH", "NAME=VALUE"),
        help="correct title, date or source of articles, whatever their files say, and index; "
        "without a VALUE it is not known",
    )  # fmt: skip
    parser.add_argument(
        "--undo", nargs="+", action="append", default=[], metavar=("PATH", "NAME"),
        help="let the word of their files count again, for these names or for all, and index",
    )  # fmt: skip
    parser.add_argument(
        "--corrections", action="store_true", help="list what was corrected; change nothing"
    )


def read_set(words: Sequence[str]) -> tuple[list[str], dict[str, str | None]]:
    """Paths, and the values for all of them. Raises UserError where either is missing."""
    paths, values = [], {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name in NAMES:
            values[name] = value or None
        else:
            paths.append(word)
    if not paths or not values:
        raise UserError(
            "--set takes paths of articles and values: --set 2023/cases.md source=Reuters "
            f"date=2023-10-31. What can be set: {', '.join(NAMES)}."
        )
    return paths, values


def read_undo(words: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Paths, and the names for all of them. Raises UserError where there is no path."""
    paths = [word for word in words if word not in NAMES]
    if not paths:
        raise UserError("--undo takes paths of articles, and names if not all are meant.")
    return paths, tuple(word for word in words if word in NAMES) or NAMES
