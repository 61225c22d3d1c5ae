"""What assistants can ask: search, fetch, ask, verify_quote, status, each as plain values.

Every text of an article is a slice of it, beside `article`, `start` and `end`.
"""

import threading
from collections.abc import Sequence
from pathlib import Path

from index.errors import UserError
from index.records import Article, Filters, Passage
from index.search import Searcher, notice_of
from index.store import ArticleSummary, EditionId
from qa.answer import Answerer, check_source
from qa.assistants.addresses import read_id, slice_id, url_of
from qa.deadline import IN_PARTS, MAX_SECONDS, within
from qa.draft import check_quote
from qa.draft.rows import to_row as to_draft_row
from qa.lookup import find_article, find_versioned
from qa.nearest import find_nearest
from qa.readers.open import open_reader
from qa.readers.protocol import Reader
from qa.records import DEFAULT_READER
from qa.rows import Row, statistics_row, to_row
from qa.settings import Settings, clean_question
from qa.words import WordHeadline, find_typed
from qa.words.rows import question_row, words_row

MAX_FETCHED = 100_000  # characters of an article at a time
MAX_SOURCES = 100  # that a status names
_OF_SEARCH = (
    "typed", "phrases", "words", "count", "facets", "searched", "index_version", "notice",
)  # fmt: skip
_OF_PASSAGE = ("article", "start", "end", "text", "score", "places")
_ONLY_IN_FILES = ("id", "error")  # fields of a row that one question does not need


class Tools:
    """The articles of one index, for any number of assistants at once.

    The index is opened when it is first needed, so that one that is made later is found. Every
    method but `warm` raises UserError for what a person can mend.
    """

    def __init__(
        self,
        directory: Path,
        reader: str = DEFAULT_READER,
        settings: Settings = Settings(),
        max_seconds: float = MAX_SECONDS,
    ) -> None:
        """`max_seconds`: of a question, words or a quotation."""
        self._directory = directory
        self._name = reader
        self._settings = settings
        self._max_seconds = max_seconds
        self._opening = threading.Lock()
        self._loading = threading.Lock()
        self._searcher: Searcher | None = None
        self._reader: Reader | None = None
        self._listed: tuple[EditionId | None, list[ArticleSummary]] = (None, [])

    def warm(self) -> None:
        """Load what the first question needs. Raises UserError as the first question will."""
        self._loaded_reader(self._opened())

    def search(self, query: str) -> Row:
        """The articles with the passages that hold words, or fit a question best."""
        query, searcher = clean_question(query), self._opened()
        with within(self._max_seconds):
            words = find_typed(searcher, query, self._settings)
        if words is not None:
            row, near = words_row(words), words.nearest
            passages = [hit.passage for hit in words.hits]
        else:
            found = find_nearest(searcher, query, self._settings)
            row, near = question_row(query, found), ()
            passages = [hit.passage for hit in found.hits]
        return {
            "results": _results(passages, row["passages"]),
            "headlines": _headlines(words.headlines if words else (), row["headlines"]),
            "nearest": _results([hit.passage for hit in near], row["nearest"]),
            **{name: row[name] for name in _OF_SEARCH},
        }

    def fetch(self, id: str) -> Row:
        """An article, or the slice of it that the id names, of MAX_FETCHED characters at most."""
        place = read_id(id)
        article, version = find_versioned(self._opened(), place.path)
        length = len(article.text)
        start, wanted = place.start, length if place.end is None else place.end
        if not start <= wanted <= length:
            raise UserError(f"{id} is no slice of {article.path}, which has {length:,} characters.")
        end = min(wanted, start + MAX_FETCHED)
        more = slice_id(article.path, end, wanted) if end < wanted else None
        return {
            "id": id,
            "title": article.title or article.path,
            "text": article.text[start:end],
            "url": url_of(article.path, article),
            "metadata": {
                "article": article.path,
                "start": start,
                "end": end,
                "length": length,
                "next": more,
                "index_version": version,
                **{name: value for name, value in article.plain_facts().items() if name != "title"},
            },
        }

    def ask(self, question: str, **filters: str) -> Row:
        """The answer to a question, and what the articles say; as `ask --json`."""
        settings = self._settings.narrowed(filters)
        searcher = self._opened()
        check_source(searcher, settings)
        reader = self._loaded_reader(searcher)
        result = Answerer(searcher, reader, settings, self._max_seconds).answer(question)
        row = to_row(result)
        return {name: value for name, value in row.items() if name not in _ONLY_IN_FILES}

    def verify_quote(self, quote: str, **filters: str) -> Row:
        """Whether an article says so letter by letter, nearly so, or none that was found."""
        settings = self._settings.narrowed(filters)
        searcher = self._opened()
        check_source(searcher, settings)
        notices: set[str] = set()
        with within(self._max_seconds, "quotation", IN_PARTS):
            checked = check_quote(quote, searcher, settings.searched, notices.add)
        (claim,) = to_draft_row(quote, [checked])["claims"]
        kept = {name: claim[name] for name in ("verdict", "matches", "differences", "headlines")}
        return {**kept, "notice": " ".join(sorted(notices)) or None}

    def status(self) -> Row:
        """What the index holds."""
        searcher = self._opened()
        with searcher.edition() as edition:
            statistics, store = edition.statistics(Filters()), edition.store
            sources, skipped = store.sources(), store.skipped()
            return {
                **statistics_row(statistics),
                "sources": sources[:MAX_SOURCES],
                "source_count": len(sources),
                "skipped": len(skipped),
                "index_version": store.edition.version,
                "notice": notice_of(searcher.directory, edition.damage),
            }

    def article(self, path: str) -> Article:
        """The article at a path."""
        return find_article(self._opened(), path)

    def articles(self) -> list[ArticleSummary]:
        """Every article by path; read once for an edition of the index."""
        with self._opened().edition() as edition:
            if self._listed[0] != edition.store.edition:
                self._listed = (edition.store.edition, edition.store.articles())
            return self._listed[1]

    def _opened(self) -> Searcher:
        with self._opening:
            if self._searcher is None:
                self._searcher = Searcher(self._directory)
            return self._searcher

    def _loaded_reader(self, searcher: Searcher) -> Reader:
        with self._loading:
            if self._reader is None:
                self._reader = open_reader(searcher, self._name)
            return self._reader


def _results(passages: Sequence[Passage], rows: Sequence[Row]) -> list[Row]:
    """The articles of passages, each once, with its passages as they were serialised."""
    by_path: dict[str, Row] = {}
    for passage, row in zip(passages, rows, strict=True):
        article = passage.article
        if article.path not in by_path:
            by_path[article.path] = {**_titled(article), "passages": []}
        by_path[article.path]["passages"].append({name: row[name] for name in _OF_PASSAGE})
    return list(by_path.values())


def _headlines(headlines: Sequence[WordHeadline], rows: Sequence[Row]) -> list[Row]:
    """The articles of headlines, with the places in them as they were serialised."""
    return [
        {**_titled(each.article), "places": row["places"]}
        for each, row in zip(headlines, rows, strict=True)
    ]


def _titled(article: Article) -> Row:
    """An article as search names it."""
    return {
        "id": article.path,
        "title": article.title or article.path,
        "url": url_of(article.path, article),
        "date": article.date.isoformat() if article.date else None,
        "source": article.source,
    }
