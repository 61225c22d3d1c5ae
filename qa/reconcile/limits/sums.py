"""A sum of money that is asked for in keywords, and an answer that is none."""

import re

from qa.reconcile.figures import values_of
from qa.records import Statement
from qa.values import Kind

# "orbix fine", "average house price arden": a sum, though no word asks how much.
_TYPED_SUM = re.compile(
    r"(?i)\b(?:prices?|fares?|fees?|rents?|salar(?:y|ies)|wages?|pay|fines?|revenues?|turnover|debts?"
    r"|budget|profits?|earnings|bail|bonus|costs?)\b"
)
_NO_SUM = re.compile(
    r"(?i)\b(?:ris\w+|rose|f[ae]ll\w*|growth|gr[eo]w\w*|increas\w+|decreas\w+|drop\w*|cuts?|chang\w+"
    r"|up|down|jump\w*|surg\w+|inflation|numbers?|share|margins?|rates?|per ?cent|percentage|hours?"
    r"|dates?|years? of|time|reasons?|crisis|war|talks|disputes?|strikes?|days?|months?|forecasts?"
    r"|higher|lower|more|less|dining|gap|ratio|deals?|offers?|awards?|freezes?|warnings?|claims?"
    r"|weather|airlines?|to gdp|what|which|who\w*|when|where|why|how)\b|%"
)
_MONEY_TOO = frozenset(("crown", "crowns"))  # which may be worn


def asks_sum(question: str) -> bool:
    """Whether keywords ask for a sum: no change of it, and nothing else that goes with it."""
    return bool(_TYPED_SUM.search(question)) and not _NO_SUM.search(question)


def is_no_sum(statement: Statement) -> bool:
    """Whether an answer is a share, a length of time or a count of what its next words name."""
    answer, low = statement.answer, statement.answer.sentence[0]
    start, end = answer.start - low, answer.end - low
    held = [
        one
        for one in values_of(answer.sentence_text, answer.article.date)
        if one.start < end and start < one.end and one.kind not in (Kind.DATE, Kind.PERIOD)
    ]
    if not held or any(one.kind is Kind.MONEY for one in held):
        return False
    first = held[0]
    counts = first.counted and (first.counted_start or 0) >= first.end
    if first.unit == "pound" or (counts and first.counted in _MONEY_TOO):
        return False
    return first.kind is not Kind.NUMBER or bool(counts)
