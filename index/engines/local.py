"""The engine of one machine: FAISS for vectors, Tantivy for words, in files beside the store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.encoder import Vectors
from index.engines.protocol import Candidates, View
from index.engines.vector_file import open_vectors, update_vectors
from index.engines.vectors import VectorView
from index.engines.words import WordView, make_words, open_words, update_words
from index.records import Filters
from index.store import EditionId, Snapshot
from index.store.locks import wait_for_publishing


class LocalEngine:
    """Keeps its files in the index's directory; whoever reads only opens them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def update(self, snapshot: Snapshot) -> None:
        update_vectors(self._directory, snapshot)
        update_words(self._directory, snapshot)

    def view(self, snapshot: Snapshot, before: View | None) -> "LocalView | None":
        edition = snapshot.edition
        if isinstance(before, LocalView) and edition.reaches(before.edition):
            if before.edition == edition and not before.words.is_damaged:
                return replace(before, snapshot=snapshot)
            known: LocalView | None = before
        else:
            known = None  # everything was rebuilt, and ids mean other passages now
        words = self._words(snapshot)
        if words is None:
            return None
        if known is None:
            return LocalView(open_vectors(self._directory, snapshot), words, snapshot)
        return LocalView(known.vectors.advance(snapshot), words, snapshot)

    def _words(self, snapshot: Snapshot) -> WordView | None:
        """The words of that snapshot; None where the files are of a later one."""
        words = open_words(self._directory)
        if words is None or not words.edition.reaches(snapshot.edition):
            wait_for_publishing(self._directory)
            words = open_words(self._directory)
        if words is None or not words.edition.reaches(snapshot.edition):
            # Damaged, or its builder was killed: the next build mends it.
            return make_words(snapshot)
        return words if words.edition == snapshot.edition else None


@dataclass(frozen=True, slots=True)
class LocalView:
    """What vectors and words find in one edition, for as long as its snapshot is open."""

    vectors: VectorView
    words: WordView
    snapshot: Snapshot

    @property
    def edition(self) -> EditionId:
        return self.vectors.edition

    def candidates(
        self, question: str, vector: Vectors, count: int, filters: Filters
    ) -> Candidates:
        return Candidates(
            self.vectors.nearest(vector, count, filters, self.snapshot),
            self.words.search(question, count, filters),
        )

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        return self.vectors.similarities(vector, ids, self.snapshot)
