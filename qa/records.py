"""The records that flow from a question's hits to its answers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from index.records import Article, Hit, Span, Statistics

if TYPE_CHECKING:  # some sixty modules, which --help and mistakes should not wait for
    from qa.values import Value

# The least confidence that counts as an answer. On the validation questions, asked of 6,419
# paragraphs, 84 % of them are answered at it and 82 % of those rightly, and 78 % of those whose
# paragraph was taken out are not answered (training/README.md).
ANSWERED_FROM = 0.3
MAX_ANSWERS = 8  # of a reader; of a result too, unless it has more groups
DEFAULT_READER = "gleaner"  # the one that is shipped
_WORDS = ((0.8, "very likely"), (0.55, "likely"), (0.3, "possible"))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a confidence was worked out from: a value for each feature that its kind weighs."""

    # Of the reader's answer, among its rivals; of what one article says, whatever its rivals; of a
    # sentence by its words, where no network can read; by rule.
    kind: Literal["answer", "statement", "sentence", "rules"]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A slice of an article that answers a question, and the sentence it stands in."""

    start: int  # in characters of the article's text, as every offset
    end: int
    sentence: Span  # holds the answer: sentence[0] <= start < end <= sentence[1]
    confidence: float  # in [0, 1], comparable across questions
    hit: Hit
    # None where how it was worked out is not known, as of a reader that is not Gleaner's own.
    grounds: Grounds | None = field(default=None, compare=False, repr=False)

    @property
    def article(self) -> Article:
        return self.hit.passage.article

    @property
    def text(self) -> str:
        """The answer, a slice of its article."""
        return self.article.text[self.start : self.end]

    def overlaps(self, other: "Answer") -> bool:
        """Whether both share characters of one article."""
        same = self.article.path == other.article.path
        return same and self.start < other.end and other.start < self.end

    @property
    def sentence_text(self) -> str:
        """The sentence, a slice of its article."""
        return self.article.text[self.sentence[0] : self.sentence[1]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of the hits of a question."""

    answers: tuple[Answer, ...]  # distinct, best first
    hits: tuple[Hit, ...]  # all of them, best first by reader and retrieval together
    # What each passage says, rivals beside rivals; a confidence here is the probability that this
    # article answers the question with it, whatever the others say.
    statements: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A note that corrects a statement."""

    article: Article
    start: int
    end: int
    denies: bool = True  # whether it names the figure as wrong, or may mean it among others
    right: Span | None = None  # where its article gives what is right instead

    @property
    def text(self) -> str:
        """The note, a slice of its article."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says in answer, and what its words come to."""

    answer: Answer  # its confidence: the probability that this article answers with it
    value: "Value | None"  # with offsets in the article's text; None where it is no figure or time
    said_by: Span | None = None  # who is credited with it
    correction: Correction | None = None  # what says that it was wrong
    copy_of: str | None = None  # the path of the article in its group that its article copies


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of the same value for the same thing."""

    statements: tuple[Statement, ...]  # the surest first
    independent: int  # articles, copies of one another counted once

    @property
    def best(self) -> Statement:
        return self.statements[0]

    @property
    def answer(self) -> str:
        """How its surest statement words it, a slice of that article."""
        return self.best.answer.text

    @property
    def confidence(self) -> float:
        return self.best.answer.confidence

    def holds(self, answer: Answer) -> bool:
        """Whether an answer shares characters with one of its statements."""
        return any(answer.overlaps(one.answer) for one in self.statements)

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles that say so, each once."""
        return tuple(dict.fromkeys(one.answer.article.path for one in self.statements))

    @property
    def corrected(self) -> bool:
        """Whether a note says that what it states was wrong.

        A note that does not name the figure leaves it standing where another article states it.
        """
        notes = self.corrections
        return bool(notes) and (notes[0].denies or all(one.correction for one in self.statements))

    @property
    def corrections(self) -> "tuple[Correction, ...]":
        """The notes against what it states, each once, those that name it first."""
        notes = {one.correction: None for one in self.statements if one.correction}
        return tuple(sorted(notes, key=lambda note: not note.denies))

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """The days of those articles, in order; those without a date have none here."""
        found = {one.answer.article.date for one in self.statements}
        return tuple(sorted(date for date in found if date))


UNSURE = "not sure enough"  # the reason against a miss that nothing else speaks against


@dataclass(frozen=True, slots=True)
class Refusal:
    """What looks like an answer, and why it is none."""

    answer: Answer
    reason: str
    correction: Correction | None = None  # what says that it was wrong, too

    @property
    def is_unsure(self) -> bool:
        """Whether nothing else speaks against it than that it may not answer."""
        return self.reason == UNSURE


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the articles say, side by side."""

    kind: str  # of the question: one of KINDS
    groups: tuple[Group, ...]  # the answer first
    refused: tuple[Refusal, ...]  # the nearest first
    # Answers that were wrong, in groups or in none, with what says so.
    wrong: tuple[tuple[Answer, Correction], ...] = ()

    @property
    def agree(self) -> bool | None:
        """Whether the articles say the same; None where fewer than two say anything that stands.

        What was corrected stands no more: it is shown as such, and differs from nothing.
        """
        standing = self._standing
        if len({path for group in standing for path in group.paths}) < 2:
            return None
        return len(standing) == 1

    @property
    def over_time(self) -> bool:
        """Whether they differ as a figure does that rose: each is true of its day.

        So where all that stands is of a day, of each day one figure, and none falls.
        """
        return self.agree is False and _rises(self._standing)

    @property
    def _standing(self) -> list[Group]:
        return [group for group in self.groups if not group.corrected]

    def group_of(self, answer: Answer) -> Group | None:
        """The group that an answer is of."""
        return next((group for group in self.groups if group.holds(answer)), None)

    def correction_of(self, answer: Answer) -> Correction | None:
        """What says that an answer was wrong: of itself, or of the same in another article.

        What leaves a group standing says nothing against those of its answers that it is not of.
        """
        own = next((note for one, note in self.wrong if one.overlaps(answer)), None)
        group = None if own else self.group_of(answer)
        return group.corrections[0] if group and group.corrected else own


def _rises(groups: Sequence[Group]) -> bool:
    """Whether figures of one unit are each of days of its own, and none is lower than before.

    Copies count as what they copy. What bounds from above ("fewer than 31,000") and what says how
    much something moved ("up 24 percent") is no figure that rises.
    """
    of_day: dict[datetime.date, tuple[int, float]] = {}
    units = set()
    for number, group in enumerate(groups):
        value = group.best.value
        if not value or value.value is None or value.high is not None or value.change:
            return False
        units.add(value.unit)
        for one in group.statements:
            day = one.answer.article.date
            if one.copy_of:
                continue
            if not day or of_day.setdefault(day, (number, value.value))[0] != number:
                return False
    figures = [of_day[day][1] for day in sorted(of_day)]
    return len(units) == 1 and figures == sorted(figures)


NOTHING_RECONCILED = Reconciled("other", (), ())


@dataclass(frozen=True, slots=True)
class Result:
    """What a question brought: answers best first, or the nearest misses."""

    question: str
    answered: bool  # False: answers[0], where there is one, is the nearest miss
    answers: tuple[Answer, ...]
    hits: tuple[Hit, ...]
    index_version: int
    searched: Statistics
    reconciled: Reconciled = NOTHING_RECONCILED
    as_of: datetime.date | None = None  # what the articles said by then
    notice: str | None = None  # what is damaged in the index and was left out

    @property
    def may_say_more(self) -> bool:
        """Whether passages that were not read may say more.

        So where articles differ, and most of what was read is a part of that.
        """
        if self.reconciled.agree is not False or self.searched.passages <= len(self.hits):
            return False
        places = (
            one.answer.hit.passage for each in self.reconciled.groups for one in each.statements
        )
        stating = {(one.article.path, one.start, one.end) for one in places}
        return 2 * len(stating) >= len(self.hits)


def confidence_word(confidence: float) -> str:
    """What a confidence means to a reader; the number stands beside it."""
    return next((word for least, word in _WORDS if confidence >= least), "unlikely")
