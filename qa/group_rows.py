"""Groups and refusals as plain values: the same for one question, a batch and the page."""

import datetime
from typing import Any

from qa.records import Answer, Correction, Group, Reconciled, Refusal, Statement
from qa.values import Value

Row = dict[str, Any]
GROUP_FIELDS = ("kind", "agree", "over_time", "groups", "refused")


def reconciled_fields(reconciled: Reconciled) -> Row:
    """What the articles say, side by side, as GROUP_FIELDS."""
    return {
        "kind": reconciled.kind,
        "agree": reconciled.agree,
        "over_time": reconciled.over_time,
        "groups": [_group(group) for group in reconciled.groups],
        "refused": [_refusal(each) for each in reconciled.refused],
    }


def plain_value(value: Value | None) -> float | list[float | None] | str | None:
    """A figure, [low, high] of a range, or days in ISO 8601: "2023-10-01/2023-10-31"."""
    if value is None:
        return None
    if value.first or value.last:
        first, last = _iso(value.first), _iso(value.last)
        return first if first == last else f"{first or '..'}/{last or '..'}"
    if value.value is None and (value.low is not None or value.high is not None):
        return [value.low, value.high]
    return value.value


def _group(group: Group) -> Row:
    value = group.best.value
    dates = group.dates
    return {
        "answer": group.answer,
        "value": plain_value(value),
        "unit": value.unit if value else None,
        "approximate": value.approximate if value else None,
        "low": value.low if value else None,
        "high": value.high if value else None,
        "change": value.change if value else None,
        "confidence": round(group.confidence, 4),
        "articles": len(group.paths),
        "independent": group.independent,
        "first_date": _iso(dates[0]) if dates else None,
        "last_date": _iso(dates[-1]) if dates else None,
        "corrected": group.corrected,
        "places": [_place(statement) for statement in group.statements],
    }


def _place(statement: Statement) -> Row:
    answer = statement.answer
    said_by = statement.said_by
    return {
        **_span(answer),
        "sentence": answer.sentence_text,
        "sentence_start": answer.sentence[0],
        "sentence_end": answer.sentence[1],
        "date": _iso(answer.article.date),
        "source": answer.article.source,
        "said_by": answer.article.text[slice(*said_by)] if said_by else None,
        "said_by_start": said_by[0] if said_by else None,
        "said_by_end": said_by[1] if said_by else None,
        "correction": correction_row(statement.correction),
        "copy_of": statement.copy_of,
    }


def correction_row(correction: Correction | None) -> Row | None:
    """A note that corrects, and where it stands."""
    if correction is None:
        return None
    return {
        "article": correction.article.path,
        "start": correction.start,
        "end": correction.end,
        "text": correction.text,
    }


def _refusal(refusal: Refusal) -> Row:
    return {
        "answer": refusal.answer.text,
        **_span(refusal.answer),
        "reason": refusal.reason,
        "correction": correction_row(refusal.correction),
    }


def _span(answer: Answer) -> Row:
    return {"article": answer.article.path, "start": answer.start, "end": answer.end}


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
