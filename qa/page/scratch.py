"""The page's folder for what is uploaded and answered: gone when the page is, killed or not."""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "gleaner-page-"
_PART = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)\.part")  # as save_upload names them
_FRESH = 60  # seconds that a file may be on its way into the corpus, from another machine too


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of this process alone. What a killed page left behind is removed."""
    remove_left_over(Path(tempfile.gettempdir()))
    while True:
        with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            lock = _lock(folder, wait=True)
            if folder.exists():  # else another page that starts took it for left over
                try:
                    yield folder
                finally:
                    if lock is not None:
                        os.close(lock)
                return


def remove_left_over(parent: Path) -> None:
    """Remove the folders of pages that run no more: the system freed their locks."""
    if sys.platform == "win32":  # no folder has a lock there, nor an owner by number
        return
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            lock = _lock(folder, wait=False)
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def remove_unfinished(corpus: Path) -> None:
    """Remove what a killed page was copying into the corpus, and the names that it had claimed."""
    with suppress(OSError):
        for part in corpus.glob(".*.part"):
            match = _PART.fullmatch(part.name)
            if not match or part.stat().st_mtime > time.time() - _FRESH:
                continue
            claimed = corpus / match["name"]
            with suppress(OSError):
                part.unlink()
                if claimed.stat().st_size == 0:
                    claimed.unlink()


def _lock(folder: Path, wait: bool) -> int | None:
    """A descriptor that holds the folder's lock; None where another process holds it.

    Where folders cannot be locked (Windows), nothing is taken for left over.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
