"""Where a text has most of the words of another, in their order, and what differs there."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.records import Span
from qa.draft.typography import Folded

NEAR = 0.7  # share of words, of both texts together, that a near quotation has in common
MOST_PAIRS = 50_000  # of a word here and the same there: what is compared grows with them
LEAST_NEAR = 3  # words; of fewer, what differs is another quotation
_GAP = 0.5  # what a word that is passed over costs, against one in common
_WORD = re.compile(r"\w+(?:[.,'-]\w+)*|[^\w\s]")
Differences = tuple[tuple[Span, Span], ...]  # of the one and of the other; either may be empty


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch of a text that another nearly is."""

    share: float  # of the words of both
    place: Span
    differences: Differences


def words_of(quoted: Folded) -> list[re.Match[str]]:
    """The words that are aligned; none where they are too few."""
    words = [*_WORD.finditer(quoted.text)]
    return words if len(words) >= LEAST_NEAR else []


def align(quoted: Folded, words: Sequence[re.Match[str]], text: Folded) -> Aligned | None:
    """The stretch of a text with most of the words in their order, if it is near enough."""
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
    if (share := matcher.ratio()) < NEAR:
        return None
    place = text.original(part[0].start(), part[-1].end())
    differences = [
        (_slice(quoted, words, a, b), _slice(text, part, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return Aligned(share, place, tuple(differences))


def moved(differences: Differences, ours: int, theirs: int = 0) -> Differences:
    """The same where both texts begin so many characters further on."""
    return tuple(((a + ours, b + ours), (c + theirs, d + theirs)) for (a, b), (c, d) in differences)


def differing(differences: Differences) -> int:
    """How many characters of both texts differ."""
    return sum(b - a + d - c for (a, b), (c, d) in differences)


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
