"""Which index Milvus keeps of the vectors, and how much of it a question looks at."""

import os
from typing import Any

from index.errors import UnavailableError

KIND = "GLEANER_MILVUS_INDEX"  # environment variable, read where a collection is begun
EXACT = "FLAT"  # every vector is compared: what it finds is what the local engine finds
_LEAST = 800  # of the nearest by an index that guesses; what it finds is compared again
_KINDS: dict[str, dict[str, Any]] = {
    EXACT: {},
    "HNSW": {"M": 32, "efConstruction": 300},
    "IVF_RABITQ": {"nlist": 4_096, "refine": True, "refine_type": "SQ8"},
    "DISKANN": {},
    "AUTOINDEX": {},
}


def chosen_kind() -> str:
    """The kind of index for a new collection. Raises UserError where it is none."""
    kind = os.environ.get(KIND, EXACT).upper()
    if kind not in _KINDS:
        raise UnavailableError(
            f"{KIND} is {kind}, which is no index that Gleaner makes in Milvus. "
            f"Give one of: {', '.join(_KINDS)}."
        )
    return kind


def dense_index(kind: str) -> dict[str, Any]:
    """How an index of that kind is made."""
    return {"index_type": kind, "params": _KINDS[kind]}


def search_parameters(kind: str, count: int) -> dict[str, int]:
    """How much of an index of that kind is looked at for so many."""
    wide = max(_LEAST, 2 * count)
    known = {"HNSW": {"ef": wide}, "DISKANN": {"search_list": wide}}
    return {**known, "IVF_RABITQ": {"nprobe": 256, "refine_k": 4}}.get(kind, {})
