"""Files uploaded to the page: which they are, how they come into the corpus, when they go."""

import contextlib
import os
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from index.errors import UserError
from index.reading.corpus import READERS
from qa.questions import QUESTION_ENDINGS

NOT_UPLOADED = "The file was not uploaded. Upload it first."
_KEPT = 24 * 60 * 60  # seconds that uploads and answers are kept
_SUFFIXES = frozenset((*READERS, *QUESTION_ENDINGS))
_LONGEST = 120  # characters of a name, well below what file systems allow in bytes
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")  # device names on Windows


def is_upload(path: Any, scratch: Path) -> bool:
    """Whether it is a file that was uploaded to this page."""
    try:
        file = Path(path).resolve()
        return file.is_relative_to(scratch.resolve()) and file.is_file()
    except (TypeError, ValueError, OSError):
        return False


def copy_upload(file: Any, scratch: Path, folder: Path) -> tuple[Path, str]:
    """A copy of an uploaded file, and the name it had.

    The file itself stays: whoever uploads the same bytes under the same name shares it. Raises
    UserError for what was not uploaded.
    """
    if not isinstance(file, dict) or not is_upload(file.get("path"), scratch):
        raise UserError(NOT_UPLOADED)
    path = Path(file["path"])
    name = str(file.get("orig_name") or path.name)
    suffix = Path(name).suffix.lower()
    copy = folder / f"copy{suffix if suffix in _SUFFIXES else ''}"
    try:
        shutil.copyfile(path, copy)
    except FileNotFoundError:  # its time was over in this moment
        raise UserError(NOT_UPLOADED) from None
    return copy, name


def sweep(scratch: Path, now: float) -> None:
    """Remove uploads and answers that nothing has touched for a day."""
    for old in scratch.iterdir():  # a folder, or a file whose upload broke off
        with contextlib.suppress(OSError):
            newest = max(path.stat().st_mtime for path in [old, *old.rglob("*")])
            if newest >= now - _KEPT:
                continue
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.unlink()


def safe_name(name: str) -> str:
    """A file name that is only a name: no folders, control characters or leading dots.

    >>> safe_name("../../etc/Press release: 3%.txt")
    'Press release_ 3_.txt'
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Letters, marks and digits of every script stay; "#" would read as a row of a table.
    name = "".join(c if c.isalnum() or c in " -_.,()" or _is_mark(c) else "_" for c in name)
    name = name.strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    stem = stem.strip(". ")[:_LONGEST] or "article"
    while len(stem.encode()) > 200:
        stem = stem[:-1]
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{ending[:10].lower()}" if ending else stem


def save_upload(upload: Path, name: str, corpus: Path, max_bytes: int) -> str:
    """Move an uploaded file into the corpus and return the name that it got there."""
    if upload.stat().st_size > max_bytes:
        limit = f"{max_bytes / 1e6:.4g} MB"
        raise UserError(f"{name} is larger than {limit}. Split it into smaller files.")
    stem, suffix = os.path.splitext(safe_name(name))  # noqa: PTH122
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        target, number = corpus / f"{stem}{suffix}", 1
        while not _claim(target):
            number += 1
            target = corpus / f"{stem}-{number}{suffix}"
        # Copied beside and moved there whole: a reindex under way never reads half a file.
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            shutil.copyfile(upload, beside)
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)
            target.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(f"{name} cannot be saved in {corpus}: {error.strerror}") from error
    upload.unlink(missing_ok=True)
    return target.name


def _claim(target: Path) -> bool:
    """Create the file if no other has its name; two uploads at once get two names."""
    try:
        target.open("xb").close()
    except FileExistsError:
        return False
    return True


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")
