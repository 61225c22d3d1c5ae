"""Statements to groups: each place once, what each article answers with, the same together."""

from collections.abc import Sequence

from qa.reconcile.same import say_the_same
from qa.records import Answer, Statement

# Rivals share the reader's confidence among them until none has enough. Two articles that differ
# are an answer where each is as sure as this of what it says.
_DIFFER_FROM = 0.55
_NEARLY = 0.7  # of an article's surest figure; another that is surer than that stands beside it
Gathered = list[list[Statement]]  # each with its surest first


def apart(answers: Sequence[Answer]) -> list[Answer]:
    """The surest of those that share characters of an article: passages overlap."""
    found: list[Answer] = []
    for answer in sorted(answers, key=lambda one: -one.confidence):
        if not any(answer.overlaps(one) for one in found):
            found.append(answer)
    return found


def of_each_article(
    surest_first: Sequence[Statement], answers: Sequence[Answer], several: bool
) -> list[Statement]:
    """The surest statement of each article, and what is among the answers.

    With `several` also others of an article that are nearly as sure.
    """
    best: dict[str, float] = {}
    found = []
    for statement in surest_first:
        answer = statement.answer
        is_first = answer.article.path not in best
        known = best.setdefault(answer.article.path, answer.confidence)
        is_near = several and answer.confidence >= _NEARLY * known
        if is_first or is_near or answer in answers:
            found.append(statement)
    return found


def gather(statements: Sequence[Statement]) -> list[list[Statement]]:
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


def joins(groups: list[list[Statement]], statement: Statement) -> bool:
    """Put a statement with the group of its value, if there is one."""
    for group in groups:
        if say_the_same(group[0], statement):
            group.append(statement)
            return True
    return False


def holds(gathered: Sequence[Sequence[Statement]], answer: Answer) -> bool:
    return any(answer.overlaps(one.answer) for group in gathered for one in group)


def stand(
    gathered: Sequence[Sequence[Statement]], refused: Sequence[Answer], min_confidence: float
) -> bool:
    """Whether groups answer though the reader is sure of none, which rivals share its confidence.

    Two articles that surely say different things do; and what is left, where something as sure
    had a share and is refused.
    """
    least = max(_DIFFER_FROM, min_confidence)
    sure = [group for group in gathered if group[0].answer.confidence >= least]
    if sure and any(answer.confidence >= least for answer in refused):
        return True
    return len(sure) > 1 and len({one.answer.article.path for each in sure for one in each}) > 1
