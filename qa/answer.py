"""A question to its result: search, read, decide whether that answers it."""

import unicodedata

from index.errors import UserError
from index.records import Filters
from index.search import Searcher
from qa.readers.protocol import Reader
from qa.records import ANSWERED_FROM, Result

MAX_QUESTION = 1_000  # characters


def answer_question(
    searcher: Searcher,
    reader: Reader,
    question: str,
    *,
    top_k: int = 20,
    filters: Filters = Filters(),
    min_confidence: float = ANSWERED_FROM,
) -> Result:
    """Answer a question from the top_k passages found for it.

    Below min_confidence the best answer is the nearest miss. Raises UserError for a question that
    cannot be asked.
    """
    question = clean_question(question)
    found = searcher.search(question, top_k, filters)
    reading = reader.read(question, found.hits)
    answers = reading.answers
    return Result(
        question=question,
        answered=bool(answers) and answers[0].confidence >= min_confidence,
        answers=answers,
        hits=reading.hits,
        index_version=found.index_version,
        searched=found.searched,
    )


def clean_question(question: str) -> str:
    """Return the question as it is asked; UserError says why it cannot be."""
    # Control characters and halves of surrogate pairs mean nothing, and trip encoders and files.
    cleaned = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs") else char for char in question
    ).strip()
    if len(cleaned) > MAX_QUESTION:
        raise UserError(
            f"Question is {len(cleaned):,} characters; the limit is {MAX_QUESTION:,}. Shorten it."
        )
    if not cleaned:
        raise UserError("The question is empty. Type one.")
    if not any(char.isalnum() for char in cleaned):
        raise UserError(f"The question has no letter or digit: {cleaned}. Ask in words.")
    return cleaned
