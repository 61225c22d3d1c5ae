"""The quotations and figures of a draft."""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from index.errors import UserError
from index.records import Span
from index.splitting.sentences import split_sentences
from qa.draft.marks import MAX_QUOTED, quotation_pattern
from qa.draft.records import Claim
from qa.draft.typography import Folded, fold
from qa.values import Kind, Value, find_values

LEAST_OWN = 3  # words of a sentence beside its quotations that say what it is about
_FIGURES = (Kind.NUMBER, Kind.MONEY, Kind.SHARE, Kind.MEASURE, Kind.AGE, Kind.DURATION)
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*(?:\n|[-*•|#>]\s|\d+[.)]\s)).)*\S", re.DOTALL)
_EDGES = " \t\r\n\u00a0\u202f"
_MARKS = "“”«»„‟「」『』\"‘’‚'‹›"
_LAST_MARK = re.compile(r"[,.;:]\s*$")  # belongs to the sentence around, where it is set inside


def find_claims(draft: str, written: datetime.date | None = None) -> list[Claim]:
    """Every quotation and, outside of them, every quantity, in order."""
    quoted = list(_quotations(draft))
    sentences, claims = [], []
    for sentence in _sentences(draft):
        sentences.append(sentence.original(0, len(sentence.text)))
        for value in find_values(sentence.text, written):
            start, end = sentence.original(value.start, value.end)
            if not _is_figure(value, draft[start:end]):
                continue
            if not any(a < end and start < b for a, b in quoted):
                claims.append(Claim(start, end, "figure", sentences[-1], value))
    claims += [Claim(*span, "quotation", _around(span, sentences)) for span in quoted]
    return sorted(claims, key=lambda claim: claim.start)


def read_quotation(quote: str) -> Claim:
    """A text that is one quotation as a whole, with or without marks around it.

    Raises UserError where there is no word in it, or it is longer than quotations are.
    """
    around = _EDGES + _MARKS
    start = len(quote) - len(quote.lstrip(around))
    end = len(quote.rstrip(around))
    start, end = _without_last_mark(quote, start, end)
    if not any(char.isalnum() for char in quote[start:end]):
        raise UserError("There is no word in the quotation. Give the text that is quoted.")
    if end - start > MAX_QUOTED:
        raise UserError(
            f"The quotation is {end - start:,} characters long; the limit is {MAX_QUOTED:,}. "
            "Look up its parts."
        )
    return Claim(start, end, "quotation", (start, end))


def without_quotations(draft: str, sentence: Span) -> str:
    """What a sentence of the draft says itself; all of it where that is next to nothing."""
    own = _blanked(draft, sentence, _quoted(draft))
    return own if len(own.split()) >= LEAST_OWN else draft[slice(*sentence)]


def without_long_quotations(text: str, sentence: Span) -> str:
    """A sentence with spaces for quotations of more than a few words, so that offsets stay."""
    spans = [span for span in _quoted(text) if len(text[slice(*span)].split()) > LEAST_OWN]
    return _blanked(text, sentence, spans)


@lru_cache(maxsize=256)  # a draft's claims, and the articles that they are of, come together
def _quoted(text: str) -> tuple[Span, ...]:
    return tuple(found.span() for found in quotation_pattern(text).finditer(text))


def _blanked(text: str, sentence: Span, spans: Iterable[Span]) -> str:
    start, end = sentence
    own = text[start:end]
    for first, last in spans:
        low, high = max(first, start) - start, min(last, end) - start
        if low < high:
            own = own[:low] + " " * (high - low) + own[high:]
    return own


def _is_figure(value: Value, written: str) -> bool:
    """Whether it is a quantity that is said as one: not "one of them", "a day"."""
    return value.kind in _FIGURES and not (value.value == 1 and not written[:1].isdigit())


def _sentences(draft: str) -> Iterator[Folded]:
    """The sentences, whatever spaces and line ends they are set with; offsets are the draft's."""
    for paragraph in _PARAGRAPH.finditer(draft):
        folded = fold(paragraph[0])
        for start, end in split_sentences(folded.text):
            yield folded.part(start, end, paragraph.start())


def _quotations(draft: str) -> Iterator[Span]:
    """What stands between quotation marks; of marks within marks the outer."""
    for found in quotation_pattern(draft).finditer(draft):
        group = found.lastindex or 0
        start, end = found.span(group)
        while start < end and draft[start] in _EDGES:
            start += 1
        while start < end and draft[end - 1] in _EDGES:
            end -= 1
        start, end = _without_last_mark(draft, start, end)
        if any(char.isalnum() for char in draft[start:end]):
            yield start, end


def _without_last_mark(text: str, start: int, end: int) -> Span:
    last = _LAST_MARK.search(text, start, end)
    return start, last.start() if last else end


def _around(span: Span, sentences: list[Span]) -> Span:
    """From the first sentence that the span touches to the end of the last."""
    touched = [each for each in sentences if each[0] < span[1] and span[0] < each[1]]
    return (min(touched)[0], max(end for _, end in touched)) if touched else span
