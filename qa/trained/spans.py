"""From a passage's token scores to the spans that may answer: whole words, in one sentence."""

import re
from dataclasses import dataclass

import numpy as np

from index.records import Passage, Span
from qa.trained.network import Scores

MOST_TOKENS = 40  # of a span
PER_PASSAGE = 3
_NUMBER_GOES_ON = re.compile(r"\d*(?:,\d{3}(?!\d)|\.\d+)*")
_WORD_GOES_ON = re.compile(r"[^\W\d_]+")
_NUMBER_BEFORE = re.compile(r"\d+(?:[.,]\d+)*[.,]?$")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_PAIRS = ("()", "[]", "“”", "«»", "「」")
_AROUND = " \t\r\n\u00a0,;:.!?…–—"
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]$")  # "U.S" of "U.S."
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.)+$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|a\.m|p\.m)\.$")


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A span that the network marks, and how strongly."""

    start: int  # in characters of the article, as everywhere
    end: int
    sentence: Span
    score: float  # start logit + end logit


def find_spans(scores: Scores, passage: Passage, most: int = PER_PASSAGE) -> list[MarkedSpan]:
    """The best spans of a passage that do not overlap, best first; each within a sentence."""
    if not scores.places:
        return []
    sentence_of = _sentence_of(scores, passage)
    total = scores.starts[:, None] + scores.ends[None, :]
    every = np.ones(total.shape, bool)
    allowed = np.triu(every) & ~np.triu(every, MOST_TOKENS)
    allowed &= (sentence_of[:, None] == sentence_of[None, :]) & (sentence_of >= 0)[:, None]
    total = np.where(allowed, total, -np.inf)
    text = passage.article.text
    found: list[MarkedSpan] = []
    while len(found) < most:
        first, last = np.unravel_index(int(total.argmax()), total.shape)
        score = float(total[first, last])
        if score == -np.inf:
            break
        sentence = passage.sentences[sentence_of[first]]
        start, end = _whole(
            text,
            passage.start + scores.places[first][0],
            passage.start + scores.places[last][1],
            sentence,
        )
        if start < end:
            found.append(MarkedSpan(start, end, sentence, score))
        # Nothing that shares a token with this one comes again.
        total[: last + 1, first:] = -np.inf
    return found


def _sentence_of(scores: Scores, passage: Passage) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The number of the sentence that holds each token, -1 for what lies between two."""
    starts = np.array([start for start, _ in passage.sentences])
    ends = np.array([end for _, end in passage.sentences])
    first = passage.start + np.array([place[0] for place in scores.places])
    last = passage.start + np.array([place[1] for place in scores.places])
    number = np.searchsorted(starts, first, side="right") - 1
    inside = (number >= 0) & (last <= ends[number]) & (first < last)
    return np.where(inside, number, -1)


def _whole(text: str, start: int, end: int, sentence: Span) -> Span:
    """Widen to whole words and figures, then leave out what no one would mark.

    A letter beside a figure ends it: texts run "790,000suspects" together.
    """
    low, high = sentence
    after = _NUMBER_GOES_ON if text[end - 1].isdigit() else _WORD_GOES_ON
    if text[end - 1].isalnum() and (more := after.match(text, end, high)):
        end = more.end()
    if text[start].isalnum():
        before = _NUMBER_BEFORE if text[start].isdigit() else _WORD_BEFORE
        if more := before.search(text[low:start]):
            start = low + more.start()
    if text[end : end + 1] == "." and end < high and _INITIALS.search(text[start:end]):
        end += 1
    while start < end and text[end - 1] in _AROUND and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    return _balanced(text, start, end)


def _balanced(text: str, start: int, end: int) -> Span:
    """Leave out a bracket or quotation mark whose other half is outside, and what it begins."""
    for opening, closing in _PAIRS:
        span = text[start:end]
        if span.count(opening) > span.count(closing):
            at = start + span.rindex(opening)
            start, end = (start + 1, end) if at == start else (start, at)
        elif span.count(closing) > span.count(opening):
            at = start + span.index(closing)
            start, end = (start, at) if at == end - 1 else (at + 1, end)
    if text.count('"', start, end) == 1:
        start += text[start] == '"'
        end -= text[end - 1] == '"'
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
