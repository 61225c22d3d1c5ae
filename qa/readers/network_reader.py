"""The trained reader: a question and its hits to answers, best first across passages.

One network marks the spans of every passage, a larger one looks at the best of them again. What
they cannot read, for it is not English, is read by its words.
"""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Literal

from index.records import Hit
from qa.language.english import is_english
from qa.readers.calibration import Calibration, Floats, load_calibration, statement_evidence
from qa.readers.candidates import AnswerCandidate, CandidateFinder
from qa.readers.distinct import distinct
from qa.readers.network import Network, load_network
from qa.readers.promising import score_hits
from qa.readers.second_look import look_again
from qa.readers.second_network import load_second
from qa.readers.sentences import read_sentences, together
from qa.records import DEFAULT_READER, Answer, Grounds, Reading


class TrainedReader:
    """Marks the exact words in every passage, and orders passages by them and by retrieval.

    Safe to use from several threads. The networks are loaded at the first question, or by `load`.
    """

    def __init__(self, name: str = DEFAULT_READER) -> None:
        """`name`: the shipped reader, or the name or path of any extractive model.

        A model's folder may hold a confidence.json of its own (training/calibrate.py); without
        it the shipped one is used, which was fitted to the shipped reader.
        """
        own = Path(name) / "confidence.json"
        self._name = name
        self._calibration = load_calibration(own) if own.is_file() else load_calibration()
        self._looks_again = name == DEFAULT_READER and not own.is_file()
        self._second_calibration = load_calibration(second=True)
        self._loaded: tuple[Network, Network | None] | None = None
        self._loading = threading.Lock()

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Raises UserError where the network cannot be loaded."""
        can_read = [self._can_read(question, hit) for hit in hits]
        if all(can_read):
            return self._mark(question, hits)
        others = [hit for hit, can in zip(hits, can_read, strict=True) if not can]
        by_words = read_sentences(question, others)
        if not any(can_read):
            return by_words
        readable = [hit for hit, can in zip(hits, can_read, strict=True) if can]
        return together(self._mark(question, readable), by_words)

    def _can_read(self, question: str, hit: Hit) -> bool:
        """What another model was trained on is not known: it reads everything."""
        if self._name != DEFAULT_READER:
            return True
        return is_english(question) and is_english(hit.passage.text)

    def _mark(self, question: str, hits: Sequence[Hit]) -> Reading:
        network, second = self._networks()
        finder = CandidateFinder(question, hits)
        scores = score_hits(finder, network, self._calibration)
        candidates = finder.find(scores)
        if not candidates:
            return Reading((), tuple(hits))
        if second is None:
            return order(candidates, hits, self._calibration)
        candidates = look_again(finder, candidates, scores, second, self._calibration)
        return order(candidates, hits, self._second_calibration, is_fitted=True)

    def load(self) -> Network:
        """Load both networks now, and return the first. Raises UserError where it cannot be."""
        return self._networks()[0]

    def _networks(self) -> tuple[Network, Network | None]:
        """The one that reads, and the one that looks again; None where there is none."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Network, Network | None]:
        if not self._looks_again:
            return load_network(self._name), None
        with ThreadPoolExecutor(1) as beside:
            second = beside.submit(load_second)
            network = load_network()
        return network, second.result()


def order(
    candidates: list[AnswerCandidate],
    hits: Sequence[Hit],
    calibration: Calibration,
    is_fitted: bool = False,
) -> Reading:
    """Put candidates and hits in order; answers that say the same are one, its best.

    `is_fitted`: whether the calibration is the shipped one, and fitted to what found the
    candidates. If not, it is not known what its numbers are worth: answers have no grounds.
    """
    ranks = calibration.rank(candidates)
    evidence = calibration.evidence(candidates, ranks)
    confidences = calibration.confidences(evidence)
    best_first = sorted(range(len(candidates)), key=lambda at: -ranks[at])
    best_of: dict[int, float] = {}  # of each hit
    for at in best_first:
        best_of.setdefault(id(candidates[at].hit), float(ranks[at]))
    top = max(best_of.values())
    # From 0 to 1 within the question, as retrieval's were: 1 for the first, less for those behind.
    score_of = {key: 1 / (1 + top - best) for key, best in best_of.items()}
    least = min(score_of.values())  # what has no answer, or was not read, stands behind the rest
    scored = {
        id(hit): replace(hit, score=score_of.get(id(hit), least * min(max(hit.score, 0.0), 1.0)))
        for hit in hits
    }
    answers = distinct(
        _answer(candidates[at], float(confidences[at]), scored, _grounds("answer", evidence[at]))
        for at in best_first
    )
    statements = _statements(candidates, scored, calibration)
    ordered = tuple(sorted(scored.values(), key=lambda hit: -hit.score))
    if is_fitted:
        return Reading(answers, ordered, statements)
    return Reading(_groundless(answers), ordered, _groundless(statements))


def _statements(
    candidates: Sequence[AnswerCandidate], scored: Mapping[int, Hit], calibration: Calibration
) -> tuple[Answer, ...]:
    """Every candidate by itself, the surest first."""
    evidence = statement_evidence(candidates)
    confidences = calibration.statement_confidences(evidence)
    found = [
        _answer(one, float(sure), scored, _grounds("statement", values))
        for one, sure, values in zip(candidates, confidences, evidence, strict=True)
    ]
    return tuple(sorted(found, key=lambda answer: -answer.confidence))


def _answer(
    one: AnswerCandidate, confidence: float, scored: Mapping[int, Hit], grounds: Grounds
) -> Answer:
    span = one.span
    return Answer(span.start, span.end, span.sentence, confidence, scored[id(one.hit)], grounds)


def _grounds(kind: Literal["answer", "statement"], evidence: Floats) -> Grounds:
    return Grounds(kind, tuple(evidence.tolist()))


def _groundless(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    return tuple(replace(one, grounds=None) for one in answers)
