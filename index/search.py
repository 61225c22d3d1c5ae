"""A question to ranked hits: dense and lexical retrieval, fused."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from index.derived import update_derived
from index.encoder import Encoder, Vectors, load_encoder
from index.errors import UserError
from index.lexical import LexicalIndex, make_lexical, open_lexical
from index.records import Article, Filters, Found, Hit, Skipped, Statistics
from index.store import ArticleSummary, Edition, Snapshot, Store
from index.vectors import VectorIndex, open_vectors

CANDIDATES = 100  # taken from each retriever before they are fused
TRIES = 5  # for a question asked just as new versions are committed
REMEMBERED = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Opened:
    """The derived indexes in use; replaced whole when the store has a new version."""

    vectors: VectorIndex
    lexical: LexicalIndex

    def reaches(self, edition: Edition) -> bool:
        return self.vectors.edition.reaches(edition) and self.lexical.edition.reaches(edition)


class Searcher:
    """An open index: answers from the last committed version, whoever is writing the next one.

    Safe to use from several threads. A new version is seen at the next question.
    """

    def __init__(self, directory: Path, encoder: Encoder | None = None) -> None:
        """Open the index in `directory`; its encoder is loaded at the first search.

        Raises UserError where there is no index, or it was built with another encoder than
        the one given.
        """
        self.directory = directory
        self._store = Store(directory)
        self._given = encoder
        self._encoder = encoder
        self._opened: _Opened | None = None
        self._refreshing = threading.Lock()
        self._remembered: dict[tuple[Edition, Filters, str], object] = {}
        with self._store.snapshot() as snapshot:
            if encoder is not None:
                _check_encoder(directory, snapshot, encoder)

    @property
    def version(self) -> int:
        """The index_version of the last committed change."""
        return self._read(lambda snapshot: snapshot.edition.version)

    def search(self, question: str, top_k: int = 20, filters: Filters = Filters()) -> Found:
        """Find up to top_k passages for a question.

        Raises UserError where the index cannot be read, or its encoder cannot be loaded.
        """
        while True:
            encoder = self.encoder
            vector = encoder.encode([question])[0]
            for _ in range(TRIES):
                with self._store.snapshot() as snapshot:
                    if snapshot.encoder_identity != encoder.identity:
                        break  # rebuilt meanwhile with another one
                    opened = self._refresh(snapshot)
                    found = self._look(snapshot, opened, question, vector, top_k, filters)
                    # The vectors may have gone on to a newer version: then so does the question.
                    if opened.vectors.edition == snapshot.edition:
                        return found
            else:
                return found

    def _look(
        self,
        snapshot: Snapshot,
        opened: _Opened,
        question: str,
        vector: Vectors,
        top_k: int,
        filters: Filters,
    ) -> Found:
        allowed = None
        if filters != Filters():
            allowed = self._remember(snapshot, filters, snapshot.passage_ids)
        dense = dict(opened.vectors.search(vector, CANDIDATES, allowed))
        lexical = dict(opened.lexical.search(question, CANDIDATES, filters))
        similarities = dense | opened.vectors.similarities(
            vector, [id for id in lexical if id not in dense]
        )
        fused = fuse(similarities, lexical)
        # The lexical files may be a version behind or ahead: what is not in this one is dropped.
        passages = snapshot.passages(list(fused))
        best = sorted(passages, key=lambda id: (-fused[id], id))[:top_k]
        hits = [Hit(passages[id], fused[id], similarities.get(id, 0.0)) for id in best]
        searched = self._remember(snapshot, filters, snapshot.statistics)
        return Found(tuple(hits), snapshot.edition.version, searched)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors by the index's encoder, float32 (len(texts), dimension)."""
        return self.encoder.encode(texts)

    @property
    def encoder(self) -> Encoder:
        """The encoder that the index was built with."""
        return self._read(self._encoder_of)

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """What the filters leave to be searched."""
        return self._read(lambda snapshot: self._remember(snapshot, filters, snapshot.statistics))

    def article(self, path: str) -> Article | None:
        """The article at that path, relative to the corpus."""
        return self._read(lambda snapshot: snapshot.article(path))

    def articles(self) -> list[ArticleSummary]:
        """Every article, by path."""
        return self._read(Snapshot.articles)

    def sources(self) -> list[str]:
        """Every source that an article names, in order."""
        return self._read(Snapshot.sources)

    def skipped(self) -> list[Skipped]:
        """What the last build could not read, and why."""
        return self._read(Snapshot.skipped)

    def _read(self, look: Callable[[Snapshot], T]) -> T:
        with self._store.snapshot() as snapshot:
            return look(snapshot)

    def _remember(self, snapshot: Snapshot, filters: Filters, compute: Callable[[Filters], T]) -> T:
        """What filters come to in that version; computed once, for it looks at every article."""
        key = (snapshot.edition, filters, compute.__name__)
        try:
            return cast(T, self._remembered[key])
        except KeyError:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            value = compute(filters)
            self._remembered[key] = value
            return value

    def _encoder_of(self, snapshot: Snapshot) -> Encoder:
        """The encoder of that snapshot; a rebuild may have changed it since the last one."""
        encoder = self._encoder
        if encoder is None or encoder.identity != snapshot.encoder_identity:
            encoder = self._given or load_encoder(snapshot.encoder_name)
            _check_encoder(self.directory, snapshot, encoder)
            self._encoder = encoder
        return encoder

    def _refresh(self, snapshot: Snapshot) -> _Opened:
        """Return derived indexes that know every passage of this snapshot.

        Where another process is writing the lexical files, the ones in use serve until it is
        done: the vectors know the new passages meanwhile.
        """
        edition = snapshot.edition
        opened = self._opened
        if opened is not None and opened.reaches(edition):
            return opened
        with self._refreshing:
            opened = self._opened
            if opened is not None and opened.reaches(edition):
                return opened
            if opened is not None and opened.vectors.edition.store != edition.store:
                opened = None  # everything was rebuilt, and ids mean other passages now
            lexical = open_lexical(self.directory, edition)
            if lexical is None:
                try:
                    if update_derived(self._store, wait=opened is None):
                        lexical = open_lexical(self.directory, edition)
                except OSError:  # a directory that cannot be written
                    lexical = make_lexical(snapshot)
            if opened is None:
                vectors = open_vectors(self.directory, snapshot)
                lexical = lexical or make_lexical(snapshot)
            else:
                vectors = opened.vectors
                vectors.catch_up(snapshot)
                lexical = lexical or opened.lexical
            self._opened = _Opened(vectors, lexical)
            return self._opened


def fuse(similarities: Mapping[int, float], lexical: Mapping[int, float]) -> dict[int, float]:
    """Average the two retrievers' scores, each stretched to [0, 1] over the candidates.

    A candidate that one of them did not return counts as its lowest. Min-max averaging did best
    on news collections in Pyserini's comparisons, and here (benchmarks/retrieval.py).
    """
    dense, sparse = _stretch(similarities), _stretch(lexical)
    return {
        id: (dense.get(id, 0.0) + sparse.get(id, 0.0)) / 2 for id in {**similarities, **lexical}
    }


def _stretch(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {id: (score - low) / (high - low) if high > low else 1.0 for id, score in scores.items()}


def _check_encoder(directory: Path, snapshot: Snapshot, encoder: Encoder) -> None:
    if encoder.identity != snapshot.encoder_identity:
        raise UserError(
            f"The index in {directory} was built with the encoder {snapshot.encoder_identity}, "
            f"but {encoder.identity} was given. Make the index again with it: python "
            f"build_index.py CORPUS --index {directory} --encoder {encoder.name} --rebuild"
        )
