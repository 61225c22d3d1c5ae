"""Statements to groups: each place once, what each article answers with, the same together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from qa.reconcile.same import (
    equal_figures,
    roughness,
    say_exactly_the_same,
    say_the_same,
    stand_beside,
)
from qa.records import Answer, Statement
from qa.values import Kind, Value, opposed

# Rivals share the reader's confidence among them until none has enough. Two articles that say it in
# different words are an answer where each is as sure as this of what it says.
_DIFFER_FROM = 0.6
_VALUES_FROM = 0.5  # the same of two that give different figures or times
_NEARLY = 0.7  # of an article's surest figure; another that is surer than that stands beside it
_LIKELY = 0.5  # and so does one that is rather right than wrong
_TIMES = (Kind.DATE, Kind.PERIOD)
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
    """The surest statement of each article, and where it has one of the answers.

    With `several` also others of an article that are nearly as sure.
    """
    best: dict[str, float] = {}
    found = []
    for statement in surest_first:
        answer = statement.answer
        is_first = answer.article.path not in best
        known = best.setdefault(answer.article.path, answer.confidence)
        is_near = several and answer.confidence >= min(_LIKELY, _NEARLY * known)
        if is_first or is_near or any(answer.overlaps(one) for one in answers):
            found.append(statement)
    return found


def gather(statements: Sequence[Statement]) -> Gathered:
    """Statements, the surest first, in groups that say the same, each with its surest first.

    What is said most exactly makes the groups. A rougher value joins the one that it fits; where
    those that it fits differ, it would bridge what contradicts, and is a group of its own.
    """
    alike: Gathered = []  # with one value
    for statement in statements:
        for group in alike:
            if _is_one_value(group, statement):
                group.append(statement)
                break
        else:
            alike.append([statement])
    place = {id(one): at for at, one in enumerate(statements)}
    exact_first = sorted(map(_alike, alike), key=lambda group: group.roughness)
    groups = [sorted(group, key=lambda one: place[id(one)]) for group in _with_rougher(exact_first)]
    return sorted(groups, key=lambda group: place[id(group[0])])


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """Statements of one value; every two such groups are compared, so what is asked is kept."""

    statements: list[Statement]
    exact: Statement  # the least rough of them
    roughness: tuple[int, int]


def _alike(statements: list[Statement]) -> _Alike:
    exact = _exact(statements)
    return _Alike(statements, exact, roughness(exact))


def _with_rougher(exact_first: Sequence[_Alike]) -> Gathered:
    """Groups of one value each, with the rougher ones put to those that they fit."""
    found: list[list[_Alike]] = []
    bridges: list[_Alike] = []
    for group in exact_first:
        fitting = _fitting(group, exact_first)
        if _would_bridge(group, fitting, exact_first):
            bridges.append(group)
            continue
        for parts in found:
            if any(one in parts for one in fitting) and all(_agree(one, group) for one in parts):
                parts.append(group)
                break
        else:
            found.append([group])
    together = [[one for group in parts for one in group.statements] for parts in found]
    return together + [group.statements for group in bridges]


def _fitting(group: _Alike, groups: Sequence[_Alike]) -> list[_Alike]:
    """Those that a group may be, said less exactly; where some give its very figure, these."""
    fits = [one for one in groups if one is not group and _is_fit_for(group, one)]
    return [one for one in fits if _is_figure_of(group, one)] or fits


def _would_bridge(group: _Alike, fitting: Sequence[_Alike], groups: Sequence[_Alike]) -> bool:
    """Whether those that it fits contradict one another, or another that fits them does it."""
    if any(not _fit(one, other) for one, other in combinations(fitting, 2)):
        return True
    against = [one for one in groups if _opposed(one, group)]
    return any(_fit(other, one) for other in against for one in fitting)


def _is_figure_of(one: _Alike, other: _Alike) -> bool:
    left, right = one.exact.value, other.exact.value
    return bool(left and right and equal_figures(left, right))


def _opposed(one: _Alike, other: _Alike) -> bool:
    return _contradict(one.exact, other.exact)


def _contradict(one: Statement, other: Statement) -> bool:
    """Whether both give a figure and what they say of it cannot be one."""
    return bool(one.value and other.value and opposed(one.value, other.value))


def _is_fit_for(group: _Alike, other: _Alike) -> bool:
    """Whether another group says the same and is no rougher."""
    return other.roughness <= group.roughness and _fit(group, other)


def _agree(one: _Alike, other: _Alike) -> bool:
    """Whether nothing in two groups of a value contradicts; of bounds, one may be no other's."""
    if _opposed(one, other):
        return False
    is_rough = one.roughness[0] or other.roughness[0]
    return bool(is_rough) or _fit(one, other)


def _is_one_value(group: Sequence[Statement], statement: Statement) -> bool:
    """Whether a statement gives the value of a group, or its words where it has none."""
    if statement.value is None:
        return say_the_same(group[0], statement)
    return say_exactly_the_same(group[0], statement)


def _fit(group: _Alike, other: _Alike) -> bool:
    """Whether two groups of one value each may say the same."""
    if group.exact.value is None or other.exact.value is None:
        return False
    return say_the_same(group.exact, other.exact) or any(
        stand_beside(one, another) for one in group.statements for another in other.statements
    )


def _exact(group: Sequence[Statement]) -> Statement:
    return min(group, key=roughness)


def joins(groups: Gathered, statement: Statement) -> bool:
    """Put a statement with the group of its value, or with the only one that it fits."""
    fitting = [
        group for group in groups if any(_is_one_value([one], statement) for one in group)
    ] or [group for group in groups if say_the_same(_exact(group), statement)]
    one_value = fitting and any(_is_one_value([one], statement) for one in fitting[0])
    if not fitting or (len(fitting) > 1 and not one_value):
        return False
    if any(_contradict(one, statement) for one in fitting[0]):
        return False
    fitting[0].append(statement)
    return True


def holds(gathered: Sequence[Sequence[Statement]], answer: Answer) -> bool:
    return any(answer.overlaps(one.answer) for group in gathered for one in group)


def stand(
    gathered: Sequence[Sequence[Statement]], refused: Sequence[Answer], min_confidence: float
) -> bool:
    """Whether groups answer though the reader is sure of none, which rivals share its confidence.

    Articles that give different figures or times do, each of them sure enough by itself; those that
    differ in words where two are surer than that; and what is left, where something as sure had a
    share and is refused.
    """
    least = max(_DIFFER_FROM, min_confidence)
    sure = [group for group in gathered if group[0].answer.confidence >= least]
    if sure and any(answer.confidence >= least for answer in refused):
        return True
    if len(sure) > 1 and len(set().union(*map(_paths, sure))) > 1:
        return True
    values_from = max(_VALUES_FROM, min_confidence)
    enough = [group for group in gathered if group[0].answer.confidence >= values_from]
    return any(_differ_in_value(one, other) for one, other in combinations(enough, 2))


def _differ_in_value(one: Sequence[Statement], other: Sequence[Statement]) -> bool:
    """Whether groups of different articles give values of one sort."""
    left, right = one[0].value, other[0].value
    return bool(left and right and _sort(left) == _sort(right) and _paths(one) != _paths(other))


def _sort(value: Value) -> tuple[str, str | None]:
    return ("time", None) if value.kind in _TIMES else (value.kind, value.unit)


def _paths(group: Sequence[Statement]) -> set[str]:
    return {one.answer.article.path for one in group}
