"""The statements of a question's articles to groups that say the same, and what is refused."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from index.records import Article
from qa.attribution import find_named_speaker
from qa.deadline import check_time, in_time
from qa.language.question import question_form
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
from qa.reconcile.statements import kind_of, to_statement
from qa.reconcile.times import AskedTime, by_time
from qa.records import Answer, Group, Reading, Reconciled, Refusal, Statement

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
    beside: Sequence[Article] = (),
) -> Reconciled:
    """Put side by side what the articles say with at least that confidence.

    The group that holds the reader's first answer comes first; the others by how surely they
    answer, how many independent articles say so, and how new they are; where the question asks
    for the latest, the first or a day, by that before all. What was corrected comes last, if it
    was by `as_of`. There are no groups where nothing is sure enough to be an answer. `beside`:
    articles that were found and not read, which may correct what was.
    """
    form = question_form(question)
    kind, limits = kind_of(form), Limits(question, form, reading.statements)
    corrections = Corrections(_articles(reading, beside), as_of)
    answers = [one for one in reading.answers if one.confidence >= min_confidence]
    kept: list[Statement] = []
    outside: list[tuple[Statement, str]] = []  # with the reason
    for answer in in_time(apart([*answers, *_near(reading, min_confidence)])):
        if corrections.is_quoted(statement := to_statement(form, answer)):
            continue  # as what was wrong: it is nobody's word
        is_sure = any(one.confidence >= _SURE and one.overlaps(answer) for one in answers)
        if reason := limits.reason_against(statement, is_sure):
            outside.append((statement, reason))
        elif answer.confidence >= min_confidence:
            kept.append(statement)
    gathered = gather(of_each_article(kept, answers, kind in _FIGURES))
    first = next((one for one in answers if holds(gathered, one)), None)
    near = [each for each in outside if each[0].answer.confidence >= min(_NEAR, min_confidence)]
    rivals = [one.answer for one, _ in near]
    if first is None and not stand(gathered, rivals, min_confidence):
        gathered = []
    refused = _refused(gathered, near if gathered else outside, limits, min_confidence)
    groups = [_group([_credited(one, corrections) for one in each]) for each in gathered]
    groups.sort(key=lambda group: _order(group, first))
    groups = by_time(groups, AskedTime(question, kind))[:MAX_GROUPS]
    return Reconciled(kind, tuple(groups), tuple(refused[:MAX_REFUSED]))


def _near(reading: Reading, min_confidence: float) -> list[Answer]:
    """Statements, and misses that may be worth telling of."""
    least = min(_NEAREST, min_confidence)
    return [one for one in reading.statements if one.confidence >= least]


def _articles(reading: Reading, beside: Sequence[Article]) -> list[Article]:
    """Each article once."""
    every = [*(hit.passage.article for hit in reading.hits), *beside]
    return list({article.path: article for article in every}.values())


def _refused(
    gathered: Gathered,
    outside: Sequence[tuple[Statement, str]],
    limits: Limits,
    min_confidence: float,
) -> list[Refusal]:
    """What is refused; who says the same of a thing by another name joins those who say it."""
    refused: list[Refusal] = []
    for statement, reason in outside:
        is_sure = statement.answer.confidence >= min_confidence
        by_name_alone = is_sure and reason == limits.other_thing(statement)
        if not (by_name_alone and joins(gathered, statement)):
            refused.append(Refusal(statement.answer, reason))
    return refused


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
