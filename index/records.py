"""The records that flow from a folder of articles to ranked hits."""

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
"""Start and end (exclusive), in characters of an article's text."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus as found on disk, not yet read."""

    path: str  # POSIX path relative to the corpus; unique in an index
    location: Path  # where it is on this machine
    size: int  # bytes
    modified_ns: int  # the file system's, only to notice changes: never shown as a date


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a row of one, that could not become an article, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article. What is not known is None, never a guess."""

    path: str  # as SourceFile.path; a row of a table adds "#" and its number: "news.csv#3"
    text: str
    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 (32 bytes) over every field: equal digests mean equal articles."""
        date = self.date.isoformat() if self.date else None
        fields = (self.path, self.text, self.title, date, self.source, self.author, self.url)
        return hashlib.sha256(repr(fields).encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of an article: the unit that is embedded and found."""

    article: Article
    sentences: tuple[Span, ...]  # never empty, in order, without overlap
    heading: str = ""  # the nearest heading above; context for the embedding, not in the text
    id: int | None = None  # row id once stored; never used again for another passage

    @property
    def start(self) -> int:
        return self.sentences[0][0]

    @property
    def end(self) -> int:
        return self.sentences[-1][1]

    @property
    def text(self) -> str:
        """The passage, a slice of its article."""
        return self.article.text[self.start : self.end]

    @property
    def context(self) -> str:
        """Title and heading, a line each: what embeds with the passage without being in it."""
        title = self.article.title or ""
        parts = [title] if self.heading in ("", title) else [title, self.heading]
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles to search. An article without a date is outside any date range."""

    after: datetime.date | None = None  # inclusive
    before: datetime.date | None = None  # inclusive
    source: str | None = None  # exactly as the article names it


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. Higher is better for both figures."""

    passage: Passage
    score: float  # fused rank score in [0, 1], comparable within one question only
    similarity: float  # cosine of passage and question in [-1, 1], comparable across questions


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an index, or the part of it that filters leave, holds."""

    articles: int
    passages: int
    undated: int  # articles without a date
    first_date: datetime.date | None
    last_date: datetime.date | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What one search brought, all of one version of the index."""

    hits: tuple[Hit, ...]  # best first
    index_version: int
    searched: Statistics  # what the filters left to be searched
