"""An engine that keeps nothing: slow, simple, and what the others are measured by in the tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Vectors
from index.engines.bm25 import Weighing
from index.engines.protocol import Candidates, View
from index.records import Filters
from index.store import EditionId, Entry, Problem, Snapshot
from index.terms import all_stems, question_stems, term
from index.wanted import Wanted, holds


class MemoryEngine:
    """Makes each view from the store, whole."""

    def __init__(self, directory: Path, where: str = "") -> None:
        pass

    def reach(self) -> None:
        pass

    def update(self, snapshot: Snapshot, repair: bool = False) -> None:
        pass

    def forget(self, edition: EditionId) -> None:
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
        return MemoryView(snapshot, entries, vectors)


@dataclass(frozen=True, slots=True)
class MemoryView:
    snapshot: Snapshot
    entries: tuple[Entry, ...]
    vectors: dict[int, Vectors]

    @property
    def edition(self) -> EditionId:
        return self.snapshot.edition

    def candidates(
        self, question: str, vector: Vectors, count: int, filters: Filters
    ) -> Candidates:
        left = [entry.id for entry in self.entries if _is_left(entry, filters)]
        weighing = Weighing(self.snapshot, [*map(term, question_stems(question))])
        weighed = {id: score for id, score in weighing.scores(left).items() if score}
        return Candidates(
            self._best(self.similarities(vector, left), count), self._best(weighed, count)
        )

    def holding(
        self, wanted: Wanted, count: int, filters: Filters, in_titles: bool = False
    ) -> list[int]:
        left = [entry for entry in self.entries if _is_left(entry, filters)]
        texts = [entry.context if in_titles else entry.text for entry in left]
        held = (holds(all_stems(text), wanted) for text in texts)
        return [entry.id for entry, is_held in zip(left, held, strict=True) if is_held][:count]

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        return {id: float(self.vectors[id] @ vector) for id in ids if id in self.vectors}

    def _best(self, scores: dict[int, float], count: int) -> dict[int, float]:
        return {id: scores[id] for id in self.snapshot.kept(scores, count)}


def _is_left(entry: Entry, filters: Filters) -> bool:
    if filters.source is not None and entry.source != filters.source:
        return False
    if filters.after is None and filters.before is None:
        return True
    return entry.date is not None and (
        (filters.after is None or filters.after <= entry.date)
        and (filters.before is None or entry.date <= filters.before)
    )
