"""What an article states in answer, made without a reader, to test what stands side by side."""

import datetime

from index.records import Article, Hit
from index.splitting.passages import split_article
from qa.reconcile import reconcile
from qa.records import Answer, Reading, Reconciled


def said(
    text: str,
    answer: str,
    confidence: float = 0.8,
    title: str | None = None,
    date: str = "",
    source: str | None = None,
) -> Answer:
    """An article that answers with these words of it, in their passage and sentence."""
    day = datetime.date.fromisoformat(date) if date else None
    article = Article(f"{abs(hash(text))}.txt", text, title=title, date=day, source=source)
    start = text.index(answer)
    passage = next(one for one in split_article(article) if one.start <= start and start < one.end)
    sentence = next(one for one in passage.sentences if one[0] <= start < one[1])
    return Answer(start, start + len(answer), sentence, confidence, Hit(passage, 0.5, 0.5))


def ask(question: str, *answers: Answer) -> Reconciled:
    hits = tuple(answer.hit for answer in answers)
    return reconcile(question, Reading(answers[:1], hits, answers), 0.3)


def shown(found: Reconciled) -> list[str]:
    return [group.answer for group in found.groups]


def reasons(found: Reconciled) -> list[str]:
    return [each.reason for each in found.refused]
