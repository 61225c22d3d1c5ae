"""Which statements were corrected, and by which words: of their own article, or of another."""

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.records import Article, Span
from index.splitting.note_words import HEADLINE_MARK
from index.splitting.notes import Note, find_notes
from index.splitting.sentences import split_sentences
from qa.reconcile.copies import story_of
from qa.reconcile.corrections.anew import given_alone, right_for
from qa.reconcile.corrections.denials import (
    Figures,
    is_denied,
    is_put_right,
    read_figures,
    unwrapped,
)
from qa.reconcile.corrections.instead import are_comparable
from qa.reconcile.corrections.later import later_notes, notes_of
from qa.reconcile.corrections.named import denies_name
from qa.reconcile.corrections.revised import find_revisions
from qa.reconcile.corrections.ties import (
    are_tied,
    are_tied_by_words,
    is_headed_as,
    is_of_its_own_article,
    is_told_in,
    quotes_any,
    quotes_headline,
    repeats_headline,
    share_words,
)
from qa.reconcile.same import equal_figures
from qa.records import Correction, Statement
from qa.values import Value

# Without such a word there is no note, and nothing to look for.
_MAY_CORRECT = re.compile(r"(?i)correct|retract|withdr|editor|amend|earlier version|clarif|regret")
_CHANGES = frozenset(("correction", "retraction"))
_KINDS = _CHANGES | {"update", "clarification"}
_ALL_DATES = re.compile(r"(?i)\bdates\b")
_ALL_FIGURES = re.compile(r"(?i)\b(?:figures|numbers|counts|totals|sums|amounts)\b")
_PARAGRAPH = re.compile(r"\S[^\n]*")
_READ = 1_200  # characters of a note, or of an article that is itself a correction


class _Noted:
    """A note of an article; its figures are read when they are first asked for."""

    def __init__(self, article: Article, note: Note, is_news: bool = False) -> None:
        """`is_news`: it is told in an article that goes on about more than that."""
        self.article, self.note, self.is_news = article, note, is_news
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
        if self.is_news:
            return self.figures
        if self._beginning is None:
            self._beginning = read_figures(self.article, 0, max(self.note.start, _READ))
        return self._beginning

    @property
    def opening(self) -> str:
        """What its article begins with."""
        if self.is_news:
            return self.text
        return unwrapped(self.article.text[: max(self.note.start, _READ)])

    def against(self, wrong: Value, figures: Figures) -> Correction:
        """It names a value of its figures as wrong."""
        instead = figures.instead[figures.denied.index(wrong)]
        return self.correction(right=self.place_of(instead) if instead else None)

    def given_alone(self, is_time: bool) -> list[tuple[Value, str]]:
        """What it gives as right where it does not tell what was wrong, each with its sentence."""
        start = self.note.start
        values = [one.moved(-start) for one in self.figures.named]
        return [(one.moved(start), words) for one, words in given_alone(self.text, values, is_time)]

    def correction(self, denies: bool = True, right: Span | None = None) -> Correction:
        return Correction(self.article, self.note.start, self.note.end, denies, right)

    def sentence_of(self, value: Value) -> str:
        """The words of the sentence that a value of its article's beginning is said in."""
        spans = split_sentences(self.opening)
        return next((self.opening[a:b] for a, b in spans if a <= value.start < b), "")

    def place_of(self, value: Value) -> Span:
        """Where a value is said: below the title, if it is said there as well."""
        below = len(self.article.title or "") if self.begins else 0
        same = (one for one in self.beginning.named if one.start >= below and _same(one, value))
        said = value if value.start >= below else next(same, value)
        return said.start, said.end


class Corrections:
    """The notes of the articles that were found for a question."""

    def __init__(self, articles: Sequence[Article], as_of: datetime.date | None = None) -> None:
        """`as_of`: notes that are dated later had not been written."""
        self._notes: dict[str, list[_Noted]] = {}  # by story: copies share what is said of them
        self._correcting: list[_Noted] = []  # by which an article is a correction
        self._later: dict[str, list[Note]] = {}  # by path
        for article in articles:
            self._correcting += _revised(article, as_of)
            if not (_MAY_CORRECT.search(article.text) or _MAY_CORRECT.search(article.title or "")):
                continue
            every = notes_of(article.text)
            later = self._later[article.path] = later_notes(article, every, as_of)
            notes = [
                _Noted(article, note) for note in every if note.kind in _KINDS and note not in later
            ]
            self._notes.setdefault(story_of(article), []).extend(notes)
            if notes and notes[0].note.kind != "update" and notes[0].begins:
                self._correcting.append(notes[0])
            elif headed := _headed(article, as_of):
                self._correcting.append(headed)

    def of(self, statement: Statement) -> Correction | None:
        """What corrects a statement, rather what names it; None where nothing does."""
        found = self._against(statement)
        return max(found, key=lambda one: (one.denies, one.right is not None), default=None)

    def _against(self, statement: Statement) -> Iterator[Correction]:
        article = statement.answer.article
        for noted in self._notes.get(story_of(article), ()):
            if found := self._own(statement, noted):
                yield found
        for noted in self._correcting:
            other = noted.article
            if article.date and other.date and other.date < article.date:
                continue
            if found := _by_another(statement, noted):
                yield found

    def is_nobodys(self, statement: Statement) -> bool:
        """Whether a note only quotes it as what was wrong, or is of a later day."""
        answer = statement.answer
        later = self._later.get(answer.article.path, ())
        if any(note.start < answer.end and answer.start < note.end for note in later):
            return True
        for noted in (*self._notes.get(story_of(answer.article), ()), *self._correcting):
            if noted.article.path != answer.article.path:
                continue
            figures = noted.beginning if noted in self._correcting else noted.figures
            if any(one.start < answer.end and answer.start < one.end for one in figures.quoted):
                return True
            start = answer.start - noted.note.start
            if (
                statement.value is None
                and 0 <= start < len(noted.text)
                and is_denied(noted.text, start, answer.end - noted.note.start)
            ):
                return True
        return False

    def _own(self, statement: Statement, noted: _Noted) -> Correction | None:
        """What a note of its own article, or of a copy, says against a statement."""
        answer, value, note = statement.answer, statement.value, noted.note
        is_copy = noted.article.path != answer.article.path
        stands_in = not is_copy and answer.start < note.end and note.start < answer.end
        if wrong := _denied_in(noted.figures, value):
            return noted.against(wrong, noted.figures)
        if stands_in:
            return None
        if value is None and denies_name(noted.text, answer.text):
            return noted.correction()
        if note.kind not in _CHANGES:
            return None
        if note.kind == "retraction":  # of the whole article, unless it is of another
            is_own = is_of_its_own_article(noted.text) or not quotes_any(noted.text)
            return noted.correction(denies=False) if is_own else None
        if value is None or is_copy or noted.figures.quoted or is_put_right(noted.text):
            return None
        if given := noted.given_alone(value.is_time):
            right = None if _find([one for one, _ in given], value) else right_for(statement, given)
            return noted.correction(denies=False, right=(right.start, right.end)) if right else None
        if (_ALL_DATES if value.is_time else _ALL_FIGURES).search(noted.text):
            return None if self._affirmed(value) else noted.correction(denies=False)
        is_named = not value.is_time and _find(noted.figures.named, value)
        if is_named and not _find(noted.figures.right, value):
            return noted.correction(denies=False)
        return None

    def _affirmed(self, value: Value) -> bool:
        """Whether a correcting article says that a figure was right."""
        return any(_find(noted.beginning.right, value) for noted in self._correcting)


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
    if noted.is_news and (value is None or not share_words(noted.text, other, statement)):
        return None
    if value is None:
        is_denied_there = not is_own and denies_name(noted.text, statement.answer.text)
        is_tied = is_denied_there and are_tied_by_words(noted.text, other, statement)
        return noted.correction() if is_tied else None
    wrong = _denied_in(noted.beginning, value)
    if wrong and (is_own or are_tied(noted.text, other, noted.opening, wrong, statement)):
        return noted.against(wrong, noted.beginning)
    return None if is_own or noted.beginning.quoted else _given_anew(statement, noted)


def _given_anew(statement: Statement, noted: _Noted) -> Correction | None:
    """A correction under the headline of another article that gives only what is right."""
    value, article, other = statement.value, statement.answer.article, noted.article
    if value is None or noted.note.kind not in _CHANGES:
        return None
    if not repeats_headline(noted.text, other.title, article.title):
        return None
    if _find(noted.beginning.right, value):
        return None
    for one in noted.beginning.given:
        if are_comparable(one, value) and is_told_in(noted.sentence_of(one), statement):
            return noted.correction(denies=False, right=noted.place_of(one))
    return None


def _headed(article: Article, as_of: datetime.date | None) -> _Noted | None:
    """The first paragraph of an article whose title says that it is a correction."""
    title = article.title or ""
    notes = () if HEADLINE_MARK.match(title) else find_notes(title)
    first = _PARAGRAPH.search(article.text)
    if not notes or not first or notes[0].kind not in _KINDS - {"update"} or notes[0].start:
        return None
    note = Note(first.start(), first.end(), notes[0].kind)
    return None if later_notes(article, [note], as_of) else _Noted(article, note)


def _revised(article: Article, as_of: datetime.date | None) -> list[_Noted]:
    """What an article tells in the news of figures that were other than first told."""
    if as_of and article.date and article.date > as_of:
        return []
    return [_Noted(article, note, is_news=True) for note in _revisions_of(article.text)]


@lru_cache(maxsize=1 << 8)  # an article is found for one question after another
def _revisions_of(text: str) -> tuple[Note, ...]:
    return tuple(find_revisions(text))


def _denied_in(figures: Figures, value: Value | None) -> Value | None:
    """The value that a note denies and an article states.

    A time stands beside much that is wrong; another given in its place says that it was.
    """
    pairs = zip(figures.denied, figures.instead, strict=True)
    denied = [one for one, instead in pairs if instead or not one.is_time]
    return _find(denied, value) if value else None


def _find(values: Sequence[Value], value: Value) -> Value | None:
    return next((one for one in values if _same(one, value)), None)


def _same(one: Value, other: Value) -> bool:
    if one.is_time or other.is_time:
        return (one.first, one.last) == (other.first, other.last)
    return equal_figures(one, other) is True
