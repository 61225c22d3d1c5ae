"""The options that the command line and the page share; importing this loads nothing heavy."""

import argparse

from index.errors import UserError
from qa.records import ANSWERED_FROM, DEFAULT_READER


def add_reader(parser: argparse.ArgumentParser) -> None:
    """Add --reader and --min-confidence."""
    parser.add_argument(
        "--reader",
        default=DEFAULT_READER,
        metavar="NAME_OR_PATH",
        help="what marks the answer: gleaner (default), rules, or any extractive "
        "question-answering model on this machine",
    )
    parser.add_argument(
        "--min-confidence",
        metavar="P",
        help=f"answer only from this confidence on, 0 to 1 (default: {ANSWERED_FROM})",
    )


def read_confidence(text: str | None) -> float:
    """The value of --min-confidence. Raises UserError unless it is from 0 to 1."""
    if text is None:
        return ANSWERED_FROM
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UserError(f"--min-confidence {text} is not a number from 0 to 1.")
    return value
