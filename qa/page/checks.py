"""The index and its files read over while nobody asks, and what is wrong with them."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from index.checking.background import CheckEndedError, check_apart
from index.commands import command
from index.errors import UserError
from index.store import Problem
from qa.page.open_index import OpenIndex

EVERY = 6 * 3600.0  # seconds after which an index that nobody touched is read over again
_IDLE = 10.0  # seconds that nobody has asked before it begins
_LEAST = 60.0  # seconds between two checks, of an index that changes all the time
_PAUSE = 5.0
_AGAIN = 60.0  # seconds after which a check that was ended is tried again, and twice as long then
_TRIES = 3  # that were ended, before it is said that the index cannot be checked
_NAMED = 3  # problems
_OF_A_FILE = "the file "  # where a problem is that a file changed in silence

FileState = tuple[str, int, int]  # name, time of its last change in nanoseconds, size


class Checks:
    """Reads the index over after each change of its files, and every few hours."""

    def __init__(
        self,
        index: OpenIndex,
        idle_seconds: Callable[[], float],
        wait: Callable[[], None],
        every: float = EVERY,
    ) -> None:
        """`wait` waits a moment, or until nobody asks: what is called between two blocks."""
        self._index = index
        self._idle_seconds = idle_seconds
        self._wait = wait
        self._every = every
        self._files: Sequence[FileState] = ()  # as they were at the last check
        self._last = float("-inf")
        self._ended = 0  # checks in a row that came to no end

    def run(self) -> NoReturn:
        """Go on for ever: what a thread that is free does."""
        while True:
            time.sleep(_PAUSE)
            if self._idle_seconds() >= _IDLE:
                self.look()

    def look(self) -> bool:
        """Check the index where that is due; whether it was."""
        files = _files_of(self._index.directory)
        since = time.monotonic() - self._last
        is_due = since >= self._every or (files != self._files and since >= _LEAST)
        if self._ended:  # whatever has changed
            is_due = since >= min(self._every, _AGAIN * 2 ** (self._ended - 1))
        if not is_due:
            return False
        if not self._is_there():
            self._index.found = None
            return False
        try:
            corpus = self._index.corpus
            folders = [corpus] if corpus.is_dir() else []  # its disk may not be there
            problems = check_apart(self._index.directory, self._wait, folders).problems
            self._index.found = _told(problems, self._index)
            self._ended = 0
        except (CheckEndedError, OSError) as error:  # which says nothing of the index
            self._ended += 1
            if self._ended >= _TRIES:
                self._index.found = str(error)
        except UserError as error:  # it is gone meanwhile, or of another kind: who asks is told
            self._index.found = str(error) if self._is_there() else None
            self._ended = 0
        self._files, self._last = files, time.monotonic()
        return True

    def _is_there(self) -> bool:
        with suppress(UserError):
            return self._index.exists
        return False


def _files_of(directory: Path) -> list[FileState]:
    """What tells that something was written. Whoever reads, touches logs and locks alone."""
    found = []
    with suppress(OSError):
        for file in directory.rglob("*"):
            if not file.name.endswith((".lock", "-shm", "-wal")):
                status = file.stat()
                found.append((str(file), status.st_mtime_ns, status.st_size))
    return sorted(found)


def _told(problems: Sequence[Problem], index: OpenIndex) -> str | None:
    """What a person is told of what a check found; None where that is nothing."""
    if not problems:
        return None
    named = "; ".join(f"{each.where}: {each.what}" for each in problems[:_NAMED])
    is_of_files = all(each.where.startswith(_OF_A_FILE) for each in problems)
    what = "not what its files hold" if is_of_files else "damaged"
    more = f"; and {len(problems) - _NAMED:,} more" if len(problems) > _NAMED else ""
    meanwhile = (
        "Answers are of what was read before."
        if is_of_files
        else "What is damaged is never shown as an answer."
    )
    return (
        f"The index in {index.directory} is {what}: {named}{more}. {meanwhile} "
        f"Mend it: {command('gleaner-index')} {index.corpus} "
        f"--index {index.directory} --repair"
    )
