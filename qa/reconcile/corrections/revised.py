"""News that a figure was another than was told: "It is 940, not 1,200 as was first reported"."""

import re
from collections.abc import Iterator

from index.splitting.notes import Note
from index.splitting.sentences import split_sentences

_READ = 20_000  # characters of an article, at most
_FIGURE = r"(?:[\w-]+\s+){0,2}?[$€£¥]?(?:\d[\d.,]*|[a-z]+)\b"
_FIRST = r"(?:first|at first|initially|previously|earlier|originally|wrongly|widely)"
_TOLD = r"(?:reported|said|stated|announced|given|believed|thought|feared|published|claimed)"
_AS_TOLD = re.compile(
    rf"(?i)\b(?:not|instead of|rather than)\s+{_FIGURE}[^.;]{{0,40}}?\bas\s+"
    rf"(?:(?:(?:it|they|we)\s+)?(?:was|were|had|has|have)\s+)?(?:been\s+)?{_FIRST}\s+(?:been\s+)?{_TOLD}\b"
    rf"|\b(?:earlier|initial|previous|first)\s+(?:\w+\s+)?(?:reports?|figures?|estimates?|counts?|tolls?)"
    rf"\s+(?:of|that)\s+[^.;]{{1,80}}?\b(?:was|were)\s+(?:false|wrong|untrue|incorrect|mistaken)\b"
)
_NOT = re.compile(r"(?i),\s(?:and\s)?not\s+(?:[\w-]+\s+){0,2}?[$€£¥]?\d")
_CORRECTS = re.compile(r"(?i)\b(?:correct(?:s|ed|ing)|revis(?:es|ed|ing))\b")
_GOES_ON = re.compile(r"(?:It|They|That|There|The (?:number|figure|count|toll|total))\b")
_MAY_REVISE = re.compile(rf"(?i)\bas\b[^.;]{{0,30}}{_TOLD}|\bcorrect|\brevis|\breports? of\b")


def find_revisions(text: str) -> Iterator[Note]:
    """The sentences that say so, each with the one before it where that tells of correcting."""
    text = text[:_READ]
    if not _MAY_REVISE.search(text):
        return
    before = (0, 0)
    for start, end in split_sentences(text):
        sentence = text[start:end]
        is_near = bool(before[1]) and "\n\n" not in text[before[1] : start]
        told_so = is_near and _CORRECTS.search(text[slice(*before)])
        is_put_right = _NOT.search(sentence) and (_CORRECTS.search(sentence) or told_so)
        if _AS_TOLD.search(sentence) or is_put_right:
            goes_on = told_so or _GOES_ON.match(sentence)
            yield Note(before[0] if goes_on and is_near else start, end, "correction")
        before = (start, end)
