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
_KINDS = frozenset(("correction", "retraction", "update"))
_ALL_FIGURES = re.compile(r"(?i)\b(?:figures|numbers|counts|totals|sums|amounts)\b")
_DENIES = re.compile(
    r"(?i)\b(?:not|wrong\w*|said|gave|stated|mis\w+|instead of|rather than|error)\b"
)
_JUST_BEFORE = re.compile(r"(?i)\b(?:not|instead of|rather than|of)\s+(?:[\w-]+\s+){0,2}$")
# "An earlier version of this article said that 8,600", "we said that the margin was 8.9"
_WE_SAID = re.compile(
    r"(?i)\b(?:we|(?:our|this|an?|the)(?: earlier| previous| original)?"
    r" (?:article|version|headline|comment|caption|column|story|note))\b[^;]*?"
    r"\b(?:said|stated|gave|reported|wrote|claimed)\b(?:[^.;]|\.(?=\d))*$"
)
_AFFIRMS = re.compile(r"(?i)\b(?:were|was|are|is|remain) (?:right|correct|accurate|unaffected)\b")
_REACH = 160  # characters before a figure
_HEAD = 300  # characters: a note that begins here is what its article is for


class Corrections:
    """The notes of the articles that were found for a question."""

    def __init__(self, articles: Sequence[Article], as_of: datetime.date | None = None) -> None:
        """`as_of`: notes that are dated later had not been written."""
        self._notes: dict[str, list[Note]] = {}
        self._correcting: list[tuple[Article, Span]] = []  # articles that are corrections
        for article in articles:
            if not _MAY_CORRECT.search(article.text):
                continue
            notes = [
                note
                for note in find_notes(article.text)
                if note.kind in _KINDS and not _is_later(article, note, as_of)
            ]
            self._notes[article.path] = notes
            if notes and notes[0].kind != "update" and _is_headline(article.text, notes[0]):
                self._correcting.append((article, (notes[0].start, notes[0].end)))

    def of(self, statement: Statement) -> Correction | None:
        """What corrects a statement; None where nothing does."""
        article = statement.answer.article
        for note in self._notes.get(article.path, ()):
            if found := self._own(statement, note):
                return found
        for other, span in self._correcting:
            is_later = not (article.date and other.date) or other.date >= article.date
            if is_later and _denies(other, statement):
                return Correction(other, *span)
        return None

    def _own(self, statement: Statement, note: Note) -> Correction | None:
        """What a note of its own article says against a statement."""
        answer, value = statement.answer, statement.value
        article, span = answer.article, (note.start, note.end)
        stands_in = answer.start < note.end and note.start < answer.end
        denied, named = _figures_of(article, span)
        if _equals_one(value, denied):
            return Correction(article, *span)
        if stands_in or note.kind == "update":
            return None
        if note.kind == "retraction":  # of the whole article
            return Correction(article, *span, denies=False)
        is_time = value is not None and bool(value.first or value.last)
        if _ALL_FIGURES.search(article.text, *span) and not is_time:
            return None if self._affirmed(value) else Correction(article, *span, denies=False)
        if _equals_one(value, named) and not denied:
            return Correction(article, *span, denies=False)
        return None

    def _affirmed(self, value: Value | None) -> bool:
        """Whether a correcting article says that a figure was right."""
        for article, _ in self._correcting:
            for start, end in split_sentences(article.text):
                sentence = article.text[start:end]
                if _AFFIRMS.search(sentence):
                    figures = list(find_values(sentence, article.date))
                    if _equals_one(value, figures):
                        return True
        return False


def _figures_of(article: Article, span: Span) -> tuple[list[Value], list[Value]]:
    """The values that a note names as wrong, and all of them."""
    note = article.text[slice(*span)]
    named = find_values(note, article.date)
    return [value for value in named if _is_denied(note, value)], named


def _is_denied(text: str, value: Value) -> bool:
    """Whether words before a value say that it was wrong."""
    before = text[max(0, value.start - _REACH) : value.start]
    if not (value.first or value.last) and _JUST_BEFORE.search(before):
        return True
    return bool(_WE_SAID.search(before))


def _equals_one(value: Value | None, others: Sequence[Value]) -> bool:
    return value is not None and any(equal_figures(one, value) for one in others)


def _denies(correcting: Article, statement: Statement) -> bool:
    """Whether a correcting article names a figure as one that was wrong."""
    value = statement.value
    if value is None:
        return False
    for start, end in split_sentences(correcting.text):
        sentence = correcting.text[start:end]
        if _DENIES.search(sentence) and any(
            equal_figures(one, value) and _is_denied(sentence, one)
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


def _is_headline(text: str, note: Note) -> bool:
    return note.start < _HEAD and "\n" not in text[note.start : note.end].strip()
