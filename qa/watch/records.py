"""What is known of an answer from one run to the next, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PlainValue = float | list[float | None] | str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article says something, or corrects it; offsets in characters of its text."""

    article: str  # its path
    start: int
    end: int
    text: str  # a slice of the article, as is the sentence
    sentence: str
    title: str | None = None
    date: str | None = None  # ISO 8601
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One of the answers that the articles give, and all who give it."""

    answer: str
    value: PlainValue
    unit: str | None
    approximate: bool | None
    corrected: bool
    places: tuple[Place, ...]  # the surest first
    notes: tuple[Place, ...] = ()  # that correct it
    faded: bool = False  # not found this time, though every article that says so stands
    change: str | None = None  # of a figure, whether it went "up" or "down"; None: not known
    low: float | None = None  # of a figure, what bounds it
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a question came to: what the articles say, the answer first."""

    groups: tuple[Said, ...] = ()  # none where it was not answered
    agree: bool | None = None
    error: str | None = None  # why it could not be asked
    over_time: bool = False  # whether they differ as a figure does that rose

    @property
    def differs(self) -> bool:
        """Whether the articles differ, and not as a figure does that rose."""
        return self.agree is False and not self.over_time

    @property
    def first(self) -> Said | None:
        return next((group for group in self.groups if not group.faded), None)

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "Standing":
        """What `dataclasses.asdict` made. Raises KeyError, TypeError or ValueError at else."""
        groups = []
        for each in data["groups"]:
            places, notes = (tuple(Place(**one) for one in each[name]) for name in _LISTS)
            groups.append(Said(**{**each, "places": places, "notes": notes}))
        return cls(tuple(groups), data["agree"], data["error"], data.get("over_time", False))


_LISTS = ("places", "notes")


class How(StrEnum):
    """What became of an article between two runs."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Cause:
    """An article behind a change, where it says what changed."""

    how: How
    place: Place
    is_past: bool = False  # where the article said so: it is gone, or says it no more


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it was."""

    is_answer: bool  # the first answer, or whether there is one
    came: tuple[Said, ...]
    went: tuple[Said, ...]
    corrected: tuple[Said, ...]  # by a note that was not there
    restored: tuple[Said, ...]  # the note is gone
    agree: bool  # whether the articles began to differ, or ceased to
    because: tuple[Cause, ...]  # none where no article behind it changed


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the file, once, however often it stands there."""

    question: str
    filters: Mapping[str, str]  # its own
    id: str | int | float | None = None
    error: str | None = None  # what is wrong with its row

    @property
    def key(self) -> str:
        """Equal for the same question with the same filters."""
        return repr((self.question, sorted(self.filters.items()), self.error))


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose answer is not what it was."""

    question: Question
    was: Standing
    now: Standing
    difference: Difference


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found."""

    asked: int  # questions; none where the index was as it had been
    watched: int
    index_version: int
    since_version: int | None  # None at the first run
    begun: tuple[Question, ...]  # watched from now on
    ended: int  # questions that are no longer in the file
    errors: tuple[tuple[Question, str], ...]  # that cannot be asked, and why
    changes: tuple[Changed, ...]
