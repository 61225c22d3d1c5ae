"""The weekday that a question limits its answer to, and those of a statement."""

import re

from qa.reconcile.figures import values_of
from qa.reconcile.limits.setting import LOOKED_AT
from qa.records import Statement

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(rf"(?i)\b(?:{'|'.join(_NAMES)})(?=s?\b)")
_ASKED = re.compile(
    rf"(?i)\bon\s(?:a\s)?(?P<day>{'|'.join(_NAMES)})s?(?=\W*$|[\s,](?:in|at|from|to|of|by|and|when"
    r"|after|before|did|does|was|were|has|have|had)\b)"
)


class Weekdays:
    """The day of the week on which something is asked for."""

    def __init__(self, question: str) -> None:
        self._asked = {match["day"].casefold() for match in _ASKED.finditer(question)}

    def reason_against(self, statement: Statement) -> str | None:
        """Of Wednesday, where Monday is asked about, on which the article tells of nothing."""
        answer = statement.answer
        written, sentence = answer.article.date, answer.sentence_text
        told = _days(sentence)
        if len(self._asked) != 1 or not told or told & self._asked:
            return None
        if self._asked & _days(f"{answer.article.title}\n{answer.article.text[:LOOKED_AT]}"):
            return None
        times = values_of(answer.hit.passage.text, written)
        dates = [each.first for each in times if each.first and each.first == each.last]
        if any(_NAMES[date.weekday()] in self._asked for date in dates):
            return None  # "on 3 March", which was that day
        return f"about {min(told).title()}, not {min(self._asked).title()}"


def _days(text: str) -> set[str]:
    return {match[0].casefold() for match in _DAY.finditer(text)}
