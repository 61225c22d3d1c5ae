"""The vectors' file. It is derived from the store.

One header line of JSON (edition, lengths and SHA-256 of what follows), under a SHA-256 of its own,
then the FAISS index, and the ids, dates and sources of its rows. It may lag behind the store:
whoever opens it takes in what changed since, so that a small change does not rewrite a large file.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engines.bases import base_of
from index.engines.vectors import Rows, VectorView, beside, empty_view
from index.store import EditionId, Problem, Snapshot
from index.store.locks import remove_beside, replace_file

VECTORS_FILE = "vectors.faiss"
FORMAT = 3
HEADER_BYTES = 512


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says of the file."""

    edition: EditionId
    vectors: int
    lengths: tuple[int, ...]  # bytes of each part
    sha256: str  # of all parts
    trained: int = 0  # vectors that there were when the codes were trained, if it holds codes

    def line(self) -> bytes:
        data = {
            "format": FORMAT,
            **self.edition.plain(),
            "vectors": self.vectors,
            "bytes": self.lengths,
            "sha256": self.sha256,
            **({"trained": self.trained} if self.trained else {}),
        }
        text = json.dumps(data)
        sealed = f"{hashlib.sha256(text.encode()).hexdigest()} {text}"
        return sealed.encode().ljust(HEADER_BYTES - 1) + b"\n"

    @classmethod
    def read(cls, path: Path) -> "Header | None":
        """None where the file is missing, cut off, of another form, or its header damaged."""
        try:
            with path.open("rb") as stream:
                line = stream.read(HEADER_BYTES)
            sealed, _, text = line.rstrip().partition(b" ")
            if hashlib.sha256(text).hexdigest().encode() != sealed:
                return None
            data = json.loads(text)
            if data["format"] != FORMAT:
                return None
            header = cls(
                EditionId.from_plain(data), data["vectors"], tuple(data["bytes"]), data["sha256"],
                data.get("trained", 0),
            )  # fmt: skip
            is_cut = path.stat().st_size != HEADER_BYTES + sum(header.lengths)
            return None if is_cut or header.line() != line else header
        except (OSError, ValueError, KeyError, TypeError):
            return None


def open_vectors(directory: Path, snapshot: Snapshot) -> VectorView:
    """The vectors of that snapshot, from the file as far as it can be trusted."""
    view = _load(directory / VECTORS_FILE, snapshot)
    if view is not None:
        view = view.advance(snapshot)
        if len(view) == snapshot.passage_count:
            return view
    return empty_view(EditionId(snapshot.edition.store, 0, "")).advance(snapshot)


def update_vectors(directory: Path, snapshot: Snapshot) -> None:
    """Bring the file up to date, unless so little changed that opening it will do."""
    remove_beside(directory / VECTORS_FILE)
    header = Header.read(directory / VECTORS_FILE)
    if header is not None and snapshot.follows(header.edition):
        came, went = snapshot.changes_since(header.edition.version)
        is_little = len(came) + len(went) <= beside(header.vectors)
        holds_all = header.vectors + len(came) - len(went) == snapshot.passage_count
        if is_little and holds_all and _payload(directory / VECTORS_FILE, header) is not None:
            return
    save_vectors(directory, open_vectors(directory, snapshot), snapshot)


def check_vectors(directory: Path, snapshot: Snapshot) -> list[Problem]:
    """What is wrong with the file: damaged, of another store, or not what the store holds."""
    path, where = directory / VECTORS_FILE, f"the file {VECTORS_FILE}"
    view = _load(path, snapshot)
    if view is None:
        return [Problem(_why_not(path), where, "the store")]
    view = view.advance(snapshot)
    ids, _ = snapshot.changes_since(0)
    held = sorted([*view.rows.ids[view.alive].tolist(), *view.recent.ids.tolist()])
    if held != ids:
        what = f"it holds {len(held)} passages, not the {len(ids)} of the store"
        return [Problem(what, where, "the store")]
    return []


def _why_not(path: Path) -> str:
    if not path.exists():
        return "it is missing"
    if Header.read(path) is None:
        return "it is damaged, or of an earlier form"
    return "it is damaged, or of another store"


def save_vectors(directory: Path, view: VectorView, snapshot: Snapshot) -> None:
    """Write the file whole; readers see the old one or the new one. The snapshot is the view's."""
    whole = view.folded(snapshot)
    columns = (whole.rows.ids, whole.rows.dates, whole.rows.sources)
    parts: list[Any] = [  # buffers
        faiss.serialize_index(whole.base.index).data,
        *(np.ascontiguousarray(column).view(np.uint8).data for column in columns),
        json.dumps(whole.names).encode(),
    ]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    lengths = tuple(len(part) for part in parts)
    header = Header(view.edition, len(whole), lengths, digest.hexdigest(), whole.base.trained)
    replace_file(directory / VECTORS_FILE, (header.line(), *parts))


def _payload(path: Path, header: Header) -> NDArray[np.uint8] | None:
    """What follows the header; None where it is not what was written."""
    try:
        data = np.fromfile(path, np.uint8, offset=HEADER_BYTES)
    except OSError:
        return None
    return data if hashlib.sha256(data.data).hexdigest() == header.sha256 else None


def _load(path: Path, snapshot: Snapshot) -> VectorView | None:
    """Read the file; None where it is missing, damaged, or the snapshot did not come from it."""
    header = Header.read(path)
    if header is None or not snapshot.follows(header.edition):
        return None
    data = _payload(path, header)
    if data is None:
        return None
    try:
        parts = np.split(data, np.cumsum(header.lengths)[:-1])
        base = base_of(faiss.deserialize_index(parts[0]), header.trained)
        ids, dates, sources, names = (part.tobytes() for part in parts[1:])
        rows = Rows(
            np.frombuffer(ids, np.int64),
            np.frombuffer(dates, np.int32),
            np.frombuffer(sources, np.int32),
        )
        empty = empty_view(header.edition)
        alive = np.ones(len(base), bool)
        return replace(empty, base=base, rows=rows, alive=alive, names=tuple(json.loads(names)))
    except (ValueError, KeyError, IndexError, RuntimeError):
        return None
