"""Which commit was the last: a small file beside the store, to know an exchanged store by.

Before a commit it names the commit that is to come beside the last one, and after it the new one
alone. So a store that is neither was exchanged, rolled back, or has lost its log; and a process
that is killed at any moment leaves a store that is one of the two.
"""

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.store.checksums import checksum
from index.store.connecting import is_logged, log_of
from index.store.locks import replace_file, sync_folder

LATEST_FILE = "latest.json"
FORMAT = 1
_READ_AGAIN = 24 * 3600.0  # seconds after which a store that nobody touched is to be read over
State = tuple[int, ...]  # size, time stamp and number of a file; of one that is not there nothing


@dataclass(frozen=True, slots=True)
class EditionId:
    """Which state of which index: what a derived file says it reflects."""

    store: str  # changes when everything was rebuilt
    version: int  # the index_version
    commit: str  # of this commit alone: after a roll back a version comes once more

    @classmethod
    def from_plain(cls, data: Any) -> "EditionId":
        """What `plain` made. Raises KeyError, TypeError or ValueError at anything else."""
        edition = cls(data["store"], data["version"], data["commit"])
        kinds = (type(edition.store), type(edition.version), type(edition.commit))
        if kinds != (str, int, str):
            raise ValueError(f"no edition: {data}")
        return edition

    def plain(self) -> dict[str, Any]:
        return {"store": self.store, "version": self.version, "commit": self.commit}


@dataclass(frozen=True, slots=True)
class Latest:
    """What the small file says."""

    commit: EditionId | None  # the last; None before the first
    coming: EditionId | None = None  # was about to be committed, and may have been
    file: State = ()  # the store's file when it was last read over, or written after that
    read_at: float = 0.0  # when it was read over, seconds since 1970
    log: State = ()  # the store's log then, of which the file may lack something
    articles: int = 0  # that the last commit holds; 0 where that was not said

    def allows(self, edition: EditionId) -> bool:
        """Whether a store of that edition is the one last written."""
        return edition in (self.commit, self.coming)

    @property
    def version(self) -> int:
        """The highest version that may have been given."""
        return max((each.version for each in (self.commit, self.coming) if each), default=0)

    def is_untouched(self, store: Path) -> bool:
        """Whether nobody but builds wrote the store since it was read over.

        What is committed while an earlier version is being read stays in the log beside the file
        (connecting.py). Who commits anything further writes to the log, or else to the file.
        """
        file, log = states_of(store)
        return bool(self.file) and self.file == file and log in ((), self.log)

    @property
    def is_of_late(self) -> bool:
        """Whether it was read over within a day."""
        return 0 <= time.time() - self.read_at < _READ_AGAIN


def note_read_over(directory: Path, store: Path, version: int, is_whole: bool) -> None:
    """Have it known that this version of a store was read over.

    Where it is not whole, the next build reads it over itself, and mends it. The caller holds the
    index's build lock. Raises OSError.
    """
    latest = read_latest(directory)
    if latest is None or latest.commit is None or latest.commit.version != version:
        return
    if not is_whole:
        write_latest(directory, replace(latest, file=()))
    elif latest.is_untouched(store):
        write_latest(directory, replace(latest, read_at=time.time()))


def states_of(store: Path) -> tuple[State, State]:
    """What changes when somebody writes the file, and its log; nothing of an empty log."""
    log = log_of(store)
    return _state_of(store), _state_of(log) if is_logged(store) else ()


def _state_of(file: Path) -> State:
    try:
        state = file.stat()
    except FileNotFoundError:
        return ()
    return (state.st_size, state.st_mtime_ns, state.st_ino)


def read_latest(directory: Path) -> Latest | None:
    """What the small file says; None where it is missing or damaged."""
    file = directory / LATEST_FILE
    try:
        if not file.is_file():  # to read a pipe would never end
            return None
        data = json.loads(file.read_bytes())
        written = data.pop("checksum")
        if data["format"] != FORMAT or checksum(_text(data)).hex() != written:
            return None
        commit, coming = (
            EditionId.from_plain(data[name]) if data[name] else None
            for name in ("commit", "coming")
        )
        states = tuple(data["file"]), tuple(data.get("log", ()))
        articles = int(data.get("articles", 0))
        return Latest(commit, coming, states[0], float(data["read_at"]), states[1], articles)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_latest(directory: Path, latest: Latest) -> None:
    """Replace the small file. Raises OSError."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "commit": latest.commit.plain() if latest.commit else None,
        "coming": latest.coming.plain() if latest.coming else None,
        "file": list(latest.file),
        "read_at": latest.read_at,
        "log": list(latest.log),
        "articles": latest.articles,
    }
    data["checksum"] = checksum(_text(data)).hex()
    replace_file(directory / LATEST_FILE, [json.dumps(data).encode()])
    sync_folder(directory)  # before the commit that it tells of


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True)
