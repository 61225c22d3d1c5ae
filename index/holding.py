"""Texts to the passages that may hold them, word for word, or around which they may stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.edition import SearchableEdition
from index.records import Article, Filters
from index.wanted import loosely, strictly

MOST = 10_000  # passages that have all the words
MOST_BESIDE = 1_000  # of those that have a part of them, or words that are divided
MOST_TITLED = 400  # passages of articles whose titles have all the words


@dataclass(frozen=True, slots=True)
class Proposed:
    """Passages to be looked at."""

    ids: tuple[int, ...]  # in order; those of an article are neighbours
    is_all: bool  # whether no other passage has all the words


def propose(
    edition: SearchableEdition, texts: Sequence[str], filters: Filters, most: int = MOST
) -> Proposed:
    """The passages that may hold all of these texts."""
    wanted, part = strictly(texts), loosely(texts)
    if wanted is None or part is None:
        return Proposed((), True)
    found = edition.view.holding(wanted, most + 1, filters)
    beside = edition.view.holding(part, MOST_BESIDE, filters) if len(found) <= most else []
    return Proposed(tuple(sorted({*found[:most], *beside})), len(found) <= most)


def titled(edition: SearchableEdition, texts: Sequence[str], filters: Filters) -> list[Article]:
    """The articles whose titles may hold all of these texts, or the headings within them may."""
    wanted = strictly(texts)
    if wanted is None:
        return []
    ids = edition.view.holding(wanted, MOST_TITLED, filters, in_titles=True)
    found = edition.store.passages(sorted(ids))
    articles = {passage.article.path: passage.article for passage in found.values()}
    return [articles[path] for path in sorted(articles)]
