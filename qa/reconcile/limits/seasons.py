"""The season that a question limits its answer to, and the time of year that a statement tells."""

import re
from functools import lru_cache

from qa.language.territories import territories
from qa.reconcile.limits.dated import date_of
from qa.reconcile.limits.months import GOES_ON, span_of
from qa.records import Statement

# Their months in the north, with those that they share.
_MONTHS = {
    "spring": frozenset((3, 4, 5, 6)),
    "summer": frozenset((6, 7, 8, 9)),
    "autumn": frozenset((9, 10, 11, 12)),
    "winter": frozenset((12, 1, 2, 3)),
}
_NAME = re.compile(r"(?i)\b(?P<name>(?a:spring|summer|autumn|fall|winter))(?:time)?\b")
_ASKED = re.compile(
    r"(?i)\b(?:in|during|throughout|last|this)\s(?:the\s)?(?:(?:early|late|mid|last)[\s-])?"
    r"(?P<name>(?a:spring|summer|autumn|fall|winter))(?:time)?\b(?:\s(?:of\s)?\d{4}\b)?"
)
# Where the seasons are the other way round.
_SOUTHERN = "AR AU BO BR BW CL FJ LS MG MU MW MZ NA NZ PE PY SZ UY ZA ZM ZW"
_SOUTH = frozenset(_SOUTHERN.split())
_FAR = 4_000  # characters of an article that may tell that it is there


class Seasons:
    """The season of the year that a question asks about."""

    def __init__(self, question: str) -> None:
        asked = list(_ASKED.finditer(question))
        is_limit = len(asked) == 1 and GOES_ON.match(question[asked[0].end() :])
        self._asked = _plain(asked[0]["name"]) if is_limit else ""

    def reason_against(self, statement: Statement) -> str | None:
        """What was in winter, or in January, where spring was asked about."""
        answer = statement.answer
        time = date_of(statement) if self._asked else None
        if time is None:
            return None
        told = _NAME.finditer(f"{answer.hit.passage.context} {answer.hit.passage.text}")
        if any(_plain(found["name"]) == self._asked for found in told):
            return None
        words = answer.sentence_text[time.start : time.end]
        if found := _NAME.search(words):
            return f"about {_plain(found['name'])}, not {self._asked}"
        stated = span_of(answer.sentence_text, time, answer.article.date)
        if stated is None or _is_south(answer.article.text[:_FAR]):
            return None
        if {stated.first.month, stated.last.month} & _MONTHS[self._asked]:
            return None
        return f"about {words}, not {self._asked}"


def _plain(name: str) -> str:
    name = name.casefold()
    return "autumn" if name == "fall" else name


@lru_cache(maxsize=1 << 5)  # an article is looked at for each of its statements
def _is_south(text: str) -> bool:
    return any(each.code in _SOUTH for each in territories(text))
