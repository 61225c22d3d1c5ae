"""The reader's answers in the order of what the articles say."""

from dataclasses import replace

from qa.language.words import same_words
from qa.records import MAX_ANSWERS, Answer, Group, Reconciled

# Of what the reader was sure of and the question's limits refuse, some is right all the same.
_REFUSED = 0.29


def order_answers(
    answers: tuple[Answer, ...], reconciled: Reconciled, min_confidence: float
) -> tuple[Answer, ...]:
    """An answer of each group, then those of none; where there are no groups, the misses.

    The first is the reader's own of the first group, as sure as the reader is of it. The others
    are as sure as their articles say so, whatever their rivals.
    """
    if not reconciled.groups:
        return tuple(replace(one, confidence=min(one.confidence, _REFUSED)) for one in answers)
    first, *others = reconciled.groups
    led = [_lead(first, answers, min_confidence), *(group.best.answer for group in others)]
    rest = [one for one in answers if not any(_repeats(one, other) for other in led)]
    return (*led, *rest)[: max(MAX_ANSWERS, len(led))]


def _lead(group: Group, answers: tuple[Answer, ...], min_confidence: float) -> Answer:
    surest = group.best.answer
    held = (one for one in answers if any(one.overlaps(s.answer) for s in group.statements))
    first = next(held, surest)
    if first.confidence < min_confidence:  # rivals share the reader's; what it states is surer
        return replace(first, confidence=surest.confidence, grounds=surest.grounds)
    return first


def _repeats(one: Answer, other: Answer) -> bool:
    return one.overlaps(other) or same_words(one.text, other.text)
