"""The index read over once a day, after what a command did to it is done and told."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from index.checking.background import check_apart
from index.checking.check import CheckReport
from index.errors import UserError
from index.store import Problem, Store
from index.store.latest import note_read_over, read_latest
from index.store.locks import build_lock


def read_over_daily(directory: Path, read: Callable[[Path], CheckReport]) -> Sequence[Problem]:
    """Read an index over, by `read`, where a day has passed since that was done.

    Return what is wrong with it, which the next build mends. Raises UserError where it cannot be
    read.
    """
    latest = read_latest(directory)
    if latest is None or latest.is_of_late:
        return ()
    report = read(directory)
    with suppress(UserError, OSError), build_lock(directory):  # else it is read once more
        path = Store(directory).path
        note_read_over(directory, path, report.index_version, not report.problems)
    return report.problems


class DailyReading:
    """The same beside what goes on, in a process that gives way to all others."""

    def __init__(self, directory: Path, tell: Callable[[Sequence[Problem], Path], None]) -> None:
        """`tell` is called with what is wrong, in a thread of its own."""
        self._directory = directory
        self._tell = tell
        self._reading = threading.Lock()

    def begin(self) -> None:
        """Begin, where a day has passed and none goes on already."""
        if self._reading.acquire(blocking=False):
            threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            with suppress(UserError):  # who builds next is told
                found = read_over_daily(self._directory, lambda at: check_apart(at, _go_on))
                self._tell(found, self._directory)
        finally:
            self._reading.release()


def _go_on() -> None:
    """Nothing has to be waited for."""
