"""What a snapshot gives of articles and passages, beside the records of all."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.records import FACTS, Facts
from index.store.checksums import ARTICLE_COLUMNS


@dataclass(frozen=True, slots=True)
class ArticleSummary(Facts):
    """An article as a list shows it: without its text."""

    path: str
    passages: int
    digest: bytes  # as Article.digest


@dataclass(frozen=True, slots=True)
class Entry:
    """What the derived indexes hold of one passage."""

    id: int
    context: str
    text: str
    date: datetime.date | None
    source: str | None


def path_of(row: Sequence[Any]) -> str:
    """The path in a row of ARTICLE_COLUMNS."""
    path: str = row[ARTICLE_COLUMNS.index("path")]
    return path


def facts_of(row: Sequence[Any]) -> dict[str, Any]:
    """The facts of a row of ARTICLE_COLUMNS that is whole."""
    start = ARTICLE_COLUMNS.index(FACTS[0])
    facts: dict[str, Any] = dict(zip(FACTS, row[start : start + len(FACTS)], strict=True))
    date = facts["date"]
    return {**facts, "date": datetime.date.fromisoformat(date) if date else None}
