"""What a snapshot gives of articles and passages, beside the records of all."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.records import FACTS, Article, Facts
from index.store.checksums import ARTICLE_COLUMNS


@dataclass(frozen=True, slots=True)
class ArticleSummary(Facts):
    """An article as a list shows it: without its text."""

    path: str
    passages: int
    digest: bytes  # as Article.digest
    file: str | None = None  # as Article.file
    stated: Mapping[str, str | None] | None = None  # as Article.stated


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


def known_of(row: Sequence[Any]) -> dict[str, Any]:
    """What a list shows of a row of ARTICLE_COLUMNS that is whole: facts, file, what that says."""
    file, stated = (row[ARTICLE_COLUMNS.index(name)] for name in ("file", "stated"))
    return {**facts_of(row), "file": file, "stated": json.loads(stated) if stated else None}


def summary_of(row: Sequence[Any]) -> ArticleSummary:
    """The summary of a row of ARTICLE_COLUMNS that is whole."""
    digest, passages = (row[ARTICLE_COLUMNS.index(name)] for name in ("digest", "passages"))
    return ArticleSummary(path=path_of(row), passages=passages, digest=digest, **known_of(row))


def article_of(row: Sequence[Any], text: str, story: str) -> Article:
    """The article of a row of ARTICLE_COLUMNS that is whole."""
    pages = tuple(map(int, (row[ARTICLE_COLUMNS.index("pages")] or "").split()))
    return Article(path=path_of(row), text=text, story=story, pages=pages, **known_of(row))


def written_of(article: Article) -> dict[str, str | None]:
    """The cells of KNOWN, by name, for an article."""
    stated = article.stated
    return {
        **article.plain_facts(),
        "stated": None if stated is None else json.dumps(dict(stated), sort_keys=True),
        "pages": " ".join(map(str, article.pages)) or None,
    }
