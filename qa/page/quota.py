"""What may lie in the page's scratch folder: whose it is, how much, how long."""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import UserError
from qa.page.uploads import sweep

MAX_OF_SESSION = 1_000_000_000  # bytes; beyond, its oldest uploads go
MAX_OF_ALL = 4_000_000_000  # bytes; beyond, nothing more is taken
_KEPT = 2 * 60 * 60  # seconds that an upload waits to be used
_BLOCK = 4096  # bytes that the smallest file takes
_PAUSE = 60.0  # seconds between two looks at the whole folder


class FullError(UserError):
    """There is no room for more uploads."""


@dataclass(slots=True)
class _Upload:
    size: int
    since: float
    sessions: set[str | None] = field(default_factory=set)


class Quota:
    """The uploads that lie there, the oldest first, and those that come just now."""

    def __init__(
        self,
        scratch: Path,
        of_session: int = MAX_OF_SESSION,
        of_all: int = MAX_OF_ALL,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`clock`: the time, in seconds, as files have it."""
        self.scratch = scratch
        self._clock = clock
        self._of_session = of_session
        self._of_all = of_all
        self._uploads: OrderedDict[str, _Upload] = OrderedDict()  # by path
        self._coming: dict[int, tuple[float, int]] = {}  # since when, how much at most
        self._number = 0
        self._looked = 0.0
        self._lock = threading.RLock()

    def holds(self, path: str, session: str | None) -> bool:
        """Whether the session may use what was uploaded there."""
        with self._lock:
            upload = self._uploads.get(path)
            return upload is not None and session in upload.sessions

    def release(self, path: str, session: str | None) -> None:
        """The session needs it no more; it is removed unless another has it too."""
        with self._lock:
            if self.holds(path, session):
                self._let_go(path, session)

    @contextmanager
    def receiving(self, size: int) -> Iterator[None]:
        """While so much comes in, at most. Raises FullError where there is no room for it."""
        with self._lock:
            self.sweep()
            lies = sum(upload.size for upload in self._uploads.values())
            coming = sum(expected for _, expected in self._coming.values())
            if lies + coming + size > self._of_all:
                raise FullError(
                    f"The files that were uploaded lately fill the {self._of_all // 1_000_000} MB "
                    "that they may have. Try again in an hour, or copy them into the folder of "
                    "articles yourself."
                )
            self._number = number = self._number + 1
            self._coming[number] = (self._clock(), size)
        try:
            yield
        finally:
            with self._lock:
                del self._coming[number]
                self._remove_broken_off()

    def add(self, path: str, session: str | None) -> None:
        """Note what came; the session's oldest uploads make room for it."""
        with self._lock:
            upload = self._uploads.setdefault(path, _Upload(_size(Path(path)), 0.0))
            upload.sessions.add(session)
            upload.since = self._clock()
            self._uploads.move_to_end(path)
            own = [each for each, kept in self._uploads.items() if session in kept.sessions]
            total = sum(self._uploads[each].size for each in own)
            for each in own[:-1]:
                if total <= self._of_session:
                    break
                total -= self._uploads[each].size
                self._let_go(each, session)

    def sweep(self) -> None:
        """Remove what is old, or was removed by others; now and then look at all."""
        now = self._clock()
        with self._lock, suppress(OSError):
            for path, upload in list(self._uploads.items()):
                if upload.since >= now - _KEPT:
                    break
                for session in list(upload.sessions):
                    self._let_go(path, session)
            if now >= self._looked + _PAUSE:
                self._looked = now
                sweep(self.scratch, now)
                for path in [each for each in self._uploads if not Path(each).exists()]:
                    del self._uploads[path]

    def _let_go(self, path: str, session: str | None) -> None:
        """A session has it no more; who has none is removed."""
        upload = self._uploads[path]
        upload.sessions.discard(session)
        if upload.sessions:
            return
        del self._uploads[path]
        with suppress(OSError):
            Path(path).unlink()
            Path(path).parent.rmdir()

    def _remove_broken_off(self) -> None:
        """Remove files beside the folders: of uploads that ended before all of it was there."""
        oldest = min((since for since, _ in self._coming.values()), default=self._clock())
        with suppress(OSError), os.scandir(self.scratch) as entries:
            for entry in entries:
                if entry.name.startswith("tmp") and entry.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        if entry.stat().st_mtime < oldest:
                            os.unlink(entry.path)  # noqa: PTH108


def check_room(scratch: Path, limit: int = MAX_OF_ALL) -> None:
    """Raise UserError where uploads and answers together fill what they may have."""
    if sum(_size(path) for path in scratch.rglob("*")) > limit:
        raise UserError(
            f"Answers and uploads of this day fill the {limit // 1_000_000} MB that they may have. "
            "Download what you need and start the page again, or ask on the command line."
        )


def _size(path: Path) -> int:
    try:
        return max(_BLOCK, path.stat().st_size)
    except OSError:
        return _BLOCK
