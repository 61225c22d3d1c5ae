"""Which folder holds the lexical files, what they reflect, and their checksums."""

import json
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.engines.checksums import Checksums, digest_of, text_digest
from index.store import EditionId
from index.store.locks import replace_file

MANIFEST_FILE = "lexical.json"
FORMAT = 2

_checksums = Checksums()  # of this process


@dataclass(frozen=True, slots=True)
class Manifest:
    """The small file that is replaced last, under a checksum of its own."""

    folder: str
    edition: EditionId
    files: dict[str, str]  # their SHA-256 by name

    @classmethod
    def read(cls, directory: Path) -> "Manifest | None":
        """None where it is missing, damaged or of another form."""
        try:
            data = json.loads((directory / MANIFEST_FILE).read_bytes())
            if data["format"] != FORMAT or data.pop("sha256") != text_digest(_text(data)):
                return None
            if not re.fullmatch(r"lexical-\w+", data["folder"]):
                return None
            return cls(data["folder"], EditionId.from_plain(data), dict(data["files"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    @classmethod
    def of(cls, folder: Path, edition: EditionId, known: dict[str, str]) -> "Manifest":
        """Describe the files as they are; a segment's file never changes once written."""
        files = {}
        for file in sorted(folder.iterdir()):
            if file.name.endswith(".lock") or file.name.startswith((".tantivy", ".tmp")):
                continue
            fresh = file.suffix == ".json" or file.name not in known
            files[file.name] = digest_of(file) if fresh else known[file.name]
        return cls(folder.name, edition, files)

    def matches(self, directory: Path, damaged: threading.Event | None = None) -> bool:
        """Whether the files are as described; see Checksums."""
        folder = directory / self.folder
        try:
            named = [(folder / name, digest) for name, digest in self.files.items()]
            return bool(named) and _checksums.hold(named, damaged)
        except OSError:
            return False

    def damaged_files(self, directory: Path) -> list[str]:
        """The files that are missing or not as described, each read whole."""
        found = []
        for name, digest in self.files.items():
            file = directory / self.folder / name
            is_whole = file.is_file() and digest_of(file) == digest
            _checksums.note(file, digest, is_whole)
            if not is_whole:
                found.append(f"{self.folder}/{name}")
        return found

    def save(self, directory: Path) -> None:
        data: dict[str, Any] = {
            "format": FORMAT,
            "folder": self.folder,
            **self.edition.plain(),
            "files": self.files,
        }
        data["sha256"] = text_digest(_text(data))
        replace_file(directory / MANIFEST_FILE, [json.dumps(data, indent=1).encode()])


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True)
