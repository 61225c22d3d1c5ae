"""The one serialisation of a result: the same fields for one question, a batch and the page."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from index.records import Statistics
from qa.group_rows import GROUP_FIELDS, correction_row, reconciled_fields
from qa.records import Answer, Reconciled, Result

Row = dict[str, Any]
Id = str | int | float | None

FIELDS = (
    "id",
    "question",
    "answered",
    "answer",
    "confidence",
    "sentence",
    "article",
    "title",
    "date",
    "source",
    "start",
    "end",
    "sentence_start",
    "sentence_end",
    "correction",
    "index_version",
    "passages",
    "alternatives",
    *GROUP_FIELDS,
    "searched",
    "as_of",
    "notice",
    "error",
)


def to_row(result: Result, id: Id = None) -> Row:
    """Return a result as plain values, in the order of FIELDS.

    Where it is not answered, `answer` to `sentence_end` are None and the nearest miss comes first
    among the alternatives.
    """
    best = result.answers[0] if result.answered else None
    others = result.answers[1:] if best else result.answers
    filled: Row = {
        "id": id,
        "question": result.question,
        "answered": result.answered,
        **(_answer(best, result.reconciled) if best else {}),
        "confidence": round(result.answers[0].confidence, 4) if result.answers else 0.0,
        "index_version": result.index_version,
        "passages": [
            {
                "article": hit.passage.article.path,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "score": round(hit.score, 4),
            }
            for hit in result.hits
        ],
        "alternatives": [_answer(answer, result.reconciled) for answer in others],
        **reconciled_fields(result.reconciled),
        "searched": statistics_row(result.searched),
        "as_of": _iso(result.as_of),
        "notice": result.notice,
    }
    return _ordered(filled)


def statistics_row(statistics: Statistics) -> Row:
    """What was searched, in the words of JSON."""
    first, last = statistics.first_date, statistics.last_date
    return {
        "articles": statistics.articles,
        "passages": statistics.passages,
        "undated": statistics.undated,
        "first_date": _iso(first),
        "last_date": _iso(last),
    }


def error_row(question: str, message: str, id: Id = None) -> Row:
    """Return the row of a question that could not be asked."""
    return _ordered(
        {
            "id": id,
            "question": question,
            "answered": False,
            "passages": [],
            "alternatives": [],
            "groups": [],
            "refused": [],
            "error": message,
        }
    )


def to_json(row: Row) -> bytes:
    """Return a row as a line of JSON, without the line's end."""
    try:
        return json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8; escaped, it stays exact
        return json.dumps(row).encode()


def _ordered(filled: Mapping[str, Any]) -> Row:
    return {field: filled.get(field) for field in FIELDS}


def _answer(answer: Answer, reconciled: Reconciled) -> Row:
    article = answer.article
    return {
        "answer": answer.text,
        "sentence": answer.sentence_text,
        "article": article.path,
        "title": article.title,
        "date": _iso(article.date),
        "source": article.source,
        "start": answer.start,
        "end": answer.end,
        "sentence_start": answer.sentence[0],
        "sentence_end": answer.sentence[1],
        "confidence": round(answer.confidence, 4),
        "correction": correction_row(reconciled.correction_of(answer)),
    }


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
