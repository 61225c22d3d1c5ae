"""What the page works on: one open index, one encoder, at most one build."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.build import build_index, open_encoder
from index.errors import UserError
from index.reading.corpus import DEFAULT_MAX_BYTES, READERS
from index.records import Filters, Span, Statistics
from index.search import Searcher
from index.splitting.sentences import split_sentences
from index.store import Store
from index.store.locks import build_lock
from qa.answer import answer_question
from qa.batch import answer_batch, read_questions
from qa.filters import check_source, read_filters
from qa.page.examples import find_examples
from qa.page.uploads import safe_name, save_upload
from qa.page.view import article_row, statistics_row, to_view
from qa.readers.open import open_reader
from qa.readers.protocol import Reader
from qa.records import ANSWERED_FROM, DEFAULT_READER, Result
from qa.rows import Row

MAX_TOP_K = 100
_TICK = 0.2  # seconds between two reports of progress


class Desk:
    """Answers, lists and builds for any number of readers at once."""

    def __init__(
        self,
        index: Path,
        corpus: Path,
        patience: float = 60.0,
        reader: str = DEFAULT_READER,
        min_confidence: float = ANSWERED_FROM,
        read_only: bool = False,
    ) -> None:
        """`patience`: how many seconds a build waits for that of another process."""
        self._index = index
        self._corpus = corpus
        self._patience = patience
        self._reader = reader
        self._min_confidence = min_confidence
        self._read_only = read_only
        self._ready = False  # whether the first question is answered as fast as the next
        self._opening = threading.Lock()
        self._opening_reader = threading.Lock()
        self._opened: Searcher | None = None
        self._reading: Reader | None = None
        self._building = threading.Lock()
        self._progress: dict[str, Any] | None = None  # of the build under way
        self._last_build: dict[str, Any] | None = None
        self._examples: tuple[int, list[str]] = (0, [])
        self._finding_examples = threading.Lock()

    def warm(self) -> None:
        """Load what the first question needs, so that it is answered as fast as the next.

        Raises UserError where questions cannot be answered (yet); who asks is told the same.
        """
        try:
            self.examples()
            self.ask("What is it about?")
        finally:
            self._ready = True

    def filters(self, after: str, before: str, source: str) -> Filters:
        """Filters from what a form or a link holds; empty means none."""
        filters = read_filters(after, before, source)
        if filters.source is not None:
            check_source(self._open(), filters)
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
        searcher, reader = self._open(), self._open_reader()
        top_k = _checked_top_k(top_k)
        rows = answer_batch(
            searcher,
            reader,
            askings,
            top_k=top_k,
            filters=filters,
            min_confidence=self._min_confidence,
        )
        return len(askings), rows

    def examples(self) -> list[str]:
        """Questions that the articles at hand answer; found once for a version of the index."""
        searcher = self._open()
        with self._finding_examples:
            version = searcher.version
            if self._examples[0] != version:
                found = find_examples(
                    searcher, lambda question: self._answer(question, 10, Filters())
                )
                self._examples = (version, found)
            return self._examples[1]

    def article(self, path: str, start: int | None, end: int | None) -> Row:
        """A whole article, and the sentence around a place in it."""
        searcher = self._open()
        article = searcher.article(path)
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
            searcher = self._open()
        except UserError:
            return {"articles": [], "skipped": []}
        with searcher.edition() as edition:
            listed, skipped = edition.store.articles(), edition.store.skipped()
        return {
            "articles": [{**article_row(each), "passages": each.passages} for each in listed],
            "skipped": [asdict(each) for each in skipped],
        }

    def status(self) -> dict[str, Any]:
        """What the index holds, and what is being done to it."""
        statistics, version, sources = Statistics(0, 0, 0, None, None), 0, []
        skipped, problem = 0, None
        try:
            if Store(self._index).finished:
                with self._open().edition() as edition:
                    statistics, version = edition.statistics(), edition.store.edition.version
                    sources, skipped = edition.store.sources(), len(edition.store.skipped())
        except UserError as error:
            problem = str(error)
        return {
            **statistics_row(statistics),
            "index_version": version,
            "sources": sources,
            "skipped": skipped,
            "ready": self._ready,
            "read_only": self._read_only,
            "corpus": str(self._corpus),
            "formats": list(READERS),
            "building": self._progress,
            "last_build": self._last_build,
            "problem": problem,
        }

    def add(self, uploads: Sequence[tuple[Path, str]]) -> list[dict[str, Any]]:
        """Save uploaded files into the corpus; say under which name, or why not."""
        saved = []
        for upload, name in uploads:
            row: dict[str, Any] = {"name": name, "saved_as": None, "reason": None}
            try:
                if Path(safe_name(name)).suffix.lower() not in READERS:
                    raise UserError(f"not a format that can be read: {', '.join(READERS)}")
                self._check_corpus()
                row["saved_as"] = save_upload(upload, name, self._corpus, DEFAULT_MAX_BYTES)
            except UserError as error:
                row["reason"] = str(error)
            finally:
                upload.unlink(missing_ok=True)
            saved.append(row)
        return saved

    def build(self) -> Iterator[dict[str, Any]]:
        """Make the index match the corpus, yielding progress and at last the report.

        It goes on if nobody listens any more. Raises UserError where it cannot be done.
        """
        while not self._building.acquire(timeout=_TICK):
            yield {"building": self._progress}
        try:
            self._check_corpus()
            job = _Job(self._run_build)
        except BaseException:
            self._building.release()
            raise
        while not job.finished.wait(_TICK):
            yield {"building": self._progress}
        if job.error:
            raise job.error
        yield {"building": None, "report": self._last_build}

    def _run_build(self) -> None:
        def tell(share: float, what: str) -> None:
            self._progress = {"share": round(share, 4), "what": what}

        tell(0.0, "reading the articles")
        try:
            with self._opening:
                if self._opened and Store(self._index).finished:
                    encoder = self._opened.encoder
                else:  # none yet, or its folder was deleted under the page
                    encoder = open_encoder(self._index)
            self._corpus.mkdir(parents=True, exist_ok=True)
            self._wait_for_others(tell)
            report = build_index([self._corpus], self._index, encoder, progress=tell)
            self._last_build = asdict(report)
        finally:
            self._progress = None
            self._building.release()

    def _wait_for_others(self, tell: Callable[[float, str], None]) -> None:
        """Wait while another process writes the index, for as long as the patience lasts."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                with build_lock(self._index):
                    return
            except UserError as error:
                cannot_be_written = isinstance(error.__cause__, OSError)
                if cannot_be_written or time.monotonic() > deadline:
                    raise
            tell(0.0, "another build is writing; waiting")
            time.sleep(_TICK)

    def _check_corpus(self) -> None:
        """Refuse to reindex a folder that the index is not of: every article would be removed."""
        if not Store(self._index).finished:
            return
        paths = [each.path for each in self._open().articles()]
        if paths and not any(_is_there(self._corpus, path) for path in paths):
            raise UserError(
                f"None of the articles in {self._index} is in {self._corpus}. Start the page with "
                "--corpus and the folder that was indexed, or, if they are to be removed, run: "
                f"python build_index.py {self._corpus} --index {self._index}"
            )

    def _answer(self, question: str, top_k: int, filters: Filters) -> Result:
        searcher, reader = self._open(), self._open_reader()
        top_k = _checked_top_k(top_k)
        return answer_question(
            searcher,
            reader,
            question,
            top_k=top_k,
            filters=filters,
            min_confidence=self._min_confidence,
        )

    def _open(self) -> Searcher:
        with self._opening:
            if self._opened is None:
                if not Store(self._index).finished:
                    here = "Run" if self._read_only else "Add some on the Articles tab, or run"
                    raise UserError(
                        f"There are no articles yet. {here}: "
                        f"python build_index.py {self._corpus} --index {self._index}"
                    )
                self._opened = Searcher(self._index)
            return self._opened

    def _open_reader(self) -> Reader:
        """The reader; it takes seconds to load, which only questions wait for."""
        searcher = self._open()
        with self._opening_reader:
            if self._reading is None:
                self._reading = open_reader(searcher, self._reader)
            return self._reading


class _Job:
    """Work in a thread of its own; what goes wrong is kept for who waits."""

    def __init__(self, work: Any) -> None:
        self.finished = threading.Event()
        self.error: Exception | None = None
        self._work = work
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:
            self.error = error
        finally:
            self.finished.set()


def _checked_top_k(top_k: int) -> int:
    if not 1 <= top_k <= MAX_TOP_K:
        raise UserError(f"top_k is {top_k}; it can be from 1 to {MAX_TOP_K}.")
    return top_k


def _sentence_around(text: str, place: Span) -> Span | None:
    around: Iterable[Span] = split_sentences(text)
    return next((each for each in around if each[0] <= place[0] and place[1] <= each[1]), None)


def _is_there(corpus: Path, path: str) -> bool:
    """Whether the file of an article is in the corpus; a row's path is its file's and "#3"."""
    return (corpus / path).exists() or (corpus / path.rpartition("#")[0]).is_file()
