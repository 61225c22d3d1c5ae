"""The sentences of hits and the evidence that each answers the question, as numbers."""

import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.records import Hit, Span
from index.splitting.blocks import Block, find_blocks, is_heading
from qa.language.fit import pick
from qa.language.forms import FormSpan
from qa.language.question import Kind, QuestionForm, question_form
from qa.language.words import content_stems, tokens

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

COUNTS_OTHER_THINGS = 0.25  # a number that fits no better counts something else
_OF_THESE = re.compile(r"(?:of|among) (?:these|those|them)\b", re.IGNORECASE)
RULE_FEATURES = (
    "retrieval",  # fused score of the passage
    "cosine",  # of the sentence and the question
    "coverage",  # share of the question's words in the sentence, weighted by rarity
    "pairs",  # share of the question's neighbouring words that stand near each other here
    "fits",  # how well the span of the kind asked for fits
    "strange",  # share of the question's names and figures that the passage does not have
    "lacks",  # 1: a span of a plain kind was asked for and is not here, or counts other things
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, the span in it that would be the answer, and what speaks for it."""

    hit: Hit
    sentence: Span
    span: FormSpan | None  # in characters of the sentence; None: the whole sentence
    features: tuple[float, ...]  # as RULE_FEATURES


@dataclass(frozen=True, slots=True)
class HitSentence:
    """A sentence of a hit, and the stems of its words."""

    hit: Hit
    span: Span
    text: str
    stems: tuple[str, ...]


def gather(question: str, hits: Sequence[Hit], encode: Encode, most: int) -> list[Evidence]:
    """Weigh the most promising sentences of the hits, at most so many."""
    wanted = question_form(question)
    sentences = sentences_of(hits)
    if not sentences:
        return []
    weights = weigh_words(wanted.stems, hits)
    coverage = [coverage_of(sentence.stems, weights) for sentence in sentences]
    promising = sorted(
        range(len(sentences)),
        key=lambda at: (-coverage[at] - sentences[at].hit.score, at),
    )[:most]
    kept = [sentences[at] for at in sorted(promising)]
    vectors = encode([question, *(sentence.text for sentence in kept)])
    cosines = vectors[1:] @ vectors[0]
    strange = {id(hit): strangeness(wanted, hit) for hit in hits}
    found = []
    for sentence, cosine in zip(kept, cosines, strict=True):
        span = pick(wanted, sentence.text)
        features = (
            sentence.hit.score,
            float(cosine),
            coverage_of(sentence.stems, weights),
            _pairs(wanted.stems, sentence.stems),
            span.quality if span else 0.0,
            strange[id(sentence.hit)],
            float(_lacks(wanted, span)),
        )
        found.append(Evidence(sentence.hit, sentence.span, span, features))
    return found


def strangeness(wanted: QuestionForm, hit: Hit) -> float:
    """The share of the question's names and figures that neither passage nor title has."""
    if not wanted.names:
        return 0.0
    held = set(_stems(f"{hit.passage.context} {hit.passage.text}"))
    return sum(name not in held for name in wanted.names) / len(wanted.names)


def _lacks(wanted: QuestionForm, span: FormSpan | None) -> bool:
    if wanted.kind is None:
        return False
    return span is None or (wanted.kind is Kind.COUNT and span.quality < COUNTS_OTHER_THINGS)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens(text))


def sentences_of(hits: Sequence[Hit]) -> list[HitSentence]:
    """Each sentence once, with the best hit that holds it: passages overlap."""
    seen: set[tuple[str, Span]] = set()
    blocks: dict[str, list[Block]] = {}  # of each article, found once
    found = []
    for hit in hits:
        article = hit.passage.article
        if article.path not in blocks:
            blocks[article.path] = find_blocks(article.text)
        before: tuple[str, ...] = ()
        for span in hit.passage.sentences:
            text = article.text[span[0] : span[1]]
            stems = _stems(text)
            states = any(map(str.isalnum, text)) and not is_heading(blocks[article.path], span)
            if (article.path, span) not in seen and states:
                seen.add((article.path, span))
                # "Of these, 205 were fugitives" speaks of what the sentence before it names.
                found.append(
                    HitSentence(hit, span, text, before + stems if _OF_THESE.match(text) else stems)
                )
            before = stems
    return found


def weigh_words(stems: Sequence[str], hits: Sequence[Hit]) -> dict[str, float]:
    """How much each word of the question tells: the fewer hits hold it, the more."""
    return weigh_among(stems, [stems_of(hit) for hit in hits])


def stems_of(hit: Hit) -> set[str]:
    """The words of its passage and title that tell anything."""
    return set(content_stems(hit.passage.context)).union(*sentence_stems(hit))


def sentence_stems(hit: Hit) -> list[list[str]]:
    """The words of each of its sentences that tell anything."""
    text = hit.passage.article.text
    return [content_stems(text[start:end]) for start, end in hit.passage.sentences]


def weigh_among(stems: Sequence[str], bags: Sequence[set[str]]) -> dict[str, float]:
    """The same by the words of each hit, as `stems_of` has them."""
    return {
        stem: math.log(1 + (len(bags) + 1) / (0.5 + sum(stem in bag for bag in bags)))
        for stem in stems
    }


def coverage_of(stems: Collection[str], weights: dict[str, float]) -> float:
    """The share of what the question's words weigh that these hold."""
    held = set(stems)
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in held) / total if total else 0.0


def _pairs(question: Sequence[str], sentence: Sequence[str]) -> float:
    """The share of the question's neighbouring words at most three words apart here."""
    if len(question) < 2:
        return 0.0
    at: dict[str, list[int]] = {}
    for position, stem in enumerate(sentence):
        at.setdefault(stem, []).append(position)
    near = sum(
        any(abs(one - other) <= 3 for one in at.get(first, ()) for other in at.get(second, ()))
        for first, second in pairwise(question)
    )
    return near / (len(question) - 1)
