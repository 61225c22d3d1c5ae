"""The articles on the page: one, all, and what the index holds."""

from dataclasses import asdict
from typing import Any

from index.edition import Edition
from index.errors import UserError
from index.reading.corpus import READERS
from index.records import Article, Statistics
from index.search import notice_of
from index.splitting.blocks import reveal
from index.splitting.sentences import sentence_around
from index.store import ArticleSummary, EditionId
from qa.page.drawing import article_row, block_rows, blocks_of, note_runs, notes_of
from qa.page.open_index import OpenIndex
from qa.page.originals import Originals
from qa.rows import Row, statistics_row


class NoArticleError(UserError):
    """There is no article of that path."""


class Library:
    """Shows what is indexed, each time one version of it."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._originals = Originals(index)
        self._listed: tuple[EditionId | None, list[str], int] = (None, [], 0)

    def article(self, path: str, start: int | None, end: int | None) -> Row:
        """A whole article, as text and as blocks (drawing.py), and the sentence around a place.

        With the notes that say that it was corrected, updated, clarified or withdrawn.
        """
        article, version = self._article(path)
        text, sentence = article.text, None
        blocks = blocks_of(text, article.title)
        if start is not None and end is not None:
            if not 0 <= start < end <= len(text):
                raise UserError(
                    f"{path} has changed since this place in it was linked: it has no characters "
                    f"{start} to {end}."
                )
            sentence = sentence_around(text, (start, end))
            blocks = reveal(text, blocks, (start, end))
        notes = [
            {**asdict(note), "runs": note_runs(text, blocks, (note.start, note.end))}
            for note in notes_of(text)
        ]
        return {
            **article_row(article),
            "text": text,
            "sentence": sentence,
            "blocks": block_rows(text, blocks),
            "notes": notes,
            **_edited(article),
            "file": article.file if self._originals.is_there(article.file) else None,
            "page": article.page_at(0 if start is None else start),
            "index_version": version,
        }

    def text(self, path: str, start: int | None, end: int | None) -> Row:
        """The slice of an article's text from start to end; all of it where neither is given."""
        article, version = self._article(path)
        length = len(article.text)
        first, last = 0 if start is None else start, length if end is None else end
        if not 0 <= first <= last <= length:
            raise UserError(
                f"{path} has {length:,} characters: {first} to {last} is no part of it."
            )
        place = {"start": first, "end": last, "length": length}
        row = {**article_row(article), **_edited(article), **place, "index_version": version}
        return {**row, "page": article.page_at(first), "text": article.text[first:last]}

    def _article(self, path: str) -> tuple[Article, int]:
        article, version = self._index.searcher().versioned(path)
        if article is None:
            raise NoArticleError(f"There is no article {path} in the index (any more).")
        return article, version

    def articles(self) -> dict[str, Any]:
        """Every indexed article, and what was skipped and why."""
        try:
            searcher = self._index.searcher()
        except UserError:
            return {"articles": [], "skipped": []}
        with searcher.edition() as edition:
            listed, skipped = edition.store.articles(), edition.store.skipped()
        return {
            "articles": [
                {**article_row(each), "passages": each.passages, **_edited(each)} for each in listed
            ],
            "skipped": [asdict(each) for each in skipped],
        }

    def _lists(self, edition: Edition) -> tuple[list[str], int]:
        """The sources, and how much was skipped: read once for an edition, if it is whole."""
        known = self._listed
        if known[0] == edition.store.edition:
            return known[1], known[2]
        sources, skipped = edition.store.sources(), len(edition.store.skipped())
        if not edition.damage:
            self._listed = (edition.store.edition, sources, skipped)
        return sources, skipped

    def status(self) -> dict[str, Any]:
        """What the index holds."""
        statistics, version = Statistics(0, 0, 0, None, None), 0
        sources: list[str] = []
        skipped, problem, missing = 0, None, None
        try:
            if self._index.exists:
                with self._index.searcher().edition() as edition:
                    statistics, version = edition.statistics(), edition.store.edition.version
                    sources, skipped = self._lists(edition)
                    problem = notice_of(self._index.directory, edition.damage)
            missing = self._index.missing
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
            "problem": problem or self._index.found,
            "missing": missing,
        }


def _edited(article: Article | ArticleSummary) -> Row:
    """What its file says, where that was corrected, and which file it is a part of, if it is."""
    part_of = None if article.file == article.path else article.file
    return {"corrected": dict(article.stated or {}), "part_of": part_of}
