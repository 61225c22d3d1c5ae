"""What the articles say side by side, and what was refused, with what the page draws of each."""

from qa.page.drawing import Sentences, article_row
from qa.records import Answer, Correction, Group, Reconciled, Statement
from qa.rows import Row

SURE = 0.55  # confidence from which what stands beside the answer shown is one, and no guess


def side_by_side(
    fields: Row, reconciled: Reconciled, sentences: Sentences, shown: int | None
) -> Row:
    """The groups and refusals of a row, each place of theirs with its title and its sentence.

    `shown`: the number of the answer's group.
    """
    groups = [
        {**row, "places": _places(row["places"], group, sentences, number == shown)}
        for number, (row, group) in enumerate(zip(fields["groups"], reconciled.groups, strict=True))
    ]
    refused = [
        {
            **row,
            **_sentence(refusal.answer, sentences),
            "correction": correction_row(refusal.correction, sentences),
        }
        for row, refusal in zip(fields["refused"], reconciled.refused, strict=True)
    ]
    return {"groups": groups, "refused": refused}


def statement_of(answer: Answer, reconciled: Reconciled) -> tuple[int, Statement] | None:
    """The statement of an answer, and the number of its group."""
    return next(
        (
            (number, statement)
            for number, group in enumerate(reconciled.groups)
            for statement in group.statements
            if answer.overlaps(statement.answer)
        ),
        None,
    )


def correction_row(correction: Correction | None, sentences: Sentences) -> Row | None:
    """A note that corrects, with what is known of its article."""
    if correction is None:
        return None
    article, note = correction.article, (correction.start, correction.end)
    return {
        **article_row(article),
        "start": correction.start,
        "end": correction.end,
        "text": correction.text,
        "runs": sentences.note(article, note),
    }


def is_guess(group: Group, is_shown: bool) -> bool:
    """Whether what a group states is too unsure to be marked as an answer."""
    return not is_shown and group.confidence < SURE


def _places(rows: list[Row], group: Group, sentences: Sentences, is_shown: bool) -> list[Row]:
    return [
        {
            **row,
            **_sentence(statement.answer, sentences),
            "correction": correction_row(statement.correction, sentences),
            "guess": is_guess(group, is_shown),
        }
        for row, statement in zip(rows, group.statements, strict=True)
    ]


def _sentence(answer: Answer, sentences: Sentences) -> Row:
    article, passage = answer.article, answer.hit.passage
    return {
        **article_row(article),
        "passage_start": passage.start,
        "passage_end": passage.end,
        "sentence": answer.sentence_text,
        "sentence_start": answer.sentence[0],
        "sentence_end": answer.sentence[1],
        "runs": sentences.runs(article, answer.sentence, answer),
    }
