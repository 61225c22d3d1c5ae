"""Questions on the page: one at a time, in files, and such as the articles at hand answer."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from index.errors import UserError
from index.records import SearchResult
from index.search import Searcher
from qa.answer import Answerer, check_source
from qa.batch import answer_batch
from qa.deadline import MAX_SECONDS, TooSlowError, within
from qa.draft import Checked, check_draft
from qa.draft.rows import to_row as checked_row
from qa.nearest import find_nearest
from qa.page.examples import Example, find_examples
from qa.page.open_index import OpenIndex
from qa.question_lines import Place
from qa.questions import read_questions
from qa.readers.certainty import least_confidence
from qa.readers.open import open_reader
from qa.readers.protocol import Reader
from qa.records import ANSWERED_FROM, DEFAULT_READER, Result
from qa.rows import Row
from qa.settings import Looking, Settings
from qa.words import WordResult, find_typed

MAX_DRAFT = 50_000  # characters: of some, quotation marks alone take a second per 10,000
_MOST_SKIPPED = 10**9  # questions of a file
_LONGEST_CHECK = 50.0  # seconds; less than a call may take
_PATIENCE = 2.0  # seconds that what nobody waits for waits for people's questions, each time


class TooLargeError(UserError):
    """More at once than can be worked on."""


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
        self.reader_name = reader
        self._min_confidence = min_confidence
        self._loading = threading.Lock()
        self._reader: Reader | None = None
        self._asking = 0  # questions of people that are being answered
        self._last_asked = time.monotonic()
        self._nobody_asks = threading.Condition()
        self._batches = threading.Semaphore(2)
        self._finding_examples = threading.Lock()
        self._examples: tuple[int, list[Example]] = (0, [])  # of which version

    def warm(self) -> None:
        """Load what the first question needs, so that it is answered as fast as the next.

        Raises UserError where questions cannot be answered (yet); who asks is told the same.
        """
        try:
            self._loaded_reader()
        finally:
            self.is_ready = True

    def settings(
        self,
        top_k: int,
        typed: Mapping[str, str],
        min_confidence: float | None = None,
        max_wrong: float | None = None,
    ) -> Settings:
        """How to ask, from the FILTERS that a form or a link holds; empty means none.

        Raises UserError where both a least confidence and a share of wrong answers are asked for,
        and where that share cannot be promised.
        """
        if max_wrong is not None:
            if min_confidence is not None:
                raise UserError("min_confidence and max_wrong say the same twice. Give one.")
            min_confidence = least_confidence(max_wrong, self.reader_name)
        least = self._min_confidence if min_confidence is None else min_confidence
        return Settings(top_k, min_confidence=least).narrowed(typed)

    def ask(self, question: str, settings: Settings) -> Result:
        """The result of a question."""
        with self._asked():
            return self.answerer(settings).answer(question)

    def find(self, text: str, settings: Settings, looking: Looking) -> WordResult | None:
        """The passages that hold what a text seeks; None where it is a question."""
        with self._asked(), within(MAX_SECONDS):
            return find_typed(self._searcher(settings), text, settings, looking)

    def search(self, question: str, settings: Settings) -> SearchResult:
        """The passages found for a question, none of them read."""
        with self._asked():
            return find_nearest(self._searcher(settings), question, settings)

    def check(self, draft: str, settings: Settings) -> Row:
        """The quotations and figures of a draft, checked (qa/draft).

        Raises UserError where it is empty; TooLargeError where it is longer than MAX_DRAFT, or
        takes too long.
        """
        if not draft.strip():
            raise UserError("The draft is empty. Send its text.")
        if len(draft) > MAX_DRAFT:
            raise TooLargeError(
                f"The draft is {len(draft):,} characters long; the limit is {MAX_DRAFT:,}. "
                "Send it in parts."
            )
        notices: set[str] = set()
        checked: list[Checked] = []
        try:
            with self._asked(), within(_LONGEST_CHECK):
                searcher = self._searcher(settings)
                checked.extend(check_draft(draft, searcher, settings.searched, notices.add))
        except TooSlowError:
            end = checked[-1].claim.end if checked else 0
            raise TooLargeError(
                f"After {_LONGEST_CHECK:g} s the draft was checked up to its character {end:,}. "
                "Send it in parts."
            ) from None
        return checked_row(draft, checked, notices)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """While a person waits: what nobody waits for gives way."""
        with self._nobody_asks:
            self._asking += 1
        try:
            yield
        finally:
            with self._nobody_asks:
                self._asking -= 1
                self._last_asked = time.monotonic()
                self._nobody_asks.notify_all()

    def batch(
        self, file: Path, name: str, settings: Settings, skip: int = 0
    ) -> tuple[Place, Iterator[tuple[Row, dict[str, str]]]]:
        """The rows of a file's questions in order, read as they are answered, and how far it is.

        With each row the FILTERS that its own line in the file sets.
        `name` is what the file is called; the first `skip` questions are not asked. Raises
        UserError where it holds no questions.
        """
        if not 0 <= skip <= _MOST_SKIPPED:
            raise UserError(f"skip is to be a number from 0 to {_MOST_SKIPPED:,}, not {skip}.")
        place = Place()
        questions = read_questions(file, name, place)
        first = list(islice(questions, 1))
        if not first:
            raise UserError(f"{name} holds no questions.")
        rest = islice(chain(first, questions), skip, None)
        answerer = self.answerer(settings)
        rows = (
            (row, dict(each.filters)) for each in rest for row in answer_batch(answerer, [each])
        )
        return place, self._in_turn(rows)

    def _in_turn(
        self, rows: Iterator[tuple[Row, dict[str, str]]]
    ) -> Iterator[tuple[Row, dict[str, str]]]:
        """A file's rows, of two files at a time, whosever turn it is."""
        while True:
            with self._batches:
                row = next(rows, None)
            self._last_asked = time.monotonic()
            if row is None:
                return
            yield row

    def examples(self) -> list[Example]:
        """Questions that the articles at hand answer; found once for a version of the index."""
        searcher = self._index.searcher()
        with self._finding_examples:
            version = searcher.version
            if self._examples[0] != version:
                self._examples = (version, find_examples(searcher, self._try))
            return self._examples[1]

    def idle_seconds(self) -> float:
        """How long nobody has asked."""
        with self._nobody_asks:
            return 0.0 if self._asking else time.monotonic() - self._last_asked

    def wait_for_others(self) -> None:
        """Wait until no person's question is being answered, or for a moment."""
        with self._nobody_asks:
            self._nobody_asks.wait_for(lambda: self._asking == 0, timeout=_PATIENCE)

    def _try(self, question: str) -> Result:
        """Answer a question of our own, when nobody waits for one of theirs."""
        self.wait_for_others()
        return self.answerer(Settings()).answer(question)

    def answerer(self, settings: Settings) -> Answerer:
        """What answers, for settings that ask for a source that there is."""
        searcher = self._searcher(settings)
        return Answerer(searcher, self._loaded_reader(), settings)

    def _searcher(self, settings: Settings) -> Searcher:
        """The searcher, for settings that ask for a source that there is."""
        searcher = self._index.searcher()
        check_source(searcher, settings)
        return searcher

    def _loaded_reader(self) -> Reader:
        """The reader; only questions wait until it is loaded."""
        searcher = self._index.searcher()
        with self._loading:
            if self._reader is None:
                self._reader = open_reader(searcher, self.reader_name)
            return self._reader
