"""What cannot answer by its sort: a figure for a name, a country for a town, a start for an end."""

import pytest

from qa.language.question import Kind, question_form
from tests.statements import ask, reasons, said, shown

WAR = "Fighting in the Sennar hills broke out in October 1941."
PEACE = "Fighting in the Sennar hills stopped in May 1945."
CUP = "The cup was shared by three of them, Ada Holm and two others."
BODY = "The union was founded in India by Ada Holm."


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("When did the fighting end?", WAR, "October 1941", "tells of its beginning"),
        ("what year did the fighting stop", WAR, "1941", "tells of its beginning"),
        ("When did the fighting start?", PEACE, "May 1945", "tells of its end"),
        ("Who shared the cup?", CUP, "three", "not a person"),
        ("In which city was the union founded?", BODY, "India", "a country, and no town"),
        ("what town was the union founded in", BODY, "India", "a country, and no town"),
    ],
)
def test_another_sort_is_refused(question: str, text: str, answer: str, reason: str) -> None:
    found = ask(question, said(text, answer, title="The hills"))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When did the fighting start?", WAR, "October 1941"),
        ("When did the fighting end?", PEACE, "May 1945"),
        ("When did the strike end?", "The strike began in May and lasted until 5 June.", "5 June"),
        ("When does the school year start?", "The school year opens on 4 September.",
         "4 September"),
        ("When did sales double by the end of the year?", "Sales started to double in 2019.",
         "2019"),
        ("Who shared the cup?", CUP, "Ada Holm"),
        ("In which country was the union founded?", BODY, "India"),
        ("In which city was it founded?", "It was founded in Singapore.", "Singapore"),
        ("how many bridges has it had since 1970", "From 1970 to 2020 it had five bridges.",
         "five"),
    ],
)  # fmt: skip
def test_its_own_sort_is_shown(question: str, text: str, answer: str) -> None:
    assert shown(ask(question, said(text, answer, title="The hills"))) == [answer]


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("How many casualties did it have?", "It had significant casualties.", "significant",
         "not a figure"),
        ("what is the price of the brush", "They sell brushes at reasonable prices.",
         "reasonable prices", "not a figure"),
        ("what percentage of it is tin", "It has a high percentage of tin.", "high percentage",
         "not a figure"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("confidence", [0.6, 0.8])
def test_words_are_no_figure(
    question: str, text: str, answer: str, reason: str, confidence: float
) -> None:
    found = ask(question, said(text, answer, confidence))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How old was he when he died?", "not a length of time"),
        ("How much did the tower cost?", "not a sum of money"),
    ],
)
def test_a_year_is_no_age_or_price(question: str, reason: str) -> None:
    found = ask(question, said("The tower was built in 1978, when he died.", "1978"))
    assert (shown(found), reasons(found)) == ([], [reason])


def test_how_many_times_may_be_twice() -> None:
    statement = said("The bell is rung twice.", "twice", 0.8)
    assert shown(ask("How many times is the bell rung?", statement)) == ["twice"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("percent of women worldwide who do not exercise", Kind.SHARE),
        ("percentage of voters who were under 30", Kind.SHARE),
        ("number of people who died in the fire", Kind.COUNT),
        ("salary of the man who runs the bank", Kind.MONEY),
        ("who runs the bank", Kind.PERSON),
        ("For what period did they rent the hall?", Kind.DURATION),
        ("From what period is the hall?", Kind.DATE),
    ],
)
def test_what_is_named_first_is_asked_for(question: str, kind: Kind) -> None:
    assert question_form(question).kind is kind
