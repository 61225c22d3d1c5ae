"""How much memory a measure takes."""

import math
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


@contextmanager
def memory(name: str) -> Iterator[dict[str, Any]]:
    """The most that this process has held, MB; and meanwhile, without what is mapped from files."""
    row: dict[str, Any] = {}
    ended, most = threading.Event(), [anonymous()]

    def look() -> None:
        while not ended.wait(0.02):
            most.append(max(most.pop(), anonymous()))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield row
    finally:
        ended.set()
        looking.join()
    row[f"{name}, peak MB"] = peak()
    row[f"{name}, anonymous, MB"] = most[0]


def peak() -> float:
    """The most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def anonymous() -> float:
    """What this process holds now that is in no file, MB; NaN where the system does not tell."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return float(line.split()[1]) / 1e3
    return math.nan
