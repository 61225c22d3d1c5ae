"""Whether files are what was written. Each is read for that once, as long as it stays as it is."""

import hashlib
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Of what is to be verified before the first question; the rest is read beside it.
AT_ONCE_BYTES = 64_000_000
SMALL_BYTES = 1_000_000  # files that are verified at once in any case

_Key = tuple[str, str, int, int, int]


class Checksums:
    """SHA-256 of files that do not change once written. Safe to use from several threads."""

    def __init__(self, start: int = 0) -> None:
        """`start`: where in each file that begins of which there is a digest."""
        self._start = start
        self._known: dict[_Key, bool] = {}
        self._awaited: dict[_Key, list[threading.Event]] = {}  # files that a thread is to verify
        self._starting = threading.Lock()

    def hold(
        self, files: Iterable[tuple[Path, str]], damaged: threading.Event | None = None
    ) -> bool:
        """Whether each file has its digest (hex).

        With an event, the large of many are taken to be what they should, and verified by a thread
        of their own: if one is not, the event is set. Raises OSError where one cannot be read.
        """
        keys = [(file, digest, _key(file, digest)) for file, digest in files]
        if any(self._known.get(key) is False for *_, key in keys):
            return False
        unknown = [each for each in keys if each[-1] not in self._known]
        later = []
        if damaged is not None and sum(_size(key) for *_, key in unknown) > AT_ONCE_BYTES:
            later = [each for each in unknown if _size(each[-1]) > SMALL_BYTES]
            unknown = [each for each in unknown if _size(each[-1]) <= SMALL_BYTES]
        if not all(self._verify(*each) for each in unknown):
            return False
        if damaged is not None and (
            fresh := [each for each in later if self._awaits(each, damaged)]
        ):
            threading.Thread(target=self._verify_later, args=[fresh], daemon=True).start()
        return True

    def note(self, file: Path, digest: str, is_whole: bool) -> None:
        """That somebody read a file whole, and what came of it: damage is not forgotten again."""
        with suppress(OSError):  # it is gone since
            self._known[_key(file, digest)] = is_whole

    def _awaits(self, file: tuple[Path, str, _Key], damaged: threading.Event) -> bool:
        """Have the event set if that file is damaged; whether no thread verifies it yet."""
        with self._starting:
            awaited = self._awaited.setdefault(file[-1], [])
            awaited.append(damaged)
            return len(awaited) == 1

    def _verify(self, file: Path, digest: str, key: _Key) -> bool:
        self._known[key] = digest_of(file, self._start) == digest
        return self._known[key]

    def _verify_later(self, files: Iterable[tuple[Path, str, _Key]]) -> None:
        for each in files:
            try:
                is_whole = self._verify(*each)
            except OSError:  # another version has taken its place
                is_whole = True
            with self._starting:
                awaited = self._awaited.pop(each[-1])
            if not is_whole:
                for damaged in awaited:
                    damaged.set()


def digest_of(file: Path, start: int = 0) -> str:
    """SHA-256 (hex) of a file from there on. Raises OSError."""
    with file.open("rb") as stream:
        stream.seek(start)
        return hashlib.file_digest(stream, "sha256").hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 (hex) of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _key(file: Path, digest: str) -> _Key:
    state = file.stat()
    return str(file), digest, state.st_ino, state.st_mtime_ns, state.st_size


def _size(key: _Key) -> int:
    return key[-1]
