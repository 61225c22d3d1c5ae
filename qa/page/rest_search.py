"""What a search by plain HTTP answers with: further types of its document.

Every `text` is the slice from `start` to `end` of the article named beside or around it.
"""

from dataclasses import dataclass

from qa.page.rest_records import Facts, Searched


@dataclass
class WordPlace:
    """A place that holds what was looked for."""

    start: int
    end: int
    text: str


@dataclass
class Passage(Facts):
    """A passage that was found; `places` of words, which may go over its border.

    `score`: how many places it has; of a question how well it fits, comparable within one.
    """

    start: int
    end: int
    text: str
    score: float
    places: list[WordPlace]


@dataclass
class TitlePlace:
    """A place of an article's title that holds what was looked for."""

    title_start: int
    title_end: int
    title_text: str


@dataclass
class WordHeadline(Facts):
    """An article whose title holds the words."""

    places: list[TitlePlace]


@dataclass
class Count:
    """How much holds the words, of all; not `is_all`: at least so much."""

    passages: int
    articles: int
    occurrences: int
    is_all: bool


@dataclass
class OfSource:
    """How many passages are of a source; null: of none that is known."""

    source: str | None
    passages: int


@dataclass
class OfYear:
    """How many passages are of a year; null: without a date."""

    year: int | None
    passages: int


@dataclass
class Counts:
    """All passages by their articles' source and year."""

    sources: list[OfSource]
    years: list[OfYear]


@dataclass
class Found:
    """Passages that hold words, as `qa search --json` prints them, or the nearest to a question.

    `count` and `facets` are of words, `headlines` and `nearest` of those that no passage holds.
    """

    question: str
    typed: str
    phrases: list[str]
    words: list[str]
    order: str
    offset: int
    count: Count | None
    facets: Counts | None
    index_version: int
    passages: list[Passage]
    headlines: list[WordHeadline]
    nearest: list[Passage]
    searched: Searched
    notice: str | None
