"""Command-line arguments, wrong ones told as every other mistake."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from index.errors import UserError


class Parser(argparse.ArgumentParser):
    """Raises UserError for a wrong argument: one message and exit code 1, as for other mistakes."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message}. See: {self.prog} --help")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End, as after --help: what cannot be written is told of while somebody listens."""
        sys.stdout.flush()
        super().exit(status, message)


def folder(named: str) -> Path:
    """A folder as it is typed; no name, as of a variable that is not set, is none."""
    if not named:
        raise argparse.ArgumentTypeError("a folder has to be named; . is the one you are in")
    return Path(named)


def add_engine(parser: argparse.ArgumentParser) -> None:
    """The option that has an index use another engine."""
    parser.add_argument(
        "--engine", metavar="ENGINE",
        help="what finds candidates from now on: local, memory, milvus, milvus=FOLDER or "
        "milvus=http://HOST:PORT (default: the index's own); encodes nothing again",
    )  # fmt: skip
