"""The statements of a question's articles to groups that say the same, and what is refused."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from index.records import Article, Hit
from qa.attribution import find_named_speaker
from qa.deadline import check_time, in_time
from qa.language.question import QuestionForm, question_form
from qa.reconcile.copies import originals
from qa.reconcile.corrections import Corrections
from qa.reconcile.gather import (
    Gathered,
    apart,
    gather,
    holds,
    joins,
    of_each_article,
    stand,
)
from qa.reconcile.limits import Limits, asks_before
from qa.reconcile.righted import put_right
from qa.reconcile.same import say_the_same
from qa.reconcile.statements import counts_the_same, kind_of, to_statement
from qa.reconcile.times import AskedTime, by_time
from qa.records import (
    UNSURE,
    Answer,
    Correction,
    Group,
    Reading,
    Reconciled,
    Refusal,
    Statement,
)

_NEAR = 0.1  # the least confidence of a miss that is worth telling of beside an answer
_NEAREST = 0.03  # the same where nothing answers
# Of the reader: from here on it is right more often than the rules against it, of a value or of
# words, which it seldom takes for those of another.
_SURE = 0.85
_SURE_OF_WORDS = 0.75
_FIGURES = ("quantity", "money", "share", "duration")


def reconcile(
    question: str,
    reading: Reading,
    min_confidence: float,
    as_of: datetime.date | None = None,
    beside: Sequence[Hit] = (),
) -> Reconciled:
    """Put side by side what the articles say with at least that confidence.

    The group that holds the reader's first answer comes first; the others by how surely they
    answer, how many independent articles say so and how new they are; before all by time, where
    the question asks for the latest, the first or a day; last what was corrected by `as_of`. There
    are none where nothing is sure enough. `beside`: hits that were not read; they may correct.
    """
    form, hits = question_form(question), [*reading.hits, *beside]
    kind, limits = kind_of(form), Limits(question, form, reading.statements)
    corrections = Corrections(_articles(hits), as_of)
    answers = [one for one in reading.answers if one.confidence >= min_confidence]
    told_as = partial(to_statement, form, is_of_before=asks_before(question))
    stated = [*map(told_as, in_time(apart([*answers, *_near(reading, min_confidence)])))]
    judged = _judge(stated, limits, corrections, answers)
    kept = [one for one in judged.fitting if one.answer.confidence >= min_confidence]
    gathered = gather(of_each_article(kept, answers, kind in _FIGURES))
    first = next((one for one in answers if holds(gathered, one)), None)
    told = [*judged.near(min_confidence), *_said_otherwise(form, judged.fitting, gathered)]
    if first is None and not stand(gathered, judged.rivals(min_confidence), min_confidence):
        gathered, told = [], judged.misses()
    told = _refused(gathered, told, limits, min_confidence)
    credit = partial(_credited, corrections=corrections)
    gathered = [[credit(one) for one in each] for each in gathered]
    for wrong, right in put_right(gathered, hits, credit):
        first = right.answer if first and wrong.answer.overlaps(first) else first
    groups = sorted(map(_group, gathered), key=lambda group: _order(group, first))
    others = [*judged.every(), *map(told_as, reading.answers)]
    return Reconciled(
        kind,
        tuple(by_time(groups, AskedTime(question, kind))),
        tuple(_refusals(gathered, told, corrections)),
        tuple(_wrong(gathered, others, corrections)),
    )


Told = tuple[Statement, str]  # with the reason against it


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is stated, the surest first."""

    fitting: list[Statement]  # nothing speaks against it, but that it may not be sure enough
    outside: list[Told]
    quoted: list[Statement]  # as wrong, in a note, or in one of a later day: it is nobody's word

    def every(self) -> list[Statement]:
        """All that somebody says."""
        return [*self.fitting, *(one for one, _ in self.outside)]

    def near(self, min_confidence: float) -> list[Told]:
        """What is worth telling of beside an answer."""
        least = min(_NEAR, min_confidence)
        return [each for each in self.outside if each[0].answer.confidence >= least]

    def rivals(self, min_confidence: float) -> list[Answer]:
        """What had a share of the reader's confidence, and is no answer."""
        near = [one for one, _ in self.near(min_confidence)]
        return [one.answer for one in (*near, *self.quoted)]

    def misses(self) -> list[Told]:
        """All of it, with why it is none, where nothing answers."""
        every = [*self.outside, *((one, UNSURE) for one in self.fitting)]
        return sorted(every, key=lambda each: -each[0].answer.confidence)


def _judge(
    stated: Sequence[Statement],
    limits: Limits,
    corrections: Corrections,
    answers: Sequence[Answer],
) -> _Judged:
    """What the question's limits say to each."""
    judged = _Judged([], [], [])
    for statement in stated:
        if corrections.is_nobodys(statement):
            judged.quoted.append(statement)
            continue
        least = _SURE if statement.value else _SURE_OF_WORDS
        is_sure = any(one.confidence >= least and one.overlaps(statement.answer) for one in answers)
        if reason := limits.reason_against(statement, is_sure):
            judged.outside.append((statement, reason))
        else:
            judged.fitting.append(statement)
    return judged


def _said_otherwise(
    form: QuestionForm, surest_first: Sequence[Statement], gathered: Gathered
) -> Iterator[Told]:
    """Figures of no group that count what is asked for, of all that the question names.

    "The count of suspects taken into custody from Myanmar" may be of those handed over from there:
    the reader, which knows words more than what they mean, is not sure enough of it.
    """
    known = [one for group in gathered for one in group]
    for statement in surest_first:
        if counts_the_same(form, statement) and not any(
            say_the_same(statement, one) for one in known
        ):
            known.append(statement)
            yield statement, UNSURE


def _near(reading: Reading, min_confidence: float) -> list[Answer]:
    """Statements, and misses that may be worth telling of."""
    least = min(_NEAREST, min_confidence)
    every = (*reading.statements, *reading.answers)
    return [one for one in every if one.confidence >= least]


def _articles(hits: Sequence[Hit]) -> list[Article]:
    """Each article once."""
    return list({hit.passage.article.path: hit.passage.article for hit in hits}.values())


def _refused(
    gathered: Gathered,
    outside: Sequence[Told],
    limits: Limits,
    min_confidence: float,
) -> list[Told]:
    """What is refused; who says the same of a thing by another name joins those who say it."""
    refused: list[Told] = []
    for statement, reason in outside:
        is_sure = statement.answer.confidence >= min_confidence
        by_name_alone = is_sure and reason == limits.other_thing(statement)
        if not (by_name_alone and joins(gathered, statement)):
            refused.append((statement, reason))
    return refused


def _refusals(
    gathered: Gathered, refused: Sequence[Told], corrections: Corrections
) -> Iterator[Refusal]:
    """What is refused, but for what a correction gives as right."""
    for one, reason in refused:
        if not holds(gathered, one.answer):
            yield Refusal(one.answer, reason, corrections.of(one))


def _wrong(
    gathered: Gathered, others: Sequence[Statement], corrections: Corrections
) -> Iterator[tuple[Answer, Correction]]:
    """The answers that were corrected, in groups first, each with what corrects it."""
    every = [one for group in gathered for one in group]
    yield from ((one.answer, one.correction) for one in every if one.correction)
    for one in others:
        note = None if holds(gathered, one.answer) else corrections.of(one)
        if note and not corrections.is_nobodys(one):
            yield one.answer, note


def _credited(statement: Statement, corrections: Corrections) -> Statement:
    """The statement with who is credited with it and what corrects it."""
    check_time()
    answer = statement.answer
    said_by = find_named_speaker(answer.article.text, (answer.start, answer.end))
    return replace(statement, said_by=said_by, correction=corrections.of(statement))


def _group(statements: Sequence[Statement]) -> Group:
    back_to = originals(one.answer.article for one in statements)
    marked = []
    for one in statements:
        path = one.answer.article.path
        marked.append(one if back_to[path] == path else replace(one, copy_of=back_to[path]))
    return Group(tuple(marked), len(set(back_to.values())))


def _order(group: Group, first: Answer | None) -> tuple[bool, bool, float, int, int]:
    holds_first = first and any(one.answer.overlaps(first) for one in group.statements)
    newest = group.dates[-1].toordinal() if group.dates else 0
    fit = -round(group.confidence, 1)
    return group.corrected, not holds_first, fit, -group.independent, -newest
