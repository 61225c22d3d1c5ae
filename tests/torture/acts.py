"""The command line of building, with encoders that need no model: what a bench kills.

python -m tests.torture.acts CORPUS --index INDEX --encoder words
"""

import contextlib
import importlib
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.fakes import WordEncoder

DELAY = 0.0003  # seconds that a text takes to encode: so that there is something to be killed in
DIMENSIONS = {"words": 64, "letters": 32}
LATE = "late.md"  # the file that comes while a folder is watched
BACK = 3 * 24 * 3600.0  # seconds that a clock is set back
_HEAVY = ("build_index", "index.build", "index.checking.repair", "index.search", "watchfiles")


def encoder(name: str, delay: float = 0.0) -> WordEncoder:
    """An encoder by its name, the same in every process."""
    return WordEncoder(name, delay, DIMENSIONS.get(name, DIMENSIONS["words"]))


def prepare() -> None:
    """Load all that a build needs, and put these encoders in the place of the real ones."""
    for module in _HEAVY:
        importlib.import_module(module)
    for module in ("index.encoder", "index.build"):
        vars(importlib.import_module(module))["load_encoder"] = partial(encoder, delay=DELAY)


def run(arguments: Sequence[str], clock_back: bool = False) -> int:
    """Run the command line with these arguments; return its exit code."""
    import build_index

    if "--watch" in arguments:
        _hasten_watching(Path(arguments[0]))
    if clock_back:
        _set_clock_back()
    return build_index.main(arguments)


def _hasten_watching(corpus: Path) -> None:
    """Have changes seen in milliseconds, and make one soon after the watch has begun."""
    import watchfiles

    real = watchfiles.watch

    def put_late() -> None:
        time.sleep(0.03)
        beside = corpus.parent / LATE
        beside.write_text(late_text(), encoding="utf-8")
        beside.rename(corpus / LATE)

    def watch(*paths: Path, **how: Any) -> Iterator[Any]:
        threading.Thread(target=put_late, daemon=True).start()
        yield from real(*paths, **{**how, "debounce": 20, "step": 5, "rust_timeout": 100})

    vars(watchfiles)["watch"] = watch


def late_text() -> str:
    return "# Late\n\nThe last buoy of the year was laid by Grace in a storm.\n"


def _set_clock_back() -> None:
    seconds, nanoseconds = time.time, time.time_ns
    vars(time)["time"] = lambda: seconds() - BACK
    vars(time)["time_ns"] = lambda: nanoseconds() - int(BACK * 1e9)


if __name__ == "__main__":
    prepare()
    with contextlib.suppress(OSError):
        os.nice(10)
    sys.exit(run(sys.argv[1:]))
