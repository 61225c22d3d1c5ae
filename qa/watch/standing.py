"""A question's result to what is kept of it until the next run."""

import datetime

from index.records import Article
from qa.group_rows import plain_value
from qa.records import Correction, Group, Result, Statement
from qa.watch.records import Place, Said, Standing


def standing_of(result: Result) -> Standing:
    """What the articles say, without how sure that is: it moves with every article."""
    reconciled = result.reconciled
    groups = tuple(_said(group) for group in reconciled.groups)
    return Standing(groups, reconciled.agree, over_time=reconciled.over_time)


def _said(group: Group) -> Said:
    value = group.best.value
    notes = [one.correction for one in group.statements if one.correction]
    return Said(
        answer=group.answer,
        value=plain_value(value),
        unit=value.unit if value else None,
        approximate=value.approximate if value else None,
        corrected=group.corrected,
        places=tuple(_place(one) for one in group.statements),
        notes=tuple(dict.fromkeys(_note(one) for one in notes)),
        change=value.change if value else None,
        low=value.low if value else None,
        high=value.high if value else None,
    )


def _place(statement: Statement) -> Place:
    answer = statement.answer
    return _in(answer.article, answer.start, answer.end, answer.sentence_text)


def _note(note: Correction) -> Place:
    return _in(note.article, note.start, note.end, note.text)


def _in(article: Article, start: int, end: int, sentence: str) -> Place:
    return Place(
        article.path,
        start,
        end,
        article.text[start:end],
        sentence,
        article.title,
        _iso(article.date),
        article.source,
    )


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
