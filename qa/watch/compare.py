"""What a question came to, then and now: what is news, and because of which article.

A confidence moves with every article that comes, and with it what is just found and what is just
missed. So of what stands beside the first answer only that is news which an article brought, or
took along: one that was added, changed or removed, and says so. What is no longer found while all
its articles stand has faded: it is kept, and is no news when it is found again.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from qa.language.words import same_words
from qa.watch.records import Cause, Difference, How, Place, PlainValue, Said, Standing

_CLOSE = 1e-9  # relative; figures that are written alike are equal
Articles = Mapping[str, str]  # path to digest
FindCauses = Callable[[Iterable[Place]], tuple[Cause, ...]]


def causes_between(before: Articles, after: Articles) -> FindCauses:
    """What tells, of places, in which of them the article came, changed or went."""

    def find(places: Iterable[Place]) -> tuple[Cause, ...]:
        found: dict[str, Cause] = {}
        for place in places:
            path = place.article
            if before.get(path) == after.get(path):
                continue
            how = How.CHANGED if path in after else How.REMOVED
            found.setdefault(path, Cause(how if path in before else How.ADDED, place))
        return tuple(found.values())

    return find


def compare(was: Standing, now: Standing, find: FindCauses) -> tuple[Difference | None, Standing]:
    """What is news, if anything; and what is to be kept: what is now, with what has faded."""
    if (was.error is None) != (now.error is None) or (was.first is None) != (now.first is None):
        groups = [*now.groups, *was.groups]
        return Difference(True, (), (), (), (), False, find(_places(groups))), now
    if was.first is None or now.first is None:
        return None, now
    came = [one for one in _without(now.groups, was.groups) if find(_places([one]))]
    lost = _without(was.groups, now.groups)
    went = [one for one in lost if find(_places([one]))]
    faded = [replace(one, faded=True) for one in lost if one not in went]
    corrected, restored = _corrected(was, now, find), _corrected(now, was, find)
    is_answer = not _is_first_still(was.first, now.first, find)
    news = [*came, *went, *corrected, *restored]
    because = find(_places(([now.first, was.first] if is_answer else []) + news))
    if is_answer and not because:
        because = find(_places([*now.groups, *was.groups]))
    differ = (was.agree is False) != (now.agree is False)
    kept = replace(now, groups=(*now.groups, *faded))
    if not (is_answer or news):
        return None, kept
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
    return {(place.article, " ".join(place.text.split()).casefold()) for place in said.places}


def _equal(one: Said, other: Said) -> bool:
    """Whether both give one value, or, where they are no values, the same words."""
    if one.value is None or other.value is None:
        return one.value is other.value and same_words(one.answer, other.answer)
    return one.unit == other.unit and _equal_values(one.value, other.value)


def _equal_values(one: PlainValue, other: PlainValue) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=_CLOSE)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal_values, one, other))
    return one == other
