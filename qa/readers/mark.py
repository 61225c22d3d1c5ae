"""From a passage's token scores to the spans that may answer: whole words, in one sentence."""

import re
from dataclasses import dataclass

import numpy as np

from index.records import Passage, Span
from qa.readers.network import Scores

MAX_TOKENS = 40  # of a span
PER_PASSAGE = 3
# Figures, and words in scripts that put spaces between them: a span never ends within one. A
# letter beside a figure ends it: texts run "790,000suspects" together.
_WHOLE = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)*|\d+(?:\.\d+)*"
    r"|(?:[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff]|[\u0300-\u036f])+"
)
_CLOSING = dict(zip(")]”»」", "([“«「", strict=True))
_OPENING = set(_CLOSING.values())
_AROUND = " \t\r\n\u00a0,;:.!?…–—"
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]\Z")  # "U.S" of "U.S."
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.)+\Z|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|a\.m|p\.m)\.\Z")

_SIGN_BEFORE = re.compile(r"(?:^|[\s(])[-−]$")


@dataclass(frozen=True, slots=True)
class NetworkSpan:
    """A span that the network marks, and how strongly."""

    start: int  # in characters of the article, as everywhere
    end: int
    sentence: Span
    score: float  # start logit + end logit


def find_spans(scores: Scores, passage: Passage, most: int = PER_PASSAGE) -> list[NetworkSpan]:
    """The best spans of a passage that do not overlap, best first; each within a sentence."""
    if not scores.spans:
        return []
    sentence_of = _sentence_of(scores, passage)
    total = scores.starts[:, None] + scores.ends[None, :]
    length = np.arange(len(sentence_of)) - np.arange(len(sentence_of))[:, None]  # less 1
    allowed = (length >= 0) & (length < MAX_TOKENS) & (sentence_of >= 0)[:, None]
    allowed &= sentence_of[:, None] == sentence_of[None, :]
    total = np.where(allowed, total, -np.inf)
    text = passage.article.text
    found: list[NetworkSpan] = []
    while len(found) < most:
        first, last = np.unravel_index(int(total.argmax()), total.shape)
        score = float(total[first, last])
        if score == -np.inf:
            break
        sentence = passage.sentences[sentence_of[first]]
        start, end = whole(
            text,
            passage.start + scores.spans[first][0],
            passage.start + scores.spans[last][1],
            sentence,
        )
        # Widened, two of them may have become one.
        if _says(text[start:end]) and not any(start < one.end and one.start < end for one in found):
            found.append(NetworkSpan(start, end, sentence, score))
        # Nothing that shares a token with this one comes again.
        total[: last + 1, first:] = -np.inf
    return found


def _sentence_of(scores: Scores, passage: Passage) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The number of the sentence that holds each token, -1 for what lies between two."""
    starts = np.array([start for start, _ in passage.sentences])
    ends = np.array([end for _, end in passage.sentences])
    first = passage.start + np.array([span[0] for span in scores.spans])
    last = passage.start + np.array([span[1] for span in scores.spans])
    number = np.searchsorted(starts, first, side="right") - 1
    inside = (number >= 0) & (last <= ends[number]) & (first < last)
    return np.where(inside, number, -1)


def whole(text: str, start: int, end: int, sentence: Span) -> Span:
    """Widen to whole words and figures, then leave out what no one would mark."""
    low, high = sentence
    first, last = start, end
    for part in _WHOLE.finditer(text, low, high):
        if part.start() < first < part.end():
            start = part.start()
        if part.start() < last < part.end():
            end = part.end()
    if text[end : end + 1] == "." and end < high and _INITIALS.search(text[start:end]):
        end += 1
    start, end = _balanced(text, start, end)
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    if text[start : start + 1].isdigit() and _SIGN_BEFORE.search(text[max(low, start - 2) : start]):
        start -= 1  # "-0.5 percent" is not half a percent
    return start, end


def _balanced(text: str, start: int, end: int) -> Span:
    """Leave out a bracket or quotation mark whose other half is outside, and what it begins."""
    at = _unmatched(text, start, end)
    while at is not None:
        closing = text[at] in _CLOSING
        keep_before = not _says(text[at:end]) if closing else _says(text[start:at])
        start, end = (start, at) if keep_before else (at + 1, end)
        at = _unmatched(text, start, end)
    if text.count('"', start, end) == 1:
        start += text[start] == '"'
        end -= text[end - 1] == '"'
    return start, end


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _unmatched(text: str, start: int, end: int) -> int | None:
    """The place of a bracket whose other half is not there."""
    open_: list[int] = []
    for at in range(start, end):
        if text[at] in _CLOSING:
            if not open_ or _CLOSING[text[at]] != text[open_[-1]]:
                return at
            open_.pop()
        elif text[at] in _OPENING:
            open_.append(at)
    return open_[-1] if open_ else None
