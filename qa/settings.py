"""What may be asked and how: every value that a person gives, checked in one place.

Importing this loads nothing heavy, so that a mistake is told before anything slow begins.
"""

import calendar
import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from index.errors import UserError
from index.records import Filters
from qa.records import ANSWERED_FROM

MAX_QUESTION = 1_000  # characters
MAX_TOP_K = 100
MAX_OFFSET = 1_000_000
TYPED = ("question", "words")  # as which a text may be read
FILTERS = ("after", "before", "source", "as_of")  # as files and clients of the page name them


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are asked. Raises UserError for a value that makes no sense."""

    top_k: int = 20  # passages that are read, from 1 to 100
    filters: Filters = Filters()
    min_confidence: float = ANSWERED_FROM  # below it the best answer is the nearest miss
    as_of: datetime.date | None = None  # what was known at the end of that day, and nothing later

    def __post_init__(self) -> None:
        check_top_k(self.top_k, "top_k")
        check_confidence(self.min_confidence, "min_confidence")

    @property
    def searched(self) -> Filters:
        """The articles that are searched: of those that the filters leave, what stood by then."""
        last = self.filters.before
        if self.as_of is None or (last is not None and last <= self.as_of):
            return self.filters
        return replace(self.filters, before=self.as_of)

    def narrowed(self, typed: Mapping[str, str], sign: str = "") -> "Settings":
        """The same with the FILTERS that are typed; empty leaves what is.

        `sign` stands before their names in messages; without it those name none, as on the page.
        Raises UserError for what is no date, and where no day lies between them.
        """
        filters = self.filters
        after = read_day(typed.get("after", ""), _option("after", sign)) or filters.after
        before = read_day(typed.get("before", ""), _option("before", sign)) or filters.before
        as_of = read_day(typed.get("as_of", ""), _option("as_of", sign)) or self.as_of
        _check_order(after, before, "before")
        _check_order(after, as_of, "as_of")
        source = typed.get("source") or filters.source
        return replace(self, filters=Filters(after, before, source), as_of=as_of)


class Order(StrEnum):
    """In which order passages come that hold words; those of an article always come together."""

    RELEVANCE = "relevance"  # the articles that have them in the title, then those that say it most
    NEWEST = "newest"  # by the article's day; without one, last
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Looking:
    """How a text is read, and which passages are given that hold it. Raises UserError as above."""

    typed: str = ""  # one of TYPED; empty: as it looks
    order: Order = Order.RELEVANCE
    offset: int = 0  # how many passages are passed over

    def __post_init__(self) -> None:
        if self.typed and self.typed not in TYPED:
            names = " or ".join(TYPED)
            raise UserError(f"A text is read as {names}, not as {self.typed[:100]}.")
        if not 0 <= self.offset <= MAX_OFFSET:
            raise UserError(f"offset {self.offset} is not between 0 and {MAX_OFFSET:,}.")


def read_order(order: str) -> Order:
    """An order by its name; empty: by relevance. Raises UserError where there is none of it."""
    try:
        return Order(order or Order.RELEVANCE)
    except ValueError:
        raise UserError(f"The order is one of {', '.join(Order)}, not {order[:100]}.") from None


def check_top_k(top_k: int, name: str) -> None:
    """Raise UserError unless so many passages can be read; `name` is what the person calls it."""
    if not 1 <= top_k <= MAX_TOP_K:
        raise UserError(f"{name} {top_k} is not between 1 and {MAX_TOP_K}.")


def check_confidence(confidence: float, name: str) -> None:
    """Raise UserError unless it is a probability; `name` is what the person calls it."""
    if not 0 <= confidence <= 1:
        # Of a request it may be a whole number too long to be a float.
        shown = f"{confidence:g}" if isinstance(confidence, float) else str(confidence)[:100]
        raise UserError(f"{name} {shown} is not a number from 0 to 1.")


def clean_question(question: str) -> str:
    """Return the question as it is asked; UserError says why it cannot be."""
    # Control characters and halves of surrogate pairs mean nothing, and trip encoders and files.
    cleaned = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs") else char for char in question
    ).strip()
    if len(cleaned) > MAX_QUESTION:
        raise UserError(
            f"The question is {len(cleaned):,} characters long; the limit is {MAX_QUESTION:,}. "
            "Shorten it."
        )
    if not cleaned:
        raise UserError("The question is empty. Type one.")
    if not any(char.isalnum() for char in cleaned):
        raise UserError(f"The question has no letter or digit: {cleaned}. Ask in words.")
    return cleaned


def read_day(text: str, name: str = "") -> datetime.date | None:
    """A day like 2023-11-30; empty means none. `name` is what a message calls it, if anything."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        what = f"{name} {text}" if name else f"“{text}”"
        raise UserError(f"{what} is not a date like 2023-11-30.") from None


def _check_order(after: datetime.date | None, last: datetime.date | None, name: str) -> None:
    if not after or not last or after <= last:
        return
    if name == "as_of":
        end, way_out = f"the day as of which you ask, {_written(last)}", "Change one of the two"
    else:
        end, way_out = f"it ends, on {_written(last)}", "Swap the two dates, or clear one"
    raise UserError(f"The range of dates begins on {_written(after)}, after {end}. {way_out}.")


def _written(day: datetime.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _option(name: str, sign: str) -> str:
    return f"{sign}{name.replace('_', '-')}" if sign else ""
