"""The engine of one machine: FAISS for vectors, Tantivy for words, in files beside the store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.encoder import Vectors
from index.engines.manifest import MANIFEST_FILE
from index.engines.protocol import Candidates, View
from index.engines.vector_file import VECTORS_FILE, check_vectors, open_vectors, update_vectors
from index.engines.vectors import VectorView
from index.engines.words import (
    WordView,
    check_words,
    make_words,
    open_words,
    remove_left,
    update_words,
)
from index.records import Filters
from index.store import EditionId, Problem, Snapshot
from index.store.locks import wait_for_publishing
from index.wanted import Wanted

WORD_SECONDS = 2e-4  # a passage, about: to put it in memory takes as long as to wait for its files


class LocalEngine:
    """Keeps its files in the index's directory; whoever reads only opens them."""

    def __init__(self, directory: Path, where: str = "") -> None:
        self._directory = directory

    def reach(self) -> None:
        pass

    def update(self, snapshot: Snapshot, repair: bool = False) -> None:
        update_vectors(self._directory, snapshot)
        update_words(self._directory, snapshot)

    def check(self, snapshot: Snapshot) -> list[Problem]:
        return check_vectors(self._directory, snapshot) + check_words(self._directory, snapshot)

    def forget(self, edition: EditionId) -> None:
        (self._directory / VECTORS_FILE).unlink(missing_ok=True)
        (self._directory / MANIFEST_FILE).unlink(missing_ok=True)
        remove_left(self._directory)

    def view(
        self, snapshot: Snapshot, before: View | None, is_last: bool = False
    ) -> "LocalView | None":
        known: LocalView | None = None  # where all was rebuilt, ids mean other passages now
        if isinstance(before, LocalView) and snapshot.follows(before.edition):
            if before.edition == snapshot.edition and not before.words.is_damaged:
                return replace(before, snapshot=snapshot)
            known = before
        words = self._words(snapshot, is_last)
        if words is None:
            return None
        if known is None:
            vectors = open_vectors(self._directory, snapshot)
        else:
            vectors = known.vectors.advance(snapshot)
            if len(vectors) != snapshot.passage_count:
                vectors = open_vectors(self._directory, snapshot)
        for held, what in ((vectors, "by meaning"), (words, "by words")):
            if (count := len(held)) != snapshot.passage_count:
                lacking = abs(snapshot.passage_count - count)
                snapshot.damage.note(f"{lacking} of the passages to be found {what}")
        return LocalView(vectors, words, snapshot)

    def _words(self, snapshot: Snapshot, is_last: bool) -> WordView | None:
        """The words of that snapshot; None where the files are of a later one."""
        words = open_words(self._directory)
        if not _reach(words, snapshot.edition):
            wait_for_publishing(self._directory, WORD_SECONDS * snapshot.passage_count)
            words = open_words(self._directory)
        if words is not None and words.edition == snapshot.edition:
            return words if len(words) == snapshot.passage_count else make_words(snapshot)
        if _reach(words, snapshot.edition) and not is_last:
            return None
        # Damaged, or its builder was killed: the next build mends it.
        return make_words(snapshot)


def _reach(words: WordView | None, edition: EditionId) -> bool:
    """Whether they are of that edition, or may be of one that comes after it."""
    if words is None or words.edition.store != edition.store:
        return False
    return words.edition == edition or words.edition.version > edition.version


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
            self.words.search(question, count, filters, self.snapshot),
        )

    def holding(
        self, wanted: Wanted, count: int, filters: Filters, in_titles: bool = False
    ) -> list[int]:
        return self.words.holding(wanted, count, filters, in_titles)

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        return self.vectors.similarities(vector, ids, self.snapshot)
