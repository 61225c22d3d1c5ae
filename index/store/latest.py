"""Which commit was the last: a small file beside the store, to know an exchanged store by.

Before a commit it names the commit that is to come beside the last one, and after it the new one
alone. So a store that is neither was exchanged, rolled back, or has lost its log; and a process
that is killed at any moment leaves a store that is one of the two.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.store.checksums import checksum
from index.store.locks import replace_file, sync_folder

LATEST_FILE = "latest.json"
FORMAT = 1
_READ_AGAIN = 24 * 3600.0  # seconds after which a store is read over, though nobody touched it


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
    file: tuple[int, ...] = ()  # the store's file when it was last read over, or written after that
    read_at: float = 0.0  # when it was read over, seconds since 1970

    def allows(self, edition: EditionId) -> bool:
        """Whether a store of that edition is the one last written."""
        return edition in (self.commit, self.coming)

    @property
    def version(self) -> int:
        """The highest version that may have been given."""
        return max((each.version for each in (self.commit, self.coming) if each), default=0)

    def is_untouched(self, store: Path) -> bool:
        """Whether nobody but builds wrote the store's file since it was read over, of late."""
        is_of_late = 0 <= time.time() - self.read_at < _READ_AGAIN
        return is_of_late and bool(self.file) and self.file == state_of(store)


def state_of(store: Path) -> tuple[int, ...]:
    """What changes when somebody writes the file."""
    state = store.stat()
    return (state.st_size, state.st_mtime_ns, state.st_ino)


def read_latest(directory: Path) -> Latest | None:
    """What the small file says; None where it is missing or damaged."""
    try:
        data = json.loads((directory / LATEST_FILE).read_bytes())
        written = data.pop("checksum")
        if data["format"] != FORMAT or checksum(_text(data)).hex() != written:
            return None
        commit, coming = (
            EditionId.from_plain(data[name]) if data[name] else None
            for name in ("commit", "coming")
        )
        return Latest(commit, coming, tuple(data["file"]), float(data["read_at"]))
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
    }
    data["checksum"] = checksum(_text(data)).hex()
    replace_file(directory / LATEST_FILE, [json.dumps(data).encode()])
    sync_folder(directory)  # before the commit that it tells of


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True)
