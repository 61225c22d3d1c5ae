"""What a question came to, then and now: what is news, and because of which article.

A confidence moves with every article that comes, and with it what is just found and what is just
missed. So of what stands beside the first answer only that is news which an article brought, or
took along: one that was added, changed or removed, and says so. What is no longer found while all
its articles stand has faded: it is kept, and is no news when it is found again.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from qa.language.words import same_words
from qa.values import opposed
from qa.watch.records import Cause, Difference, How, Place, PlainValue, Said, Standing

_CLOSE = 1e-9  # relative; figures that are written alike are equal
Articles = Mapping[str, str]  # path to digest


class FindCauses(Protocol):
    """Tells in which of the articles of places something happened; `was`: that stood there."""

    def __call__(self, now: Iterable[Place], was: Iterable[Place] = (), /) -> tuple[Cause, ...]: ...


def causes_between(before: Articles, after: Articles) -> FindCauses:
    """What tells, of places as they are and as they were, where the article came, changed or went.

    Of an article that says it still, or says something else, the place is the one as it is.
    """

    def find(now: Iterable[Place], was: Iterable[Place] = ()) -> tuple[Cause, ...]:
        found: dict[str, Cause] = {}
        for place, is_past in [*((one, False) for one in now), *((one, True) for one in was)]:
            path = place.article
            if before.get(path) == after.get(path):
                continue
            how = How.CHANGED if path in after else How.REMOVED
            how = how if path in before else How.ADDED
            found.setdefault(path, Cause(how, place, is_past))
        return tuple(found.values())

    return find


def compare(was: Standing, now: Standing, find: FindCauses) -> tuple[Difference | None, Standing]:
    """What is news, if anything; and what is to be kept: what is now, with what has faded."""
    if (was.error is None) != (now.error is None) or (was.first is None) != (now.first is None):
        because = _because(now.groups, was.groups, now, find)
        return Difference(True, (), (), (), (), False, because), now
    if was.first is None or now.first is None:
        return None, now
    came = [one for one in _without(now.groups, was.groups) if find(_places([one]))]
    lost = _without(was.groups, now.groups)
    went = [one for one in lost if find(_places([one]))]
    faded = [replace(one, faded=True) for one in lost if one not in went]
    corrected, restored = _corrected(was, now, find), _corrected(now, was, find)
    is_answer = not _is_first_still(was.first, now.first, find)
    kept = replace(now, groups=(*now.groups, *faded))
    if not (is_answer or came or went or corrected or restored):
        return None, kept
    firsts = ([now.first], [was.first]) if is_answer else ([], [])
    new, old = [*firsts[0], *came, *corrected], [*firsts[1], *went, *restored]
    because = _because(new, old, now, find)
    if is_answer and not because:
        because = _because(now.groups, was.groups, now, find)
    differ = was.differs != now.differs
    difference = Difference(
        is_answer,
        tuple(came),
        tuple(went),
        tuple(corrected),
        tuple(restored),
        differ,
        because,
    )
    return difference, kept


def _because(
    new: Iterable[Said], old: Iterable[Said], now: Standing, find: FindCauses
) -> tuple[Cause, ...]:
    """The articles behind what is new and what was; where one says it still, where it does."""
    stand = {wording: place for one in now.groups for place, wording in _worded(one)}
    causes = []
    for cause in find(_places(new), _places(old)):
        place = stand.get(_wording(cause.place)) if cause.is_past else None
        causes.append(replace(cause, place=place, is_past=False) if place else cause)
    return tuple(causes)


def _is_first_still(was: Said, now: Said, find: FindCauses) -> bool:
    """Whether the first answer says the same, or is another of those that said the same before.

    The same group may be worded by another article, which was there before; but what a new article
    gives more exactly, or less, is another: "not approved", "Li and Wang".
    """
    if not say_the_same(was, now):
        return False
    is_equal = _equal(was, now) and (was.value is not None or _plain(was) == _plain(now))
    return is_equal or not find([was.places[0], now.places[0]])


def _plain(said: Said) -> str:
    """Its words, whatever their case, without an article before them."""
    words = said.answer.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _corrected(before: Standing, after: Standing, find: FindCauses) -> list[Said]:
    """What is corrected after, and was not before, by a note that came (or, turned round, went)."""
    return [
        one
        for one in after.groups
        if one.corrected
        and any(say_the_same(one, other) and not other.corrected for other in before.groups)
        and find([*one.notes, *one.places])
    ]


def _without(groups: Iterable[Said], others: Iterable[Said]) -> list[Said]:
    """The groups that say what none of the others does."""
    known = list(others)
    return [one for one in groups if not any(say_the_same(one, other) for other in known)]


def _places(groups: Iterable[Said]) -> list[Place]:
    return [place for group in groups for place in (*group.places, *group.notes)]


def say_the_same(one: Said, other: Said) -> bool:
    """Whether both give one value or the same words, or an article says in both the same."""
    if _equal(one, other):
        return True
    return not _wordings(one).isdisjoint(_wordings(other))


def _wordings(said: Said) -> set[tuple[str, str]]:
    return {wording for _, wording in _worded(said)}


def _worded(said: Said) -> list[tuple[Place, tuple[str, str]]]:
    return [(place, _wording(place)) for place in said.places]


def _wording(place: Place) -> tuple[str, str]:
    """What an article says there, however it is set."""
    return place.article, " ".join(place.text.split()).casefold()


def _equal(one: Said, other: Said) -> bool:
    """Whether both give one value, or, where they are no values, the same words."""
    if one.value is None or other.value is None:
        return one.value is other.value and same_words(one.answer, other.answer)
    if one.unit != other.unit or opposed(one, other):
        return False
    return _equal_values(one.value, other.value)


def _equal_values(one: PlainValue, other: PlainValue) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=_CLOSE)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal_values, one, other))
    return one == other
