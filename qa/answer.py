"""A question to its result: search, read, decide whether that answers it."""

from dataclasses import dataclass

from index.errors import UserError
from index.records import Filters
from index.search import Searcher
from qa.readers.protocol import Reader
from qa.reconcile import reconcile
from qa.records import ANSWERED_FROM, Answer, Reconciled, Result
from qa.settings import Settings, clean_question


@dataclass(frozen=True, slots=True)
class Answerer:
    """An open index, a reader and how they are asked. Safe to use from several threads."""

    searcher: Searcher
    reader: Reader
    settings: Settings = Settings()

    def answer(self, question: str) -> Result:
        """Answer a question from the passages found for it.

        Raises UserError for a question that cannot be asked.
        """
        question, settings = clean_question(question), self.settings
        found = self.searcher.search(question, settings.top_k, settings.searched)
        reading = self.reader.read(question, found.hits)
        reconciled = reconcile(question, reading, settings.min_confidence, settings.as_of)
        answers = _corrected_later(reading.answers, reconciled)
        best = answers[0].confidence if answers else -1.0
        return Result(
            question=question,
            answered=best >= settings.min_confidence,
            answers=answers,
            hits=reading.hits,
            index_version=found.index_version,
            searched=found.searched,
            reconciled=reconciled,
            as_of=settings.as_of,
        )


def _corrected_later(answers: tuple[Answer, ...], reconciled: Reconciled) -> tuple[Answer, ...]:
    """The answers, a corrected one never before what the articles say otherwise."""
    groups = reconciled.groups
    corrected = [one.answer for group in groups if group.corrected for one in group.statements]
    if not answers or not groups or groups[0].corrected:
        return answers
    if not any(answers[0].overlaps(one) for one in corrected):
        return answers
    first = groups[0].best.answer
    return (first, *(one for one in answers if not one.overlaps(first)))


def check_source(searcher: Searcher, settings: Settings) -> None:
    """Raise UserError where the settings ask for a source that no article names."""
    source = settings.filters.source
    if source is None or source in (sources := searcher.sources()):
        return
    raise UserError(
        f"No article in {searcher.directory} is from the source {source}. "
        f"Sources: {', '.join(sources) or 'none'}."
    )


def answer_question(
    searcher: Searcher,
    reader: Reader,
    question: str,
    *,
    top_k: int = 20,
    filters: Filters = Filters(),
    min_confidence: float = ANSWERED_FROM,
) -> Result:
    """Answer one question; for several, an Answerer says once how they are asked.

    Raises UserError for a question or a value that makes no sense.
    """
    return Answerer(searcher, reader, Settings(top_k, filters, min_confidence)).answer(question)
