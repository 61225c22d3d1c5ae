"""One worker, seen from the process that started it."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from index.errors import UserError
from index.records import Skipped, SourceFile
from index.workers.limits import Limits
from index.workers.messages import READY, Reply, Request, SplitArticle

START_SECONDS = 60.0  # that a worker may take until it is ready
# Its modules are found where this process finds them; nothing of the program is run again.
_START = (
    "import pickle, sys; sys.path[:], parent = pickle.load(sys.stdin.buffer); "
    "from index.workers.worker import main; main(parent)"
)


class Worker:
    """A process that reads files, one at a time. Used by one thread; `end` by any."""

    def __init__(self) -> None:
        """Start it. Raises UserError where that cannot be done."""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise UserError(_not_started(str(error))) from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._replies = self._process.stdin, self._process.stdout
        self._expired = False
        if self._ask((list(sys.path), os.getpid()), START_SECONDS) != READY:
            self.end()
            raise UserError(_not_started("it ended, or said nothing for a minute"))

    @property
    def pid(self) -> int:
        return self._process.pid

    def read(self, file: SourceFile, limits: Limits) -> Reply:
        """Have it read a file; where it breaks at that, or takes too long, the reply says so."""
        reply = self._ask(Request(file, limits), limits.max_seconds)
        if isinstance(reply, Reply):
            return reply
        self.end()
        problem = limits.too_slow if self._expired else _broken(self._process.returncode)
        return Reply(0, (Skipped(file.path, problem),), finished=False, worn=True)

    def pieces(self, sizes: tuple[int, ...]) -> Iterator[bytes]:
        """The pieces that a reply announced. Raises UserError where the worker is gone."""
        for size in sizes:
            piece = self._replies.read(size)
            if len(piece) < size:
                raise UserError(
                    "A process that reads files was ended from outside. Run the build again."
                )
            yield piece

    def end(self) -> None:
        """End it at once, whatever it does."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._replies):
            with suppress(OSError):
                pipe.close()

    def _ask(self, message: object, seconds: float) -> Any:
        """Its answer; None where it ended, or was ended because the time was up."""
        waiting = threading.Lock()  # whoever takes it first decides: the answer or the clock

        def expire() -> None:
            if waiting.acquire(blocking=False):
                self._expired = True
                self._process.kill()

        clock = threading.Timer(seconds, expire)
        clock.daemon = True
        clock.start()
        try:
            pickle.dump(message, self._requests, pickle.HIGHEST_PROTOCOL)
            self._requests.flush()
            answer = pickle.load(self._replies)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            answer = None
        finally:
            clock.cancel()
        return answer if waiting.acquire(blocking=False) else None


def unpack(piece: bytes) -> list[SplitArticle]:
    """The articles of a piece, each with its passages."""
    articles: list[SplitArticle] = pickle.loads(piece)
    return articles


def _broken(code: int) -> str:
    """Why a file was skipped at which the worker ended with that exit code, and what to do."""
    if code == -9:
        return "the system ended what read it, as where memory runs out; divide it"
    return "what reads it broke at it; save it anew, or in another format"


def _not_started(problem: str) -> str:
    return (
        f"A process that reads the files cannot be started: {problem}. "
        "Close other programs, or install Gleaner again; then run the build again."
    )
