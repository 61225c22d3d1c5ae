"""Where no network can read: the sentences that hold most of a question's words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.records import Hit, Span
from qa.language.words import tokens
from qa.readers.distinct import distinct
from qa.readers.evidence import coverage_of, sentences_of, weigh_words
from qa.records import Answer, Grounds, Reading

SENTENCE_FEATURES = (
    "coverage",  # share of the question's words in the sentence, weighted by rarity
    "lead",  # by how much that is more than in any other sentence of its article
)
# Fitted by training/fit_sentence_confidence.py: a sentence's log-odds of answering.
WEIGHTS = {"coverage": 15.0, "lead": 6.9}
BIAS = -6.2
_MOST = 0.95  # sure: what so few questions were fitted on bears out no more
# Stands for what a question asks for and does not say: one whose only word is a name is answered
# by no sentence just because that holds the name.
_ASKED_FOR = ""


@dataclass(frozen=True, slots=True)
class SentenceCandidate:
    """A sentence that may answer, and the evidence for it."""

    hit: Hit
    sentence: Span
    features: tuple[float, ...]  # as SENTENCE_FEATURES

    @property
    def confidence(self) -> float:
        """The probability that it answers, whatever other articles say."""
        weighed = zip(WEIGHTS.values(), self.features, strict=True)
        return _MOST / (1 + math.exp(-BIAS - sum(weight * value for weight, value in weighed)))


def find_sentences(question: str, hits: Sequence[Hit]) -> list[SentenceCandidate]:
    """Every sentence that holds a word of the question.

    All of its words, for no list of those that carry no meaning holds for every language.
    """
    stems = dict.fromkeys(token.stem for token in tokens(question))
    weights = weigh_words([*stems, _ASKED_FOR], hits)
    sentences = sentences_of(hits)
    shares = [coverage_of(one.stems, weights) for one in sentences]
    shares_in: dict[str, list[float]] = {}  # each article
    for one, share in zip(sentences, shares, strict=True):
        shares_in.setdefault(one.hit.passage.article.path, []).append(share)
    found = []
    for one, share in zip(sentences, shares, strict=True):
        best, second = sorted([0.0, *shares_in[one.hit.passage.article.path]])[:-3:-1]
        if share > 0:
            lead = share - (second if share == best else best)
            found.append(SentenceCandidate(one.hit, one.span, (share, lead)))
    return found


def read_sentences(question: str, hits: Sequence[Hit]) -> Reading:
    """The sentences that hold most of a question's words, each whole, as answers."""
    candidates = sorted(
        find_sentences(question, hits),
        key=lambda one: (-one.confidence, -one.hit.score),
    )
    if not candidates:
        return Reading((), tuple(hits))
    top = candidates[0].confidence
    best_of: dict[int, float] = {}  # of each hit
    for one in candidates:
        best_of.setdefault(id(one.hit), one.confidence / top)
    scored = {id(hit): replace(hit, score=best_of.get(id(hit), 0.0)) for hit in hits}
    answers = tuple(
        Answer(
            *one.sentence,
            one.sentence,
            one.confidence,
            scored[id(one.hit)],
            Grounds("sentence", one.features),
        )
        for one in candidates
    )
    return Reading(distinct(answers), _best_first(scored.values()), answers)


def together(one: Reading, other: Reading) -> Reading:
    """Readings of different hits as one: the surest answer first, and the hits as it goes."""
    top = max(map(_surest, (one, other))) or 1.0
    one, other = (_weakened(each, _surest(each) / top) for each in (one, other))
    return Reading(
        distinct(_surest_first((*one.answers, *other.answers))),
        _best_first((*one.hits, *other.hits)),
        _surest_first((*one.statements, *other.statements)),
    )


def _surest(reading: Reading) -> float:
    return max((answer.confidence for answer in reading.answers), default=0.0)


def _weakened(reading: Reading, by: float) -> Reading:
    """The same with the score of every hit times so much."""
    scored = {id(hit): replace(hit, score=hit.score * by) for hit in reading.hits}
    answers, statements = (
        tuple(replace(answer, hit=scored[id(answer.hit)]) for answer in each)
        for each in (reading.answers, reading.statements)
    )
    return Reading(answers, tuple(scored.values()), statements)


def _surest_first(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda answer: -answer.confidence))


def _best_first(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda hit: -hit.score))
