"""Read over all that an index holds, and say what is wrong, where, and what will mend it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.edits.file import check_corrections
from index.engines import open_engine
from index.errors import DamagedError
from index.file_states import RECIPE, find_changed
from index.reading.corpus import list_files
from index.store import Problem, Snapshot, Store

Progress = Callable[[float, str], None]
"""Called with the share done, in [0, 1], and what is being read."""

_STORE_SHARE, _FILES_FROM = 0.7, 0.9  # of the time, about


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    problems: tuple[Problem, ...]
    articles: int  # that can be read
    passages: int
    index_version: int  # 0 where it cannot be told
    files: int  # of the corpus, that were compared with what was read of them
    seconds: float


def check_index(
    directory: Path,
    progress: Progress = lambda share, what: None,
    folders: Sequence[Path] = (),
    is_silent: bool = False,
) -> CheckReport:
    """Read the store's pages, rows, texts and vectors, and what is derived from it.

    And the files of the corpus in `folders`, whether they hold what was read of them; those that
    came or went since are no damage; with `is_silent`, nor those whose size or time stamp shows
    that they changed. Raises UserError where there is no index or no such folder, or
    it was made by an earlier version of Gleaner.
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
            changed, files = _compare(snapshot, folders, progress, is_silent)
            problems += [*changed, *check_corrections(directory, snapshot)]
            counted, version = snapshot.statistics(), snapshot.edition.version
    except DamagedError as error:
        seconds = round(time.monotonic() - began, 3)
        return CheckReport((_unreadable(error),), 0, 0, 0, 0, seconds)
    progress(1.0, "")
    seconds = round(time.monotonic() - began, 3)
    return CheckReport(tuple(problems), counted.articles, counted.passages, version, files, seconds)


def _compare(
    snapshot: Snapshot, folders: Sequence[Path], progress: Progress, is_silent: bool
) -> tuple[list[Problem], int]:
    """Files that do not hold what was read of them, and how many were looked at."""
    if not folders:
        return [], 0
    listed, _ = list_files(folders)
    rest = 1 - _FILES_FROM
    return find_changed(
        listed,
        snapshot.files(RECIPE),
        lambda share: progress(_FILES_FROM + rest * share, "the files"),
        is_silent,
    )


def _noted(what: str) -> Problem:
    return Problem("it is missing or damaged", what, "the store")


def _unreadable(error: DamagedError) -> Problem:
    return Problem(str(error), "the store", "what is encoded, or the corpus")
