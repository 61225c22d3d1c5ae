"""An engine that keeps nothing: slow, simple, and what the others are measured by in the tests."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Vectors
from index.engines.protocol import Candidates, View
from index.records import Filters
from index.store import EditionId, Entry, Problem, Snapshot


class MemoryEngine:
    """Makes each view from the store, whole."""

    def __init__(self, directory: Path) -> None:
        pass

    def update(self, snapshot: Snapshot) -> None:
        pass

    def check(self, snapshot: Snapshot) -> list[Problem]:
        return []

    def view(self, snapshot: Snapshot, before: View | None, is_last: bool = False) -> "MemoryView":
        ids = snapshot.whole(snapshot.changes_since(0)[0])
        vectors = {
            id: vector
            for batch, rows in snapshot.vectors(ids)
            for id, vector in zip(batch.tolist(), rows, strict=True)
        }
        entries = tuple(snapshot.entries(ids))
        return MemoryView(snapshot.edition, entries, vectors)


@dataclass(frozen=True, slots=True)
class MemoryView:
    edition: EditionId
    entries: tuple[Entry, ...]
    vectors: dict[int, Vectors]

    def candidates(
        self, question: str, vector: Vectors, count: int, filters: Filters
    ) -> Candidates:
        left = [entry for entry in self.entries if _is_left(entry, filters)]
        nearest = self.similarities(vector, [entry.id for entry in left])
        wanted = _words(question)
        shared = {
            entry.id: float(sum((wanted & _words(f"{entry.context} {entry.text}")).values()))
            for entry in left
        }
        return Candidates(
            _best(nearest, count),
            _best({id: score for id, score in shared.items() if score}, count),
        )

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        return {id: float(self.vectors[id] @ vector) for id in ids if id in self.vectors}


def _is_left(entry: Entry, filters: Filters) -> bool:
    if filters.source is not None and entry.source != filters.source:
        return False
    if filters.after is None and filters.before is None:
        return True
    return entry.date is not None and (
        (filters.after is None or filters.after <= entry.date)
        and (filters.before is None or entry.date <= filters.before)
    )


def _words(text: str) -> "Counter[str]":
    return Counter(set(re.findall(r"\w+", text.lower())))


def _best(scores: dict[int, float], count: int) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:count])
