"""The vectors' file. It is derived from the store.

One header line of JSON (edition, lengths and SHA-256 of what follows), under a SHA-256 of its own,
then the FAISS index, and the ids, dates and sources of its rows. It may lag behind the store:
whoever opens it takes in what changed since, so that a small change does not rewrite a large file.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import faiss
import numpy as np

from index.engines.bases import base_of
from index.engines.checksums import Checksums
from index.engines.vectors import Rows, VectorView, beside, empty_view
from index.store import EditionId, Problem, Snapshot
from index.store.locks import remove_beside, replacing_file

VECTORS_FILE = "vectors.faiss"
FORMAT = 3
HEADER_BYTES = 512

_checksums = Checksums(HEADER_BYTES)  # of this process


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
        with suppress(OSError), path.open("rb") as stream:
            return cls.of(stream)
        return None

    @classmethod
    def of(cls, stream: BinaryIO) -> "Header | None":
        """The same of an open file, which is then read up to what follows."""
        try:
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
            size = os.fstat(stream.fileno()).st_size
            is_cut = size != HEADER_BYTES + sum(header.lengths)
            return None if is_cut or header.line() != line else header
        except (ValueError, KeyError, TypeError):
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
    path = directory / VECTORS_FILE
    remove_beside(path)
    header = Header.read(path)
    if header is not None and snapshot.follows(header.edition):
        came, went = snapshot.changes_since(header.edition.version)
        is_little = len(came) + len(went) <= beside(header.vectors)
        holds_all = header.vectors + len(came) - len(went) == snapshot.passage_count
        if is_little and holds_all and _is_whole(path, header) and _has(path, header, went):
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
    held = np.sort(np.concatenate([view.rows.ids[view.alive], view.recent.ids]))
    if not np.array_equal(held, np.array(ids, np.int64)):
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
    rows = whole.rows
    columns = [np.ascontiguousarray(each) for each in (rows.ids, rows.dates, rows.sources)]
    with replacing_file(directory / VECTORS_FILE) as stream:
        stream.write(bytes(HEADER_BYTES))  # its place; what it says is known at the end
        parts = _Parts(stream)
        parts.begin()
        writer = faiss.PyCallbackIOWriter(parts.write)  # type: ignore[attr-defined]
        faiss.write_index(whole.base.index, writer)
        for data in (*(column.data for column in columns), json.dumps(whole.names).encode()):
            parts.begin()
            parts.write(data)
        lengths, sha256 = tuple(parts.lengths), parts.digest.hexdigest()
        stream.seek(0)
        stream.write(Header(view.edition, len(whole), lengths, sha256, whole.base.trained).line())


class _Parts:
    """The parts of the file while they are written, block by block: none is copied whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()  # of all of them
        self.lengths: list[int] = []

    def begin(self) -> None:
        self.lengths.append(0)

    def write(self, block: Any) -> None:  # a buffer
        self._stream.write(block)
        self.digest.update(block)
        self.lengths[-1] += memoryview(block).nbytes


def _is_whole(path: Path, header: Header) -> bool:
    """Whether what follows the header is what was written; read once, as long as it stays so."""
    try:
        return _checksums.hold([(path, header.sha256)])
    except OSError:
        return False


def _has(path: Path, header: Header, went: Sequence[int]) -> bool:
    """Whether the file has these passages: of a store whose ids were damaged others went."""
    if not went:
        return True
    before = HEADER_BYTES + header.lengths[0]
    held = np.fromfile(path, np.int64, header.vectors, offset=before)
    return bool(np.isin(went, held).all())


def _load(path: Path, snapshot: Snapshot) -> VectorView | None:
    """Read the file; None where it is missing, damaged, or the snapshot did not come from it."""
    try:
        with path.open("rb") as stream:
            header = Header.of(stream)
            if header is None or not snapshot.follows(header.edition):
                return None
            is_whole = hashlib.file_digest(stream, "sha256").hexdigest() == header.sha256
            _checksums.note(path, header.sha256, is_whole)
            return _read(stream, header) if is_whole else None
    except (OSError, ValueError, KeyError, IndexError, RuntimeError):
        return None


def _read(stream: BinaryIO, header: Header) -> VectorView:
    """What follows the header, each part read by itself."""
    stream.seek(HEADER_BYTES)
    reader = faiss.PyCallbackIOReader(stream.read)  # type: ignore[attr-defined]
    index: Any = faiss.read_index(reader)
    base = base_of(index, header.trained)
    stream.seek(HEADER_BYTES + header.lengths[0])
    ids, dates, sources, names = (stream.read(length) for length in header.lengths[1:])
    rows = Rows(
        np.frombuffer(ids, np.int64),
        np.frombuffer(dates, np.int32),
        np.frombuffer(sources, np.int32),
    )
    return replace(
        empty_view(header.edition), base=base, rows=rows, alive=np.ones(len(base), bool),
        names=tuple(json.loads(names)),
    )  # fmt: skip
