"""An answer to a statement: the value that its words come to, where the question asks for one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import singular, tokens
from qa.reconcile.figures import values_of
from qa.reconcile.layout import column_head
from qa.reconcile.sorts import told
from qa.reconcile.unclear import as_meant
from qa.records import Answer, Statement
from qa.values import Kind, Value

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
# Of a value with a unit of another kind; without one it may be short for what was asked, unless
# it counts something.
_MISFITS: dict[Asked, str] = {
    Asked.MONEY: "not a sum of money",
    Asked.SHARE: "not a share",
    Asked.DURATION: "not a length of time",
    Asked.DATE: "not a time",
    Asked.YEAR: "not a time",
}
# What is paid with, and no unit that a value knows: "14.50 crowns".
_OLD_MONEY = frozenset(("crown", "mark", "shilling", "guilder", "florin", "ducat", "thaler"))
_NO_COUNTS = (Asked.MONEY, Asked.SHARE, Asked.DURATION)
_FROM, _TO = re.compile(r"(?i)\bfrom\s$"), re.compile(r"\sto\s")
_CHANGES = re.compile(
    r"(?i)\b(?:r[io]s(?:e|es|en|ing)|rose|f[ae]ll\w*|go(?:es|ne|ing)?|went|cuts?|cutting|gr[eo]w\w*|rais\w+"
    r"|reduc\w+|dropp?\w*|increas\w+|decreas\w+|lower\w*|climb\w*|shr[aiu]nk\w*|expand\w*|slid\w*|jump\w*"
    r"|chang\w+|put up|br(?:ing|ought)\w*|down|up|mov\w+)\b"
)
# When a figure was another, behind it: "from 3.2 billion a year before".
_THEN = re.compile(
    r"(?i)(?<=[\w%])\s(?:an?|one|two|three)\s(?:year|month|week|quarter|decade)s?\s(?:earlier|before|ago)$"
)
_CONVERSION = re.compile(r"^(?: [a-z]+)?\s?\(")
_AGE = frozenset(("old", "age"))
_OLDEST = 125  # years
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


def misfit(form: QuestionForm, value: Value | None) -> str | None:
    """Why a value is of no kind that answers a question; None where it may be of one."""
    said = _MISFITS.get(form.kind) if form.kind else None
    if value is None or said is None or value.kind in wanted_kinds(form):
        return None
    if form.kind is Asked.DURATION and value.kind is Kind.MEASURE:
        return None  # "how long is the tunnel"
    if form.kind is Asked.DURATION and "old" in form.stems and _is_ago(value):
        return None  # "it sprouted 4,855 years ago"
    if form.kind is Asked.DATE and "period" in form.stems and value.kind is Kind.DURATION:
        return None  # "the incubation period"
    if form.kind in _NO_COUNTS and _is_year(value):
        return said
    is_count = form.kind in _NO_COUNTS and _counts_things(value)
    return said if value.unit is not None or is_count else None


def _is_ago(value: Value) -> bool:
    return value.kind is Kind.DATE and value.unit is not None


def _is_year(value: Value) -> bool:
    """Whether a value is one year: "how old was he", "how much did it cost", "1997"."""
    one, other = value.first, value.last
    return (
        value.kind is Kind.PERIOD
        and one is not None
        and other is not None
        and (one.year == other.year and (one.month, other.month) == (1, 12))
    )


def _counts_things(value: Value) -> bool:
    """Whether a figure counts the things that follow it: "15,000 jobs", not "3 million profit"."""
    if value.kind is not Kind.NUMBER or not value.counted or value.counted_start != value.end + 1:
        return False
    head = value.counted.split()[-1].casefold()
    if singular(head) in _OLD_MONEY:
        return False
    return head == "people" or singular(head) != head


def to_statement(form: QuestionForm, answer: Answer, is_of_before: bool = False) -> Statement:
    """The answer with its value: the first in it of a kind that was asked for, else the first.

    Of "fell from 1,412 to 1,286" it is the second, unless what was before is asked for. Where the
    answer has several figures, it is cut to the one that counts what is asked for.
    """
    low = answer.sentence[0]
    start, end = answer.start - low, answer.end - low
    if aside := _THEN.search(answer.text):
        end -= len(aside[0])
        answer = replace(answer, end=low + end)
    touching = [
        value
        for value in values_of(answer.sentence_text, answer.article.date)
        if value.start < end and start < value.end
    ]
    if not touching:
        return Statement(answer, None)
    wanted = wanted_kinds(form)
    fitting = [_headed(one, answer) for one in touching if one.kind in wanted] or touching
    went_to = None if is_of_before else _where_it_went(fitting, answer)
    value = went_to or max(fitting, key=lambda one: (_counts_it(form, one), -one.start))
    value = _as_age(form, _end_of_period(value, answer) or value)
    value = as_meant(form, value, answer)
    if wanted and value.kind in _FIGURES and _has_others(answer, value, touching):
        answer = replace(answer, start=low + value.start, end=low + value.end)
    if not wanted and not _is_all(answer.text, value, low, answer.start):
        return Statement(answer, None)  # "the 2023 film" is no year
    return Statement(answer, value.moved(low))


def _as_age(form: QuestionForm, value: Value) -> Value:
    """A bare figure as the age that is asked for: "Ana Ruiz is 45", as "Ana Ruiz, 45, …"."""
    counts = bool(value.counted) and (value.counted_start or 0) >= value.end
    is_bare = value.kind is Kind.NUMBER and value.unit is None and not counts
    if not is_bare or form.kind is not Asked.DURATION or _AGE.isdisjoint(form.stems):
        return value
    years = value.value is not None and 0 < value.value <= _OLDEST
    return replace(value, kind=Kind.AGE, unit="year") if years else value


def _where_it_went(values: Sequence[Value], answer: Answer) -> Value | None:
    """The second of two figures of an answer, as of "from 1,412 to 1,286"."""
    if len(values) != 2 or any(one.kind in _TIMES for one in values):
        return None
    first, second = sorted(values, key=lambda one: one.start)
    sentence = answer.sentence_text
    from_one, to_other = sentence[: first.start], sentence[first.end : second.start]
    is_change = _FROM.search(from_one) and _TO.fullmatch(to_other) and _CHANGES.search(from_one)
    return second if is_change else None


def _end_of_period(value: Value, answer: Answer) -> Value | None:
    """The day that an answer gives of "(June 19, 1910 – June 5, 1988)", which is all one period."""
    offset = answer.start - answer.sentence[0]
    if value.kind not in _TIMES or (
        offset <= value.start and value.end <= offset + len(answer.text)
    ):
        return None
    for own in values_of(answer.text, answer.article.date):
        if own.kind in _TIMES and (own.first == value.first or own.last == value.last):
            return replace(own, start=own.start + offset, end=own.end + offset)
    return None


def _headed(value: Value, answer: Answer) -> Value:
    """The value with the head of its column for what it counts, where it stands in a table."""
    low = answer.sentence[0]
    head = column_head(answer, low + value.start)
    if head is None:
        return value
    start, end = head
    return replace(value, counted=answer.article.text[start:end], counted_start=start - low)


def _has_others(answer: Answer, value: Value, touching: Sequence[Value]) -> bool:
    """Whether an answer has more figures than its own: "2.75 billion calls and 2.28 billion"."""
    text, low = answer.article.text, answer.sentence[0]
    return any(
        other.end <= value.start
        or not _CONVERSION.search(text[value.end + low : other.start + low])
        for other in touching
        if other.start != value.start
    )


def counts_the_same(form: QuestionForm, statement: Statement) -> bool:
    """Whether its figure counts what is asked for, in a sentence with all that is named."""
    value = statement.value
    if value is None or not value.counted or not form.counted or not form.names:
        return False
    things = {singular(value.counted[word.start : word.end]) for word in tokens(value.counted)}
    held = {word.stem for word in tokens(statement.answer.sentence_text)}
    return things.issuperset(form.counted) and held >= form.names


def _counts_it(form: QuestionForm, value: Value) -> bool:
    """Whether a figure counts what is asked for: the messages of "2 calls and 3 messages"."""
    if not value.counted or not form.counted:
        return False
    head = value.counted.split()[-1]
    asks = told(" ".join(form.stems))
    return singular(head) == form.counted[-1] or bool(told(head) & asks)


def _is_all(text: str, value: Value, low: int, start: int) -> bool:
    """Whether an answer's letters and digits are all of its value."""
    before, after = text[: max(0, low + value.start - start)], text[low + value.end - start :]
    return not any(char.isalnum() for char in before + after)
