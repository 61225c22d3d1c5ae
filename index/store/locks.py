"""Files that are replaced whole, and locks: those of an index directory, and any other."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from index.errors import UserError

BUILD_LOCK = "build.lock"  # held while the store is written: one writer at a time
PUBLISHING_LOCK = "publishing.lock"  # held from a commit until the engine's files reflect it
_TICK = 0.2  # seconds between two tries
PUBLISHING_SECONDS = 10.0  # that a reader waits for it at least


def replace_file(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Have a file hold these parts; see `replacing_file`."""
    with replacing_file(path) as stream:
        for part in parts:
            stream.write(part)


@contextmanager
def replacing_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside `path` and move it there: readers see the old one or the new one.

    The caller holds a lock. What a killed process left beside it is written over.
    """
    beside = _beside(path)
    try:
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have what was renamed or removed in a folder outlive a power cut."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_beside(path: Path) -> None:
    """Take away what a killed process left beside a file that need not be replaced again.

    The caller holds a lock.
    """
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.tmp")


@contextmanager
def build_lock(
    directory: Path, patience: float = 0.0, waiting: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold the right to write the index; the system frees it should this process die.

    Where another process or thread holds it, `waiting` is called now and then for so many seconds
    of patience; then UserError is raised.
    """
    lock = FileLock(directory / BUILD_LOCK, thread_local=False, is_singleton=False)
    deadline = time.monotonic() + patience
    try:
        directory.mkdir(parents=True, exist_ok=True)
        while time.monotonic() < deadline:
            with suppress(Timeout):
                lock.acquire(timeout=0)
                break
            waiting()
            time.sleep(_TICK)
        else:
            lock.acquire(timeout=0)
    except Timeout:
        raise UserError(
            f"Another build is writing the index in {directory}. Wait until it is done; "
            "questions are answered meanwhile."
        ) from None
    except OSError as error:
        raise UserError(
            f"The index directory {directory} cannot be written: {error.strerror or error}."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Hold that file as a lock, once it is free; the system frees it should this process die."""
    with FileLock(path, thread_local=False, is_singleton=False):
        yield


@contextmanager
def publishing_lock(directory: Path) -> Iterator[None]:
    """Hold what readers wait for that see a version before the engine's files reflect it."""
    with file_lock(directory / PUBLISHING_LOCK):
        yield


def wait_for_publishing(directory: Path, seconds: float = PUBLISHING_SECONDS) -> None:
    """Wait until no builder is about to bring the engine's files up to a version."""
    lock = FileLock(directory / PUBLISHING_LOCK, thread_local=False, is_singleton=False)
    # A directory that cannot be written has no builder; one that takes long is not waited for.
    with suppress(Timeout, OSError):
        lock.acquire(timeout=max(PUBLISHING_SECONDS, seconds))
        lock.release()
