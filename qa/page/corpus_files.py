"""Files of the corpus by the paths of their articles: never one outside of it, by no link.

Every folder on the way is opened from the one above it, and no link is followed, so that nobody who
exchanges one of them meanwhile can lead out of the corpus.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from index.errors import UserError

_HAS_FOLDERS = os.open in os.supports_dir_fd  # not on Windows
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FILE = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NoFileError(UserError):
    """There is no such file in the corpus."""


@contextmanager
def folder_of(corpus: Path, path: str, make: bool = False) -> Iterator[tuple[int | None, str]]:
    """The open folder of a file of the corpus, as a descriptor, and the file's name in it.

    Where the system opens nothing from a folder, None and the whole path. With `make`, folders
    that are missing are made. Raises NoFileError where the path leads out of the corpus, by a link
    or otherwise, or nowhere.
    """
    parts = path.split("/")
    if any(not part or part.startswith(".") or "\0" in part for part in parts):
        raise _nowhere(corpus, path)
    try:
        if not _HAS_FOLDERS:
            yield None, _checked(corpus, path)
            return
        folder = os.open(corpus, _FOLDER)
        try:
            for part in parts[:-1]:
                folder = _enter(folder, part, make)
            yield folder, parts[-1]
        finally:
            os.close(folder)
    except (FileNotFoundError, NotADirectoryError, UnicodeError, ValueError):
        raise _nowhere(corpus, path) from None
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise
        raise NoFileError(f"{path} in {corpus} cannot be used: {error.strerror}.") from error


def open_file(corpus: Path, path: str) -> tuple[BinaryIO, int]:
    """A file of the corpus, open for reading, and its size in bytes. Raises NoFileError."""
    with folder_of(corpus, path) as (folder, name):
        stream = os.fdopen(os.open(name, _FILE, dir_fd=folder), "rb")
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            stream.close()
            raise _nowhere(corpus, path)
        return stream, status.st_size


def is_there(corpus: Path, path: str) -> bool:
    """Whether there is such a file in the corpus."""
    with suppress(NoFileError):
        stream, _ = open_file(corpus, path)
        stream.close()
        return True
    return False


def _enter(folder: int, part: str, make: bool) -> int:
    if make:
        with suppress(FileExistsError):
            os.mkdir(part, dir_fd=folder)
    inner = os.open(part, _FOLDER | _NO_LINK, dir_fd=folder)
    os.close(folder)
    return inner


def _checked(corpus: Path, path: str) -> str:
    """The whole path, where no link is on the way; as sure as can be without open folders."""
    whole = corpus.resolve() / path
    if whole.parent.resolve(strict=True) / whole.name != whole or whole.is_symlink():
        raise _nowhere(corpus, path)
    return str(whole)


def _nowhere(corpus: Path, path: str) -> NoFileError:
    return NoFileError(f"There is no file {path} in {corpus} (any more).")
