"""The statements of a question's articles to groups that say the same, and what is refused."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from index.records import Article, Hit
from qa.attribution import find_named_speaker
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
from qa.reconcile.limits import Limits
from qa.reconcile.righted import put_right
from qa.reconcile.statements import kind_of, to_statement
from qa.reconcile.times import AskedTime, by_time
from qa.records import Answer, Correction, Group, Reading, Reconciled, Refusal, Statement

MAX_GROUPS = 20
MAX_REFUSED = 5
_NEAR = 0.1  # the least confidence of a miss that is worth telling of beside an answer
_NEAREST = 0.03  # the same where nothing answers
_SURE = 0.85  # of the reader: from here on it is right more often than the rules against it
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
    answer, how many independent articles say so, and how new they are; where the question asks
    for the latest, the first or a day, by that before all. What was corrected comes last, if it
    was by `as_of`; what the note gives instead is a statement. There are no groups where nothing is
    sure enough to be an answer. `beside`: hits that were not read; they may correct what was.
    """
    form, hits = question_form(question), [*reading.hits, *beside]
    kind, limits = kind_of(form), Limits(question, form, reading.statements)
    corrections = Corrections(_articles(hits), as_of)
    answers = [one for one in reading.answers if one.confidence >= min_confidence]
    said, nobodys = _said(reading, form, corrections, answers, min_confidence)
    kept, outside = _judge(said, answers, limits, min_confidence)
    gathered = gather(of_each_article(kept, answers, kind in _FIGURES))
    first = next((one for one in answers if holds(gathered, one)), None)
    near = [each for each in outside if each[0].answer.confidence >= min(_NEAR, min_confidence)]
    rivals = [*(one.answer for one, _ in near), *nobodys]
    if first is None and not stand(gathered, rivals, min_confidence):
        gathered = []
    refused = _refused(gathered, near if gathered else outside, limits, min_confidence)
    credit = partial(_credited, corrections=corrections)
    gathered = [[credit(one) for one in each] for each in gathered]
    for wrong, right in put_right(gathered, hits, credit):
        first = right.answer if first and wrong.answer.overlaps(first) else first
    groups = sorted(map(_group, gathered), key=lambda group: _order(group, first))
    said += [to_statement(form, one) for one in reading.answers]
    return Reconciled(
        kind,
        tuple(by_time(groups, AskedTime(question, kind))[:MAX_GROUPS]),
        tuple(_refusals(gathered, refused, corrections))[:MAX_REFUSED],
        tuple(_wrong(gathered, said, corrections)),
    )


def _said(
    reading: Reading,
    form: QuestionForm,
    corrections: Corrections,
    answers: Sequence[Answer],
    min_confidence: float,
) -> tuple[list[Statement], list[Answer]]:
    """What is said in answer, each place once; and what is nobody's word."""
    every = apart([*answers, *_near(reading, min_confidence)])
    said = [to_statement(form, one) for one in every]
    nobodys = [one.answer for one in said if corrections.is_nobodys(one)]
    return [one for one in said if one.answer not in nobodys], nobodys


def _judge(
    said: Sequence[Statement], answers: Sequence[Answer], limits: Limits, min_confidence: float
) -> tuple[list[Statement], list[tuple[Statement, str]]]:
    """What may be told, and with the reason what does not answer the question."""
    kept: list[Statement] = []
    outside: list[tuple[Statement, str]] = []
    for statement in said:
        answer = statement.answer
        is_sure = any(one.confidence >= _SURE and one.overlaps(answer) for one in answers)
        if reason := limits.reason_against(statement, is_sure):
            outside.append((statement, reason))
        elif answer.confidence >= min_confidence:
            kept.append(statement)
    return kept, outside


def _near(reading: Reading, min_confidence: float) -> list[Answer]:
    """Statements, and misses that may be worth telling of."""
    least = min(_NEAREST, min_confidence)
    return [one for one in reading.statements if one.confidence >= least]


def _articles(hits: Sequence[Hit]) -> list[Article]:
    """Each article once."""
    return list({hit.passage.article.path: hit.passage.article for hit in hits}.values())


def _refused(
    gathered: Gathered,
    outside: Sequence[tuple[Statement, str]],
    limits: Limits,
    min_confidence: float,
) -> list[tuple[Statement, str]]:
    """What is refused; who says the same of a thing by another name joins those who say it."""
    refused: list[tuple[Statement, str]] = []
    for statement, reason in outside:
        is_sure = statement.answer.confidence >= min_confidence
        by_name_alone = is_sure and reason == limits.other_thing(statement)
        if not (by_name_alone and joins(gathered, statement)):
            refused.append((statement, reason))
    return refused


def _refusals(
    gathered: Gathered, refused: Sequence[tuple[Statement, str]], corrections: Corrections
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
