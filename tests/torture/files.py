"""Damaged files, read as a build reads them: seconds and memory of each.

    python -m tests.torture.files [--count N] [--seed N] [--seconds N]

Prints those that were past a limit or at which a worker broke, and the slowest and largest of each
format. A file can be made again from its number. Exit code 1 if there was one, or fewer were read
than were asked for: the time was over.
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.arguments import Parser
from index.records import SourceFile
from index.workers.limits import Limits
from index.workers.process import Worker, unpack
from tests.torture.mutations import mutated

MAX_MEMORY = 500_000_000
WORKERS = 2
CHUNK = 50  # files that a worker is given at a time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one damaged file came to."""

    number: int
    ending: str
    seconds: float
    memory: int  # bytes of the worker at most; 0 where the system does not say
    articles: int
    problem: str | None  # a limit that it was past, or that the worker broke


def main(argv: Sequence[str] | None = None) -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3600.0, help="begin no more after these")
    arguments = parser.parse_args(argv)
    outcomes: list[Outcome] = []
    ends = time.monotonic() + arguments.seconds
    with tempfile.TemporaryDirectory() as scratch:
        for outcome in torture(Path(scratch), arguments.count, arguments.seed, ends):
            outcomes.append(outcome)
            if outcome.problem:
                print(f"{outcome.number} {outcome.ending}: {outcome.problem}", flush=True)
    print_summary(outcomes)
    if len(outcomes) < arguments.count:
        print(f"only {len(outcomes):,} of {arguments.count:,}: the time was over", file=sys.stderr)
        return 1
    return 1 if any(outcome.problem for outcome in outcomes) else 0


def torture(folder: Path, count: int, seed: int, ends: float = float("inf")) -> Iterator[Outcome]:
    """Read so many files, each chunk by a worker of its own; no chunk begins after `ends`."""

    def chunk(first: int) -> list[Outcome]:
        if time.monotonic() > ends:
            return []
        return list(_read_some(folder, seed, range(first, min(first + CHUNK, count))))

    with ThreadPoolExecutor(WORKERS) as threads:
        for outcomes in threads.map(chunk, range(0, count, CHUNK)):
            yield from outcomes


def _read_some(folder: Path, seed: int, numbers: range) -> Iterator[Outcome]:
    worker = Worker()
    try:
        for number in numbers:
            ending, data = make(seed, number)
            location = folder / f"{number}{ending}"
            location.write_bytes(data)
            file = SourceFile(location.name, location, len(data), 0)
            outcome, worn = _read(worker, number, file)
            location.unlink()
            yield outcome
            if worn:
                worker.end()
                worker = Worker()
    finally:
        worker.end()


def make(seed: int, number: int) -> tuple[str, bytes]:
    """The ending and the bytes of a file by its number."""
    return mutated(random.Random(f"{seed} {number}"))


def _read(worker: Worker, number: int, file: SourceFile) -> tuple[Outcome, bool]:
    _forget_peak(worker.pid)
    began = time.monotonic()
    reply = worker.read(file, Limits())
    seconds = time.monotonic() - began
    memory = 0 if not reply.finished else _peak(worker.pid)
    for piece in worker.pieces(reply.sizes):
        unpack(piece)
    problem = None if reply.finished else reply.skipped[0].reason
    if memory > MAX_MEMORY:
        problem = f"took {memory / 1e6:.0f} MB"
    ending = file.location.suffix
    return Outcome(number, ending, seconds, memory, reply.articles, problem), reply.worn


def _forget_peak(pid: int) -> None:
    with suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def _peak(pid: int) -> int:
    with suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text()
        peak = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
        return int(peak[1]) * 1024 if peak else 0
    return 0


def print_summary(outcomes: list[Outcome]) -> None:
    """Print a row for each format: how many, how many gave articles, the slowest, the largest."""
    print("| format | files | with articles | slowest, s | most memory, MB | past a limit |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for ending in sorted({outcome.ending for outcome in outcomes}):
        of = [outcome for outcome in outcomes if outcome.ending == ending]
        read = sum(each.articles > 0 for each in of)
        slowest, largest = (max(each.seconds for each in of), max(each.memory for each in of))
        past = sum(each.problem is not None for each in of)
        figures = f"{len(of):,} | {read:,} | {slowest:.2f} | {largest / 1e6:.0f} | {past}"
        print(f"| `{ending}` | {figures} |")


if __name__ == "__main__":
    sys.exit(main())
