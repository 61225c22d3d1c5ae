"""Whose age a question asks for, and figures that are another's age, or none."""

import re
from collections.abc import Sequence

from qa.reconcile.limits.names import is_named, names_of
from qa.reconcile.limits.places import NAME, find_places
from qa.records import Statement
from qa.values import Kind

_ASKS = re.compile(  # "age of Ada Holm", "ada holm age", not "the Viking Age", "at the age of 17"
    r"(?i)^\W*(?:how\s+old\b|(?:what(?:['’]s|\s+(?:is|was))\s+)?(?:(?:the\s+)?age\s+of\s"
    r"|(?!(?:who|whose|whom|what|which|where|when|why|how)\b).*(?<!\ban )(?<!\ba )(?<!early )"
    r"(?<!bronze )(?<!iron )(?<!stone )(?<!ice )(?<!golden )(?<!space )(?<!young )(?-i:\bage\W*$)))"
)
_STAGES = re.compile(
    r"(?i)\b(?:child|baby|boy|girl|adult|mother)hood\b|\b(?:infancy|adolescen\w+|teen\w*|twenties"
    r"|thirties|forties|fifties|sixties|seventies|eighties|nineties|ages?|birth|infants?|toddlers?)\b"
)
_OLDEST = 130  # years of a person, in a figure that does not say so
_TELLS = re.compile(  # "Yale is 322"
    r"(?i)\b(?:is|was|be|turn\w*|at|aged?|years?)\s(?:(?:now|about|around|over|some)\s)*$"
)
_BEHIND = re.compile(  # "Ada Holm, 39", not "the mayor of Leeds, 39"
    rf"(?<!\bof )(?<!\bfrom )(?<!\bin )(?<!\bat )(?<!\w)(?P<name>{NAME}),\s(?:aged\s)?$"
)
_APART = re.compile(r",\s")  # "Ada Holm, 39, beat Per Lund"
_BEFORE = re.compile(rf"\s(?:[a-z][\w-]*\s)?(?P<name>{NAME})")  # "the 39-year-old Ada Holm"
_SOMEBODY = re.compile(  # "A driver, 28"
    r"(?i)\b(?:an?|another)\s(?:[\w'’-]+\s){0,4}[\w'’-]+,\s(?:aged\s)?$"
)
_MEANS = re.compile(r"(?i)\b(?:he|she|his|her|hers|i|my|me|we|its?|they|their)\b")
_OF_ANOTHER = re.compile(  # "the captain of", "how old is the CEO of"
    r"(?i)\b(?:is|was)\s+(?:the\s+)?[\w\s-]*\b(?<!\bage )(?:of|at|in|for|from)\s+(?:the\s+)?$"
)


class Ages:
    """The person whose age is asked for, if one is."""

    def __init__(self, question: str, found: Sequence[tuple[str, int, int]]) -> None:
        """`found`: what names_of gives of the question."""
        self._question = question
        self._is_asked = bool(_ASKS.search(question))
        self._names = [
            name for name, start, end in found if _is_asked_of(question[:start], question[end:])
        ]

    def reason_against(self, statement: Statement) -> str | None:
        """The age of somebody else: "Ada Holm, 39, won" where another was asked about."""
        value, answer = statement.value, statement.answer
        if not self._is_asked:
            return None
        if value is None:
            is_age = any(map(str.isdigit, answer.text)) or _STAGES.search(answer.text)
            return None if is_age else "no age"
        sentence, low = answer.sentence_text, answer.sentence[0]
        before, after = sentence[: value.start - low], sentence[value.end - low :]
        is_count = value.kind is Kind.NUMBER and (value.value or 0) > _OLDEST
        if value.kind in (Kind.MONEY, Kind.SHARE) or (is_count and not _TELLS.search(before)):
            return "no age"
        if not self._names:
            return None
        # In "Per Lund, 39, beat Ada Holm" she is not beside it, in "Ada Holm, of Green Street, 39,"
        # nobody else is.
        told = before if _APART.match(after) and _BEHIND.search(before) else sentence
        if any(is_named(name, told) for name in self._names):
            return None
        if other := _whose(before, after, sentence[value.start - low : value.end - low]):
            return None if is_named(other, self._question) else f"the age of {other}"
        is_somebody = _SOMEBODY.search(before) and not _MEANS.search(sentence)
        return f"does not name {self._names[0]}" if is_somebody else None


def _is_asked_of(before: str, after: str) -> bool:
    """Whether what stands so in a question is whose age is asked for: no "Holm's daughter"."""
    return not (
        re.match(r"['’]s\b(?!\s+age\b)|\s+(?!age\b|at\b|in\b|on\b|now\b|when\b)[a-z]", after)
        or _OF_ANOTHER.search(before)
    )


def _whose(before: str, after: str, figure: str) -> str | None:
    """Who is of that age by the words beside it, where these name somebody."""
    found = _BEHIND.search(before) or ("old" in figure and _BEFORE.match(after)) or None
    if found is None or find_places(found["name"]):
        return None
    return next((name for name, _, _ in names_of(found["name"])), found["name"])
