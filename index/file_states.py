"""Whether a file of the corpus is as it was when it was read."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from index.reading.opening import open_regular
from index.records import FACTS, SourceFile
from index.store import FileState, Problem

# Raise the number when reading or splitting changes: every file is then read again.
RECIPE = " ".join(("5", *FACTS))
DIGEST, MARK = 32, 16  # bytes: of what a file holds, and of what was corrected of it
RACY_NS = 2_000_000_000  # a file this fresh when read may change again within its time stamp
_BLOCK = 1 << 20  # bytes
_CHANGED, _CORPUS = "it changed since it was read", "the corpus"


def is_untouched(file: SourceFile, known: FileState, mark: bytes) -> bool:
    """Whether size and time stamp alone show that the file is as it was when read (as git does).

    And whether what was corrected of it is what is corrected now, by its mark.
    """
    was = known.digest[-MARK:] if len(known.digest) in (MARK, DIGEST + MARK) else b""
    is_older = known.modified_ns < known.checked_ns - RACY_NS
    return looks_same(file, known) and was == mark and is_older


def looks_same(file: SourceFile, known: FileState) -> bool:
    """Whether size and time stamp are those of when it was read."""
    return (file.size, file.modified_ns) == (known.size, known.modified_ns)


def file_digest(file: SourceFile, max_bytes: int) -> bytes:
    """SHA-256 over a file's bytes and what decides how they are read; b"" if unreadable."""
    is_large = file.size > max_bytes
    digest = hashlib.sha256(f"{RECIPE} {is_large}".encode())
    if not is_large:
        try:
            with open_regular(file.location) as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
        except OSError:
            return b""
    return digest.digest()


def find_changed(
    files: Sequence[SourceFile],
    known: Mapping[str, FileState],
    told: Callable[[float], None],
    is_silent: bool = False,
) -> tuple[list[Problem], int]:
    """Those of the files that do not hold what was read of them, and how many were looked at.

    All of their bytes are read, and `told` the share done. What was not read whole then, as where
    it was over a limit, is not looked at; with `is_silent`, nor what the next build reads anyway.
    """
    total, done, count = sum(file.size for file in files), 0, 0
    problems: list[Problem] = []
    for file in files:
        told(done / total if total else 1.0)
        done += file.size
        was = known.get(file.path)
        if was is None or len(was.digest) < DIGEST or (is_silent and not looks_same(file, was)):
            continue
        read = was.digest[:DIGEST]
        if read == file_digest(file, -1):  # as one that was too large
            continue
        count += 1
        digest = file_digest(file, file.size)
        if digest != read:
            problem = silent_change(file, was, digest)
            problems.append(problem or Problem(_CHANGED, _where(file), _CORPUS))
    return problems, count


def silent_change(file: SourceFile, was: FileState, digest: bytes) -> Problem | None:
    """That a file holds other bytes than were read of it, where nothing else shows it."""
    if len(was.digest) < DIGEST or was.digest[:DIGEST] == digest or not looks_same(file, was):
        return None
    if not digest:
        return Problem("it cannot be read any more", _where(file), _CORPUS)
    what = f"{_CHANGED}, though its size and time are as they were"
    return Problem(what, _where(file), _CORPUS)


def _where(file: SourceFile) -> str:
    return f"the file {file.path}"
