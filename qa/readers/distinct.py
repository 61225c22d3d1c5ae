"""Answers that say different things."""

from collections.abc import Iterable
from dataclasses import replace

from qa.language.words import same_words
from qa.records import MAX_ANSWERS, Answer


def distinct(best_first: Iterable[Answer]) -> tuple[Answer, ...]:
    """The first MAX_ANSWERS that do not repeat one before them, nor are surer than it."""
    answers: list[Answer] = []
    for answer in best_first:
        if any(answer.overlaps(one) or same_words(answer.text, one.text) for one in answers):
            continue
        least = answers[-1].confidence if answers else 1.0
        answers.append(replace(answer, confidence=min(answer.confidence, least)))
        if len(answers) == MAX_ANSWERS:
            break
    return tuple(answers)
