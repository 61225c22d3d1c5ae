"""A quotation against articles: there as it stands, nearly there, or not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.records import Article, Hit, Span
from index.splitting.sentences import split_sentences
from qa.draft.aligning import Differences, align, moved, words_of
from qa.draft.exact import Readings
from qa.draft.records import Checked, Claim, Match, Verdict
from qa.draft.typography import Folded, fold

_AROUND = 600  # characters beside a passage in which a quotation of its words may go on
Search = Callable[[str], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Near:
    share: float
    match: Match
    differences: Differences


def check_quotation(draft: str, claim: Claim, search: Search) -> Checked:
    """Look for it where its own words lead, then where those of its sentence do."""
    wanted, around = fold(draft[claim.start : claim.end]).text, fold(draft[slice(*claim.sentence)])
    nearest: _Near | None = None
    for words in dict.fromkeys((wanted, around.text)):
        hits = search(words)
        matches = tuple(_exact(wanted, {hit.passage.article: None for hit in hits}))
        if matches:
            return Checked(claim, Verdict.EXACT, matches)
        nearest = _nearest(draft, claim, hits, nearest)
    if nearest is None:
        return Checked(claim, Verdict.NOT_FOUND)
    return Checked(claim, Verdict.NEAR, (nearest.match,), differences=nearest.differences)


def _exact(wanted: str, articles: Iterable[Article]) -> Iterable[Match]:
    """Its first place in each article."""
    for article in articles:
        if (place := _readings(article.text).first(wanted)) is not None:
            yield Match(article, *place, sentences_around(article.text, *place))


@lru_cache(maxsize=256)  # a draft's quotations are of few articles
def _readings(text: str) -> Readings:
    return Readings(text)


@lru_cache(maxsize=256)
def _folded(text: str) -> Folded:
    return fold(text)


def _nearest(draft: str, claim: Claim, hits: Sequence[Hit], before: _Near | None) -> _Near | None:
    """The nearest place around the passages found, if any is near enough."""
    quoted = fold(draft[claim.start : claim.end])
    words = words_of(quoted)
    best = before
    for hit in hits if words else ():
        passage = hit.passage
        low = max(0, passage.start - _AROUND)
        region = passage.article.text[low : passage.end + _AROUND]
        found = align(quoted, words, _folded(region))
        if found is None or (best and found.share <= best.share):
            continue
        start, end = low + found.place[0], low + found.place[1]
        around = sentences_around(passage.article.text, start, end)
        match = Match(passage.article, start, end, around)
        best = _Near(found.share, match, moved(found.differences, claim.start, low))
    return best


def sentences_around(text: str, start: int, end: int) -> Span:
    """From the sentence that the slice begins in to the end of the one that it ends in."""
    touched = [each for each in _split(text) if each[0] < end and start < each[1]]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


@lru_cache(maxsize=256)
def _split(text: str) -> list[Span]:
    return split_sentences(text)
