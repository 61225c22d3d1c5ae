"""Articles as they stood on a day: without the notes that were written later."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from index.records import Article, Hit, Span
from index.splitting.notes import Note, find_notes
from qa.reconcile.corrections.denials import written_on


@lru_cache(maxsize=64)  # an article is found for one question after another
def notes_of(text: str) -> tuple[Note, ...]:
    """The notes of an article's text."""
    return find_notes(text)


def later_notes(article: Article, notes: Sequence[Note], as_of: datetime.date | None) -> list[Note]:
    """Those of an article's notes that were written after a day; none where that is None."""
    if as_of is None:
        return []
    written = [(note, written_on(article, note.start, note.end)) for note in notes]
    return [note for note, day in written if day is not None and day > as_of]


def as_they_stood(hits: Sequence[Hit], as_of: datetime.date | None) -> tuple[Hit, ...]:
    """The hits without the sentences of notes that were written after a day.

    A passage that goes on behind such a note is two; one that is nothing else is none.
    """
    if as_of is None:
        return tuple(hits)
    later: dict[str, list[Note]] = {}
    found: list[Hit] = []
    for hit in hits:
        article = hit.passage.article
        if article.path not in later:
            later[article.path] = later_notes(article, notes_of(article.text), as_of)
        found += _without(hit, later[article.path]) if later[article.path] else [hit]
    return tuple(found)


def _without(hit: Hit, notes: Sequence[Note]) -> list[Hit]:
    def is_in_one(sentence: Span) -> bool:
        return any(note.start <= sentence[0] and sentence[1] <= note.end for note in notes)

    return [
        replace(hit, passage=replace(hit.passage, sentences=tuple(run)))
        for is_later, run in groupby(hit.passage.sentences, is_in_one)
        if not is_later
    ]
