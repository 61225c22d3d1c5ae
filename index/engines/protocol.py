"""The seam between the store, which is the truth, and what finds candidates in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.encoder import Vectors
from index.records import Filters
from index.store import EditionId, Problem, Snapshot
from index.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer, by id; higher is better for both figures."""

    similarities: Mapping[int, float]  # cosine of question and passage, of those nearest to it
    word_scores: Mapping[int, float]  # BM25 as in bm25.py, of those with the highest


class View(Protocol):
    """What an engine finds in one edition, as long as the snapshot is open that it was made for.

    It never changes. Another thread has a view of its own, of its own snapshot, which may share
    all that this one holds.
    """

    @property
    def edition(self) -> EditionId:
        """The edition that it reflects, all of it and nothing else."""
        ...

    def candidates(
        self, question: str, vector: Vectors, count: int, filters: Filters
    ) -> Candidates:
        """Up to `count` passages by meaning, and as many by words, that the filters leave.

        Both best first. Which of those with the same score are taken says `Snapshot.best`. The
        scores by words are those of bm25.py. `vector` is the question's, float32 (dimension,), of
        unit length.
        """
        ...

    def holding(
        self, wanted: Wanted, count: int, filters: Filters, in_titles: bool = False
    ) -> list[int]:
        """Up to `count` passages that have these terms in their text, and that the filters leave.

        `in_titles`: in the title of their article, or the heading above them, instead. Each once;
        all of them where they are fewer, else those that its own weights prefer.
        """
        ...

    def similarities(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of a vector with each of these passages; one that is not held is left out.

        To the last bit the same as among the candidates.
        """
        ...


class Engine(Protocol):
    """Makes views, and keeps what they are made from beside the store.

    What it keeps is derived: lost, damaged or behind, it is made again from the store.
    """

    def __init__(self, directory: Path, where: str = "") -> None:
        """`where`: its address, where it may be elsewhere; UserError where that is none."""

    def reach(self) -> None:
        """Raise UserError where nothing could be kept now: before anything is written."""
        ...

    def update(self, snapshot: Snapshot, repair: bool = False) -> None:
        """Bring what is kept up to that snapshot. One process at a time, the builder, does this.

        With `repair` what is there is not trusted before it was compared with the snapshot.

        Raises OSError where it cannot be written, UserError where it cannot be reached.
        """
        ...

    def view(self, snapshot: Snapshot, before: View | None, is_last: bool = False) -> View | None:
        """A view of exactly that snapshot, or None while what is kept is of a later one.

        `before` is the last view that was made; what it shares with the new one is not read
        again. Writes nothing. Where what is kept is lost, damaged or behind, the view is made from
        the snapshot, once no builder is about to bring it up (`wait_for_publishing`). The same
        where `is_last` says that there is no later commit, so that what is kept of one is foreign.
        What is damaged in the snapshot is left out, and noted there.
        """
        ...

    def check(self, snapshot: Snapshot) -> list[Problem]:
        """What is wrong with what is kept, compared with the snapshot, all of it."""
        ...

    def forget(self, edition: EditionId) -> None:
        """Delete what is kept of that edition's store, which this engine finds nothing in again."""
        ...
