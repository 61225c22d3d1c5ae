"""Options that several commands share, and the page in part; importing loads nothing heavy."""

import argparse
import math
from collections.abc import Iterable
from pathlib import Path

from index.arguments import folder
from index.completion import offer
from index.errors import UserError
from qa.deadline import MAX_SECONDS
from qa.readers.certainty import least_confidence
from qa.readers.open import READERS
from qa.records import ANSWERED_FROM, DEFAULT_READER
from qa.settings import MAX_TOP_K, TYPED, Settings, check_confidence


def add_index(parser: argparse.ArgumentParser) -> None:
    """Add --index."""
    parser.add_argument(
        "--index", type=folder, default=Path(".index"), metavar="DIR", help="default: .index"
    )


def add_search(parser: argparse.ArgumentParser) -> None:
    """Add the options of whatever answers questions."""
    add_index(parser)
    add_top_k(parser)
    add_filters(parser)
    add_as_of(parser)
    add_reader(parser)
    add_max_seconds(parser)


def add_max_seconds(
    parser: argparse.ArgumentParser, what: str = "a question", usual: str = f"{MAX_SECONDS:g}"
) -> None:
    """Add --max-seconds."""
    parser.add_argument(
        "--max-seconds", metavar="N", help=f"give up {what} that takes longer (default: {usual})"
    )


def chosen_seconds(typed: argparse.Namespace, usual: float = MAX_SECONDS) -> float:
    """How long a question may take, as typed; for ever where a command does not say.

    Raises UserError where that makes no sense.
    """
    if "max_seconds" not in typed:
        return math.inf  # who measures waits for every answer
    if typed.max_seconds is None:
        return usual
    try:
        seconds = float(typed.max_seconds)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise UserError(f"--max-seconds {typed.max_seconds} is no number of seconds.")
    return seconds


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add --as-of."""
    parser.add_argument(
        "--as-of",
        default="",
        metavar="DATE",
        help="what the articles said at the end of that day, without what came later",
    )


def add_typed(parser: argparse.ArgumentParser) -> None:
    """Add --typed."""
    parser.add_argument(
        "--typed", choices=TYPED, default="", help="read it as that, however it looks"
    )


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add --after, --before and --source."""
    parser.add_argument(
        "--after", default="", metavar="DATE", help="only articles of that day or later"
    )
    parser.add_argument(
        "--before", default="", metavar="DATE", help="only articles of that day or earlier"
    )
    source = parser.add_argument(
        "--source", default="", metavar="S", help="only articles of that source"
    )
    offer(source, _sources)


def add_top_k(parser: argparse.ArgumentParser) -> None:
    """Add --top-k."""
    parser.add_argument(
        "--top-k",
        metavar="N",
        help=f"passages to read, 1 to {MAX_TOP_K} (default: {Settings().top_k})",
    )


def _sources(typed: argparse.Namespace) -> Iterable[str]:
    from qa.offers import sources

    return sources(typed)


def add_reader(parser: argparse.ArgumentParser) -> None:
    """Add --reader, --min-confidence and --max-wrong."""
    reader = parser.add_argument(
        "--reader",
        default=DEFAULT_READER,
        metavar="NAME_OR_PATH",
        help=f"what marks the answer: {DEFAULT_READER} (default), {', '.join(READERS)}, or any "
        "extractive question-answering model on this machine",
    )
    offer(reader, lambda _: (DEFAULT_READER, *READERS))
    parser.add_argument(
        "--min-confidence",
        metavar="P",
        help=f"answer only from this confidence on, 0 to 1 (default: {ANSWERED_FROM})",
    )
    parser.add_argument(
        "--max-wrong",
        metavar="P",
        help="or from the one on at which at most this share of what is answered is wrong, 95 %% "
        "sure, in each collection that was measured: 0.5 for one in two",
    )


def chosen_confidence(typed: argparse.Namespace) -> float:
    """The least confidence that --min-confidence or --max-wrong asks for, or the default.

    Raises UserError where both do, where it makes no sense, and where it cannot be promised.
    """
    least, most = typed.min_confidence, typed.max_wrong
    if least is not None and most is not None:
        raise UserError("--min-confidence and --max-wrong say the same in two ways. Give one.")
    if most is not None:
        return least_confidence(_read_share(most, "--max-wrong"), typed.reader, "--max-wrong")
    if least is None:
        return ANSWERED_FROM
    value = _read_share(least, "--min-confidence")
    check_confidence(value, "--min-confidence")
    return value


def _read_share(text: str, option: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise UserError(f"{option} {text} is not a number from 0 to 1.") from error


def read_whole(text: str | None, option: str, default: int) -> int:
    """The value of an option that takes a whole number. Raises UserError where it is none."""
    if text is None:
        return default
    try:
        return int(text)
    except ValueError as error:
        raise UserError(f"{option} {text} is not a whole number.") from error
