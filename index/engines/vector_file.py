"""The vectors' file. It is derived from the store.

One header line of JSON (edition, lengths and SHA-256 of what follows), then the FAISS index, and
the ids, dates and sources of its rows. It may lag behind the store: whoever opens it takes in what
changed since, so that a small change does not rewrite a large file.
"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.engines.bases import base_of
from index.engines.vectors import REWRITE_SHARE, Rows, VectorView, empty_view
from index.store import EditionId, Snapshot
from index.store.locks import replace_file

VECTORS_FILE = "vectors.faiss"
FORMAT = 2
HEADER_BYTES = 512


def open_vectors(directory: Path, snapshot: Snapshot) -> VectorView:
    """The vectors of that snapshot, from the file as far as it can be trusted."""
    view = _load(directory / VECTORS_FILE, snapshot.edition)
    return (view or empty_view(EditionId(snapshot.edition.store, 0))).advance(snapshot)


def update_vectors(directory: Path, snapshot: Snapshot) -> None:
    """Bring the file up to date, unless so little changed that opening it will do."""
    header = _read_header(directory / VECTORS_FILE)
    if header is not None and header["store"] == snapshot.edition.store:
        changed = sum(len(ids) for ids in snapshot.changes_since(header["version"]))
        if changed <= REWRITE_SHARE * header["vectors"]:
            return
    save_vectors(directory, open_vectors(directory, snapshot))


def save_vectors(directory: Path, view: VectorView) -> None:
    """Write the file whole; readers see the old one or the new one."""
    whole = view.folded()
    columns = (whole.rows.ids, whole.rows.dates, whole.rows.sources)
    parts: list[Any] = [  # buffers
        faiss.serialize_index(whole.base.index).data,
        *(np.ascontiguousarray(column).view(np.uint8).data for column in columns),
        json.dumps(whole.names).encode(),
    ]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    header = {
        "format": FORMAT,
        "store": view.edition.store,
        "version": view.edition.version,
        "vectors": len(whole),
        "offset": HEADER_BYTES,
        "bytes": [len(part) for part in parts],
        "sha256": digest.hexdigest(),
    }
    line = json.dumps(header).encode().ljust(HEADER_BYTES - 1) + b"\n"
    replace_file(directory / VECTORS_FILE, (line, *parts))


def _read_header(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as stream:
            header = json.loads(stream.readline(HEADER_BYTES))
        whole = path.stat().st_size == header["offset"] + sum(header["bytes"])
        return header if whole and header["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _load(path: Path, wanted: EditionId) -> VectorView | None:
    """Read the file; None where it is missing, damaged, or of another store."""
    header = _read_header(path)
    if header is None or header["store"] != wanted.store or header["version"] > wanted.version:
        return None
    try:
        data = np.fromfile(path, np.uint8, offset=header["offset"])
        if hashlib.sha256(data.data).hexdigest() != header["sha256"]:
            return None
        parts = np.split(data, np.cumsum(header["bytes"])[:-1])
        base = base_of(faiss.deserialize_index(parts[0]))
        ids, dates, sources, names = (part.tobytes() for part in parts[1:])
        rows = Rows(
            np.frombuffer(ids, np.int64),
            np.frombuffer(dates, np.int32),
            np.frombuffer(sources, np.int32),
        )
        empty = empty_view(EditionId(header["store"], header["version"]))
        alive = np.ones(len(base), bool)
        return replace(empty, base=base, rows=rows, alive=alive, names=tuple(json.loads(names)))
    except (OSError, ValueError, KeyError, IndexError, RuntimeError):
        return None
