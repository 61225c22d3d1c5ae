"""Letters that fold into others, capitals without end, names with accents: nothing breaks."""

import pytest

from qa.language.names import roles
from qa.language.territories import territories
from qa.reconcile.limits.periods import find_quarters
from tests.statements import ask, reasons, said, shown

TURKISH = "Some 40 people died in Ankara on Monday, Erdoğan'ın Ankara bürosu said in a statement."


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [  # of which "ı" is an "i" to a pattern that takes small letters for great
        ("How many people died in Ankara?", TURKISH, "40"),
        ("İn Ankara how many people died?", TURKISH, "40"),
        ("Who won the sıxth stage?", "Holm won the sıxth stage.", "Holm"),
        ("How long is the Mıddle Emmer?", "The Mıddle Emmer is 40 km long.", "40 km"),
        ("How much did it earn in the first half?", "In the fırst half it earned 3 euros.",
         "3 euros"),
    ],
)  # fmt: skip
def test_letters_of_turkish_are_read(question: str, text: str, answer: str) -> None:
    assert shown(ask(question, said(text, answer))) == [answer]


NAMES_WITHOUT_MARKS = [
    ("Malmo", "Malmö"),
    ("Zürich", "Zurich"),
    ("Sao Paulo", "São Paulo"),
    ("Nestle", "Nestlé"),
    ("Lodz", "Łódź"),
    ("Tromso", "Tromsø"),
    ("Næstved", "Naestved"),
    ("O'Hara", "O’Hara"),
    ("Cote d’Azur", "Côte d'Azur"),
]


@pytest.mark.parametrize("title", ["", "The yard", "{}"])
@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many people live by the quay of {}?", "Some 40 people live by the quay of {}.", "40"),
        ("How many people died in {}?", "Some 40 people died in {}.", "40"),
        ("Who won in {}?", "Ada Holm won in {}.", "Ada Holm"),
        ("How many tonnes did {} sell?", "In 2020 {} sold 300 tonnes of ore.", "300 tonnes"),
        ("Who is the mayor of {}?", "Ada Holm, the mayor of {}, spoke.", "Ada Holm"),
        ("How tall is the {} tower?", "The {} tower is 60 metres tall.", "60 metres"),
    ],
)
@pytest.mark.parametrize(("asked", "name"), NAMES_WITHOUT_MARKS)
def test_names_are_asked_for_without_their_marks(
    asked: str, name: str, question: str, text: str, answer: str, title: str
) -> None:
    statement = said(text.format(name), answer, title=title.format(name))
    assert shown(ask(question.format(asked), statement)) == [answer]


def test_a_name_in_small_letters() -> None:
    statement = said("Some 40 people live in malmö.", "40", title="The yard")
    assert shown(ask("How many people live in Malmo?", statement)) == ["40"]


@pytest.mark.timeout(20)
def test_an_office_in_capitals_is_read_in_time() -> None:
    office = "CHIEF EXECUTIVE OFFICER OF THE HARBOUR BOARD AND CHAIRMAN OF THE PORT AUTHORITY"
    text = f"It was opened by Ann Lee, {office}, on Monday."
    assert shown(ask("Who is the chief executive of Norda?", said(text, "Ann Lee"))) == ["Ann Lee"]


@pytest.mark.timeout(20)
def test_a_word_without_end_is_no_mistyped_name() -> None:
    text = f"{'n-' * 40_000} x. Some 40 people died in it."
    found = ask("How many people died in New Haven?", said(text, "40", title="The yard"))
    assert reasons(found) == ["does not name New Haven"]


def test_a_letter_that_grows_when_folded_moves_no_role() -> None:
    text = "Straße: Ada Holm, director of the port, spoke."
    assert [text[one.start : one.end] for one in roles(text, "ada holm")] == [
        "director of the port"
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Hong Kong", "HK"), ("Macau", "MO"), ("Palestine", "PS"), ("Ivory Coast", "CI"),
     ("cote d'ivoire", "CI"), ("Türkiye", "TR"), ("turkiye", "TR"), ("DR Congo", "CD"),
     ("Bosnia", "BA"), ("Sao Tome & Principe", "ST")],
)  # fmt: skip
def test_countries_as_people_write_them(name: str, code: str) -> None:
    assert [one.code for one in territories(f"people of {name}")] == [code]


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("revenue in the 2nd half", {("half", 2)}),
        ("the third half", set()),
        ("in H2 2023", {("half", 2)}),
        ("a plant for H2 and CO2", set()),
        ("Q3 and the first-quarter results", {("quarter", 3), ("quarter", 1)}),
    ],
)
def test_halves_are_two_and_hydrogen_is_none(text: str, quarters: set[tuple[str, int]]) -> None:
    assert find_quarters(text) == quarters


@pytest.mark.parametrize(
    "question",
    ["What is the age of Ada Holm?", "Ada Holm's age", "What is Ada Holm's age?", "Ada Holm age"],
)
def test_another_is_not_of_that_age(question: str) -> None:
    assert reasons(ask(question, said("Ben Oak, 39, won the race.", "39"))) == [
        "the age of Ben Oak"
    ]
    assert shown(ask(question, said("Ada Holm, 39, won the race.", "39"))) == ["39"]


def test_a_question_in_capitals_is_told_the_same() -> None:
    found = ask("How Deep is the lake?", said("The lake holds 30 cubic metres.", "30 cubic metres"))
    assert reasons(found) == ["a volume, which tells not how deep"]
