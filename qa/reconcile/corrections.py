"""Which statements were corrected, and by which words: of their own article, or of another."""

import datetime
import re
from collections.abc import Sequence

from index.records import Article, Span
from index.splitting.notes import Note, find_notes
from index.splitting.sentences import split_sentences
from qa.reconcile.same import equal_figures
from qa.records import Correction, Statement
from qa.values import Value, find_values

# Without such a word there is no note, and nothing to look for.
_MAY_CORRECT = re.compile(r"(?i)correct|retract|withdr|editor|amend|earlier version|clarif|regret")
_KINDS = frozenset(("correction", "retraction"))
_ALL_FIGURES = re.compile(r"(?i)\b(?:figures|numbers|counts|totals|sums|amounts)\b")
_DENIES = re.compile(
    r"(?i)\b(?:not|wrong\w*|said|gave|stated|mis\w+|instead of|rather than|error)\b"
)
_JUST_BEFORE = re.compile(r"(?i)\b(?:not|instead of|rather than|said|of)\s+(?:[\w-]+\s+){0,2}$")
_HEAD = 300  # characters: a note that begins here is what its article is for


class Corrections:
    """The notes of the articles that were found for a question."""

    def __init__(self, articles: Sequence[Article], as_of: datetime.date | None = None) -> None:
        """`as_of`: notes that are dated later had not been written."""
        self._notes: dict[str, list[Span]] = {}
        self._correcting: list[tuple[Article, Span]] = []  # articles that are corrections
        for article in articles:
            if not _MAY_CORRECT.search(article.text):
                continue
            notes = [
                (note.start, note.end)
                for note in find_notes(article.text)
                if note.kind in _KINDS and not _is_later(article, note, as_of)
            ]
            self._notes[article.path] = notes
            if notes and _is_headline(article.text, notes[0]):
                self._correcting.append((article, notes[0]))

    def of(self, statement: Statement) -> Correction | None:
        """What corrects a statement; None where nothing does."""
        article = statement.answer.article
        for note in self._notes.get(article.path, ()):
            if statement.answer.start < note[1] and note[0] < statement.answer.end:
                continue
            if _ALL_FIGURES.search(article.text, *note) or _names(article, note, statement.value):
                return Correction(article, *note)
        for other, note in self._correcting:
            is_later = not (article.date and other.date) or other.date >= article.date
            if is_later and _denies(other, statement):
                return Correction(other, *note)
        return None


def _denies(correcting: Article, statement: Statement) -> bool:
    """Whether a correcting article names a figure as one that was wrong."""
    value, answer = statement.value, statement.answer
    if value is None:
        return False
    if correcting.path == answer.article.path:
        before = correcting.text[max(0, answer.start - 40) : answer.start]
        return bool(_JUST_BEFORE.search(before))
    for start, end in split_sentences(correcting.text):
        sentence = correcting.text[start:end]
        if _DENIES.search(sentence) and any(
            equal_figures(one, value) and _JUST_BEFORE.search(sentence[: one.start])
            for one in find_values(sentence, correcting.date)
        ):
            return True
    return False


def _is_later(article: Article, note: Note, as_of: datetime.date | None) -> bool:
    """Whether a note was written after a day: the last that it names is when it was."""
    if as_of is None:
        return False
    values = find_values(article.text[note.start : note.end], article.date)
    return max((value.first for value in values if value.first), default=as_of) > as_of


def _is_headline(text: str, note: Span) -> bool:
    return note[0] < _HEAD and "\n" not in text[note[0] : note[1]].strip()


def _names(article: Article, note: Span, value: Value | None) -> bool:
    """Whether a note names a figure."""
    return value is not None and any(
        equal_figures(one, value) for one in find_values(article.text[slice(*note)], article.date)
    )
