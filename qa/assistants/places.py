"""The places of the sentences that rows quote: no text is given without where it stands."""

from typing import Any

from index.records import Span
from qa.draft import Checked
from qa.records import Answer, Result

Row = dict[str, Any]


def add_places(row: Row, result: Result) -> Row:
    """A result's row with the places of its sentences and of who is credited."""
    best = result.answers[:1] if result.answered else ()
    others = result.answers[len(best) :]
    _add_sentence(row, best[0] if best else None)
    for alternative, answer in zip(row["alternatives"], others, strict=True):
        _add_sentence(alternative, answer)
    for group, one in zip(row["groups"], result.reconciled.groups, strict=True):
        for place, statement in zip(group["places"], one.statements, strict=True):
            _add_sentence(place, statement.answer)
            _add(place, "said_by", statement.said_by)
    return row


def add_match_places(row: Row, checked: Checked) -> Row:
    """A claim's row with the places of the sentences that its matches stand in."""
    for match, found in zip(row["matches"], checked.matches, strict=True):
        _add(match, "sentence", found.sentence)
    return row


def _add_sentence(row: Row, answer: Answer | None) -> None:
    _add(row, "sentence", answer.sentence if answer else None)


def _add(row: Row, name: str, span: Span | None) -> None:
    row[f"{name}_start"], row[f"{name}_end"] = span or (None, None)
