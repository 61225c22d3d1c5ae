"""The span of a sentence that fits what a question asks for best."""

import math
import re
from collections.abc import Callable
from functools import lru_cache

from qa.language.forms import (
    FormSpan,
    counts,
    dates,
    durations,
    measures,
    quantities,
    shares,
    sums,
    years,
)
from qa.language.names import lists, names, people, places, roles
from qa.language.question import Kind, QuestionForm
from qa.language.words import STOPWORDS, Token, singular, stem, tokens

_FINDERS: dict[Kind, Callable[[str], list[FormSpan]]] = {
    Kind.COUNT: counts,
    Kind.AMOUNT: quantities,
    Kind.MONEY: sums,
    Kind.SHARE: shares,
    Kind.MEASURE: measures,
    Kind.DURATION: durations,
    Kind.DATE: dates,
    Kind.YEAR: years,
    Kind.PERSON: people,
    Kind.PLACE: places,
    Kind.NAME: names,
}
_NAMED = (Kind.PERSON, Kind.PLACE, Kind.NAME)
_PEOPLE_WORDS = """
people person persons suspects citizens members victims fugitives participants
criminals individuals men women workers nationals residents students who others fraudsters
scammers migrants soldiers troops patients children passengers leaders offenders
"""
PEOPLE = frozenset(singular(word) for word in _PEOPLE_WORDS.split())
_CURRENCIES = {
    stem(name): re.compile(mark, re.IGNORECASE)
    for name, mark in {
        "dollars": r"\$|dollar|usd",
        "yuan": r"yuan|rmb|cny|renminbi|¥",
        "renminbi": r"yuan|rmb|cny|renminbi|¥",
        "euros": r"€|euro",
        "pounds": r"£|pound",
    }.items()
}
_SUBSET = re.compile(r"\s+of\s+(?:the|these|those|its|their|his|her|all)\b")
_ANCHORED = re.compile(r"(before|after|until)\b", re.IGNORECASE)
_LIST = re.compile(r",\s|\s(?:and|or)\s")
_FROM = re.compile(r"\b[Ff]rom\s+(?:(?:the|northern|southern|eastern|western|central)\s+)*$")
_APPOSED = re.compile(r",\s(?:the\s|an?\s)?[a-z](?:[^,;.]|\.(?=\s\d)){3,120}(?=,)")
_REACH = 7.0  # words over which a question's word still vouches for a candidate


def pick(wanted: QuestionForm, text: str) -> FormSpan | None:
    """The best candidate in a sentence, its quality now the fit to the whole question."""
    if wanted.kind is None:
        return None
    is_role = wanted.kind is Kind.ROLE
    found = roles(text, wanted.subject) if is_role else _FINDERS[wanted.kind](text)
    if wanted.kind is Kind.NAME and wanted.several:
        found = lists(text, found)
    if not found:
        return None
    words = tokens(text)
    if wanted.kind not in _NAMED:
        found = [one for one in found if not _repeats(wanted, text[one.start : one.end])]
    else:
        found = [left for one in found if (left := _beyond(wanted, one, text)) is not None]
    if wanted.kind is Kind.MONEY:
        asked_in = [one for one in found if _in_currency(wanted, text[one.start : one.end])]
        found = asked_in or found
    fitted = [
        FormSpan(one.start, one.end, one.quality * _fit(wanted, one, text, words)) for one in found
    ]
    return max(fitted, key=lambda one: (one.quality, -one.start), default=None)


def form_around(wanted: QuestionForm, text: str, start: int, end: int) -> FormSpan | None:
    """What has the form asked for and overlaps a span of the sentence: a figure for "how many"."""
    if wanted.kind is None or wanted.kind is Kind.ROLE:
        return None
    found = _forms(wanted.kind, text)
    return next((one for one in found if one.start < end and start < one.end), None)


@lru_cache(maxsize=1 << 10)  # a question meets a sentence several times
def _forms(kind: Kind, text: str) -> tuple[FormSpan, ...]:
    return tuple(_FINDERS[kind](text))


def _repeats(wanted: QuestionForm, span: str) -> bool:
    """Whether a span with figures holds none that the question does not: asked of 2021, "2021"."""
    figures = [word.stem for word in tokens(span) if word.stem[0].isdigit()]
    return bool(figures) and all(figure in wanted.stems for figure in figures)


def _beyond(wanted: QuestionForm, name: FormSpan, text: str) -> FormSpan | None:
    """What a name adds to the question: asked who a minister is, the name without the title."""
    words = tokens(text[name.start : name.end])
    known = [word.stem in wanted.stems or word.stem in STOPWORDS for word in words]
    if all(known):
        return None
    first, last = known.index(False), len(known) - 1 - known[::-1].index(False)
    if wanted.kind is not Kind.PERSON:
        first, last = 0, len(known) - 1
    quality = name.quality * (1 - 0.6 * sum(known) / len(known))
    return FormSpan(name.start + words[first].start, name.start + words[last].end, quality)


def _in_currency(wanted: QuestionForm, amount: str) -> bool:
    """Whether a sum is in a currency that the question names."""
    return any(stem_ in wanted.stems and mark.search(amount) for stem_, mark in _CURRENCIES.items())


def _fit(wanted: QuestionForm, one: FormSpan, text: str, words: list[Token]) -> float:
    """How well a candidate's surroundings fit, in (0, 1]."""
    near = _nearness(wanted, one, text, words)
    span = text[one.start : one.end]
    if wanted.kind is Kind.DATE:
        # "urged them in August to surrender before Sept 30": the bound is seldom what was wanted.
        bound = _ANCHORED.match(text, one.start)
        return (0.3 + 0.7 * near) * (0.7 if bound and not wanted.bounded else 1.0)
    if wanted.several and wanted.kind in (Kind.PLACE, Kind.NAME) and not _LIST.search(span):
        near *= 0.5
    if wanted.kind is Kind.PLACE and wanted.origin and not _FROM.search(text[: one.start]):
        near *= 0.5
    if wanted.kind is not Kind.COUNT:
        return 0.3 + 0.7 * near
    return _counts_it(wanted, one, text, words) * (0.6 + 0.4 * near)


def _nearness(wanted: QuestionForm, one: FormSpan, text: str, words: list[Token]) -> float:
    """How close the question's words stand to a candidate: 1 when all touch it."""
    counted = {stem(word) for word in wanted.counted[-1:]}
    stems = [one_ for one_ in wanted.stems if one_ not in counted]
    if not stems:
        return 1.0
    inside = [at for at, word in enumerate(words) if one.start <= word.start < one.end]
    if not inside:
        return 0.0
    first, last = inside[0], inside[-1]
    end = one.end
    apart = _APPOSED.match(text, one.end) if wanted.kind is Kind.PERSON else None
    if apart:  # "Ada Byron, head of the office, …": all of it is said of her
        end = apart.end()
        last = max(at for at, word in enumerate(words) if word.start < end)
    total = 0.0
    weights = {one_: 2.0 if one_[0].isdigit() else 1.0 for one_ in stems}  # "in 2004" decides
    for stem_, weight in weights.items():
        best = 0.0
        for at, word in enumerate(words):
            if word.stem != stem_:
                continue
            steps = first - at if at < first else max(0, at - last)
            between = text[word.end : one.start] if at < first else text[end : word.start]
            # A comma or another clause between them keeps a word from vouching.
            steps += 3 * (between.count(",") + between.count(";") + between.count(" and "))
            best = max(best, math.exp(-max(0, steps - 1) / _REACH))
        total += weight * best
    return total / sum(weights.values())


def _counts_it(wanted: QuestionForm, one: FormSpan, text: str, words: list[Token]) -> float:
    """How surely a number counts the thing asked about."""
    if not wanted.counted:
        return 0.6
    head = wanted.counted[-1]
    specific = head not in ("person", "individual")
    after = [word for word in words if word.start >= one.end][:6]
    subset = _SUBSET.match(text, one.end)  # "thirty-one of the 50 states" counts states
    for steps, word in enumerate(after):
        between = text[one.end : word.start]
        if any(mark in between for mark in ";.("):
            break
        if text[word.start].isdigit() and not subset:
            break
        thing = singular(text[word.start : word.end])
        cost = 0.05 * steps + 0.1 * between.count(" and ") + 0.2 * between.count(",")
        if thing == head:
            return 1.0 - cost
        if thing in wanted.counted:
            return 0.85 - cost
        if head in PEOPLE and thing in PEOPLE:
            return (0.2 if specific else 0.75) - cost
    before = [word for word in words if word.end <= one.start][-4:]
    for word in before:
        between = text[word.end : one.start]
        if not any(mark in between for mark in ",;(") and (
            singular(text[word.start : word.end]) == head
        ):
            return 0.45  # "the number of cases reached 394,000", "suspects790,000"
    return 0.1
