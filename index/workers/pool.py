"""A few workers that read files ahead of who takes what they read, in the order given."""

import codecs
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from index.reading.opening import open_regular
from index.records import Skipped, SourceFile
from index.workers.limits import Limits
from index.workers.messages import Reply, Request, SplitArticle
from index.workers.process import Worker, unpack

MAX_AHEAD = 64  # files that are read, or being read, before they are asked for
KEPT = 1_000_000  # bytes of a file's articles that wait here; more wait in the worker
# Small texts in UTF-8 without front matter are safe to read here: no library parses them, and
# tests/test_linear.py reads every hostile shape it knows at this size. A build of a few is done
# before a worker has started.
SMALL_ENDINGS = (".txt", ".md")
SMALL = 16_000  # bytes of one
FEW = 64_000  # bytes of them together
_FRONT = b"---"  # what front matter begins with


@dataclass(frozen=True, slots=True)
class FileContents:
    """What came of a file."""

    file: SourceFile
    articles: int
    skipped: tuple[Skipped, ...]
    finished: bool  # no limit stopped it
    pieces: Iterable[bytes]

    def split_articles(self) -> Iterator[SplitArticle]:
        """The articles with their passages, in order, once. Raises UserError as the pool does."""
        for piece in self.pieces:
            yield from unpack(piece)


class ReadingPool:
    """Workers that start when there is something to read; `with` ends them.

    Memory does not grow with the files: so many are read ahead, and what is large stays with its
    worker until its turn has come.
    """

    def __init__(self, limits: Limits, workers: int | None = None) -> None:
        self._limits = limits
        count = workers or max(2, min(4, (os.cpu_count() or 2) // 2))
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
        self._own = threading.local()  # each thread's worker
        self._guard = threading.Lock()
        self._desks: list[_Desk] = []
        self._closed = False

    def __enter__(self) -> "ReadingPool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, files: Iterable[SourceFile]) -> Iterator[FileContents]:
        """What came of each file, in order; the files are taken from `files` ahead of that.

        Of each, all articles are to be taken before the next. Raises UserError where workers
        cannot be started, or are ended from outside.
        """
        ahead: deque[Future[FileContents]] = deque()
        small = 0  # bytes, while nothing else has come
        for file in files:
            small += file.size if _is_small(file) else FEW + 1
            read = self._read if small > FEW else self._read_here
            ahead.append(self._threads.submit(read, file))
            if len(ahead) > MAX_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def close(self) -> None:
        """End all workers, whatever they do."""
        with self._guard:
            self._closed = True
            for desk in self._desks:
                desk.close()
        self._threads.shutdown(cancel_futures=True)

    def _read_here(self, file: SourceFile) -> FileContents:
        from index.workers.worker import read_file  # what reads and splits loads when it is needed

        if not _is_small(file) or not _is_plain(file):  # it has grown, or a library would parse it
            return self._read(file)
        reply, pieces = read_file(Request(file, self._limits))
        return FileContents(file, reply.articles, reply.skipped, reply.finished, pieces)

    def _read(self, file: SourceFile) -> FileContents:
        desk: _Desk | None = getattr(self._own, "desk", None)
        if desk is None:
            desk = self._own.desk = _Desk(self._limits)
            with self._guard:
                self._desks.append(desk)
        return desk.read(file)


def _is_small(file: SourceFile) -> bool:
    if file.location.suffix.lower() not in SMALL_ENDINGS or file.size > SMALL:
        return False
    try:
        return file.location.stat().st_size <= SMALL
    except OSError:
        return True  # which reading it says


def _is_plain(file: SourceFile) -> bool:
    """Whether no library is needed to read a small text: for YAML, or to guess an encoding."""
    try:
        with open_regular(file.location) as stream:
            data = stream.read(SMALL + 1).removeprefix(codecs.BOM_UTF8)
        data.decode()
    except UnicodeDecodeError:
        return False
    except OSError:
        return True  # which reading it says
    return not data.startswith(_FRONT)


class _Desk:
    """A thread's place for its worker, which is replaced when it broke or is worn."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._worker: Worker | None = None
        self._free = threading.Event()  # nothing of the last file is left with the worker
        self._free.set()
        self._closed = False
        self._guard = threading.Lock()

    def read(self, file: SourceFile) -> FileContents:
        self._free.wait()
        worker = self._open()
        reply = worker.read(file, self._limits)
        pieces: Iterable[bytes]
        if sum(reply.sizes) <= KEPT:
            pieces = list(worker.pieces(reply.sizes))
            self._done(reply)
        else:
            self._free.clear()
            pieces = self._hand_over(worker, reply)
        return FileContents(file, reply.articles, reply.skipped, reply.finished, pieces)

    def close(self) -> None:
        with self._guard:
            self._closed = True
            if self._worker:
                self._worker.end()
        self._free.set()

    def _open(self) -> Worker:
        with self._guard:
            if self._closed:
                raise RuntimeError("the pool is closed")
            if self._worker is None:
                self._worker = Worker()
            return self._worker

    def _hand_over(self, worker: Worker, reply: Reply) -> Iterator[bytes]:
        yield from worker.pieces(reply.sizes)
        self._done(reply)
        self._free.set()

    def _done(self, reply: Reply) -> None:
        if reply.worn:
            with self._guard:
                if self._worker:
                    self._worker.end()
                self._worker = None
