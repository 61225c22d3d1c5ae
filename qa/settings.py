"""What may be asked and how: every value that a person gives, checked in one place.

Importing this loads nothing heavy, so that a mistake is told before anything slow begins.
"""

import datetime
import unicodedata
from dataclasses import dataclass

from index.errors import UserError
from index.records import Filters
from qa.records import ANSWERED_FROM

MAX_QUESTION = 1_000  # characters
MAX_TOP_K = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are asked. Raises UserError for a value that makes no sense."""

    top_k: int = 20  # passages that are read, from 1 to 100
    filters: Filters = Filters()
    min_confidence: float = ANSWERED_FROM  # below it the best answer is the nearest miss

    def __post_init__(self) -> None:
        check_top_k(self.top_k, "top_k")
        check_confidence(self.min_confidence, "min_confidence")


def check_top_k(top_k: int, name: str) -> None:
    """Raise UserError unless so many passages can be read; `name` is what the person calls it."""
    if not 1 <= top_k <= MAX_TOP_K:
        raise UserError(f"{name} {top_k} is not between 1 and {MAX_TOP_K}.")


def check_confidence(confidence: float, name: str) -> None:
    """Raise UserError unless it is a probability; `name` is what the person calls it."""
    if not 0 <= confidence <= 1:
        raise UserError(f"{name} {confidence:g} is not a number from 0 to 1.")


def read_filters(after: str, before: str, source: str, sign: str = "") -> Filters:
    """Filters from text, where empty means none; `sign` stands before their names in messages."""
    first, last = _date(after, f"{sign}after"), _date(before, f"{sign}before")
    if first and last and first > last:
        raise UserError(
            f"{sign}after {after} is later than {sign}before {before}: no day lies between."
        )
    return Filters(first, last, source or None)


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


def _date(text: str, name: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        raise UserError(f"{name} {text} is not a date like 2023-11-30.") from None
