"""What a note gives as right without what was wrong: "It killed 12. We misstated the number."."""

import re
from collections.abc import Sequence

from index.splitting.sentences import split_sentences
from qa.reconcile.corrections.instead import are_comparable
from qa.reconcile.corrections.ties import says_all
from qa.reconcile.figures import values_of
from qa.records import Statement
from qa.values import Value

_EARLIER = re.compile(
    r"(?i)\b(?:earlier|previous|prior|original|initial|first) (?:version|article|report|story|post)"
)
_WRONG = re.compile(
    r"(?i)\b(?:wrong(?:ly)?|incorrect(?:ly)?|inaccurate(?:ly)?|in error|mis(?:stat|report|count)ed"
    r"|(?:over|under)stated)\b"
)
_FIGURE = re.compile(
    r"(?i)\b(?:numbers?|figures?|count|toll|total|amount|sum|costs?|price|value|size|length|height"
    r"|distance|percentage|share|rate|age|deaths|how (?:many|much|long|far|high|old))\b"
)
_DAY = re.compile(r"(?i)\b(?:date|day|time|year|month|when)\b")


def given_alone(note: str, values: Sequence[Value], is_time: bool) -> list[tuple[Value, str]]:
    """What a note gives as right, each with its sentence, where it only says that it was wrong.

    `values`: those of the note, with offsets in it.
    """
    spans = split_sentences(note)
    about = _DAY if is_time else _FIGURE
    told = [note[a:b] for a, b in spans if _EARLIER.search(note[a:b])]
    if len(told) != 1 or not (_WRONG.search(told[0]) and about.search(told[0])):
        return []
    given = [
        (one, note[a:b])
        for one in values
        for a, b in spans
        if a <= one.start < b and one.is_time is is_time
    ]
    return [] if any(sentence == told[0] for _, sentence in given) else given


def right_for(statement: Statement, given: Sequence[tuple[Value, str]]) -> Value | None:
    """Which of these stands in the place of what is stated; None where that is not clear.

    It is clear where the note says it in words that the statement's sentence has all of, and
    neither has two figures that may be meant.
    """
    value, answer = statement.value, statement.answer
    if value is None:
        return None
    may = [(one, words) for one, words in given if are_comparable(one, value)]
    own = values_of(answer.sentence_text, answer.article.date)
    if len(may) != 1 or not says_all(may[0][1], statement):
        return None
    one = may[0][0]
    return one if sum(are_comparable(one, other) for other in own) == 1 else None
