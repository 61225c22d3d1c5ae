"""What corrections give in the place of what was wrong, as statements beside those they correct."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.records import Hit, Span
from index.splitting.passages import split_article
from qa.reconcile.figures import values_of
from qa.reconcile.gather import Gathered
from qa.reconcile.same import say_exactly_the_same
from qa.records import Answer, Correction, Statement

_MOST = 3  # corrections of corrections


def put_right(
    gathered: Gathered, hits: Sequence[Hit], credit: Callable[[Statement], Statement]
) -> list[tuple[Statement, Statement]]:
    """Put what the notes say is right with the groups that say so, or as groups of their own.

    Returns each statement that was wrong with the one in its place, which is as sure as it: the
    note ties the one to the other. `credit` gives a statement its speaker and correction.
    """
    done: list[tuple[Statement, Statement]] = []
    wrong = [one for group in gathered for one in group]
    for _ in range(_MOST):
        added = []
        for one in wrong:
            right = _right_of(one, hits)
            if right is None:
                continue
            held = _held(gathered, right)
            if held is None:
                held = credit(right)
                _put(gathered, held)
                added.append(held)
            done.append((one, held))
        wrong = added
    return done


def _held(gathered: Gathered, statement: Statement) -> Statement | None:
    """The statement of a group that is the same words."""
    every = (one for group in gathered for one in group)
    return next((one for one in every if one.answer.overlaps(statement.answer)), None)


def _put(gathered: Gathered, statement: Statement) -> None:
    for group in gathered:
        if say_exactly_the_same(group[0], statement):
            group.append(statement)
            group.sort(key=lambda one: -one.answer.confidence)
            return
    gathered.append([statement])


def _right_of(wrong: Statement, hits: Sequence[Hit]) -> Statement | None:
    """What a correction gives in the place of a statement, as a statement of its article."""
    correction = wrong.correction
    found = _place(correction, hits) if correction and correction.right else None
    if correction is None or correction.right is None or found is None:
        return None
    hit, sentence = found
    answer = Answer(*correction.right, sentence, wrong.answer.confidence, hit)
    low = sentence[0]
    for value in values_of(answer.sentence_text, answer.article.date):
        if (low + value.start, low + value.end) == correction.right:
            return Statement(answer, value.moved(low))
    return None


def _place(correction: Correction, hits: Sequence[Hit]) -> tuple[Hit, Span] | None:
    """The passage and the sentence that say what is right: one that was found, else another."""
    article, right = correction.article, correction.right
    of_it = [hit for hit in hits if hit.passage.article.path == article.path]
    if not of_it or right is None:
        return None
    passages = [*(hit.passage for hit in of_it), *split_article(article)]
    for number, passage in enumerate(passages):
        for sentence in passage.sentences:
            if sentence[0] <= right[0] and right[1] <= sentence[1]:
                is_found = number < len(of_it)
                return of_it[number] if is_found else replace(of_it[0], passage=passage), sentence
    return None
