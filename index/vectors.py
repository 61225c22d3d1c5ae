"""Ids and vectors to the nearest ids, by FAISS (exact). Its file is derived from the store.

The file is one header line of JSON (edition, length and SHA-256 of what follows), then the FAISS
index. It may lag behind the store: whoever opens it adds and removes what changed since, so that
a small change does not rewrite a large file.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.files import replace_file
from index.store import Edition, Snapshot

VECTORS_FILE = "vectors.faiss"
FORMAT = 1
HEADER_BYTES = 512
REWRITE_SHARE = 0.05  # the file is written again when more than this share of it has changed
ONE_THREAD_BELOW = 50_000  # vectors; waking more threads costs more than it saves below this

Vectors = NDArray[np.float32]


class VectorIndex:
    """Unit vectors by passage id, in memory; safe to use from several threads."""

    def __init__(self, index: Any, edition: Edition) -> None:
        self._index = index
        self._using = threading.Lock()
        self.edition = edition

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, vector: Vectors, top_k: int, allowed: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to top_k (passage id, cosine) for one vector (dimension,), nearest first."""
        parameters = None
        if allowed is not None:
            if not len(allowed):
                return []
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        with self._using:
            if not len(self) or vector.shape[0] != self._index.d:
                return []
            with _few_threads(len(self)):
                count = min(top_k, len(self))
                scores, ids = self._index.search(vector[None], count, params=parameters)
        # FAISS fills up with -1 where it holds fewer vectors than asked for.
        pairs = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [(id, score) for id, score in pairs if id != -1]

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """Return the cosine of one vector with each of these passages that are held."""
        found = {}
        with self._using:
            for id in ids:
                try:
                    found[id] = float(self._index.reconstruct(id) @ vector)
                except RuntimeError:  # not held: removed since it was found elsewhere
                    continue
        return found

    def catch_up(self, snapshot: Snapshot) -> None:
        """Apply what changed between this and the snapshot, which is of the same store.

        An older snapshot changes nothing. One thread at a time; searches go on until the last
        moment, and see either the old edition or the new one.
        """
        if self.edition.reaches(snapshot.edition):
            return
        added, removed = snapshot.changes_since(self.edition.version)
        batches = list(snapshot.vectors(added))
        with self._using:
            if removed:
                self._index.remove_ids(np.array(removed, np.int64))
            for ids, vectors in batches:
                if not self._index.d:
                    self._index = _empty(vectors.shape[1])
                self._index.add_with_ids(vectors, ids)
            self.edition = snapshot.edition

    def save(self, directory: Path) -> None:
        """Write the file whole; readers see the old one or the new one."""
        payload = faiss.serialize_index(self._index)
        header = {
            "format": FORMAT,
            "store": self.edition.store,
            "version": self.edition.version,
            "vectors": len(self),
            "offset": HEADER_BYTES,
            "bytes": len(payload),
            "sha256": hashlib.sha256(payload.data).hexdigest(),
        }
        line = json.dumps(header).encode().ljust(HEADER_BYTES - 1) + b"\n"
        replace_file(directory / VECTORS_FILE, (line, payload.data))


@contextmanager
def _few_threads(vectors: int) -> Iterator[None]:
    """Search with one thread where that is faster; the number is the whole process's.

    Left at one, it would also slow the encoder and the reader, which share it.
    """
    if vectors >= ONE_THREAD_BELOW:
        yield
        return
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def open_vectors(directory: Path, snapshot: Snapshot) -> VectorIndex:
    """Return the vectors of that snapshot, from the file as far as it can be trusted."""
    vectors = _load(directory / VECTORS_FILE, snapshot.edition)
    if vectors is None:
        vectors = VectorIndex(_empty(0), Edition(snapshot.edition.store, 0))
    vectors.catch_up(snapshot)
    return vectors


def update_vectors(directory: Path, snapshot: Snapshot) -> None:
    """Bring the file up to date, unless so little changed that opening it will do."""
    header = _read_header(directory / VECTORS_FILE)
    if header is not None and header["store"] == snapshot.edition.store:
        changed = sum(len(ids) for ids in snapshot.changes_since(header["version"]))
        if changed <= REWRITE_SHARE * header["vectors"]:
            return
    open_vectors(directory, snapshot).save(directory)


def _empty(dimension: int) -> Any:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _read_header(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as stream:
            header = json.loads(stream.readline(HEADER_BYTES))
        whole = path.stat().st_size == header["offset"] + header["bytes"]
        return header if whole and header["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _load(path: Path, wanted: Edition) -> VectorIndex | None:
    """Read the file; None where it is missing, damaged, or of another store."""
    header = _read_header(path)
    if header is None or header["store"] != wanted.store or header["version"] > wanted.version:
        return None
    try:
        payload = np.fromfile(path, np.uint8, offset=header["offset"])
        if hashlib.sha256(payload.data).hexdigest() != header["sha256"]:
            return None
        return VectorIndex(
            faiss.deserialize_index(payload), Edition(header["store"], header["version"])
        )
    except (OSError, ValueError, KeyError, RuntimeError):
        return None
