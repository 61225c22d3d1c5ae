"""What may mean two things: question and article tell which, or it stays open."""

import datetime

import pytest

from qa.language.question import question_form
from qa.reconcile.statements import to_statement
from qa.values import Value
from tests.statements import said


def value_of(question: str, text: str, answer: str) -> Value:
    value = to_statement(question_form(question), said(text, answer)).value
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("question", "text", "value", "unit"),
    [
        ("How many people live in Kellin?", "Some 1.4m live in Kellin.", 1.4e6, None),
        ("What is the population of Varn?", "The population of Varn is 1.4m.", 1.4e6, None),
        ("How much was paid for the yacht?", "The yacht went for 1.4m.", 1.4e6, None),
        ("How high is the wall?", "The wall is 1.4m.", 1.4, "metre"),
        ("How deep is the snow?", "The snow rose to 1.4m.", 1.4, "metre"),
        ("How long is the boat?", "The boat is 1.4m.", 1.4, "metre"),
        ("How many metres high is the gate?", "The gate is 1.4m.", 1.4, "metre"),
        ("How many rooms has the tower?", "The tower is 1.4m high.", 1.4, "metre"),
    ],
)
def test_the_question_tells_millions_from_metres(
    question: str, text: str, value: float, unit: str | None
) -> None:
    found = value_of(question, text, "1.4m")
    assert (found.value, found.unit) == (value, unit)


MAY, DECEMBER = datetime.date(2024, 5, 12), datetime.date(2024, 12, 5)


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("The bridge opened on 12/5/2024.", "12/5/2024", None),
        ("The bridge opened on 12/5/2024. It shut on 13/6/2024.", "12/5/2024", MAY),
        ("The bridge opened on 12/5/2024. It shut on 12/25/2024.", "12/5/2024", DECEMBER),
        ("Opened on 12/5/2024, it shut on 13/6/2024, or 6/13/2024.", "12/5/2024", None),
        ("The school opened on 13/5/2024.", "13/5/2024", datetime.date(2024, 5, 13)),
        ("The school opened on 5/13/2024.", "5/13/2024", datetime.date(2024, 5, 13)),
        ("The school opened on 5/5/2024.", "5/5/2024", datetime.date(2024, 5, 5)),
        ("The shop opened on 2024-12-05.", "2024-12-05", DECEMBER),
        ("The shop opened on 5.12.2024.", "5.12.2024", DECEMBER),
    ],
)
def test_which_is_the_month_is_told_by_the_article_or_by_nobody(
    text: str, written: str, day: datetime.date | None
) -> None:
    found = value_of("When did it open?", text, written)
    assert (found.first, found.last) == (day, day)
