"""The records that flow from a folder of articles to ranked hits."""

import bisect
import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article beside its text. What is not known is None, never a guess.

    A further field of text is stored, sent to the page and brought into an index made before by
    the next build, of itself; what reads it is index/reading/facts.py.
    """

    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None

    def facts(self) -> dict[str, Any]:
        """The facts by name, in order."""
        return {name: getattr(self, name) for name in FACTS}

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, with those that are unknown taken from the other's."""
        known = {name: value for name, value in self.facts().items() if value is not None}
        return Facts(**(other.facts() | known))

    def plain_facts(self) -> dict[str, str | None]:
        """The facts as text: a date in ISO 8601."""
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in self.facts().items()
        }


FACTS = tuple(each.name for each in fields(Facts))


@dataclass(frozen=True, slots=True)
class Article(Facts):
    """One article: its text and what is known of it."""

    path: str  # as SourceFile.path; a row of a table adds "#" and its number: "news.csv#3"
    text: str
    # What its copies share with it and no other article does: the path of the longest of them. The
    # index finds it; an article that was never in one has none.
    story: str | None = field(default=None, compare=False)
    # The file that it was read from; an article that was never in an index has none.
    file: str | None = field(default=None, compare=False)
    # What its file says, as text, of the facts that a person corrected, by name; None where none.
    stated: Mapping[str, str | None] | None = field(default=None, compare=False)
    pages: tuple[int, ...] = ()  # of a PDF: where in the text each page begins, the first as well

    @property
    def digest(self) -> bytes:
        """SHA-256 (32 bytes) over what it says and states: equal digests mean equal articles."""
        known: dict[str, object] = {
            name: value for name, value in self.plain_facts().items() if value is not None
        }
        if self.stated is not None:
            known["stated"] = sorted(self.stated.items())
        if self.pages:
            known["pages"] = self.pages
        values = (self.path, self.text, known)  # a further fact changes those alone that have it
        return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()

    def page_at(self, place: int) -> int | None:
        """The number, from 1, of the page that a place in its text is on; None without pages."""
        return bisect.bisect_right(self.pages, place) or None


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
    notice: str | None = None  # what is damaged in the index, where anything is known to be
