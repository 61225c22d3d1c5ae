"""A question to its result: search, read, decide whether that answers it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import UserError
from index.records import Filters, Hit
from index.search import Searcher
from qa.deadline import MAX_SECONDS, check_time, within
from qa.readers.protocol import Reader
from qa.reconcile import as_they_stood, order_answers, reconcile
from qa.records import ANSWERED_FROM, Reading, Reconciled, Result
from qa.settings import Settings, clean_question

# Passages that are found, not read: where many articles repeat a figure, what corrects it stands
# behind them.
BESIDE = 40


@dataclass(frozen=True, slots=True)
class Answerer:
    """An open index, a reader and how they are asked. Safe to use from several threads."""

    searcher: Searcher
    reader: Reader
    settings: Settings = Settings()
    max_seconds: float = MAX_SECONDS  # of a question

    def answer(self, question: str) -> Result:
        """Answer a question from the passages found for it.

        Raises UserError for a question that cannot be asked; TooSlowError for one that takes longer
        than it may.
        """
        with within(self.max_seconds):
            return self._answer(clean_question(question))

    def _answer(self, question: str) -> Result:
        settings = self.settings
        found = self.searcher.search(question, settings.top_k + BESIDE, settings.searched)
        hits = as_they_stood(found.hits, settings.as_of)
        check_time()
        reading = self.reader.read(question, hits[: settings.top_k])
        check_time()
        reconciled, reading = self._reconcile(question, reading, hits[settings.top_k :])
        return Result(
            question=question,
            answered=bool(reconciled.groups),
            answers=order_answers(reading.answers, reconciled, settings.min_confidence),
            hits=reading.hits,
            index_version=found.index_version,
            searched=found.searched,
            reconciled=reconciled,
            as_of=settings.as_of,
            notice=found.notice,
        )

    def _reconcile(
        self, question: str, reading: Reading, beside: Sequence[Hit]
    ) -> tuple[Reconciled, Reading]:
        """What the articles say; where all of it was wrong, also what those say that correct it."""
        least, as_of = self.settings.min_confidence, self.settings.as_of
        reconciled = reconcile(question, reading, least, as_of, beside)
        unread = _correcting(reconciled, beside)
        if not unread:
            return reconciled, reading
        more = self.reader.read(question, unread)
        statements = sorted(
            (*reading.statements, *more.statements), key=lambda one: -one.confidence
        )
        reading = Reading(reading.answers, (*reading.hits, *more.hits), tuple(statements))
        return reconcile(question, reading, least, as_of, beside), reading


def _correcting(reconciled: Reconciled, beside: Sequence[Hit]) -> list[Hit]:
    """Of the hits that were not read those whose articles correct all that was."""
    groups = reconciled.groups
    if not all(group.corrected for group in groups):
        return []
    notes = {note.article.path for group in groups for note in group.corrections}
    return [hit for hit in beside if hit.passage.article.path in notes]


def check_source(searcher: Searcher, settings: Settings) -> None:
    """Raise UserError where the settings ask for a source that no article names."""
    source = settings.filters.source
    if source is None or source in (sources := searcher.sources()):
        return
    raise UserError(
        f"No article is from the source {source}. Sources: {', '.join(sources) or 'none'}."
    )


def answer_question(
    searcher: Searcher,
    reader: Reader,
    question: str,
    *,
    top_k: int = 20,
    filters: Filters = Filters(),
    min_confidence: float = ANSWERED_FROM,
    as_of: datetime.date | None = None,
) -> Result:
    """Answer one question; for several, an Answerer says once how they are asked.

    Raises UserError for a question or a value that makes no sense.
    """
    settings = Settings(top_k, filters, min_confidence, as_of)
    return Answerer(searcher, reader, settings).answer(question)
