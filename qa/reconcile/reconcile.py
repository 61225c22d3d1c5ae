"""The statements of a question's articles to groups that say the same, and what is refused."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from qa.attribution import find_named_speaker
from qa.language.question import question_form
from qa.reconcile.copies import count_independent
from qa.reconcile.corrections import Corrections
from qa.reconcile.limits import Limits
from qa.reconcile.same import say_the_same
from qa.reconcile.statements import kind_of, to_statement
from qa.reconcile.times import AskedTime, by_time
from qa.records import Answer, Group, Reading, Reconciled, Refusal, Statement

MAX_GROUPS = 20
MAX_REFUSED = 5
_NEAR = 0.1  # the least confidence of a miss that is worth telling of


def reconcile(
    question: str,
    reading: Reading,
    min_confidence: float,
    as_of: datetime.date | None = None,
) -> Reconciled:
    """Put side by side what the articles say with at least that confidence.

    The group that holds the reader's first answer comes first; the others by how surely they
    answer, how many independent articles say so, and how new they are; where the question asks
    for the latest, the first or a day, by that before all. What was corrected comes last, if it
    was by `as_of`.
    """
    form = question_form(question)
    limits = Limits(question, form)
    found = {hit.passage.article.path: hit.passage.article for hit in reading.hits}
    corrections = Corrections(list(found.values()), as_of)
    kept: list[Statement] = []
    outside: list[tuple[Statement, str]] = []  # with the reason
    least = min(_NEAR, min_confidence)
    for answer in _apart([one for one in reading.statements if one.confidence >= least]):
        statement = to_statement(form, answer)
        if reason := limits.reason_against(statement):
            outside.append((statement, reason))
        elif answer.confidence >= min_confidence:
            kept.append(statement)
    # Who says the same of a thing by another name says the same.
    gathered = _gather(kept)
    refused: list[Refusal] = []
    for statement, reason in outside:
        is_sure = statement.answer.confidence >= min_confidence
        by_name_alone = is_sure and reason == limits.other_thing(statement)
        if not (by_name_alone and _joins(gathered, statement)):
            refused.append(Refusal(statement.answer, reason))
    groups = [_group([_credited(one, corrections) for one in each]) for each in gathered]
    first = reading.answers[0] if reading.answers else None
    groups.sort(key=lambda group: _order(group, first))
    kind = kind_of(form)
    groups = by_time(groups, AskedTime(question, kind))
    return Reconciled(kind, tuple(groups[:MAX_GROUPS]), tuple(refused[:MAX_REFUSED]))


def _apart(answers: Sequence[Answer]) -> list[Answer]:
    """The surest of those that share characters of an article: passages overlap."""
    found: list[Answer] = []
    for answer in sorted(answers, key=lambda one: -one.confidence):
        if not any(answer.overlaps(one) for one in found):
            found.append(answer)
    return found


def _gather(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements, the surest first, each with the first group whose first says the same."""
    groups: list[list[Statement]] = []
    for statement in statements:
        for group in groups:
            if say_the_same(group[0], statement):
                group.append(statement)
                break
        else:
            groups.append([statement])
    return groups


def _credited(statement: Statement, corrections: Corrections) -> Statement:
    """The statement with who is credited with it and what corrects it."""
    answer = statement.answer
    said_by = find_named_speaker(answer.article.text, (answer.start, answer.end))
    return replace(statement, said_by=said_by, correction=corrections.of(statement))


def _joins(groups: list[list[Statement]], statement: Statement) -> bool:
    """Put a statement with the group of its value, if there is one."""
    for group in groups:
        if say_the_same(group[0], statement):
            group.append(statement)
            return True
    return False


def _group(statements: Sequence[Statement]) -> Group:
    articles = {one.answer.article.path: one.answer.article for one in statements}
    return Group(tuple(statements), count_independent(list(articles.values())))


def _order(group: Group, first: Answer | None) -> tuple[bool, bool, float, int, int]:
    holds_first = first and any(one.answer.overlaps(first) for one in group.statements)
    newest = group.dates[-1].toordinal() if group.dates else 0
    fit = -round(group.confidence, 1)
    return group.corrected, not holds_first, fit, -group.independent, -newest
