"""Odd inputs to all that takes input: what breaks, is wrong, takes too long or too much.

    python -m tests.torture.fuzz --seconds 600 [--seed S] [--count N] [--targets …] [--keep FOLDER]

Files of every format are read; questions asked; files of questions and of cases read; requests sent
to a page; links opened in a browser; indexes damaged. Prints a row for each: how many inputs, how
many a second, the slowest, and how many were bad. Those are kept in a folder with what was wrong;
`--only questions:123` tries one again, `--minimise` makes it as small as it stays bad. Exit code 1
if there was one.
"""

import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.arguments import Parser
from tests.browser.window import browser_path
from tests.torture.fuzz_process import Bad, Course, Plan, open_target, try_input

WORKERS = 2
SHARES = {  # of the time
    "readers": 0.25,
    "questions": 0.25,
    "batches": 0.15,
    "requests": 0.15,
    "links": 0.1,
    "stores": 0.1,
}
KEPT = 3  # of those that are bad in one way


@dataclass(slots=True)
class Tally:
    """What came of one target's inputs."""

    course: Course
    bad: list[Bad] = field(default_factory=list)


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10**9, help="inputs of each at most")
    parser.add_argument("--targets", nargs="+", choices=SHARES, default=list(SHARES))
    parser.add_argument("--keep", type=Path, default=Path("runs/fuzz"), help="default: runs/fuzz")
    parser.add_argument("--only", metavar="TARGET:NUMBER", help="that one, and what is wrong")
    parser.add_argument("--minimise", action="store_true", help="with --only: as small as it gets")
    arguments = parser.parse_args()
    with suppress(OSError, AttributeError):
        os.nice(10)
    if arguments.only:
        return again(arguments.only, arguments.seed, arguments.minimise)
    tallies = fuzz(arguments.targets, arguments.seconds, arguments.seed, arguments.count)
    for name, tally in tallies.items():
        keep(arguments.keep, name, arguments.seed, tally.bad)
    print_table(tallies)
    bad = sum(len(each.bad) for each in tallies.values())
    if bad:
        print(f"{bad} bad; they and what is wrong with them are in {arguments.keep}")
    return 1 if bad else 0


def fuzz(names: Iterable[str], seconds: float, seed: int, count: int = 10**9) -> dict[str, Tally]:
    """Try inputs of these targets for about so long, two targets at a time.

    Links are left out where there is no browser.
    """
    chosen = [name for name in names if name != "links" or browser_path()]
    whole = sum(SHARES[name] for name in chosen)
    tallies: dict[str, Tally] = {}

    def run(name: str) -> None:
        share = min(1.0, WORKERS * SHARES[name] / whole)
        with tempfile.TemporaryDirectory(dir=_memory()) as folder:
            plan = Plan(name, seed, count, seconds * share, Path(folder))
            tally = tallies[name] = Tally(Course(plan))
            for bad in tally.course.run():
                tally.bad.append(bad)
                print(f"{name}:{bad.number}: {bad.said}", file=sys.stderr, flush=True)

    with ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(run, chosen))
    return {name: tallies[name] for name in chosen}


def _memory() -> str | None:
    """Where files are written without a disk to wait for."""
    memory = Path("/dev/shm")
    return str(memory) if os.access(memory, os.W_OK) else None


def keep(folder: Path, name: str, seed: int, bad: list[Bad]) -> None:
    """Write down the inputs, a few of those that are bad in the same way, and what was wrong."""
    ways = Counter[str]()
    for each in bad:
        ways[each.said] += 1
        if ways[each.said] <= KEPT:
            folder.mkdir(parents=True, exist_ok=True)
            stem = f"{name}-{seed}-{each.number}"
            (folder / f"{stem}.input").write_bytes(each.data)
            (folder / f"{stem}.txt").write_text(each.problem, encoding="utf-8", errors="replace")


def again(only: str, seed: int, smaller: bool) -> int:
    """Try one input once more, here; print it and what is wrong with it."""
    name, _, number = only.partition(":")
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        target = open_target(name, Path(folder) / "one")
        data = target.make(random.Random(f"{seed} {name} {number}"))
        problem = try_input(target, data)
        if problem and smaller:
            said = Bad(0, data, problem).said
            data = minimised(
                data, lambda part: Bad(0, b"", try_input(target, part) or "").said == said
            )
            problem = try_input(target, data)
        target.close()
    print(data if len(data) < 3000 else f"{len(data):,} bytes")
    print(problem or "nothing is wrong")
    return 1 if problem else 0


def minimised(data: bytes, is_bad: Callable[[bytes], bool]) -> bytes:
    """The data without any stretch that it stays bad without (Zeller's ddmin, greedily)."""
    size = max(1, len(data) // 2)
    while True:
        at, smaller = 0, data
        while at < len(smaller):
            part = smaller[:at] + smaller[at + size :]
            if is_bad(part):
                smaller = part
            else:
                at += size
        if size == 1 and smaller == data:
            return data
        data, size = smaller, max(1, size // 2)


def print_table(tallies: dict[str, Tally]) -> None:
    """Print a row for each target, and one for all."""
    print("| target | inputs | a second | slowest, s | bad |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, each in tallies.items():
        done = each.course
        rate = done.count / done.seconds if done.seconds else 0.0
        print(f"| {name} | {done.count:,} | {rate:.1f} | {done.slowest:.2f} | {len(each.bad)} |")
    count = sum(each.course.count for each in tallies.values())
    print(f"| all | {count:,} | | | {sum(len(each.bad) for each in tallies.values())} |")


if __name__ == "__main__":
    sys.exit(main())
