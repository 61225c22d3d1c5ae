"""Every span that may answer a question, over all its hits, with what speaks for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from index.records import Hit, Span
from qa.language.excluded import Excluded
from qa.language.fit import form_around
from qa.language.lifespan import asked_end, end_of_life
from qa.language.question import Kind, question_form
from qa.language.words import content_stems
from qa.readers.evidence import coverage_of, stems_of, strangeness, weigh_among
from qa.readers.mark import NetworkSpan, find_spans
from qa.readers.network import Scores

NETWORK_FEATURES = (
    "span",  # log-probability of the span among those of all the hits
    "within",  # the same among those of its passage
    "answers",  # logit that its passage answers
    "among",  # log-probability that it is this passage that answers, among all and none
    "retrieval",  # fused score of the passage, from 0 to 1 within the question
    "similarity",  # cosine of passage and question
    # What the words themselves say, which a small network may overlook:
    "coverage",  # share of the question's words in the span's sentence, weighted by rarity
    "passage",  # the same in its passage and title
    "strange",  # share of the question's names and figures that passage and title lack
    "misfit",  # 1 where the span has not the form asked for: no figure for "how many"
)
# What the second look says of it, and of its sentence (qa/readers/second_look.py):
SECOND_FEATURES = (
    "again",  # log-probability of what says the same among all that is looked at
    "again_answers",  # logit that its sentence answers
)


_CONVERTED = re.compile(r"\s*\([^()]*\)")  # "277 billion yuan ($40 billion)"
_OPENS = re.compile(r"\s*\([^()\d]{0,20}")  # between a figure and what it is in another unit
_CLOSES = re.compile(r"[^()\d]{0,20}\)")
_ALONE = 1.5  # how much more the network thinks of what stands in the brackets
_WITH_UNIT = (Kind.MONEY, Kind.SHARE, Kind.AMOUNT)


@dataclass(frozen=True, slots=True)
class AnswerCandidate:
    """A span that may answer, its hit, and the evidence for it."""

    span: NetworkSpan
    hit: Hit
    features: tuple[float, ...]  # as NETWORK_FEATURES
    again: tuple[float, ...] = ()  # as SECOND_FEATURES, where there was a second look

    @property
    def text(self) -> str:
        """The span's words, a slice of its article."""
        return self.hit.passage.article.text[self.span.start : self.span.end]


class CandidateFinder:
    """The best spans of every hit that was read, with what speaks for each.

    May be asked again when more hits are read: each is judged once.
    """

    def __init__(self, question: str, hits: Sequence[Hit]) -> None:
        self.question = question
        self.hits = hits
        self._words = _Words(question, hits)
        self._judged: dict[int, list[Judged]] = {}  # by the place among the hits

    def find(self, scores: Sequence[Scores | None]) -> list[AnswerCandidate]:
        """`scores`: of each hit, None where it was not read.

        Starts and ends are normalised over all hits together: scores normalised within each
        passage do not compare across passages (Clark and Gardner 2018; Wang et al. 2019,
        "Multi-passage BERT").
        """
        read = [
            (at, one)
            for at, (_, one) in enumerate(zip(self.hits, scores, strict=True))
            if one and one.spans
        ]
        if not read:
            return []
        all_starts = log_sum(np.concatenate([one.starts for _, one in read]))
        all_ends = log_sum(np.concatenate([one.ends for _, one in read]))
        all_answers = log_sum(np.array([0.0, *(one.answers for _, one in read)]))
        found = []
        for at, one in read:
            hit = self.hits[at]
            within = log_sum(one.starts) + log_sum(one.ends)
            for span, said in self._judge(at, one):
                features = (
                    span.score - all_starts - all_ends,
                    span.score - within,
                    one.answers,
                    one.answers - all_answers,
                    hit.score,
                    hit.similarity,
                    *said,
                )
                found.append(AnswerCandidate(span, hit, tuple(map(float, features))))
        return found

    def marked_anew(self, one: AnswerCandidate, place: Span) -> AnswerCandidate:
        """The candidate with another span of its sentence; as it is where that is excluded."""
        span = replace(one.span, start=place[0], end=place[1])
        if not self._words.may_be(one.hit, span):
            return one
        span, said = self._words.judge(one.hit, span)
        return replace(one, span=span, features=(*one.features[: -len(said)], *said))

    def _judge(self, at: int, scores: Scores) -> "list[Judged]":
        if at not in self._judged:
            hit = self.hits[at]
            spans = [one for one in find_spans(scores, hit.passage) if self._words.may_be(hit, one)]
            judged = [self._words.judge(hit, span) for span in spans]
            self._judged[at] = _converted_joined(judged, hit.passage.article.text)
        return self._judged[at]


def find_candidates(
    question: str, hits: Sequence[Hit], scores: Sequence[Scores | None]
) -> list[AnswerCandidate]:
    """The candidates of hits that are read once; as `CandidateFinder`."""
    return CandidateFinder(question, hits).find(scores)


Judged = tuple[NetworkSpan, tuple[float, ...]]  # a span with NETWORK_FEATURES from "coverage" on


class _Words:
    """What is read off the words of question, passage and span."""

    def __init__(self, question: str, hits: Sequence[Hit]) -> None:
        self._wanted = question_form(question)
        self._asked_end = asked_end(self._wanted.stems)
        self._excluded = Excluded(question, self._wanted)
        bags = [stems_of(hit) for hit in hits]
        self._weights = weigh_among(self._wanted.stems, bags)
        self._passage = {
            id(hit): coverage_of(bag, self._weights) for hit, bag in zip(hits, bags, strict=True)
        }
        self._strange = {id(hit): strangeness(self._wanted, hit) for hit in hits}

    def may_be(self, hit: Hit, span: NetworkSpan) -> bool:
        """Whether nothing in its sentence excludes a span."""
        low, high = span.sentence
        text = hit.passage.article.text[low:high]
        return not self._excluded.reason_against(text, span.start - low, span.end - low)

    def judge(self, hit: Hit, span: NetworkSpan) -> Judged:
        """The span, with its unit where one is asked for, NETWORK_FEATURES from "coverage" on."""
        low, high = span.sentence
        text = hit.passage.article.text[low:high]
        share = coverage_of(content_stems(text), self._weights)
        ends = self._end_of_life(text, span.start - low, span.end - low)
        if ends:
            span = replace(span, start=low + ends[0], end=low + ends[1])
        form = form_around(self._wanted, text, span.start - low, span.end - low)
        misfit = not ends or (form is None and self._wanted.kind not in (None, Kind.ROLE))
        if form and self._wanted.kind in _WITH_UNIT:
            start, end = low + form.start, low + form.end
            rest = text[form.end : span.end - low]
            if start <= span.start and (span.end <= end or _CONVERTED.fullmatch(rest)):
                span = replace(span, start=start, end=end)
        said = (share, self._passage[id(hit)], self._strange[id(hit)], float(misfit))
        return span, said

    def _end_of_life(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The span, or of someone's years of life the end that is asked for; None: the other."""
        if self._asked_end is None or self._wanted.kind not in (Kind.DATE, Kind.YEAR):
            return start, end
        return end_of_life(text, start, end, self._asked_end)


def _converted_joined(judged: Sequence[Judged], text: str) -> list[Judged]:
    """A sum and what it is in another currency or unit are one: "277 billion yuan ($40 billion)".

    The network's belief is divided between them. The first has all of it, unless the other alone
    is what was asked for.
    """
    left = list(judged)
    for first in judged:
        for other in judged:
            between = text[first[0].end : other[0].start] if first[0].end < other[0].start else ""
            if not _OPENS.fullmatch(between) or not _CLOSES.match(text, other[0].end):
                continue
            if first not in left or other not in left:
                continue  # two widened to one figure may both stand before it
            if other[0].score > first[0].score + _ALONE:
                continue
            both = float(np.logaddexp(first[0].score, other[0].score))
            left[left.index(first)] = (replace(first[0], score=both), first[1])
            left.remove(other)
    return left


def log_sum(logits: "np.ndarray[tuple[int], np.dtype[Any]]") -> float:
    """The logarithm of the sum of exponentials."""
    return float(np.logaddexp.reduce(logits.astype(np.float64)))
