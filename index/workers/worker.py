"""A process that reads files: told which through a pipe, one after another, until the pipe ends."""

import faulthandler
import os
import pickle
import re
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from index.reading.corpus import read_each
from index.records import Skipped
from index.splitting.passages import split_article
from index.workers.limits import Limits
from index.workers.messages import READY, Reply, Request, SplitArticle
from index.workers.parent import die_with

PIECE_CHARACTERS = 200_000  # of articles that are handed over together
PIECE_PASSAGES = 1_000
GRACE = 5.0  # seconds after which a worker ends itself that nobody else has ended
WORN = 0.3  # of the memory limit: who has taken more gives it back by ending


def main(parent: int) -> None:
    """Answer requests until there are no more; `parent`: the process that sends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with
    die_with(parent)
    requests, replies = sys.stdin.buffer, _take_stdout()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        _send(replies, READY)
        while (request := _next(requests)) is not None:
            # Ends this process even while a library holds Python's lock, and on any system.
            faulthandler.dump_traceback_later(
                request.limits.max_seconds + GRACE, exit=True, file=nowhere
            )
            _limit_memory(request.limits)
            reply, pieces = read_file(request)
            faulthandler.cancel_dump_traceback_later()
            _send(replies, _with_memory(reply, request), pieces)


def read_file(request: Request) -> tuple[Reply, list[bytes]]:
    """Read and split a file, within its limits of bytes and output."""
    file, limits = request.file, request.limits
    try:
        pieces = _Pieces(limits.max_output)
        skipped: list[Skipped] = []
        for item in read_each(file, limits.max_bytes):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                pieces.add((item, split_article(item)))
        pieces.close()
    except MemoryError:
        problem = limits.too_hungry
    except _TooMuchError:
        problem = limits.too_much
    except Exception as error:  # splitting raises nothing that is known of
        problem = f"cannot be split ({type(error).__name__})"
    else:
        return Reply(pieces.articles, tuple(skipped), pieces.sizes), pieces.done
    return Reply(0, (Skipped(file.path, problem),), finished=False, worn=True), []


def _with_memory(reply: Reply, request: Request) -> Reply:
    """The same, with what the memory that this process has taken says of it."""
    if not reply.finished:  # it says so, and is worn
        return reply
    used, limits = _memory_used(), request.limits
    if not reply.articles and used > 0.9 * limits.max_memory:
        # Libraries have words of their own for memory that they did not get.
        reply = replace(reply, skipped=(Skipped(request.file.path, limits.too_hungry),))
    return replace(reply, worn=used > WORN * limits.max_memory)


class _TooMuchError(Exception):
    """More came of a file than its limit allows."""


class _Pieces:
    """A file's articles, pickled as they come: a fifth of the memory that the records take."""

    def __init__(self, max_output: int) -> None:
        self.done: list[bytes] = []
        self.articles = 0
        self._max_output = max_output
        self._size = self._characters = self._passages = 0
        self._open: list[SplitArticle] = []

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(map(len, self.done))

    def add(self, article: SplitArticle) -> None:
        self._open.append(article)
        self.articles += 1
        self._characters += len(article[0].text)
        self._passages += len(article[1])
        if self._characters >= PIECE_CHARACTERS or self._passages >= PIECE_PASSAGES:
            self.close()

    def close(self) -> None:
        """Pickle what came last. Raises _TooMuchError where all of it is more than the limit."""
        if self._open:
            piece = pickle.dumps(self._open, pickle.HIGHEST_PROTOCOL)
            self._size += len(piece)
            self.done.append(piece)
            self._open, self._characters, self._passages = [], 0, 0
        if self._size > self._max_output:
            raise _TooMuchError


def _take_stdout() -> BinaryIO:
    """The pipe to the parent; what a library prints goes nowhere."""
    sys.stdout.flush()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return replies


def _send(replies: BinaryIO, message: object, pieces: list[bytes] | None = None) -> None:
    pickle.dump(message, replies, pickle.HIGHEST_PROTOCOL)
    for piece in pieces or ():
        replies.write(piece)
    replies.flush()


def _next(requests: BinaryIO) -> Request | None:
    try:
        request: Request = pickle.load(requests)
    except EOFError:
        return None
    return request


def _limit_memory(limits: Limits) -> None:
    if sys.platform != "linux":  # macOS and Windows keep no such limit
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = limits.max_memory
    with suppress(OSError, ValueError):
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))


def _memory_used() -> int:
    """Bytes that this process has taken at most; 0 where the system does not say.

    Not what getrusage() says, which counts what the parent had when this process began.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    peak = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(peak[1]) * 1024 if peak else 0
