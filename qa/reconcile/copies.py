"""Which articles are copies of one another: they are one voice."""

from collections.abc import Sequence

from index.records import Article
from qa.language.words import tokens

_WORDS = 5  # of a shingle
_SHARED = 0.5  # of the shorter article's shingles: copies are cut, retitled and lightly edited
_MAX_WORDS = 2_000  # of each article that are looked at


def count_independent(articles: Sequence[Article]) -> int:
    """How many of the articles are no copy of one before them (shingling, Broder 1997)."""
    kept: list[frozenset[tuple[str, ...]]] = []
    for article in articles:
        shingles = _shingles(article.text)
        if not any(_are_copies(shingles, other) for other in kept):
            kept.append(shingles)
    return len(kept)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.stem for word in tokens(text[: 12 * _MAX_WORDS])[:_MAX_WORDS]]
    return frozenset(
        tuple(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1))
    )


def _are_copies(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return len(one & other) >= _SHARED * min(len(one), len(other))
