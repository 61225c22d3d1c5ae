"""A folder as a disk has it: what is sure to be on it, and what a power failure may take.

A file's bytes are sure once it was synced, a name once its folder was (or, on a disk that keeps
names in order, once any file was synced after it). Of all else any part may be there: each sector
of a write by itself, and of the changes of names in a folder those before some moment.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 4096


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that changed a file; paths are relative to the folder, "" is the folder."""

    name: str
    paths: tuple[str, ...]
    data: bytes
    number: int  # an offset or a length, where there is one
    arguments: str
    result: int


@dataclass(slots=True)
class _File:
    sure: bytes = b""
    unsure: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes at an offset, and lengths that it was cut to (without bytes), since it was synced."""

    def now(self) -> bytes:
        return _applied(self.sure, self.unsure)

    def sync(self) -> None:
        self.sure, self.unsure = self.now(), []

    def after_failure(self, share: float, chance: random.Random) -> bytes:
        kept: list[tuple[int, bytes | None]] = []
        for offset, data in self.unsure:
            if data is None:
                kept += [(offset, None)] if chance.random() < share else []
                continue
            for start in range(0, len(data), SECTOR):
                if chance.random() < share:
                    kept.append((offset + start, data[start : start + SECTOR]))
        return _applied(self.sure, kept)


_Entry = tuple[str, bool, _File | None]  # a name, whether it is there from now on, and what it is


@dataclass(slots=True)
class _Names:
    """What stands in one folder; None is a folder in it."""

    sure: dict[str, _File | None] = field(default_factory=dict)
    unsure: list[tuple[_Entry, ...]] = field(default_factory=list)  # each done whole, or not

    def now(self, count: int | None = None) -> dict[str, _File | None]:
        held = dict(self.sure)
        for entries in self.unsure[:count]:
            for name, is_there, file in entries:
                held.pop(name, None)
                if is_there:
                    held[name] = file
        return held

    def sync(self) -> None:
        self.sure, self.unsure = self.now(), []


class ModelDisk:
    """The files of one folder and of the folders in it."""

    def __init__(self) -> None:
        self._folders: dict[str, _Names] = {"": _Names()}
        self._positions: dict[str, int] = {}

    @classmethod
    def of(cls, directory: Path) -> "ModelDisk":
        """All that stands there is sure."""
        disk = cls()
        for path in sorted(directory.rglob("*")) if directory.exists() else []:
            folder, name = _divided(path.relative_to(directory).as_posix())
            if path.is_dir():
                disk._folders[f"{folder}/{name}".lstrip("/")] = _Names()
            disk._folders[folder].sure[name] = None if path.is_dir() else _File(path.read_bytes())
        return disk

    def do(self, call: Call) -> None:
        """What a call did."""
        is_beneath = call.name in ("openat", "unlinkat")  # where the first path is a folder's
        path = call.paths[-1] if is_beneath else call.paths[0]
        name = call.name.removesuffix("2").removesuffix("at")
        getattr(self, f"_{name}")(path, call)

    def write(self, directory: Path) -> None:
        """The folder as it is while the power is on."""
        self._put_down(directory, {folder: names.now() for folder, names in self._folders.items()})

    def fail(self, directory: Path, chance: random.Random) -> None:
        """The folder as it may be after the power failed now."""
        share = chance.choice((0.0, 0.0, 0.5, 0.9, 1.0))  # of what is unsure, that is kept
        held = {}
        for folder, names in self._folders.items():
            count = round(share * len(names.unsure))
            held[folder] = names.now(chance.choice((count, chance.randint(0, len(names.unsure)))))
        self._put_down(directory, held, share, chance)

    def _put_down(
        self,
        directory: Path,
        held: dict[str, dict[str, _File | None]],
        share: float = 1.0,
        chance: random.Random | None = None,
    ) -> None:
        directory.mkdir(parents=True)
        for folder, names in sorted(held.items()):
            if folder and not (directory / folder).is_dir():
                continue
            for name, file in names.items():
                at = directory / folder / name
                if file is None:
                    at.mkdir()
                elif name.endswith("-shm"):  # it is mapped: what was last in it is not known
                    at.write_bytes(chance.randbytes(32768) if chance else file.now())
                else:
                    at.write_bytes(file.after_failure(share, chance) if chance else file.now())

    def _file(self, path: str) -> _File:
        folder, name = _divided(path)
        file = self._folders[folder].now()[name]
        assert file is not None, path
        return file

    def _change(self, path: str, is_there: bool, file: _File | None = None) -> None:
        folder, name = _divided(path)
        self._folders[folder].unsure.append(((name, is_there, file),))

    def _open(self, path: str, call: Call) -> None:
        if path in self._folders or not any(how in call.arguments for how in ("O_WR", "O_RDWR")):
            return
        self._positions[path] = 0
        folder, name = _divided(path)
        if name not in self._folders[folder].now():
            self._change(path, True, _File())
        elif "O_TRUNC" in call.arguments:
            self._file(path).unsure.append((0, None))

    def _lseek(self, path: str, call: Call) -> None:
        self._positions[path] = call.result

    def _write(self, path: str, call: Call) -> None:
        position = self._positions[path]
        self._file(path).unsure.append((position, call.data))
        self._positions[path] = position + len(call.data)

    def _pwrite64(self, path: str, call: Call) -> None:
        self._file(path).unsure.append((call.number, call.data))

    def _ftruncate(self, path: str, call: Call) -> None:
        self._file(path).unsure.append((call.number, None))

    def _fsync(self, path: str, call: Call) -> None:
        (self._folders[path] if path in self._folders else self._file(path)).sync()

    _fdatasync = _fsync

    def _rename(self, path: str, call: Call) -> None:
        file, (folder, name) = self._file(path), _divided(path)
        onto, other = _divided(call.paths[1])
        assert folder == onto, "a file goes to another folder"
        self._folders[folder].unsure.append(((name, False, None), (other, True, file)))

    def _unlink(self, path: str, call: Call) -> None:
        self._change(path, False)
        if path in self._folders:  # by unlinkat
            del self._folders[path]

    _rmdir = _unlink

    def _mkdir(self, path: str, call: Call) -> None:
        if path:
            self._change(path, True)
            self._folders[path] = _Names()


def _divided(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name


def _applied(sure: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    data = bytearray(sure)
    for offset, written in changes:
        if written is None:
            data = data[:offset].ljust(offset, b"\0")
            continue
        if len(data) < offset:
            data = data.ljust(offset, b"\0")
        data[offset : offset + len(written)] = written
    return bytes(data)
