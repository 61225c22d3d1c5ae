"""Builds are interrupted, again and again: an index is as it was before or after, and whole.

    python -m tests.torture.crashes --kills 1000 [--seconds N] [--seed S] [--folder F]

Commands that write an index (scenes.py) are killed with SIGKILL at random moments and stopped as
Ctrl-C does (rounds.py), run on full and read-only disks, without permission and with a clock set
back (disks.py), and lose what was not yet on the disk when power fails (power.py). After each the
index must open, be one of its two versions whole, be mended by the next build, and leave nothing
behind (verdicts.py). Prints a table, and each that went wrong with its number, by which it can be
tried again (--only). A kill that came after the end does not count. Exit code 1 if one went wrong,
or if there was no time for as many as were asked for.
"""

import itertools
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from index.arguments import Parser
from tests.torture import power
from tests.torture.disks import HARMS, NEED_A_MOUNT, may_mount
from tests.torture.nursery import Nursery
from tests.torture.rounds import Clock, Round, kill, stop
from tests.torture.scenes import Scene, Stage

KINDS = ("kills", "stops", "disks", "power")
SHARES = {"kills": 1.0, "stops": 0.15, "disks": 0.4, "power": 0.5}  # beside a kill, how many
TIMES = {"kills": 1.3, "stops": 0.4, "disks": 0.5, "power": 1.0}  # and how much of the time
MEMORY = Path("/dev/shm")  # where every other kill finds no disk to wait for


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="and of the rest in proportion")
    parser.add_argument("--seconds", type=float, default=3600.0, help="begin no more after these")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="that one of each kind")
    parser.add_argument("--folder", type=Path, help="to do it in (default: the system's)")
    arguments = parser.parse_args()
    with suppress(OSError, AttributeError):
        os.nice(10)
    ends = time.monotonic() + arguments.seconds
    rounds: dict[str, list[Round]] = defaultdict(list)
    short: list[str] = []
    with tempfile.TemporaryDirectory(dir=arguments.folder) as scratch:
        bench = Bench(Path(scratch), arguments.seed)
        for kind in arguments.kinds:
            count, only = round(arguments.kills * SHARES[kind]), arguments.only
            numbers = itertools.count() if only is None else [only]
            # What comes last has its share of the time.
            share = (ends - time.monotonic()) * TIMES[kind] / _times_from(kind, arguments.kinds)
            left = count if only is None else 1
            for number, done in bench.rounds(kind, numbers, time.monotonic() + share):
                rounds[f"{kind}: {done.scene}"].append(done)
                for each in done.wrong:
                    print(f"{kind} {number}, {done.scene}, {done.state}: {each}", flush=True)
                left -= only is not None or kind != "kills" or done.code < 0
                if not left:
                    break
            if left:
                short.append(f"{left} {kind} of {count}")
    print_table(rounds)
    if short:
        print(f"There was no time, or no way, for {', '.join(short)}.", file=sys.stderr)
    return 1 if short or any(done.wrong for each in rounds.values() for done in each) else 0


def _times_from(kind: str, kinds: tuple[str, ...]) -> float:
    return sum(TIMES[each] for each in kinds[kinds.index(kind) :])


class Bench:
    """The scenes, and a folder to interrupt them in."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self.scenes = Stage(folder / "stage").scenes()

    def rounds(
        self, kind: str, numbers: Iterable[int], ends: float = float("inf")
    ) -> Iterator[tuple[int, Round]]:
        """Interrupt that often; each is decided by its number."""
        if kind == "power":
            yield from self._power(numbers, ends)
            return
        with Nursery() as nursery, tempfile.TemporaryDirectory(dir=_memory()) as other:
            clocks = (Clock(), Clock())
            for number in numbers:
                if time.monotonic() > ends:
                    return
                chance = random.Random(f"{self._seed} {kind} {number}")
                place = (self._folder / "scratch", Path(other))[number % 2]
                place.mkdir(exist_ok=True)
                if kind == "disks":
                    yield number, self._disk(nursery, place, number, chance)
                    continue
                scene = self._any(chance, kind)
                interrupt = kill if kind == "kills" else stop
                yield number, interrupt(nursery, scene, place, clocks[number % 2], chance)

    def _any(self, chance: random.Random, kind: str) -> Scene:
        scenes = [each for each in self.scenes if kind == "kills" or not each.seconds]
        return chance.choices(scenes, [each.weight for each in scenes])[0]

    def _disk(self, nursery: Nursery, place: Path, number: int, chance: random.Random) -> Round:
        names = [name for name in HARMS if may_mount() or name not in NEED_A_MOUNT]
        name = names[number % len(names)]
        scene = self._any(chance, "disks")
        done = HARMS[name](nursery, scene, place, chance)
        said = tuple(f"{scene.name}: {each}" for each in done.wrong)
        return Round(name, done.code, done.state, said, done.said)

    def _power(self, numbers: Iterable[int], ends: float) -> Iterator[tuple[int, Round]]:
        if not power.can_record():
            print("Power failures are left out: strace is not installed.", file=sys.stderr)
            return
        scenes = [each for each in self.scenes if not each.seconds]
        recording = None
        for number in numbers:
            if time.monotonic() > ends:
                return
            chance = random.Random(f"{self._seed} power {number}")
            if number % power.CUTS == 0 or recording is None:
                scene = scenes[number // power.CUTS % len(scenes)]
                recording = power.record(scene, self._folder / "power")
            yield number, power.cut(recording, self._folder / "power", chance)


def _memory() -> str | None:
    return str(MEMORY) if os.access(MEMORY, os.W_OK) else None


def print_table(rounds: dict[str, list[Round]]) -> None:
    """Print a row for each scene: how often, what the index was after it, and what was wrong."""
    print("| interrupted | times | ended before | the index after it | wrong |")
    print("| --- | ---: | ---: | --- | ---: |")
    for name, each in rounds.items():
        ended = sum(done.code >= 0 for done in each)
        states = Counter(done.state for done in each)
        told = ", ".join(f"{state} {count}" for state, count in sorted(states.items()))
        wrong = sum(bool(done.wrong) for done in each)
        print(f"| {name} | {len(each)} | {ended} | {told} | {wrong} |")


if __name__ == "__main__":
    sys.exit(main())
