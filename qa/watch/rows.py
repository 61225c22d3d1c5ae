"""What a watch found, as plain values."""

import dataclasses
from typing import Any

from qa.watch.records import Changed, Question, Report, Said, Standing

Row = dict[str, Any]


def to_row(report: Report) -> Row:
    """A report as one JSON object; what it holds is listed in docs/usage.md."""
    return {
        "watched": report.watched,
        "asked": report.asked,
        "index_version": report.index_version,
        "since_version": report.since_version,
        "begun": [_question(each) for each in report.begun],
        "ended": report.ended,
        "errors": [{**_question(each), "error": error} for each, error in report.errors],
        "changes": [_change(each) for each in report.changes],
    }


def _question(question: Question) -> Row:
    return {"id": question.id, "question": question.question, "filters": dict(question.filters)}


def _change(change: Changed) -> Row:
    found = change.difference
    lists = {
        "came": found.came,
        "went": found.went,
        "corrected": found.corrected,
        "restored": found.restored,
    }
    return {
        **_question(change.question),
        "answer_changed": found.is_answer,
        "agreement_changed": found.agree,
        "was": _standing(change.was),
        "now": _standing(change.now),
        **{name: [each.answer for each in groups] for name, groups in lists.items()},
        "because": [
            {"how": each.how.value, "past": each.is_past, **dataclasses.asdict(each.place)}
            for each in found.because
        ],
    }


def _standing(standing: Standing) -> Row:
    first = standing.first
    return {
        "answered": first is not None,
        "answer": first.answer if first else None,
        "agree": standing.agree,
        "over_time": standing.over_time,
        "error": standing.error,
        "groups": [_said(each) for each in standing.groups if not each.faded],
    }


def _said(said: Said) -> Row:
    return {name: each for name, each in dataclasses.asdict(said).items() if name != "faded"}
