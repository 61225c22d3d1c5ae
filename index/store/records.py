"""What a snapshot gives of articles and passages, beside the records of all."""

import datetime
from dataclasses import dataclass

from index.records import Facts


@dataclass(frozen=True, slots=True)
class ArticleSummary(Facts):
    """An article as a list shows it: without its text."""

    path: str
    passages: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the derived indexes hold of one passage."""

    id: int
    context: str
    text: str
    date: datetime.date | None
    source: str | None
