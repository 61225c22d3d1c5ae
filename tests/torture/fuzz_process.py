"""A process that tries inputs of one target, and one that watches it, for hangs and crashes."""

import importlib
import multiprocessing
import os
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Protocol

HANG_SECONDS = 40.0  # after which whoever tries it is killed
START_SECONDS = 180.0
MAX_MEMORY = 2_000_000_000  # bytes
_TELL = 1.0  # seconds between two reports
_NOT_BEGUN = -1


class Target(Protocol):
    """Something that takes input."""

    max_seconds: float  # of the processor, for an input; it is bad if it takes more
    max_memory: int  # bytes of the process that it is tried in; 0: any

    def make(self, chance: random.Random) -> bytes:
        """An odd input."""

    def run(self, data: bytes) -> str | None:
        """Let it have an input; what is wrong with what came of it. May raise anything."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """Which inputs to try, for how long, and where files may be written."""

    name: str  # of one of TARGETS, or "module:class"
    seed: int
    count: int
    seconds: float
    folder: Path
    hang_seconds: float = HANG_SECONDS


@dataclass(frozen=True, slots=True)
class Bad:
    """An input, and what was wrong."""

    number: int
    data: bytes
    problem: str

    @property
    def said(self) -> str:
        """The problem in a line, the same for inputs that are bad in one way."""
        lines = [line for line in self.problem.splitlines() if line.strip()] or [""]
        at = re.findall(
            r'File ".*?((?:index|qa|tests|site-packages)/[^"]+)", line (\d+)', self.problem
        )
        where = f" at {at[-1][0]}:{at[-1][1]}" if at else ""
        return re.sub(r"\d+", "N", lines[-1])[:150] + where


def try_input(target: Target, data: bytes) -> str | None:
    """What is wrong with what comes of an input: also that it takes too long, or raises."""
    began = time.process_time()  # others may use the processor too
    try:
        problem = target.run(data)
    except KeyboardInterrupt:
        raise
    except BaseException:  # what Rust panics with is no Exception
        return traceback.format_exc()
    took = time.process_time() - began
    if not problem and took > target.max_seconds:
        return f"took {took:.1f} s"
    return problem


class Course:
    """The inputs of a plan, tried in processes that may hang or break."""

    def __init__(self, plan: Plan) -> None:
        self.count = 0  # inputs that were tried
        self.seconds = 0.0
        self.slowest = 0.0
        self._plan = plan
        self._context = multiprocessing.get_context("spawn")
        self._at: Synchronized[int] = self._context.Value("q", _NOT_BEGUN)

    def run(self) -> Iterator[Bad]:
        """Try them until the time is over; those that are bad."""
        first, left = 0, self._plan.seconds
        while left > 0 and first < self._plan.count:
            began = time.monotonic()
            yield from self._run_from(first, left)
            left -= time.monotonic() - began
            first = self._at.value + 1
            if self._at.value == _NOT_BEGUN:
                return  # it cannot even begin

    def _run_from(self, first: int, seconds: float) -> Iterator[Bad]:
        receiver, sender = self._context.Pipe(duplex=False)
        self._at.value = _NOT_BEGUN
        process = self._context.Process(
            target=_work, args=(self._plan, first, seconds, self._at, sender), daemon=False
        )
        process.start()
        sender.close()
        before = self.seconds
        seen, since = _NOT_BEGUN, time.monotonic()
        try:
            while True:
                is_over = not process.is_alive()  # then all that it said is there
                with suppress(EOFError):
                    while receiver.poll(_TELL / 2):
                        said = receiver.recv()
                        if isinstance(said, Bad):
                            yield said
                        else:
                            took, slowest = said
                            self.seconds = before + took
                            self.slowest = max(self.slowest, slowest)
                now = self._at.value
                self.count = max(self.count, now + 1)
                if now != seen:
                    seen, since = now, time.monotonic()
                if is_over:
                    break
                allowed = START_SECONDS if now == _NOT_BEGUN else self._plan.hang_seconds
                if time.monotonic() - since > allowed:
                    break
            if process.is_alive() or process.exitcode:
                yield self._broken(process.exitcode)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid or 0, signal.SIGKILL)  # pages and browsers too
            process.kill()
            process.join()
            receiver.close()

    def _broken(self, code: int | None) -> Bad:
        """Why the process is not at its end."""
        number = self._at.value
        problem = f"hangs for more than {self._plan.hang_seconds:g} s"
        if code is not None:
            problem = f"the process ended with {code}"
        if number == _NOT_BEGUN:
            return Bad(number, b"", f"{problem}, before the first input")
        self.slowest = max(self.slowest, self._plan.hang_seconds if code is None else 0.0)
        return Bad(number, b"make it again by its number", problem)


def _work(
    plan: Plan, first: int, seconds: float, at: "Synchronized[int]", sender: Connection
) -> None:
    """Try inputs, and send what is bad, and now and then how many there were."""
    os.setsid()
    ends = time.monotonic() + seconds
    target = open_target(plan.name, plan.folder / f"from-{first}")
    _limit_memory(target.max_memory)
    began = told = time.monotonic()
    slowest = 0.0
    for number in range(first, plan.count):
        now = time.monotonic()
        if now > ends:
            break
        if now > told + _TELL:
            sender.send((now - began, slowest))
            told = now
        at.value = number
        data = target.make(random.Random(f"{plan.seed} {plan.name} {number}"))
        tried = time.perf_counter()
        problem = try_input(target, data)
        slowest = max(slowest, time.perf_counter() - tried)
        if problem:
            sender.send(Bad(number, data, problem))
    sender.send((time.monotonic() - began, slowest))
    target.close()


def open_target(name: str, folder: Path) -> Target:
    """A target by its name, in a folder of its own."""
    module, _, kind = name.partition(":")
    if kind:
        target: Target = getattr(importlib.import_module(module), kind)(folder)
        return target
    from tests.torture.fuzz_targets import TARGETS

    return TARGETS[name](folder)


def _limit_memory(most: int) -> None:
    if sys.platform != "linux" or not most:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
