"""Which passages are the best, when several have the same score: as they are in the articles."""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Places = Callable[[Sequence[int]], Mapping[int, tuple[str, int]]]
"""Passage ids to the path of their article, and the start in its text; few are asked of it."""

_NOWHERE = ("", 0)


def best_of(scores: Mapping[int, float], count: int, places: Places) -> list[int]:
    """Up to `count` of them, best first; those with the same score by their places."""
    within = _within(scores, count)
    times = Counter(scores[id] for id in within)
    found = places([id for id in within if times[scores[id]] > 1])
    return sorted(within, key=lambda id: (-scores[id], found.get(id, _NOWHERE), id))[:count]


def kept_of(scores: Mapping[int, float], count: int, places: Places) -> list[int]:
    """The same ones, best first; only the last of them are looked at for their places."""
    within = _within(scores, count)
    if len(within) > count:
        least = min(scores[id] for id in within)
        tied = [id for id in within if scores[id] == least]
        found = places(tied)
        tied.sort(key=lambda id: (found.get(id, _NOWHERE), id))
        left_out = set(tied[len(tied) - (len(within) - count) :])
        within = [id for id in within if id not in left_out]
    return sorted(within, key=lambda id: (-scores[id], id))


def _within(scores: Mapping[int, float], count: int) -> list[int]:
    """Those as good as the one at the place `count`."""
    least = min(heapq.nlargest(count, scores.values()), default=math.inf)
    return [id for id in scores if scores[id] >= least]
