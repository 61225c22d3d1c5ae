"""Where converted models are kept: a folder each in the user's cache, under checksums."""

import glob
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.errors import first_line

RECIPE = 1  # raise it when conversion changes: models are then converted again
CHECKSUMS = "checksums.json"
NEEDED = {"model.xml", "model.bin"}  # without which a folder holds no model
FAILED = ".failed"  # behind the name of a model that could not be converted: why
_KILLED = "the system killed what converted it, as it does where memory runs out"
PARTIAL = ".partial-"
SWEPT_AFTER = 3600  # seconds: no conversion takes as long
RETRIED_AFTER = 24 * 3600  # seconds after it was killed: there may be more memory by then
UNUSED_AFTER = 30 * 24 * 3600  # seconds: of a version that is here no more
_STARTED = time.time()  # a day passes between two processes: within one, all is as it began


def find_kept(name: str) -> Path | None:
    """The folder of the converted model of that name; None where it is missing or damaged."""
    try:
        folder = _models() / _full(name)
        known = json.loads((folder / CHECKSUMS).read_text(encoding="utf-8"))
        files = {file: _digest(folder / file) for file in NEEDED.union(known)}
    except (OSError, ValueError, TypeError, PackageNotFoundError):
        return None
    if files != known:
        return None
    with suppress(OSError):
        os.utime(folder / CHECKSUMS)  # it is used
    return folder


def is_kept(name: str) -> bool:
    """Whether there is a converted model of that name; not whether it is whole."""
    try:
        return (_models() / _full(name) / CHECKSUMS).is_file()
    except (OSError, PackageNotFoundError):
        return False


def can_keep() -> bool:
    """Whether there is a folder for models that may be written."""
    try:
        models = _models()
        models.mkdir(parents=True, exist_ok=True)
        return os.access(models, os.W_OK)
    except OSError:
        return False


def keep(name: str, write: Callable[[Path], None]) -> Path | None:
    """Keep what `write` puts into a folder under that name, whole or not at all.

    Older conversions of the same model go. Returns the folder, or None where nothing can be kept:
    a full disk, a cache that may not be written, no OpenVINO.
    """
    models = _models()
    try:
        models.mkdir(parents=True, exist_ok=True)
        _sweep(models)
        with tempfile.TemporaryDirectory(dir=models, prefix=PARTIAL) as scratch:
            partial = Path(scratch) / "model"
            partial.mkdir()
            write(partial)
            digests = {file.name: _digest(file) for file in sorted(partial.iterdir())}
            (partial / CHECKSUMS).write_text(json.dumps(digests, indent=2), encoding="utf-8")
            if first := find_kept(name):  # another process was quicker, and may have it open
                return first
            _remove_older(models, name)
            partial.replace(models / _full(name))
    except (OSError, PackageNotFoundError):
        return find_kept(name)
    return models / _full(name)


def note_failed(name: str, error: Exception) -> None:
    """Remember that the model of that name cannot be converted, until a library is another."""
    if isinstance(error, MemoryError):  # there may be more of it next time
        return
    with suppress(OSError, PackageNotFoundError):
        _remove_older(_models(), name)
    _note(name, first_line(error))


def note_killed(model: str, name: str) -> None:
    """Tell, and remember for a day, that the system killed what converted the model of that name.

    As a rule the machine has too little memory, and every further try would bring it to its knees.
    """
    ended = f"The system ended the preparation of the {model}, as it does where memory runs out."
    with suppress(OSError, PackageNotFoundError):
        shutil.rmtree(_models() / _full(name), ignore_errors=True)  # damaged, if it is there
    note = _note(name, _KILLED)
    later = f" A start after a day tries again, or once {note} is removed." if note else ""
    print(ended + later, file=sys.stderr)


def has_failed(name: str) -> bool:
    """Whether the model of that name could not be converted, by the libraries that are here."""
    return note_of(name) is not None


def note_of(name: str) -> Path | None:
    """The file that says why that model could not be converted; None where it may be tried."""
    try:
        note = _models() / f"{_full(name)}{FAILED}"
        libraries, _, reason = note.read_text(encoding="utf-8").partition("\n")
        noted = note.stat().st_mtime
        # Also one of a clock that was a day fast; not one of a process that has run for days.
        old = not _STARTED - RETRIED_AFTER <= noted <= time.time() + RETRIED_AFTER
        holds = libraries == _torch() and not (old and reason.strip() == _KILLED)
    except (OSError, ValueError, PackageNotFoundError):
        return None
    return note if holds else None


def _note(name: str, reason: str) -> Path | None:
    """The file that says so; None where it could not be written, and it is tried once more."""
    try:
        models = _models()
        models.mkdir(parents=True, exist_ok=True)
        note = models / f"{_full(name)}{FAILED}"
        note.write_text(f"{_torch()}\n{reason}\n", encoding="utf-8")
    except (OSError, PackageNotFoundError):
        return None
    return note


def _remove_older(models: Path, name: str) -> None:
    for older in models.glob(f"{glob.escape(name)}+*"):
        if older.is_dir():
            shutil.rmtree(older, ignore_errors=True)
        else:
            older.unlink(missing_ok=True)


def _torch() -> str:
    """Which torch traces the models."""
    return version("torch")


def tell_preparing(model: str) -> None:
    """Say on a terminal why the first use takes some seconds."""
    if sys.stderr.isatty():
        print(f"Preparing the {model} for this processor; this happens once.", file=sys.stderr)


def tell_slower(what: str, error: Exception) -> None:
    """Say that what is named is run by the library that it came with, and why."""
    print(f"{what} run by torch, more slowly: {first_line(error)}.", file=sys.stderr)


def _sweep(models: Path) -> None:
    """Remove what a process that was killed left behind, and models that nobody uses."""
    now = time.time()
    for partial in models.glob(f"{PARTIAL}*"):
        with suppress(OSError):
            if now - partial.stat().st_mtime > SWEPT_AFTER:
                shutil.rmtree(partial, ignore_errors=True)
    for used in models.glob(f"*@*+*/{CHECKSUMS}"):
        with suppress(OSError):  # another process may sweep, or a model be open
            if now - used.stat().st_mtime > UNUSED_AFTER:
                unused = used.parent.rename(models / f"{PARTIAL}{used.parent.name}")
                shutil.rmtree(unused, ignore_errors=True)


def _full(name: str) -> str:
    return f"{name}+{RECIPE}-{version('openvino')}"


def _models() -> Path:
    """GLEANER_CACHE, or where this system keeps what programs can make again."""
    chosen = os.environ.get("GLEANER_CACHE")
    if chosen:
        return Path(chosen) / "models"
    from platformdirs import user_cache_path

    return user_cache_path("gleaner", appauthor=False) / "models"


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
