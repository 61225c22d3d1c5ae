"""What reading one file may take, as options of a command."""

import argparse
from dataclasses import replace

from index.workers.limits import DEFAULT_LIMITS, Limits


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Have a parser know them. An index remembers what was typed for it."""
    parser.add_argument(
        "--max-mb", type=_megabytes, metavar="N", help="skip larger files (at first: 20)"
    )
    parser.add_argument(
        "--max-seconds", type=_seconds, metavar="N",
        help="skip files that take longer to read (at first: 30)",
    )  # fmt: skip
    parser.add_argument(
        "--max-memory-mb", type=_megabytes, metavar="N",
        help="skip files that take more memory to read (at first: 1000; kept on Linux)",
    )  # fmt: skip
    parser.add_argument(
        "--max-output-mb", type=_megabytes, metavar="N",
        help="skip files whose articles take more (at first: 100); an index remembers these four",
    )  # fmt: skip


def _megabytes(text: str) -> int:
    """Megabytes, as typed, in bytes."""
    return int(_positive(text, "size in megabytes") * 1e6)


def _seconds(text: str) -> float:
    return _positive(text, "number of seconds")


def _positive(text: str, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is no {what}")
    return number


def limits_of(arguments: argparse.Namespace, others: Limits = DEFAULT_LIMITS) -> Limits:
    """What reading one file may take, as typed; what was not typed is as in the `others`."""
    typed = {
        "max_bytes": arguments.max_mb,
        "max_seconds": arguments.max_seconds,
        "max_memory": arguments.max_memory_mb,
        "max_output": arguments.max_output_mb,
    }
    return replace(others, **{name: value for name, value in typed.items() if value is not None})
