"""A question to ranked hits: what an engine finds by meaning and by words, fused."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from index.commands import command
from index.edition import Edition, Editions, SearchableEdition
from index.encoder import Encoder, Vectors, load_encoder
from index.errors import DamagedError, UnavailableError
from index.records import Article, Filters, Hit, SearchResult, Skipped, Statistics
from index.store import ArticleSummary, Damage, Snapshot

CANDIDATES = 100  # taken by meaning, and by words, before they are fused
_NAMED = 3  # of what is damaged, in a notice


class Searcher:
    """An open index: answers from the last committed version, whoever is writing the next one.

    Safe to use from several threads. A new version is seen at the next question.
    """

    def __init__(
        self, directory: Path, encoder: Encoder | None = None, serves_on: bool = False
    ) -> None:
        """Open the index in `directory`; its encoder is loaded at the first search.

        `serves_on` is for who is asked for long: while a new version is made ready to be searched,
        which takes its time where there are many passages, the one before is searched; after
        `make_ready` the new one is.

        Raises UserError where there is no index, or it was built with another encoder than
        the one given.
        """
        self.directory = directory
        self._editions = Editions(directory, serves_on)
        self._given = encoder
        self._encoder = encoder
        if encoder is not None:
            with self.edition() as edition:
                _check_encoder(directory, edition.store, encoder)

    def edition(self) -> AbstractContextManager[Edition]:
        """The last committed version, for several reads that are to agree."""
        return self._editions.open()

    def edition_to_search(self) -> AbstractContextManager[SearchableEdition]:
        """The same with what its engine finds in it."""
        return self._editions.open_to_search()

    def make_ready(self) -> None:
        """Have every search after this be of what is the last committed version now.

        Raises UserError where the index cannot be read.
        """
        self._editions.make_ready()

    def close(self) -> None:
        """Let go of what one that `serves_on` keeps open between two searches."""
        self._editions.close()

    @property
    def version(self) -> int:
        """The index_version of the last committed change."""
        with self.edition() as edition:
            return edition.store.edition.version

    def search(self, question: str, top_k: int = 20, filters: Filters = Filters()) -> SearchResult:
        """Find up to top_k passages for a question.

        Raises UserError where the index cannot be read, or its encoder cannot be loaded.
        """
        with self._editions.open_to_search() as edition:
            vector = self._encoder_of(edition.store).encode([question])[0]
            candidates = edition.view.candidates(question, vector, CANDIDATES, filters)
            by_words = candidates.word_scores
            unknown = [id for id in by_words if id not in candidates.similarities]
            similarities = {
                **candidates.similarities,
                **edition.view.similarities(vector, unknown),
            }
            fused = fuse(similarities, by_words)
            best = edition.store.best(fused, top_k)
            passages = edition.store.passages(best)
            hits = [
                Hit(passages[id], fused[id], similarities.get(id, 0.0))
                for id in best
                if id in passages
            ]
            searched, version = edition.statistics(filters), edition.store.edition.version
            notice = notice_of(self.directory, edition.damage)
            return SearchResult(tuple(hits), version, searched, notice)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors by the index's encoder, float32 (len(texts), dimension)."""
        return self.encoder.encode(texts)

    @property
    def encoder(self) -> Encoder:
        """The encoder that the index was built with."""
        with self.edition() as edition:
            return self._encoder_of(edition.store)

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """What the filters leave to be searched."""
        with self.edition() as edition:
            return edition.statistics(filters)

    def article(self, path: str) -> Article | None:
        """The article at that path, relative to the corpus; None where there is none.

        Raises DamagedError where it is damaged in the index.
        """
        return self.versioned(path)[0]

    def versioned(self, path: str) -> tuple[Article | None, int]:
        """The same, and the version of the index that it was read from."""
        # No path in an index holds halves of characters: it would not be text.
        path = path.encode("utf-8", "backslashreplace").decode()
        with self.edition() as edition:
            article = edition.store.article(path)
            if article is None and (notice := notice_of(self.directory, edition.damage)):
                raise DamagedError(notice)
            return article, edition.store.edition.version

    def articles(self) -> list[ArticleSummary]:
        """Every article, by path."""
        with self.edition() as edition:
            return edition.store.articles()

    def sources(self) -> list[str]:
        """Every source that an article names, in order."""
        with self.edition() as edition:
            return edition.store.sources()

    def skipped(self) -> list[Skipped]:
        """What the last build could not read, and why."""
        with self.edition() as edition:
            return edition.store.skipped()

    def _encoder_of(self, snapshot: Snapshot) -> Encoder:
        """The encoder of that snapshot; a rebuild may have changed it since the last one."""
        encoder = self._encoder
        if encoder is None or encoder.identity != snapshot.encoder_identity:
            encoder = self._given or load_encoder(snapshot.encoder_name)
            _check_encoder(self.directory, snapshot, encoder)
            self._encoder = encoder
        return encoder


def notice_of(directory: Path, damage: Damage) -> str | None:
    """What a person is told of what is damaged; None where nothing is known to be."""
    found = list(damage)
    if not found:
        return None
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return (
        f"The index in {directory} is damaged: {', '.join(found[:_NAMED])}{more}. What is damaged "
        "is left out, and everything else is searched. Mend it: "
        f"{command('gleaner-index')} CORPUS --index {directory} --repair"
    )


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
        raise UnavailableError(
            f"The index in {directory} was built with the encoder {snapshot.encoder_identity}, "
            f"but {encoder.identity} was given. Make the index again with it: "
            f"{command('gleaner-index')} CORPUS --index {directory} "
            f"--encoder {encoder.name} --rebuild"
        )
