"""The time that a sentence tells a figure to be of."""

import re
from collections.abc import Sequence

from qa.reconcile.figures import Figure, figure_of, values_of
from qa.records import Statement
from qa.values import Kind, Value

_TIMES = (Kind.DATE, Kind.PERIOD)
_PARTS = re.compile(r"[,;:()–—|](?!\d)|\s-\s")
_CLAUSES = re.compile(r"[;:()–—|](?!\d)|\s-\s")
# What opens a part of a sentence for its time: "but in August".
_OPENING = re.compile(
    r"(?i)^\W*(?:(?:and|but|then|later|already|only|in|on|during|throughout|the|month|of|night"
    r"|morning|evening|day)\s+)*$"
)
# The time is of the telling, or of what the figure had come to by then.
_COMES_TO = (
    r"r[io]se|risen|rais\w*|climb\w*|reach\w*|st[ao]nds?|stood|revis\w*|updat\w*|gr[eo]wn?|passed"
    r"|topp\w*|total\w*|toll|bring\w*|brought|now|so far"
)
_TOTAL = re.compile(
    rf"(?i)\b(?:{_COMES_TO}|(?:report|announc|publish|estimat)(?:ed|es|ing)|forecasts?)\b"
)
_TELLING = re.compile(
    r"(?i)\b(?:sa(?:y|ys|id)|told|tell\w*|announc\w*|report\w*|accord\w*|statements?|publish\w*"
    r"|releas\w*|confirm\w*|reveal\w*|show(?:s|ed|n)?|wrote|writ\w*|estimat\w*|data|figures?|had"
    rf"|conference|briefing|counts?|tally|interview\w*|cit(?:ed|ing)|dated|{_COMES_TO})\b"
)
_ASIDE = re.compile(
    r"(?i)\b(?:who|whose|whom|which|that|when|where|after|before|because|while|whereas|if|since"
    r"|until|unless|although|though|but|than|compared|ahead|prior|due|planned|scheduled|will|would"
    r"|to (?:be|become|begin|take|start|go|return|open|close))\b"
)
_BOUND = re.compile(
    r"(?i)\b(?:by|of|until|till|to|from|after|before|through|than|since|dated|between)\s+(?:the\s+)?$"
)
_MONTH_OF = re.compile(r"(?i)\b(?:month|night|morning|evening|day) of\s+$")
# "the shop robbed in August": the time of another thing.
_OF_ANOTHER = re.compile(r"(?i)\b\w+(?:ed|t|de|ld|un|wn|en)\s+(?:in|on|during)\s+$")
_OF_A_THING = re.compile(
    r"(?i)\b(?:an?|the|its|his|her|their)\s+(?:\w+\s+)?\w+(?:ed|lt|de|ld|un|wn|en)"
    r"\s+(?:in|on|during)\s+$"
)
_AND = re.compile(r"(?i)\b(?:and|then)\b")
_NEAR_WORDS = 6


def date_of(statement: Statement) -> Value | None:
    """The only time of a figure: of its sentence, or of its own words where that has several."""
    figure, answer = figure_of(statement), statement.answer
    times = [
        value for value in values_of(figure.sentence, answer.article.date) if value.kind in _TIMES
    ]
    if len(times) > 1:
        times = _beside(figure, times)
    if len(times) != 1 or _TOTAL.search(_last_words(figure.before)):
        return None
    time, sentence = times[0], figure.sentence
    if time.end <= figure.start:
        return time if _is_of_what_follows(sentence, time, figure.start) else None
    if time.start >= figure.end:
        return time if _is_of_what_precedes(sentence, time, figure.end) else None
    return None


def _beside(figure: Figure, times: Sequence[Value]) -> list[Value]:
    """The times next to a figure that no "and" parts from it: "120 in July and 300 in August"."""
    before = [one for one in times if figure.left <= one.start and one.end <= figure.start][-1:]
    after = [one for one in times if figure.end <= one.start and one.end <= figure.right][:1]
    words = [figure.sentence[one.end : figure.start] for one in before]
    words += [figure.sentence[figure.end : one.start] for one in after]
    both = zip([*before, *after], words, strict=True)
    return [one for one, between in both if not _AND.search(between)]


def _is_of_what_follows(sentence: str, time: Value, start: int) -> bool:
    """Whether a time is that of a figure after it: "In August police seized 300 phones"."""
    before, between = sentence[: time.start], sentence[time.end : start]
    if _CLAUSES.search(between) or _ASIDE.search(between) or _TELLING.search(between):
        return False
    if _is_bound(before) or _TELLING.search(_last_words(before)):
        return False
    if _OPENING.search(_PARTS.split(before)[-1]):
        return True
    is_parted = _PARTS.search(between) or _AND.search(between)
    return not (is_parted or _OF_ANOTHER.search(before))


def _is_of_what_precedes(sentence: str, time: Value, end: int) -> bool:
    """Whether a time is that of a figure before it: "seized 300 phones in August"."""
    between = sentence[end : time.start]
    if _CLAUSES.search(between) or _ASIDE.search(between) or is_of_a_thing(between):
        return False
    joined = list(_AND.finditer(between))
    if joined and not any(char.isdigit() for char in between[joined[-1].end() :]):
        return False  # "300 phones and 40 guns in August", but not "and retired in August"
    if _is_bound(sentence[: time.start]) or _TELLING.search(_last_words(between)):
        return False
    return bool(_OPENING.search(_PARTS.split(between)[-1])) or not _PARTS.search(between)


def is_of_a_thing(before: str) -> bool:
    """Whether the words before a time give it to a thing: "at a plant opened in May"."""
    return bool(_OF_A_THING.search(before))


def _is_bound(before: str) -> bool:
    return bool(_BOUND.search(before)) and not _MONTH_OF.search(before)


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_NEAR_WORDS:])
