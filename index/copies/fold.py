"""The copies among a change's articles: each new one against the few that it may be one of.

Every article is a copy of one other at most, which is longer, or as long and its path comes first:
it does not matter which of them was indexed before the other. What is copied from one another is
thus a tree, and its root names the story. An article that goes leaves its own copies to be looked
at again, and none else.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from index.copies.compare import is_copy, is_of_a_length, may_be_copy, nearness, overlap
from index.copies.fingerprints import fingerprints
from index.copies.wording import Wording, wording
from index.store import CopiesTable, CopyLink

# Raise the number when what is found changes: the copies of all articles are then found again.
RECIPE = "2"
MAX_COMPARED = 10  # articles that a new one is compared with, and with what these are copies of
# A fingerprint that more have is a phrase of many articles; it decides nothing by itself.
_MAX_HOLDERS = 20
_OF_MANY = 0.001
_LEAST_SHARED = 0.006  # fingerprints a word of the shorter; copies have ten times as many
_TOLD_EVERY = 100  # articles


class Folding:
    """Finds copies as articles come and go in a change."""

    def __init__(self, table: CopiesTable) -> None:
        self._table = table
        self._waiting: set[int] = set()
        self.compared = 0  # pairs of articles whose words were compared
        if not table.take_recipe(RECIPE):
            table.clear()
            self._waiting.update(table.every_article())

    def forget(self, path: str) -> None:
        """The article at that path, if there is one, is about to go."""
        article = self._table.article_at(path)
        if article is None:
            return
        text = self._table.text(article) or ""
        self._waiting.update(self._table.remove_links(article))
        self._table.remove_words(article, path, fingerprints(wording(text).words))
        self._waiting.discard(article)

    def add(self, path: str) -> None:
        """An article has come to that path."""
        if (article := self._table.article_at(path)) is not None:
            self._waiting.add(article)

    def finish(self, progress: Callable[[], None]) -> bool:
        """Find the copies of what came; return whether there was anything to look at.

        `progress` is called now and then.
        """
        waiting = sorted(self._waiting)
        for number, article in enumerate(waiting):
            if number % _TOLD_EVERY == 0:
                progress()
            self._place(article)
        self._waiting.clear()
        return bool(waiting)

    def _place(self, article: int) -> None:
        text = self._table.text(article)
        if text is None:
            return
        own = wording(text)
        values = fingerprints(own.words)
        self._table.put_words(article, self._path(article), len(own), values)
        candidates = self._candidates(article, len(own), values)
        for other in (*candidates, *self._roots(candidates, article, len(own))):
            self._compare((article, own), (other, wording(self._table.text(other) or "")))

    def _roots(self, candidates: Sequence[int], article: int, size: int) -> list[int]:
        """What the candidates are copies of in the end, and are not themselves.

        Of more copies than are compared, each is so compared with the first of them all: that they
        are one story does not depend on which of them came before the others.
        """
        roots = dict.fromkeys(map(self._table.root_of, candidates))
        further = [root for root in roots if root not in (article, *candidates)]
        sizes = self._table.words(further)
        return [root for root in further if root in sizes and is_of_a_length(size, sizes[root])]

    def _candidates(self, article: int, size: int, values: Sequence[int]) -> list[int]:
        """The articles that share the most fingerprints with it, rare ones before others."""
        shared: dict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        for value in values:
            holders = self._table.holders(value, _MAX_HOLDERS + 1)
            weight = 1 / len(holders) if 0 < len(holders) <= _MAX_HOLDERS else _OF_MANY
            counts.update(holders)
            for other in holders:
                shared[other] += weight
        shared.pop(article, None)
        best = self._best(shared, 5 * MAX_COMPARED)
        sizes = self._table.words(best)
        may_be = [
            other
            for other in best
            if other in sizes
            and is_of_a_length(size, sizes[other])
            and counts[other] >= _LEAST_SHARED * min(size, sizes[other])
        ]
        return may_be[:MAX_COMPARED]

    def _best(self, shared: Mapping[int, float], count: int) -> list[int]:
        """Those that share most; of those that share as much, the ones whose path comes first."""
        least = min(heapq.nlargest(count, shared.values()), default=0.0)
        paths = self._table.paths([other for other in shared if shared[other] >= least])
        return sorted(paths, key=lambda other: (-shared[other], paths[other]))[:count]

    def _compare(self, one: tuple[int, Wording], other: tuple[int, Wording]) -> None:
        """Note that the one is a copy of the other or the other of the one, if it is so."""
        self.compared += 1
        paths = self._table.paths([one[0], other[0]])
        by_path = sorted((one, other), key=lambda each: paths[each[0]], reverse=True)
        (copy, shorter), (original, longer) = sorted(by_path, key=lambda each: len(each[1]))
        held = overlap(shorter, longer)
        if not may_be_copy(shorter, held):
            return
        near = nearness(self._table.vectors(copy), self._table.vectors(original))
        if not is_copy(held, near):
            return
        # Of two that hold it as well, the one that holds less beside it is its original.
        strength = held.words + near + overlap(longer, shorter).words / 10
        before = self._table.link_of(copy)
        if (
            before is None
            or strength > before.strength
            or (strength == before.strength and paths[original] < self._path(before.original))
        ):
            self._table.put_link(CopyLink(copy, original, strength))

    def _path(self, article: int) -> str:
        return self._table.paths([article]).get(article, "")
