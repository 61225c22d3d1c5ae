"""Files taken out of the corpus on the page, and put back: moved, never deleted at once.

Each lies in a folder of its own beside the index, and a record beside that says what it was. Killed
at any moment, the file is in one of the two places, whole.
"""

import errno
import json
import os
import re
import secrets
import shutil
import stat
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from index.edits.folder import edits_folder
from index.errors import UserError
from index.store.locks import replace_file, sync_folder
from qa.page.corpus_files import NoFileError, folder_of, open_file

KEPT = 30 * 24 * 3600  # seconds that a removed file is kept
_UNFINISHED = 24 * 3600  # seconds after which what a killed page left is swept
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_KEEPS_RIGHTS = hasattr(os, "fchmod") and os.utime in os.supports_fd  # not on Windows
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was removed."""

    id: str
    article: str  # its path, where it is put back
    title: str | None
    removed_at: float  # seconds since 1970


class Trash:
    """What was removed from the corpus of an index."""

    def __init__(self, directory: Path, corpus: Path) -> None:
        """`directory`: of the index."""
        self._folder = edits_folder(directory) / "removed"
        self._corpus = corpus

    def remove(self, path: str, title: str | None) -> Removed:
        """Take a file out of the corpus. Raises UserError where that cannot be done."""
        record = Removed(secrets.token_hex(8), path, title, time.time())
        own = self._folder / record.id
        try:
            own.mkdir(parents=True)
            replace_file(self._record(record.id), [json.dumps(asdict(record)).encode()])
            target = own / path.rpartition("/")[2]
            self._take(path, target)
            _sync(own, self._folder)
        except (OSError, UserError) as error:
            if not any(own.glob("*")):
                self._forget(record.id)
            raise _problem(error, f"{path} cannot be removed") from error
        return record

    def restore(self, id: str) -> str:
        """Put a file back where it was, over no other, and return its path. Raises UserError."""
        record = self._read(id) if _ID.fullmatch(id) else None
        if record is None:
            raise UserError("That file is not among those removed (any more).")
        path = record.article
        try:
            [kept] = (self._folder / id).iterdir()
            with folder_of(self._corpus, path, make=True) as (folder, name):
                _place(kept, folder, name)
                _sync(folder)
        except FileExistsError:
            raise UserError(f"There is another {path} by now. Rename it first.") from None
        except (OSError, UserError, ValueError) as error:
            raise _problem(error, f"{path} cannot be put back") from error
        self._forget(id)
        return path

    def removed(self) -> list[Removed]:
        """What can be put back, the latest first."""
        ids = [file.stem for file in self._folder.glob("*.json")]
        found = [record for id in ids if (record := self._read(id)) is not None]
        return sorted(found, key=lambda each: (-each.removed_at, each.article))

    def sweep(self) -> None:
        """Delete what was removed long ago, and what a killed page has left."""
        with suppress(OSError):
            for path in list(self._folder.iterdir()):
                with suppress(OSError):  # what cannot be looked at now is left
                    self._sweep(path)

    def _sweep(self, path: Path) -> None:
        id, now, status = path.name.partition(".")[0], time.time(), path.lstat()
        since = max(status.st_mtime, status.st_ctime)  # a copied file has the time of its original
        if self._holds(id):
            if path.name == id:
                record = self._read(id)  # None where it cannot be read, which may be for now only
                if now - (record.removed_at if record else since) > KEPT:
                    self._forget(id)
        elif now - since > _UNFINISHED:
            path.rmdir() if path.name == id else path.unlink()

    def _take(self, path: str, target: Path) -> None:
        with folder_of(self._corpus, path) as (folder, name):
            if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
                raise NoFileError(f"There is no file {path} in {self._corpus} (any more).")
            try:
                os.rename(name, target, src_dir_fd=folder)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                copied = self._copy_out(path, target)
                try:
                    if _state(os.stat(name, dir_fd=folder, follow_symlinks=False)) != copied:
                        raise UserError(f"{path} was changed just now: it stays. Remove it again.")
                    os.unlink(name, dir_fd=folder)
                except (OSError, UserError):
                    target.unlink()
                    raise
            _sync(folder)

    def _copy_out(self, path: str, target: Path) -> tuple[int, ...]:
        """To another disk: whole, before the file itself goes; returns the state of the file."""
        beside = target.parent.with_name(f"{target.parent.name}.part")
        stream, _ = open_file(self._corpus, path)
        with stream:
            state = _state(os.fstat(stream.fileno()))
            _copy(stream, beside)
        try:
            beside.replace(target)
        except OSError:
            beside.unlink()
            raise
        _sync(target.parent, self._folder)  # before the other goes
        return state

    def _record(self, id: str) -> Path:
        return self._folder / f"{id}.json"

    def _read(self, id: str) -> Removed | None:
        """What is known of a removed file that is there; None where it is not."""
        try:
            record = Removed(**json.loads(self._record(id).read_bytes()))
            kinds = (str, str, str | None, float)
            values = (record.id, record.article, record.title, record.removed_at)
            is_whole = all(map(isinstance, values, kinds)) and record.id == id
            return record if is_whole and self._holds(id) else None
        except (OSError, ValueError, TypeError):
            return None

    def _holds(self, id: str) -> bool:
        """Whether there is a removed file. Raises OSError where that cannot be known."""
        try:
            return any((self._folder / id).iterdir())
        except FileNotFoundError:
            return False

    def _forget(self, id: str) -> None:
        shutil.rmtree(self._folder / id, ignore_errors=True)
        with suppress(OSError):  # it is swept one day
            self._record(id).unlink()


def _state(status: os.stat_result) -> tuple[int, ...]:
    """What differs once a file is written to, or another is put in its place."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _place(kept: Path, folder: int | None, name: str) -> None:
    """Move a file into a folder, over no other. Raises FileExistsError."""
    try:
        os.link(kept, name, dst_dir_fd=folder)
        return
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # another disk, or one without hard links
        pass
    part = str(Path(name).with_name(f".{secrets.token_hex(8)}.part"))  # short: no name is too long
    with kept.open("rb") as source:
        _copy(source, part, folder)
    try:
        os.link(part, name, src_dir_fd=folder, dst_dir_fd=folder)
    except FileExistsError:
        os.unlink(part, dir_fd=folder)
        raise
    except (OSError, NotImplementedError):
        _move(part, folder, name)
    else:
        os.unlink(part, dir_fd=folder)


def _move(part: str, folder: int | None, name: str) -> None:
    """Within a folder without hard links, over no other: its name is claimed first."""
    try:
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder))
        try:
            os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            os.unlink(name, dir_fd=folder)
            raise
    except OSError:
        os.unlink(part, dir_fd=folder)
        raise


def _sync(*folders: Path | int | None) -> None:
    """Have what was moved outlive a power cut, if the disk can; it is moved even where it cannot.

    A folder is a path, or one that is open, or None where the system opens none.
    """
    for folder in folders:
        with suppress(OSError):
            if isinstance(folder, Path):
                sync_folder(folder)
            elif folder is not None:
                os.fsync(folder)


def _copy(source: BinaryIO, name: str | Path, folder: int | None = None) -> None:
    """Into a new file, whole, with the time and the rights of its original; or into none."""
    copy = os.open(name, _NEW, 0o600, dir_fd=folder)
    try:
        with os.fdopen(copy, "wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            status = os.fstat(source.fileno())
            if _KEEPS_RIGHTS:
                with suppress(OSError):  # a disk may know of neither
                    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
                with suppress(OSError):
                    os.fchmod(copy, stat.S_IMODE(status.st_mode))
            os.fsync(copy)
    except BaseException:
        os.unlink(name, dir_fd=folder)
        raise


def _problem(error: Exception, what: str) -> UserError:
    if isinstance(error, UserError):
        return error
    why = error.strerror if isinstance(error, OSError) else None
    return UserError(f"{what}: {why or 'it is not there any more'}.")
