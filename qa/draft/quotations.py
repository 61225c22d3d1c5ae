"""A quotation against articles: there as it stands, nearly there, or not."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from index.records import Article, Hit, Span
from index.splitting.sentences import split_sentences
from qa.draft.exact import Readings
from qa.draft.records import Checked, Claim, Match, Verdict
from qa.draft.typography import Folded, fold

NEAR = 0.7  # share of words, of both texts together, that a near quotation has in common
MOST_PAIRS = 50_000  # of a word here and the same there: what is compared grows with them
LEAST_NEAR = 3  # words; of fewer, what differs is another quotation
_GAP = 0.5  # what a word that is passed over costs, against one in common
_AROUND = 600  # characters beside a passage in which a quotation of its words may go on
_WORD = re.compile(r"\w+(?:[.,'-]\w+)*|[^\w\s]")
Search = Callable[[str], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Near:
    share: float
    match: Match
    differences: tuple[tuple[Span, Span], ...]


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
    words = [*_WORD.finditer(quoted.text)]
    if len(words) < LEAST_NEAR:
        return before
    best = before
    for hit in hits:
        passage = hit.passage
        low = max(0, passage.start - _AROUND)
        region = passage.article.text[low : passage.end + _AROUND]
        found = _align(quoted, words, _folded(region))
        if found is None or found[0] < NEAR or (best and found[0] <= best.share):
            continue
        share, (start, end), differences = found
        match = Match(
            passage.article,
            low + start,
            low + end,
            sentences_around(passage.article.text, low + start, low + end),
        )
        moved = tuple(
            ((claim.start + a, claim.start + b), (low + c, low + d))
            for (a, b), (c, d) in differences
        )
        best = _Near(share, match, moved)
    return best


def _align(
    quoted: Folded, words: Sequence[re.Match[str]], text: Folded
) -> tuple[float, Span, list[tuple[Span, Span]]] | None:
    """The stretch of a text with most of the words in their order: share, place, differences."""
    there = [*_WORD.finditer(text.text)]
    ours, theirs = [w[0].casefold() for w in words], [w[0].casefold() for w in there]
    if len(set(ours) & set(theirs)) < NEAR / 2 * len(set(ours)):
        return None
    counts = Counter(theirs)
    if sum(counts[word] for word in ours) > MOST_PAIRS:  # a word said over and over
        return None
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()[:-1]
    window = _window([(block.b, block.size) for block in blocks])
    if window is None:
        return None
    first, last = window
    part = there[first:last]
    matcher = SequenceMatcher(None, [w[0] for w in words], [w[0] for w in part], autojunk=False)
    place = text.original(part[0].start(), part[-1].end())
    differences = [
        (_slice(quoted, words, a, b), _slice(text, part, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return matcher.ratio(), place, differences


def _window(blocks: Sequence[tuple[int, int]]) -> Span | None:
    """From the first to the last word of the blocks that are worth the gaps between them."""
    best, best_score = None, 0.0
    start, score, end = 0, 0.0, 0
    for at, size in blocks:
        kept = score - _GAP * (at - end)
        if kept <= 0:
            start, kept = at, 0.0
        score, end = kept + size, at + size
        if score > best_score:
            best, best_score = (start, end), score
    return best


def _slice(folded: Folded, words: Sequence[re.Match[str]], first: int, last: int) -> Span:
    """Those words in the original; an empty slice before the next of them where there are none."""
    if first < last:
        return folded.original(words[first].start(), words[last - 1].end())
    if first < len(words):
        start = folded.start_of(words[first].start())
        return start, start
    end = folded.end_of(words[-1].end() - 1)
    return end, end


def sentences_around(text: str, start: int, end: int) -> Span:
    """From the sentence that the slice begins in to the end of the one that it ends in."""
    touched = [each for each in _split(text) if each[0] < end and start < each[1]]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


@lru_cache(maxsize=256)
def _split(text: str) -> list[Span]:
    return split_sentences(text)
