"""Which passages have the words that are wanted: Milvus finds those that may, the store decides."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from index.engines.milvus.collection import MOST_FOUND, Found
from index.engines.milvus.rows import Sparse, dimension_of, gram_of
from index.store import Snapshot, TermStatistics
from index.terms import all_stems, term
from index.wanted import Some, Term, Wanted, holds

_AT_ONCE = 500  # passages


class Weighed(Protocol):
    """Finds passages that have any of some dimensions, between two ids."""

    def __call__(self, query: Sparse, count: int, above: int, highest: int) -> Found: ...


def holding(
    weighed: Weighed, snapshot: Snapshot, wanted: Wanted, count: int, in_titles: bool
) -> list[int]:
    """Up to `count` passages that have these terms, as View.holding."""
    terms = list(dict.fromkeys(each for each in _terms(wanted)))
    counted = snapshot.term_statistics([term(each.stem) for each in terms])
    cover = _cover(wanted, counted, int(in_titles))
    query = dict.fromkeys(cover, 1.0)
    holds_it = _judge(snapshot, wanted, terms, in_titles)
    found: list[int] = []
    for ids in _every(weighed, query, snapshot.highest_id) if query else ():
        for start in range(0, len(ids), _AT_ONCE):
            found += holds_it(snapshot.held(ids[start : start + _AT_ONCE]))
            if len(found) >= count:
                return found[:count]
    return found


def _every(weighed: Weighed, query: Sparse, highest: int) -> Iterator[list[int]]:
    """All passages with any of these dimensions, some at a time, each once."""
    spans = [(0, highest)]
    while spans:
        above, last = spans.pop()
        found = weighed(query, MOST_FOUND, above, last)
        if len(found) < MOST_FOUND or last - above == 1:
            yield found.ids
        else:  # more than are given at once
            middle = (above + last) // 2
            spans += [(above, middle), (middle, last)]


def _terms(wanted: Wanted) -> Iterator[Term]:
    if isinstance(wanted, Term):
        yield wanted
    else:
        for part in wanted.parts:
            yield from _terms(part)


def _cover(wanted: Wanted, counted: TermStatistics, field: int) -> dict[int, float]:
    """Dimensions of which every passage has one that has what is wanted, as few as can be.

    Each with how many passages have it, as far as that is known.
    """
    if isinstance(wanted, Term):
        if wanted.is_part:
            return {gram_of(wanted.stem, field): math.inf}
        times = counted.counts.get(term(wanted.stem), (0, 0))[field]
        return {dimension_of(wanted.stem, field): float(times)} if times else {}
    covers = [_cover(part, counted, field) for part in wanted.parts]
    if isinstance(wanted, Some) and wanted.every:
        return min(covers, key=lambda cover: sum(cover.values()), default={})
    return {dimension: times for cover in covers for dimension, times in cover.items()}


def _judge(
    snapshot: Snapshot, wanted: Wanted, terms: Sequence[Term], in_titles: bool
) -> Callable[[list[int]], list[int]]:
    """What leaves those passages that have what is wanted."""
    if any(each.is_part for each in terms):

        def by_stems(ids: list[int]) -> list[int]:
            texts = {e.id: e.context if in_titles else e.text for e in snapshot.entries(ids)}
            return [id for id in ids if id in texts and holds(all_stems(texts[id]), wanted)]

        return by_stems
    numbers = {each.stem: term(each.stem) for each in terms}

    def by_numbers(ids: list[int]) -> list[int]:
        packed = snapshot.terms(ids)
        return [
            id for id in ids
            if id in packed and holds(_stems_in(packed[id], numbers, in_titles), wanted)
        ]  # fmt: skip

    return by_numbers


def _stems_in(packed: bytes, numbers: Mapping[str, int], in_titles: bool) -> set[str]:
    """Those of these stems that a passage has."""
    every = np.frombuffer(packed, "<u4")
    split = 1 + int(every[0])
    held = set((every[split:] if in_titles else every[1:split]).tolist())
    return {stem for stem, number in numbers.items() if number in held}
