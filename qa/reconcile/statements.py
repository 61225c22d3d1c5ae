"""An answer to a statement: the value that its words come to, where the question asks for one."""

from dataclasses import replace

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.records import Answer, Statement
from qa.values import Kind, Value, find_values

_TIMES = frozenset((Kind.DATE, Kind.PERIOD))
_FIGURES = frozenset(Kind) - _TIMES
_WANTED: dict[Asked, frozenset[Kind]] = {
    Asked.COUNT: frozenset((Kind.NUMBER,)),
    Asked.AMOUNT: _FIGURES,
    Asked.MONEY: frozenset((Kind.MONEY,)),
    Asked.SHARE: frozenset((Kind.SHARE,)),
    Asked.MEASURE: frozenset((Kind.MEASURE, Kind.NUMBER)),
    Asked.DURATION: frozenset((Kind.DURATION, Kind.AGE)),
    Asked.DATE: _TIMES,
    Asked.YEAR: _TIMES,
}
_NAMES: dict[Asked | None, str] = {
    Asked.COUNT: "quantity",
    Asked.AMOUNT: "quantity",
    Asked.MEASURE: "quantity",
    Asked.MONEY: "money",
    Asked.SHARE: "share",
    Asked.DURATION: "duration",
    Asked.DATE: "date",
    Asked.YEAR: "date",
    Asked.PERSON: "person",
    Asked.PLACE: "place",
    Asked.NAME: "organisation",
}
KINDS = (*dict.fromkeys(_NAMES.values()), "other")


def kind_of(form: QuestionForm) -> str:
    """What a question asks for, as one of KINDS."""
    return _NAMES.get(form.kind, "other")


def wanted_kinds(form: QuestionForm) -> frozenset[Kind]:
    """The kinds of value that answer a question; none where words answer it."""
    return _WANTED.get(form.kind, frozenset()) if form.kind else frozenset()


def to_statement(form: QuestionForm, answer: Answer) -> Statement:
    """The answer with its value: the first in it of a kind that was asked for, else the first."""
    low = answer.sentence[0]
    start, end = answer.start - low, answer.end - low
    touching = [
        value
        for value in find_values(answer.sentence_text, answer.article.date)
        if value.start < end and start < value.end
    ]
    if not touching:
        return Statement(answer, None)
    wanted = wanted_kinds(form)
    value = next((one for one in touching if one.kind in wanted), touching[0])
    if not wanted and not _is_all(answer.text, value, low, answer.start):
        return Statement(answer, None)  # "the 2023 film" is no year
    return Statement(answer, _moved(value, low))


def _is_all(text: str, value: Value, low: int, start: int) -> bool:
    """Whether an answer's letters and digits are all of its value."""
    before, after = text[: max(0, low + value.start - start)], text[low + value.end - start :]
    return not any(char.isalnum() for char in before + after)


def _moved(value: Value, by: int) -> Value:
    counted = None if value.counted_start is None else value.counted_start + by
    return replace(value, start=value.start + by, end=value.end + by, counted_start=counted)
