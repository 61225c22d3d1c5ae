"""Questions that people at the page watch: which answers changed, because of which article.

They stand in a file beside the index, which `qa watch` reads as well: whoever opens this page sees
the same, and an index that is deleted and made again takes none of them along. What changed stands
in a file beside that one. Where the page is for reading only, nothing is written, and what changed
is known until it ends.
"""

import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from index.errors import UserError
from index.store import Store
from qa.answer import check_source
from qa.page.answering import Answering
from qa.page.open_index import OpenIndex
from qa.page.watched_files import WatchedFiles
from qa.readers.open import reader_state
from qa.settings import FILTERS, MAX_QUESTION, Settings, clean_question
from qa.watch.records import Question, Report
from qa.watch.rows import to_row
from qa.watch.state import Watch
from qa.watch.watch import Way, distinct, look

MAX_WATCHED = 100  # questions: they are all asked whenever the index changes
_KEPT = 5  # changes of a question
_PAUSE = 2.0  # seconds between two looks
_AGAIN = 60.0  # seconds after which what could not be compared is tried again
_FAILED = "The watched questions could not be compared"
Json = dict[str, Any]


class Watching:
    """The questions that are watched, asked again by a thread whenever the index is another."""

    def __init__(self, index: OpenIndex, answering: Answering) -> None:
        self._index = index
        self._answering = answering
        self._files = WatchedFiles(index.directory, writes=not index.read_only)
        self._looking = threading.Lock()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()
        self._watch: Watch | None = None  # as it was last looked at
        self._state: object = None  # of the index and of the file of questions, at that time
        self._again_at = float("inf")  # when what could not be compared is tried again
        self.problem: str | None = None  # why it could not be

    def _begin(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def status(self) -> Json:
        """How many are watched, and the number of the latest change.

        Asked for the first time, it lets a thread look after them from now on: somebody looks.
        """
        self._begin()
        with suppress(UserError):
            return {"watched": len(self._questions()), "latest_change": self._files.latest}
        return {"watched": 0, "latest_change": 0}

    def listed(self) -> Json:
        """Every question with its answer, as far as it is known, and what changed lately."""
        questions = self._questions()
        return {
            "questions": [self._row(each) for each in questions],
            "latest_change": self._files.latest,
            "problem": self.problem,
        }

    def add(self, question: str, filters: Mapping[str, str]) -> None:
        """Watch a question from now on. Raises UserError where it cannot be asked, or kept."""
        question = clean_question(question)
        typed = _stripped({name: filters.get(name, "") for name in FILTERS})
        for name, text in typed.items():
            if len(text) > MAX_QUESTION:
                raise UserError(
                    f"The {name} is {len(text):,} characters long; the limit is {MAX_QUESTION:,}."
                )
        settings = self._answering.settings(Settings().top_k, typed)
        if settings.filters.source is not None:
            check_source(self._index.searcher(), settings)
        if len(self._questions()) >= MAX_WATCHED:
            raise UserError(f"{MAX_WATCHED} questions are watched. Stop watching one of them.")
        self._files.add(question, typed)
        self._wake.set()

    def remove(self, question: str, filters: Mapping[str, str]) -> None:
        """Watch it no more. Raises UserError where that cannot be kept."""
        self._files.remove(question.strip(), _stripped(filters))

    def look(self) -> Report | None:
        """Compare with what was; None where there is nothing to compare.

        Raises UserError where the index cannot be read, or is damaged.
        """
        with self._looking, self._files.locked():
            questions = self._questions()
            if not questions:
                return None
            way = self._way()
            key = way.key(self._index.directory.parent)
            before = self._files.read(key)
            report, after = look(questions, before, way, self._one_by_one)
            changes = to_row(report)["changes"]
            self._files.write(key, after, [_change(each, report) for each in changes], _KEPT)
            self._watch = after
            return report

    def _way(self) -> Way:
        settings = self._answering.settings(Settings().top_k, {})
        answering = self._answering
        return Way(
            self._index.directory,
            settings,
            answering.reader_name,
            reader_state(answering.reader_name),
            lambda: answering.answerer(settings),
        )

    def _one_by_one(self, questions: Sequence[Question]) -> Iterable[Question]:
        for each in questions:
            self._answering.wait_for_others()
            yield each

    def _questions(self) -> list[Question]:
        return distinct(self._files.questions())

    def _row(self, question: Question) -> Json:
        standing = self._watch.standings.get(question.key) if self._watch else None
        first = standing.first if standing else None
        return {
            "question": question.question,
            "filters": dict(question.filters),
            "known": standing is not None,
            "answer": first.answer if first else None,
            "error": question.error or (standing.error if standing else None),
            "changes": self._files.changes_of(question.question, question.filters),
        }

    def look_if_due(self) -> None:
        """Compare where something is another than at the last look; never raises.

        Why it could not be is kept in `problem`, and taken back as soon as it can be.
        """
        try:
            if self._is_due():
                self._again_at = time.monotonic() + _AGAIN
                self.look()
                self.problem, self._again_at = None, float("inf")
        except UserError as error:
            self.problem = str(error)
        except OSError as error:
            self.problem = f"{_FAILED}: {error.strerror or type(error).__name__}."
        except Exception as error:  # a bug at one index must not end the looking at the next
            problem = f"{_FAILED} ({type(error).__name__})."
            if problem != self.problem:  # of what stays, once
                print(f"ui: watching: {error!r}"[:500], file=sys.stderr)
            self.problem = problem

    def _run(self) -> None:
        while True:
            self._wake.wait(_PAUSE)
            self._wake.clear()
            self.look_if_due()

    def _is_due(self) -> bool:
        """Whether the index or the file of questions is another than at the last look."""
        before, self._state = self._state, None  # where there is no telling, the next look is due
        if not self._files.questions():
            self._watch = self.problem = None
            return False
        if not self._answering.is_ready or not self._index.exists:
            return False
        with Store(self._index.directory).snapshot() as snapshot:
            self._state = (snapshot.edition, self._files.signature())
        return self._state != before or time.monotonic() > self._again_at


def _stripped(filters: Mapping[str, str]) -> dict[str, str]:
    """Those that are not empty, as the file's rows are read."""
    return {name: text.strip() for name, text in filters.items() if text.strip()}


def _change(row: Json, report: Report) -> Json:
    """What is kept of a change: not all that was said beside the answer."""
    short = {name: row[name] for name in row if name not in ("id", "was", "now")}
    for name in ("was", "now"):
        short[name] = {key: each for key, each in row[name].items() if key != "groups"}
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {**short, "at": at, "index_version": report.index_version}
