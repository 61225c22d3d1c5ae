"""The articles on the page: one, all, and what the index holds."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from index.errors import UserError
from index.reading.corpus import READERS
from index.records import Span, Statistics
from index.splitting.sentences import split_sentences
from qa.page.open_index import OpenIndex
from qa.page.view import article_row, statistics_row
from qa.rows import Row


class Library:
    """Shows what is indexed, each time one version of it."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index

    def article(self, path: str, start: int | None, end: int | None) -> Row:
        """A whole article, and the sentence around a place in it."""
        article = self._index.searcher().article(path)
        if article is None:
            raise UserError(f"There is no article {path} in the index (any more).")
        sentence = None
        if start is not None and end is not None:
            if not 0 <= start < end <= len(article.text):
                raise UserError(f"{path} has no characters {start} to {end}: it has changed.")
            sentence = _sentence_around(article.text, (start, end))
        return {**article_row(article), "text": article.text, "sentence": sentence}

    def articles(self) -> dict[str, Any]:
        """Every indexed article, and what was skipped and why."""
        try:
            searcher = self._index.searcher()
        except UserError:
            return {"articles": [], "skipped": []}
        with searcher.edition() as edition:
            listed, skipped = edition.store.articles(), edition.store.skipped()
        return {
            "articles": [{**article_row(each), "passages": each.passages} for each in listed],
            "skipped": [asdict(each) for each in skipped],
        }

    def status(self) -> dict[str, Any]:
        """What the index holds."""
        statistics, version, sources = Statistics(0, 0, 0, None, None), 0, []
        skipped, problem = 0, None
        try:
            if self._index.exists:
                with self._index.searcher().edition() as edition:
                    statistics, version = edition.statistics(), edition.store.edition.version
                    sources, skipped = edition.store.sources(), len(edition.store.skipped())
        except UserError as error:
            problem = str(error)
        return {
            **statistics_row(statistics),
            "index_version": version,
            "sources": sources,
            "skipped": skipped,
            "read_only": self._index.read_only,
            "corpus": str(self._index.corpus),
            "formats": list(READERS),
            "problem": problem,
        }


def _sentence_around(text: str, span: Span) -> Span | None:
    around: Iterable[Span] = split_sentences(text)
    return next((each for each in around if each[0] <= span[0] and span[1] <= each[1]), None)
