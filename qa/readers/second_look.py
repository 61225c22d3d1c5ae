"""The second look: the best candidates' sentences read once more by a larger network.

What it says of each is weighed beside what the first said, and both together mark the span: by the
sum of what they give to each start and end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.records import Passage, Span
from qa.readers.calibration import Calibration
from qa.readers.candidates import AnswerCandidate, CandidateFinder, log_sum
from qa.readers.mark import MAX_TOKENS, NetworkSpan, whole
from qa.readers.network import Network, Scores
from qa.scoring import normalise

LOOKED_AT = 6  # candidates, of copies one
WINDOW = 420  # characters: a sentence with its neighbours, where they have room
SENTENCE = 700  # characters of a longer sentence that are read
_NOTHING = (-20.0, -20.0)  # of SECOND_FEATURES, where the second network reads no token
Place = tuple[int, Span]  # a window: the id of its hit, its span in the article
Logits = NDArray[np.float64]


def look_again(
    finder: CandidateFinder,
    candidates: Sequence[AnswerCandidate],
    scores: Sequence[Scores | None],
    network: Network,
    calibration: Calibration,
) -> list[AnswerCandidate]:
    """The candidates with SECOND_FEATURES, the best of them marked by both networks.

    `scores`: the first network's, of each of the finder's hits. `calibration`: of the first alone,
    by which the best are chosen. What is not looked at has the least of what the others have; what
    a better one's words now hold is left out.
    """
    places = _places(candidates, calibration)
    texts = {place: _text_of(candidates[chosen[0]], place) for place, chosen in places.items()}
    distinct = list(dict.fromkeys(texts.values()))  # articles repeat each other
    seen = dict(zip(distinct, network.score(finder.question, distinct), strict=True))
    everything = log_sum(np.concatenate([one.starts for one in seen.values()]))
    everything += log_sum(np.concatenate([one.ends for one in seen.values()]))
    first_of = {id(hit): one for hit, one in zip(finder.hits, scores, strict=True)}
    found: dict[int, AnswerCandidate] = {}
    for place, chosen in places.items():
        first, second = first_of[place[0]], seen[texts[place]]
        if first is None or not second.spans:
            continue
        both = _Both(candidates[chosen[0]].hit.passage, place[1][0], first, second)
        for at, span in both.mark([(at, candidates[at].span) for at in chosen]):
            one = candidates[at]
            if span and span != (one.span.start, one.span.end):
                one = finder.marked_anew(one, span)
            again = both.second_of(one.span) - everything
            found[at] = replace(one, again=(again, second.answers))
    return _with_the_rest(_together(found, texts, places), candidates)


def _together(
    found: Mapping[int, AnswerCandidate],
    texts: Mapping[Place, str],
    places: Mapping[Place, Sequence[int]],
) -> dict[int, AnswerCandidate]:
    """The same, each with what all have that say the same: articles repeat each other."""
    text_of = {at: texts[place] for place, chosen in places.items() for at in chosen}
    said = {at: normalise(one.text) or one.text for at, one in found.items()}
    # Of a text that several articles have, once.
    each = {(said[at], text_of[at], one.again[0]) for at, one in found.items()}
    total = {
        what: float(np.logaddexp.reduce([again for other, _, again in each if other == what]))
        for what in said.values()
    }
    return {at: replace(one, again=(total[said[at]], *one.again[1:])) for at, one in found.items()}


def _with_the_rest(
    found: Mapping[int, AnswerCandidate], candidates: Sequence[AnswerCandidate]
) -> list[AnswerCandidate]:
    """What was looked at, by its place, and what was not, but for what is under it."""
    marked = list(found.values())
    each = [one.again for one in marked] or [_NOTHING]
    least = tuple(map(min, zip(*each, strict=True)))
    rest = {
        at: replace(one, again=least)
        for at, one in enumerate(candidates)
        if at not in found and not any(_overlap(one, other) for other in marked)
    }
    return [one for _, one in sorted({**found, **rest}.items())]


def window_of(candidate: AnswerCandidate) -> Span:
    """The candidate's sentence and its neighbours in the passage, as far as there is room."""
    sentences = candidate.hit.passage.sentences
    low, high = candidate.span.sentence
    if high - low > SENTENCE:
        return _part(candidate.hit.passage.article.text, candidate.span)
    at = sentences.index((low, high))
    if at and high - sentences[at - 1][0] <= WINDOW:
        low = sentences[at - 1][0]
    if at + 1 < len(sentences) and sentences[at + 1][1] - low <= WINDOW:
        high = sentences[at + 1][1]
    return low, high


def _part(text: str, span: NetworkSpan) -> Span:
    """Of a list without full stops what is near the span, in whole words where there are such."""
    low, high = span.sentence
    start = max(low, min(span.start - SENTENCE // 2, high - SENTENCE))
    end = min(start + SENTENCE, high)
    if start > low and " " in text[start : span.start]:
        start = text.index(" ", start) + 1
    if end < high and " " in text[span.end : end]:
        end = text.rindex(" ", span.end, end)
    return start, max(end, span.end)


def _places(
    candidates: Sequence[AnswerCandidate], calibration: Calibration
) -> dict[Place, list[int]]:
    """The windows to look at, the best first, and the candidates of each, the best first.

    Those that are the same words in the same window's words, as copies have them, count as one.
    """
    found: dict[Place, list[int]] = {}
    different: set[tuple[str, int, int]] = set()
    for at in np.argsort(-calibration.rank(candidates), kind="stable").tolist():
        one = candidates[at]
        low, high = window_of(one)
        place = (id(one.hit), (low, high))
        what = (_text_of(one, place), one.span.start - low, one.span.end - low)
        if what in different or len(different) < LOOKED_AT:
            different.add(what)
            found.setdefault(place, []).append(at)
    return found


def _text_of(one: AnswerCandidate, place: Place) -> str:
    low, high = place[1]
    return one.hit.passage.article.text[low:high]


def _overlap(one: AnswerCandidate, other: AnswerCandidate) -> bool:
    """Whether they share a letter of one passage."""
    return (
        one.hit is other.hit and one.span.start < other.span.end and other.span.start < one.span.end
    )


class _Both:
    """What both networks give to each token of a window."""

    def __init__(self, passage: Passage, low: int, first: Scores, second: Scores) -> None:
        """`low`: where the window begins in the article."""
        self._text = passage.article.text
        self._second = second
        self._spans = np.array(second.spans, np.int64).reshape(-1, 2) + low  # (tokens, 2)
        begin = passage.start
        token = {(begin + a, begin + b): at for at, (a, b) in enumerate(first.spans)}
        # The same words have the same tokens, but for those that the first did not read.
        known = np.array([token.get((a, b), -1) for a, b in self._spans.tolist()], np.int64)
        self._starts = second.starts + _where_known(first.starts, known)
        self._ends = second.ends + _where_known(first.ends, known)

    def mark(self, chosen: Sequence[tuple[int, NetworkSpan]]) -> Iterator[tuple[int, Span | None]]:
        """Where each is marked now, the likeliest first, none over another; None: as it is.

        Each has the best of its sentence's spans that share a token with it. One that shares a
        letter with what is marked before is passed over.
        """
        left = dict(chosen)
        free = np.ones(len(self._spans), bool)
        while left:
            best = {at: self._best(span, free) for at, span in left.items()}
            at = max(best, key=lambda one: best[one][0])  # the first of equals
            _, span = best[at]
            start, end = span or (left[at].start, left[at].end)
            yield at, span
            free &= (self._spans[:, 1] <= start) | (self._spans[:, 0] >= end)
            left = {
                other: each
                for other, each in left.items()
                if other != at and not (each.start < end and start < each.end)
            }

    def _best(self, span: NetworkSpan, free: NDArray[np.bool_]) -> tuple[float, Span | None]:
        """The best span over free tokens that shares one with it, and what both give to it."""
        starts, ends = self._spans[:, 0], self._spans[:, 1]
        inside = free & (starts >= span.sentence[0]) & (ends <= span.sentence[1])
        inside &= starts < ends
        begins = np.flatnonzero(inside & (starts < span.end))
        stops = np.flatnonzero(inside & (ends > span.start))
        length = stops[None, :] - begins[:, None]  # less 1
        taken = np.concatenate([[0], np.cumsum(~free)])
        over = taken[stops + 1][None, :] - taken[begins][:, None]  # tokens that are not free
        total = self._starts[begins][:, None] + self._ends[stops][None, :]
        total = np.where((length >= 0) & (length < MAX_TOKENS) & (over == 0), total, -np.inf)
        if not total.size or np.isneginf(best := float(total.max())):
            return -np.inf, None
        first, last = np.argwhere(total == best)[0]
        start, end = int(starts[begins[first]]), int(ends[stops[last]])
        start, end = whole(self._text, start, end, span.sentence)
        return best, (start, end) if any(map(str.isalnum, self._text[start:end])) else None

    def second_of(self, span: NetworkSpan) -> float:
        """What the second gives to a span's first start and last end."""
        begins = np.flatnonzero(self._spans[:, 1] > span.start)
        stops = np.flatnonzero(self._spans[:, 0] < span.end)
        if not begins.size or not stops.size:  # behind what it could read
            return float(self._second.starts.min() + self._second.ends.min())
        return float(self._second.starts[begins[0]] + self._second.ends[stops[-1]])


def _where_known(logits: NDArray[np.float32], known: NDArray[np.int64]) -> Logits:
    """Each token's of those logits, and the least of all where it has none."""
    return np.where(known >= 0, logits[known], logits.min()).astype(np.float64)
