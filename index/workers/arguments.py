"""What reading one file may take, as options of a command."""

import argparse

from index.workers.limits import Limits


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Have a parser know them."""
    parser.add_argument(
        "--max-mb", type=_megabytes, metavar="N", help="skip larger files (default: 20)"
    )
    parser.add_argument(
        "--max-seconds", type=_seconds, metavar="N",
        help="skip files that take longer to read (default: 30)",
    )  # fmt: skip
    parser.add_argument(
        "--max-memory-mb", type=_megabytes, metavar="N",
        help="skip files that take more memory to read (default: 1000; kept on Linux)",
    )  # fmt: skip
    parser.add_argument(
        "--max-output-mb", type=_megabytes, metavar="N",
        help="skip files whose articles take more (default: 100)",
    )  # fmt: skip


def _megabytes(text: str) -> int:
    """Megabytes, as typed, in bytes."""
    megabytes = float(text)
    if not 0 < megabytes < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is no size in megabytes")
    return int(megabytes * 1e6)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return seconds


def limits_of(arguments: argparse.Namespace) -> Limits:
    """What reading one file may take, as typed."""
    typed = {
        "max_bytes": arguments.max_mb,
        "max_seconds": arguments.max_seconds,
        "max_memory": arguments.max_memory_mb,
        "max_output": arguments.max_output_mb,
    }
    return Limits(**{name: value for name, value in typed.items() if value is not None})
