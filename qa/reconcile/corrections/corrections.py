"""Which statements were corrected, and by which words: of their own article, or of another."""

import datetime
import re
from collections.abc import Sequence

from index.records import Article
from index.splitting.note_words import HEADLINE_MARK
from index.splitting.notes import Note, find_notes
from qa.reconcile.corrections.denials import (
    Figures,
    is_denied,
    is_put_right,
    read_figures,
    unwrapped,
    written_on,
)
from qa.reconcile.corrections.ties import (
    are_tied,
    is_headed_as,
    is_of_its_own_article,
    quotes_any,
    quotes_headline,
)
from qa.reconcile.same import equal_figures
from qa.records import Correction, Statement
from qa.values import Value

# Without such a word there is no note, and nothing to look for.
_MAY_CORRECT = re.compile(r"(?i)correct|retract|withdr|editor|amend|earlier version|clarif|regret")
_CHANGES = frozenset(("correction", "retraction"))
_KINDS = _CHANGES | {"update", "clarification"}
_ALL_FIGURES = re.compile(r"(?i)\b(?:figures|numbers|counts|totals|sums|amounts)\b")
_PARAGRAPH = re.compile(r"\S[^\n]*")
_READ = 1_200  # characters of a note, or of an article that is itself a correction


class _Noted:
    """A note of an article; its figures are read when they are first asked for."""

    def __init__(self, article: Article, note: Note) -> None:
        self.article, self.note = article, note
        self.text = unwrapped(article.text[note.start : min(note.end, note.start + _READ)])
        self.begins = not article.text[: note.start].strip("#*_>[( \t\r\n")
        self._figures: Figures | None = None
        self._beginning: Figures | None = None

    @property
    def figures(self) -> Figures:
        if self._figures is None:
            end = self.note.start + len(self.text)
            self._figures = read_figures(self.article, self.note.start, end)
        return self._figures

    @property
    def beginning(self) -> Figures:
        """Of what its article begins with, which goes on about what it corrects."""
        if self._beginning is None:
            self._beginning = read_figures(self.article, 0, max(self.note.start, _READ))
        return self._beginning

    def correction(self, denies: bool = True) -> Correction:
        return Correction(self.article, self.note.start, self.note.end, denies)


class Corrections:
    """The notes of the articles that were found for a question."""

    def __init__(self, articles: Sequence[Article], as_of: datetime.date | None = None) -> None:
        """`as_of`: notes that are dated later had not been written."""
        self._notes: dict[str, list[_Noted]] = {}  # by story: copies share what is said of them
        self._correcting: list[_Noted] = []  # by which an article is a correction
        for article in articles:
            if not (_MAY_CORRECT.search(article.text) or _MAY_CORRECT.search(article.title or "")):
                continue
            notes = [
                _Noted(article, note)
                for note in find_notes(article.text)
                if note.kind in _KINDS and not _is_later(article, note, as_of)
            ]
            self._notes.setdefault(_story(article), []).extend(notes)
            if notes and notes[0].note.kind != "update" and notes[0].begins:
                self._correcting.append(notes[0])
            elif headed := _headed(article, as_of):
                self._correcting.append(headed)

    def of(self, statement: Statement) -> Correction | None:
        """What corrects a statement; None where nothing does."""
        article = statement.answer.article
        for noted in self._notes.get(_story(article), ()):
            if found := self._own(statement, noted):
                return found
        for noted in self._correcting:
            other = noted.article
            if article.date and other.date and other.date < article.date:
                continue
            if found := _by_another(statement, noted):
                return found
        return None

    def is_quoted(self, statement: Statement) -> bool:
        """Whether it stands in a note that only quotes it as what was wrong."""
        answer = statement.answer
        for noted in (*self._notes.get(_story(answer.article), ()), *self._correcting):
            if noted.article.path != answer.article.path:
                continue
            figures = noted.beginning if noted in self._correcting else noted.figures
            if any(one.start < answer.end and answer.start < one.end for one in figures.denied):
                return True
            start = answer.start - noted.note.start
            if statement.value is None and 0 <= start < len(noted.text):
                return is_denied(noted.text, start, answer.end - noted.note.start)
        return False

    def _own(self, statement: Statement, noted: _Noted) -> Correction | None:
        """What a note of its own article, or of a copy, says against a statement."""
        answer, value, note = statement.answer, statement.value, noted.note
        is_copy = noted.article.path != answer.article.path
        stands_in = not is_copy and answer.start < note.end and note.start < answer.end
        if _equals_one(value, noted.figures.denied):
            return noted.correction()
        if stands_in or note.kind not in _CHANGES:
            return None
        if note.kind == "retraction":  # of the whole article, unless it is of another
            is_own = is_of_its_own_article(noted.text) or not quotes_any(noted.text)
            return noted.correction(denies=False) if is_own else None
        if is_copy or noted.figures.denied or is_put_right(noted.text):
            return None
        is_time = value is not None and bool(value.first or value.last)
        if _ALL_FIGURES.search(noted.text) and not is_time:
            return None if self._affirmed(value) else noted.correction(denies=False)
        if _equals_one(value, noted.figures.named) and not _equals_one(value, noted.figures.right):
            return noted.correction(denies=False)
        return None

    def _affirmed(self, value: Value | None) -> bool:
        """Whether a correcting article says that a figure was right."""
        return any(_equals_one(value, noted.beginning.right) for noted in self._correcting)


def _by_another(statement: Statement, noted: _Noted) -> Correction | None:
    """What an article that is a correction says against a statement."""
    article, value, other = statement.answer.article, statement.value, noted.article
    is_own = article.path == other.path
    if noted.note.kind == "retraction" and not is_own:
        titles = other.title, article.title
        if quotes_headline(noted.text, article.title) or is_headed_as(*titles):
            return noted.correction(denies=False)
    if not is_own and is_of_its_own_article(noted.text):
        return None
    for one in noted.beginning.denied:
        if _equals_one(value, [one]) and (is_own or are_tied(noted.text, other, one, statement)):
            return noted.correction()
    return None


def _headed(article: Article, as_of: datetime.date | None) -> _Noted | None:
    """The first paragraph of an article whose title says that it is a correction."""
    title = article.title or ""
    notes = () if HEADLINE_MARK.match(title) else find_notes(title)
    first = _PARAGRAPH.search(article.text)
    if not notes or not first or notes[0].kind not in _KINDS - {"update"} or notes[0].start:
        return None
    note = Note(first.start(), first.end(), notes[0].kind)
    return None if _is_later(article, note, as_of) else _Noted(article, note)


def _story(article: Article) -> str:
    return article.path if article.story is None else article.story


def _equals_one(value: Value | None, others: Sequence[Value]) -> bool:
    return value is not None and any(equal_figures(one, value) for one in others)


def _is_later(article: Article, note: Note, as_of: datetime.date | None) -> bool:
    """Whether a note was written after a day."""
    if as_of is None:
        return False
    day = written_on(article, note.start, note.end)
    return day is not None and day > as_of
