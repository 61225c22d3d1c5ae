"""Which articles are copies of one another: they are one voice."""

import datetime
from collections.abc import Iterable

from index.records import Article


def originals(articles: Iterable[Article]) -> dict[str, str]:
    """The path of each article with that of the one it goes back to: the earliest of its story.

    One that is no copy of another here goes back to itself. The index found which are copies.
    """
    given = {article.path: article for article in articles}
    first: dict[str, Article] = {}
    for article in sorted(given.values(), key=_age):
        first.setdefault(story_of(article), article)
    return {path: first[story_of(article)].path for path, article in given.items()}


def story_of(article: Article) -> str:
    """The path of the article whose story it tells: its own, or that of what it copies."""
    return article.path if article.story is None else article.story


def _age(article: Article) -> tuple[datetime.date, bool, str]:
    """By date, those without one last; then the one that names the story, the longest."""
    return article.date or datetime.date.max, article.path != story_of(article), article.path
