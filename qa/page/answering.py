"""Questions on the page: one at a time, in files, and such as the articles at hand answer."""

import threading
from collections.abc import Iterator
from pathlib import Path

from index.errors import UserError
from index.records import Filters
from qa.answer import answer_question
from qa.batch import answer_batch, read_questions
from qa.filters import check_source, read_filters
from qa.page.examples import find_examples
from qa.page.open_index import OpenIndex
from qa.page.view import to_view
from qa.readers.open import open_reader
from qa.readers.protocol import Reader
from qa.records import ANSWERED_FROM, DEFAULT_READER, Result
from qa.rows import Row

MAX_TOP_K = 100


class Answering:
    """Answers any number of questions at once, with one reader."""

    def __init__(
        self,
        index: OpenIndex,
        reader: str = DEFAULT_READER,
        min_confidence: float = ANSWERED_FROM,
    ) -> None:
        self.is_ready = False  # whether the first question is answered as fast as the next
        self._index = index
        self._name = reader
        self._min_confidence = min_confidence
        self._loading = threading.Lock()
        self._reader: Reader | None = None
        self._finding_examples = threading.Lock()
        self._examples: tuple[int, list[str]] = (0, [])  # of which version

    def warm(self) -> None:
        """Load what the first question needs, so that it is answered as fast as the next.

        Raises UserError where questions cannot be answered (yet); who asks is told the same.
        """
        try:
            self.examples()
            self.ask("What is it about?")
        finally:
            self.is_ready = True

    def filters(self, after: str, before: str, source: str) -> Filters:
        """Filters from what a form or a link holds; empty means none."""
        filters = read_filters(after, before, source)
        if filters.source is not None:
            check_source(self._index.searcher(), filters)
        return filters

    def ask(self, question: str, top_k: int = 20, filters: Filters = Filters()) -> Row:
        """The result of a question as the page draws it."""
        return to_view(self._answer(question, top_k, filters))

    def batch(
        self, questions: Path, name: str, top_k: int, filters: Filters
    ) -> tuple[int, Iterator[Row]]:
        """How many questions a file holds, and their rows in order; `name` is the reader's own."""
        try:
            askings = list(read_questions(questions))
        except UserError as error:
            raise UserError(str(error).replace(str(questions), name)) from None
        if not askings:
            raise UserError(f"{name} holds no questions.")
        rows = answer_batch(
            self._index.searcher(),
            self._loaded_reader(),
            askings,
            top_k=_checked_top_k(top_k),
            filters=filters,
            min_confidence=self._min_confidence,
        )
        return len(askings), rows

    def examples(self) -> list[str]:
        """Questions that the articles at hand answer; found once for a version of the index."""
        searcher = self._index.searcher()
        with self._finding_examples:
            version = searcher.version
            if self._examples[0] != version:
                found = find_examples(
                    searcher, lambda question: self._answer(question, 10, Filters())
                )
                self._examples = (version, found)
            return self._examples[1]

    def _answer(self, question: str, top_k: int, filters: Filters) -> Result:
        return answer_question(
            self._index.searcher(),
            self._loaded_reader(),
            question,
            top_k=_checked_top_k(top_k),
            filters=filters,
            min_confidence=self._min_confidence,
        )

    def _loaded_reader(self) -> Reader:
        """The reader; it takes seconds to load, which only questions wait for."""
        searcher = self._index.searcher()
        with self._loading:
            if self._reader is None:
                self._reader = open_reader(searcher, self._name)
            return self._reader


def _checked_top_k(top_k: int) -> int:
    if not 1 <= top_k <= MAX_TOP_K:
        raise UserError(f"top_k is {top_k}; it can be from 1 to {MAX_TOP_K}.")
    return top_k
