"""One committed version of the index, for reading. What is damaged is left out, and noted."""

import datetime
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.records import Article, Filters, Passage, Skipped, Statistics
from index.store.checksums import (
    ARTICLE_COLUMNS,
    PASSAGE_COLUMNS,
    SKIPPED_COLUMNS,
    TEXT_BYTES,
    is_text_of,
    is_vector_of,
    is_whole_article,
    is_whole_row,
    selected,
)
from index.store.counting import count, known_sources, plain
from index.store.damage import Damage
from index.store.files import FileState, read_files
from index.store.ids import highest_of, read_changes, read_held
from index.store.latest import EditionId
from index.store.order import best_of, kept_of
from index.store.records import ArticleSummary, Entry, article_of, facts_of, path_of, summary_of
from index.store.scan import Scan, Told, scan
from index.store.schema import DEFAULT_ENGINE, batches, marks, unpack
from index.store.seal import edition_of, read_meta
from index.store.stories import roots
from index.store.terms import TermStatistics, read_statistics, read_terms

_ARTICLE = selected(ARTICLE_COLUMNS)
_PASSAGE = selected(PASSAGE_COLUMNS)
_SKIPPED = selected(SKIPPED_COLUMNS)


class Snapshot:
    """One committed version of the index, unchanging while it is open."""

    def __init__(self, connection: sqlite3.Connection, damage: Damage | None = None) -> None:
        """`damage`: where it is noted what is found not to be what was written."""
        self._sql = connection
        self._said = read_meta(connection)
        self.damage = Damage() if damage is None else damage

    @property
    def edition(self) -> EditionId:
        return edition_of(self._said)

    @property
    def encoder_name(self) -> str:
        return str(self._said["encoder_name"])

    @property
    def engine(self) -> str:
        """The name of the engine that finds candidates in it."""
        return str(self._said.get("engine", DEFAULT_ENGINE))

    @property
    def encoder_identity(self) -> str:
        return str(self._said["encoder_identity"])

    @property
    def was_corrected(self) -> bool:
        """Whether there were corrections of articles when it was built."""
        return bool(self._said.get("corrected"))

    @property
    def passage_count(self) -> int:
        """How many passages were committed, whatever can be read of them now."""
        return int(self._said.get("passages", 0))

    def held(self, ids: Sequence[int]) -> list[int]:
        """Those of these passages that are in this version, in order; nothing is noted."""
        return read_held(self._sql, ids)

    @property
    def highest_id(self) -> int:
        """No passage of this version has a higher id, and every later one has; 0 of none."""
        return highest_of(self._sql)

    def follows(self, edition: EditionId) -> bool:
        """Whether that edition is this one, or one that this one came from."""
        own = self.edition
        if edition.store != own.store or edition.version > own.version:
            return False
        if edition.version in (0, own.version):
            return edition.version == 0 or edition == own
        query = "SELECT identity FROM commits WHERE version = ?"
        row = self._sql.execute(query, (edition.version,)).fetchone()
        return bool(row == (edition.commit,))

    def scan(self, told: Told = lambda share: None) -> Scan:
        """Read over every row of it."""
        return scan(self._sql, told)

    def statistics(self, filters: Filters = Filters()) -> Statistics:
        """Count the articles and passages that the filters leave."""
        counted = count(self._sql, self.damage, filters, self._said)
        if filters == Filters() and self._said.get("counted") != plain(counted):
            self.damage.note("the number of articles, of their passages or of their days")
        return counted

    def sources(self) -> list[str]:
        """Every source that an article names, in order."""
        return known_sources(self._sql, self.damage, self._said)

    def articles(self) -> list[ArticleSummary]:
        """Every article, by path."""
        found = []
        for row in self._sql.execute(f"SELECT {_ARTICLE} FROM articles"):
            if is_whole_article(row):
                found.append(summary_of(row))
            else:
                self._note_article(row)
        if len(found) < self._said.get("articles", 0):
            self.damage.note("the list of articles")
        return sorted(found, key=lambda each: each.path)

    def files(self, recipe: str | None = None) -> dict[str, FileState]:
        """Every file that was read, as it was then, by path; of that recipe, if one is given."""
        is_other = recipe and not str(self._said.get("recipe", "")).startswith(f"{recipe} ")
        return {} if is_other else read_files(self._sql)

    def article(self, path: str) -> Article | None:
        """The article at a path; None where there is none, or it is damaged, which is noted."""
        where = "WHERE path = ?"
        row = self._sql.execute(f"SELECT id FROM articles {where}", (path,)).fetchone()
        article = self._articles([row[0]]).get(row[0]) if row else None
        if article is None or article.path != path:  # SQLite's own index may be damaged
            query = f"SELECT id FROM articles NOT INDEXED {where}"
            row = self._sql.execute(query, (path,)).fetchone()
            article = self._articles([row[0]]).get(row[0]) if row else None
            if article is not None:
                self.damage.note("the store's index of paths")
        return article

    def skipped(self) -> list[Skipped]:
        found = []
        for row in self._sql.execute(f"SELECT {_SKIPPED} FROM skipped"):
            if is_whole_row(row):
                found.append(Skipped(row[1], row[2]))
            else:
                self.damage.note("the list of what was skipped")
        if len(found) < self._said.get("skipped", 0):
            self.damage.note("the list of what was skipped")
        return sorted(found, key=lambda each: each.path)

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Passages by id; one that is not in this version, or damaged, is left out."""
        found: dict[int, Passage] = {}
        for batch in batches(ids):
            rows = self._whole_rows(batch)
            articles = self._articles({row[1] for row in rows})
            for id, of, _, heading, sentences, *_ in rows:
                article, spans = articles.get(of), unpack(sentences)
                if article is not None and spans and spans[-1][1] <= len(article.text):
                    found[id] = Passage(article, spans, heading, id)
                elif article is not None:
                    self.damage.note(f"passage {id} of {article.path}")
        return found

    def _whole_rows(self, ids: Sequence[int]) -> list[Any]:
        """The rows of these passages that are what was written."""
        rows = self._sql.execute(
            f"SELECT {_PASSAGE} FROM passages WHERE id IN ({marks(ids)})", ids
        ).fetchall()
        whole = [row for row in rows if is_whole_row(row)]
        if len(whole) < len(ids):  # or a row is gone: what is asked for was found in this version
            for id in set(ids) - {row[0] for row in whole}:
                self.damage.note(f"passage {id}")
        return whole

    def _article_rows(self, ids: Iterable[int]) -> dict[int, Any]:
        """The rows of these articles that are what was written, by id; not their texts."""
        wanted = list(ids)
        rows = self._sql.execute(
            f"SELECT {_ARTICLE} FROM articles WHERE id IN ({marks(wanted)})", wanted
        ).fetchall()
        whole = {row[0]: row for row in rows if is_whole_article(row)}
        for row in rows:
            if row[0] not in whole:
                self._note_article(row)
        for id in set(wanted) - {row[0] for row in rows}:
            self.damage.note(f"article {id}, which is gone")
        return whole

    def _articles(self, ids: Iterable[int]) -> dict[int, Article]:
        """Articles by id, each text read once: several passages of a question are of one."""
        rows = self._article_rows(ids)
        texts = self._sql.execute(
            f"SELECT id, {TEXT_BYTES} FROM articles WHERE id IN ({marks(list(rows))})", list(rows)
        ).fetchall()
        whole = {id: text.decode() for id, text in texts if is_text_of(rows[id], text)}
        for id in rows.keys() - whole.keys():
            self._note_article(rows[id])
        stories = self._stories({id: path_of(rows[id]) for id in whole})
        return {id: article_of(rows[id], text, stories[id]) for id, text in whole.items()}

    def _note_article(self, row: Sequence[Any]) -> None:
        path = path_of(row)
        is_known = isinstance(path, str) and path.isprintable()
        self.damage.note(f"the article {path}" if is_known else f"article {row[0]}")

    def _stories(self, paths: Mapping[int, str]) -> dict[int, str]:
        """The story of each of these articles, which are given with their paths."""
        originals = roots(self._sql, self.damage, paths)
        further = set(originals.values()) - paths.keys()
        known = dict(paths)
        for batch in batches(sorted(further)):
            known |= {id: path_of(row) for id, row in self._article_rows(batch).items()}
        return {id: known.get(original, paths[id]) for id, original in originals.items()}

    def changes_since(self, version: int) -> tuple[Sequence[int], Sequence[int]]:
        """Passage ids that came, and that went, after that version; none is in both.

        After version 0 that is every passage. One that is damaged may be among them.
        """
        return read_changes(self._sql, self.damage, version)

    def whole(self, ids: Sequence[int]) -> Sequence[int]:
        """Those of these passages that can be searched: rows, vectors and facts are whole."""
        found = array("q")  # of millions of ids, a list would take five times the room
        for batch in batches(ids):
            of = {row[0]: row[1] for row in self._whole_rows(batch)}
            articles = self._article_rows(set(of.values()))
            held = {id for part, _ in self.vectors(batch) for id in part.tolist()}
            found.extend(id for id in batch if id in held and of.get(id) in articles)
        return found

    def vectors(self, ids: Sequence[int]) -> Iterator[tuple[NDArray[np.int64], Any]]:
        """Yield ids, int64 (n,), with their vectors, float32 (n, dimension), a batch at a time."""
        for batch in batches(ids):
            query = f"SELECT id, vector, vector_sum FROM passages WHERE id IN ({marks(batch)})"
            rows = self._sql.execute(query, batch).fetchall()
            whole = [row for row in rows if is_vector_of(*row)]
            if len(whole) < len(batch):
                for id in set(batch) - {row[0] for row in whole}:
                    self.damage.note(f"the vector of passage {id}")
            if whole:
                matrix = np.frombuffer(b"".join(row[1] for row in whole), "<f4")
                found = matrix.reshape(len(whole), -1).astype(np.float32, copy=False)
                yield np.array([row[0] for row in whole], np.int64), found

    def terms(self, ids: Sequence[int]) -> dict[int, bytes]:
        """The terms of passages, as index/terms.py packs them; what is damaged is left out."""
        return read_terms(self._sql, self.damage, ids)

    def term_statistics(self, terms: Sequence[int]) -> TermStatistics:
        """In how many passages of this version each of these terms occurs, out of how many."""
        return read_statistics(self._sql, self.damage, self._said, terms)

    def best(self, scores: Mapping[int, float], count: int) -> list[int]:
        """Up to `count` of these passages, best first.

        Those with the same score come by the path of their article, and by their place in it.
        """
        return best_of(scores, count, self._places)

    def kept(self, scores: Mapping[int, float], count: int) -> list[int]:
        """The same passages sooner: best first, but those with the same score in any order."""
        return kept_of(scores, count, self._places)

    def _places(self, ids: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Where passages are: the path of the article, and the start in its text."""
        found = {}
        for batch in batches(ids):
            rows = self._whole_rows(batch)
            articles = self._article_rows({row[1] for row in rows})
            for id, article, _, _, sentences, *_ in rows:
                if article in articles and (spans := unpack(sentences)):
                    found[id] = (path_of(articles[article]), spans[0][0])
        return found

    def dates_and_sources(
        self, ids: Sequence[int]
    ) -> Iterator[tuple[int, datetime.date | None, str | None]]:
        """Ids, in their order, with the date and the source of their articles."""
        for batch in batches(ids):
            rows = sorted(self._whole_rows(batch))
            articles = self._article_rows({row[1] for row in rows})
            for id, article, *_ in rows:
                if article in articles:
                    facts = facts_of(articles[article])
                    yield id, facts["date"], facts["source"]

    def entries(self, ids: Sequence[int]) -> Iterator[Entry]:
        """What engines hold of those passages, beside their vectors."""
        for batch in batches(ids):
            for id, passage in self.passages(batch).items():
                article = passage.article
                yield Entry(id, passage.context, passage.text, article.date, article.source)
