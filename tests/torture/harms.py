"""Ways to damage an index's files, chosen by chance."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from index.store import LATEST_FILE, STORE_FILE
from tests.torture.shelf import Shelf

Harm = Callable[[Shelf, Path, random.Random], str]
"""Damages the index at a path, a copy of the shelf's; returns what it did."""

_TABLES = (
    "articles", "articles", "passages", "passages", "copies", "meta", "skipped", "removed",
    "files", "commits", "fingerprints", "sqlite_sequence", "terms", "tallies",
)  # fmt: skip
ROTTEN = ", its time kept"
_BLOCKS = (16, 512, 4_096, 8_192)


def harm(shelf: Shelf, directory: Path, chance: random.Random) -> str:
    """Do one of them, or two, to a fresh copy of the shelf's index."""
    chosen = chance.choices((_bytes_of_store, _cell, _bytes_of_derived, _log, _exchange),
                            weights=(8, 8, 4, 2, 2))[0]  # fmt: skip
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(shelf.logged if chosen is _log else shelf.kept, directory)
    what = chosen(shelf, directory, chance)
    if chosen not in (_log, _exchange) and chance.random() < 0.3:
        again = chance.choice((_cell, _bytes_of_store, _bytes_of_derived))
        with suppress(
            sqlite3.Error, OSError, LookupError, ValueError
        ):  # the first left nothing to damage
            what += f", {again(shelf, directory, chance)}"
    return what


def _bytes_of_store(shelf: Shelf, directory: Path, chance: random.Random) -> str:
    """One time in four as a disk rots: beneath a file whose time stays."""
    file = directory / STORE_FILE
    before, what = file.stat(), _bytes(file, chance)
    if chance.random() < 0.25 and file.exists():
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        what += ROTTEN
    return what


def _bytes_of_derived(shelf: Shelf, directory: Path, chance: random.Random) -> str:
    files = [
        file
        for file in sorted(directory.rglob("*"))
        if file.is_file() and not file.name.startswith(STORE_FILE) and file.stat().st_size
    ]
    return _bytes(chance.choice(files), chance)


def _log(shelf: Shelf, directory: Path, chance: random.Random) -> str:
    log = directory / f"{STORE_FILE}-wal"
    if chance.random() < 0.3:
        log.unlink()
        (directory / f"{STORE_FILE}-shm").unlink(missing_ok=True)
        return "the log is gone"
    (directory / f"{STORE_FILE}-shm").unlink(missing_ok=True)
    return _bytes(log, chance)


def _bytes(file: Path, chance: random.Random) -> str:
    """Flip, zero, overwrite, swap, cut or delete."""
    data, block = bytearray(file.read_bytes()), chance.choice(_BLOCKS)
    ways = ("flip", "flip", "digit", "zero", "random", "swap", "cut", "delete")
    way = chance.choice(ways)
    at = chance.randrange(len(data))
    start = at - at % block
    if way == "flip":
        data[at] ^= 1 << chance.randrange(8)
    elif way == "digit":
        at = _digit_near(data, at)
        data[at] = 48 + chance.randrange(10)
    elif way == "zero":
        data[start : start + block] = bytes(len(data[start : start + block]))
    elif way == "random":
        data[start : start + block] = chance.randbytes(len(data[start : start + block]))
    elif way == "swap":
        other = chance.randrange(len(data)) // block * block
        one, two = data[start : start + block], data[other : other + block]
        if len(one) == len(two):
            data[start : start + block], data[other : other + block] = two, one
    elif way == "cut":
        del data[at:]
    if way == "delete":
        file.unlink()
    else:
        file.write_bytes(data)
    return f"{way} {block} at {at} of {file.name}"


def _digit_near(data: bytearray, at: int) -> int:
    """The next place that holds a figure, as a price or a date does."""
    places = (*range(at, len(data)), *range(at))
    return next((place for place in places if 48 <= data[place] <= 57), at)


def _cell(shelf: Shelf, directory: Path, chance: random.Random) -> str:
    """Another value, of any type, in any cell; or a row too few, or cells exchanged."""
    table = chance.choice(_TABLES)
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        names = [chance.choice(columns) for _ in range(chance.choice((1, 1, 1, 2)))]
        key = columns[0]
        keys = [row[0] for row in store.execute(f"SELECT {key} FROM {table}")]
        if not keys:
            return f"nothing in {table}"
        one, other = chance.choice(keys), chance.choice(keys)
        if chance.random() < 0.15:
            store.execute(f"DELETE FROM {table} WHERE {key} = ?", (one,))
            return f"a row of {table} is gone: {one!r}"
        for name in names:
            held = store.execute(f"SELECT {name} FROM {table} WHERE {key} = ?", (other,)).fetchone()
            before = store.execute(f"SELECT {name} FROM {table} WHERE {key} = ?", (one,)).fetchone()
            if held is None or before is None:
                continue
            value = chance.choice(_values(before[0], held[0], chance))
            with suppress(sqlite3.IntegrityError):  # what SQLite would not store
                store.execute(f"UPDATE {table} SET {name} = ? WHERE {key} = ?", (value, one))
        return f"{table}.{'+'.join(names)} of {one!r}"


def _values(before: object, other: object, chance: random.Random) -> list[object]:
    found: list[object] = [
        None, 0, -1, chance.randrange(100), 2**62, 0.5, float("inf"), "", "wrong", b"", b"\xff\x00",
        other, other, other, chance.randbytes(1_536), "9999-99-99", "2023-01-01",
    ]  # fmt: skip
    if isinstance(before, str):
        found += [
            before.replace("4", "9"),
            before[: len(before) // 2],
            before.upper(),
            before + "1",
        ]
    if isinstance(before, int):
        found += [before + 1, before - 1, str(before)]
    if isinstance(before, bytes) and before:
        found += [before[:-1], bytes(len(before)), before[::-1]]
    return found


def _exchange(shelf: Shelf, directory: Path, chance: random.Random) -> str:
    """A part of the index as it was earlier, or as another index has it."""
    origin = chance.choice((shelf.earlier, shelf.foreign))
    what = chance.choice(("store", "store", "vectors", "words", "latest", "all but the store"))
    names = {"store": [STORE_FILE], "vectors": ["vectors.faiss"], "latest": [LATEST_FILE]}
    words = ["lexical.json", *(path.name for path in origin.glob("lexical-*"))]
    derived = [*words, "vectors.faiss", LATEST_FILE]
    for name in names.get(what, words if what == "words" else derived):
        for old in directory.glob(name):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        copy = shutil.copytree if (origin / name).is_dir() else shutil.copy2
        copy(origin / name, directory / name)
    return f"{what} of {origin.name}"
