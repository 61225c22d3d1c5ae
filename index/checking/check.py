"""Read over all that an index holds, and say what is wrong, where, and what will mend it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.engines import open_engine
from index.errors import DamagedError
from index.store import Problem, Store

Progress = Callable[[float, str], None]
"""Called with the share done, in [0, 1], and what is being read."""

_STORE_SHARE = 0.7  # of the time, about


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    problems: tuple[Problem, ...]
    articles: int  # that can be read
    passages: int
    index_version: int  # 0 where it cannot be told
    seconds: float


def check_index(directory: Path, progress: Progress = lambda share, what: None) -> CheckReport:
    """Read the store's pages, rows, texts and vectors, and what is derived from it.

    Raises UserError where there is no index, or it was made by an earlier version of Gleaner.
    """
    began = time.monotonic()
    try:
        with Store(directory).snapshot() as snapshot:
            found = snapshot.scan(lambda share: progress(_STORE_SHARE * share, "the store"))
            problems = found.problems
            problems += [_noted(what) for what in snapshot.damage]
            if not found.form:
                progress(_STORE_SHARE, "the search files")
                problems += open_engine(snapshot.engine, directory).check(snapshot)
            counted, version = snapshot.statistics(), snapshot.edition.version
    except DamagedError as error:
        seconds = round(time.monotonic() - began, 3)
        return CheckReport((_unreadable(error),), 0, 0, 0, seconds)
    progress(1.0, "")
    seconds = round(time.monotonic() - began, 3)
    return CheckReport(tuple(problems), counted.articles, counted.passages, version, seconds)


def _noted(what: str) -> Problem:
    return Problem("it is missing or damaged", what, "the store")


def _unreadable(error: DamagedError) -> Problem:
    return Problem(str(error), "the store", "what is encoded, or the corpus")
