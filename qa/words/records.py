"""What is looked for word by word, and what was found."""

from dataclasses import dataclass

from index.records import Article, Hit, Passage, Span, Statistics
from qa.settings import Order


@dataclass(frozen=True, slots=True)
class Sought:
    """What a passage has to hold, all of it, whatever capitals it is written with."""

    phrases: tuple[str, ...] = ()  # letter by letter, but for how they are set in type
    words: tuple[str, ...] = ()  # in any of their forms, in any order

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.phrases, *self.words)


@dataclass(frozen=True, slots=True)
class WordHit:
    """A passage that holds what is sought."""

    passage: Passage
    places: tuple[Span, ...]  # where, in order; one may go over the passage's border
    excerpt: Span  # sentences of the article from the first place on, as far as they are few

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands at the places, slices of the article."""
        return tuple(self.passage.article.text[start:end] for start, end in self.places)


@dataclass(frozen=True, slots=True)
class WordHeadline:
    """An article whose title holds what is sought."""

    article: Article
    places: tuple[Span, ...]  # where in the title, in order

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands at the places, slices of the title."""
        title = self.article.title or ""
        return tuple(title[start:end] for start, end in self.places)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of all passages are of each source and year; None: it is not known. Most first."""

    sources: tuple[tuple[str | None, int], ...] = ()
    years: tuple[tuple[int | None, int], ...] = ()  # latest first


@dataclass(frozen=True, slots=True)
class WordResult:
    """What was found, all of one version of the index."""

    typed: str
    sought: Sought
    order: Order
    hits: tuple[WordHit, ...]  # of all, from `offset` on, as many as were asked for
    offset: int
    passages: int  # of all: those that hold it. What two of them share is of one.
    articles: int
    occurrences: int  # different places
    is_all: bool  # False: there are more than were looked at
    facets: Facets
    index_version: int
    searched: Statistics
    headlines: tuple[WordHeadline, ...] = ()  # that hold it, where no passage does; latest first
    nearest: tuple[Hit, ...] = ()  # in meaning, where no passage holds it
    notice: str | None = None  # what is damaged in the index and was left out
