"""What plain HTTP answers with, field by field: the types of its document, and of nothing else.

Every `text` and `answer` is the slice from `start` to `end` of the article named beside it, in
characters.
"""

from dataclasses import dataclass
from typing import Any

from qa.page.why_records import Why

Value = float | list[float | None] | str | None


@dataclass
class Problem:
    """Why there is no answer, in a sentence."""

    error: str


@dataclass
class Correction:
    """The note that says that something was wrong."""

    article: str
    start: int
    end: int
    text: str


@dataclass
class Answer:
    """An answer where it stands."""

    answer: str
    sentence: str
    article: str
    title: str | None
    date: str | None
    source: str | None
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    confidence: float
    correction: Correction | None


@dataclass
class Place:
    """The place of a passage, and how well it fits."""

    article: str
    start: int
    end: int
    score: float


@dataclass
class Statement:
    """A place that states an answer."""

    article: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    date: str | None
    source: str | None
    said_by: str | None
    said_by_start: int | None
    said_by_end: int | None
    correction: Correction | None
    copy_of: str | None


@dataclass
class Group:
    """What articles say with the same value."""

    answer: str
    value: Value
    unit: str | None
    approximate: bool | None
    low: float | None
    high: float | None
    change: str | None
    confidence: float
    articles: int
    independent: int
    first_date: str | None
    last_date: str | None
    corrected: bool
    places: list[Statement]


@dataclass
class Refusal:
    """What looks like an answer and is none."""

    answer: str
    article: str
    start: int
    end: int
    reason: str
    correction: Correction | None


@dataclass
class Searched:
    """How much the filters left to be searched."""

    articles: int
    passages: int
    undated: int
    first_date: str | None
    last_date: str | None


@dataclass
class Result:
    """A question with its answer, as `qa ask --json` prints it; `why` only if it was asked for."""

    id: None
    question: str
    answered: bool
    answer: str | None
    confidence: float
    sentence: str | None
    article: str | None
    title: str | None
    date: str | None
    source: str | None
    start: int | None
    end: int | None
    sentence_start: int | None
    sentence_end: int | None
    correction: Correction | None
    index_version: int
    passages: list[Place]
    alternatives: list[Answer]
    kind: str | None
    agree: bool | None
    over_time: bool
    groups: list[Group]
    refused: list[Refusal]
    searched: Searched
    as_of: str | None
    notice: str | None
    error: None
    why: Why | None = None


@dataclass
class Facts:
    """What is known of an article."""

    article: str
    title: str | None
    date: str | None
    source: str | None
    author: str | None
    url: str | None


@dataclass
class Edited(Facts):
    """An article's facts; `corrected` is what its file says of those that a person corrected."""

    corrected: dict[str, str | None]
    part_of: str | None


@dataclass
class Text(Edited):
    """An article's text, or a slice of it; `length` is that of the whole, in characters.

    `page` is the number of the page that it begins on, of a PDF.
    """

    start: int
    end: int
    length: int
    page: int | None
    text: str
    index_version: int


@dataclass
class Listed(Edited):
    """An article that is indexed; `passages` says how many it has."""

    passages: int


@dataclass
class Skipped:
    """A file, or a row of one, that could not become an article."""

    path: str
    reason: str


@dataclass
class Articles:
    """Every article, and what was skipped."""

    articles: list[Listed]
    skipped: list[Skipped]


@dataclass
class Status(Searched):
    """What the index holds, and a build under way."""

    index_version: int
    sources: list[str]
    skipped: int
    read_only: bool
    corpus: str
    formats: list[str]
    problem: str | None
    missing: str | None
    watched: int
    latest_change: int
    ready: bool
    building: Any
    last_build: Any
