"""What answers in other words than the question's is shown: jets for planes, lives for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements import ask, reasons, said, shown

ANSWERS = [
    # Whose somebody is tells where.
    ("How many medals did Norway win?", "Norwegian athletes took home 37 medals.", "37"),
    ("Who leads the opposition in Hungary?", "Magyar leads the Hungarian opposition.", "Magyar"),
    ("How many people died in the Netherlands?", "The flood killed 1,836 Dutch people.", "1,836"),
    ("how old must you be to vote in austria", "Austrians may vote from the age of 16.", "16"),
    ("capital of kazakhstan", "Astana, the Kazakh capital, had another name.", "Astana"),
    ("How many died in the United States?", "Tornadoes killed 36 people in three US states.", "36"),
    ("How many people live in Washington D.C.?", "Washington, D.C. had 690,000 inhabitants.",
     "690,000"),
    ("What was the highest temperature in London?", "It hit 40.2C at Heathrow, west London.",
     "40.2C"),
    # Another word for what is counted.
    ("How many cars did Tesla deliver?", "Tesla handed over 435,059 vehicles.", "435,059"),
    ("How many stores will Wilko shut?", "Wilko will close all 400 of its shops.", "400"),
    ("How many planes did Emirates order?", "Emirates ordered 95 jets.", "95"),
    ("How many ships did the Armada have?", "The Armada had 130 vessels.", "130"),
    ("How many matches did they win?", "They won 23 of 38 games.", "23"),
    ("How many jobs will Meta cut?", "Meta will lay off another 10,000 workers.", "10,000"),
    ("How many people took part?", "Some 120,000 demonstrators took part.", "120,000"),
    ("How many people left Ukraine?", "Some 120,000 refugees left Ukraine.", "120,000"),
    ("How many French troops are in Niger?", "Some 1,500 French soldiers are in Niger.", "1,500"),
    ("How many revolts broke out in 1831?", "In 1831 there were 17 uprisings.", "17"),
    ("How many championships has the club won?", "The club has won nine titles.", "nine titles"),
    ("How many engines does the glider have?", "The glider has a single engine.", "single"),
    ("How many spectators does Wembley hold?", "Wembley holds 90,000 fans.", "90,000"),
    ("How many tourists died?", "Eleven people died, among them four German tourists.", "four"),
    # What became of people, in several words.
    ("How many people died in the fire?", "The fire claimed 72 lives.", "72"),
    ("How many people were killed?", "Seventy-two people lost their lives.", "Seventy-two"),
    ("How many people were arrested?", "Twenty people were held by police.", "Twenty"),
    ("How many people are still missing?", "Eleven people have not been found.", "Eleven"),
    ("How many people were rescued?", "The crew pulled 40 people from the water.", "40"),
    ("How many bones are in the human body?", "The human skeleton consists of 206 bones.", "206"),
    # Another word for what happened.
    ("How many people were killed in the earthquake?", "The quake killed 2,901 people.", "2,901"),
    ("How many people died in the attack?", "The bombing killed 22 people.", "22"),
    # Verbs, and nouns without an article, are no names.
    ("how many bodies were found", "Rescuers have recovered 36 bodies.", "36"),
    ("how long does it take to digest food", "The stomach empties in four hours.", "four hours"),
    ("which gland was responsible for it", "Growth is driven by the pituitary.", "the pituitary"),
    ("when did the bank fail after the great slump", "The Great Bank failed in May 1932.",
     "May 1932"),
    ("how many people were expected to attend", "They expected 50,000 people.", "50,000"),
    ("how many years did he spend in prison", "He was behind bars for 27 years.", "27 years"),
    ("what is the punishment for theft", "Thieves get two years.", "two years"),
    ("How much did it make in fiscal 2022?", "In the year to March 2022 it made 3.4 billion yen.",
     "3.4 billion yen"),
    # Times that come to no day.
    ("When were the tombs robbed?", "They were robbed from the late Middle Kingdom onwards.",
     "from the late Middle Kingdom onwards"),
    ("What period do the pots date to?", "The pots date from 5500 to 3500 BCE.",
     "5500 to 3500 BCE"),
    ("For what period did she rent the flat?", "She rented the flat for 3 months.", "3 months"),
    ("how long do they keep the name", "They keep the name all their lives.", "all their lives"),
    # What ended may have been abolished.
    ("What happened to wages after the tax ended?", "Abolition of the duty made wages rise.",
     "made wages rise"),
    # No sum of money, whatever is paid with.
    ("By how much did the bank raise rates?", "It lifted its rate by 0.25 percentage points.",
     "0.25 percentage points"),
    ("How much more do men earn?", "Men earn 18 percent more.", "18 percent"),
    ("By how much was the budget cut?", "The budget was cut by 12 percent.", "12 percent"),
    ("How much cocaine was seized?", "Police seized 3.4 tonnes of cocaine.", "3.4 tonnes"),
    ("How much must the firm pay?", "The firm must pay a fine of 2 million euros.",
     "2 million euros"),
    ("What is the atomic number of gold?", "Gold has the atomic number 79.", "79"),
    # An office beside another, or in another form.
    ("Who is the chair of the fund?", "Jerome Holm, the fund's chairman, said so.", "Jerome Holm"),
    ("Who is the president of Ukraine?",
     "Zelensky, founder of a studio, was elected president of Ukraine.", "Zelensky"),
]  # fmt: skip


@pytest.mark.parametrize("confidence", [0.7, 0.95])
@pytest.mark.parametrize(("question", "text", "answer"), ANSWERS)
def test_it_is_shown(question: str, text: str, answer: str, confidence: float) -> None:
    found = ask(question, said(text, answer, confidence, title="The yard", date="2023-05-04"))
    assert (shown(found), reasons(found)) == ([answer], [])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many people died in Norway?", "It killed 36 people in three Swedish towns.", "36"),
        ("how many people died in beira", "The storm killed 36 people in Maputo.", "36"),
        ("How many cars did Toyota sell?", "Toyota sold 30 planes.", "30"),
        ("How many people were hurt?", "The fire killed 40 people.", "40"),
        ("How many people died?", "The fire injured 40 people.", "40"),
        ("How many people were arrested?", "The quake killed 40 people.", "40"),
        ("How many children died?", "The fire killed 40 people.", "40"),
        ("How much money was seized?", "Police seized 3.4 tonnes of cocaine.", "3.4 tonnes"),
        ("Who is the president of France?", "Le Maire, a former economy minister, spoke.",
         "Le Maire"),
        ("Who is the chief executive of Kestrel?",
         "Ann Wood, the finance director of Kestrel, spoke.", "Ann Wood"),
        ("When did the strike at the yard end?", "The yard said on 3 May that it was full.",
         "3 May"),
    ],
)  # fmt: skip
def test_another_thing_is_not(question: str, text: str, answer: str) -> None:
    assert shown(ask(question, said(text, answer, title="The works", date="2023-05-04"))) == []


def test_who_is_told_by_an_office_is_no_other() -> None:
    text = "Lagarde spoke. The ECB president said that wages were rising fast."
    statement = said(text, "wages were rising fast", title="Lagarde in Frankfurt")
    assert shown(ask("What did Christine Lagarde say about wages?", statement))
    other = said(text.replace("The ECB president", "Ada Holm"), "wages were rising fast", title="x")
    assert not shown(ask("What did Christine Lagarde say about wages?", other))


@pytest.mark.parametrize(
    "question",
    [
        "How many goals did Osimhen score in Serie A?",
        "Who won in Group B?",
        "HOW MANY PEOPLE DIED IN A FIRE?",
        "How many live in Block C, and in X?",
        "Who lives in A. B. C?",
    ],
)
def test_letters_that_stand_alone_are_no_error(question: str) -> None:
    answers = [
        said("Kane scored 36 goals in Germany.", "36", title="Goals"),
        said("Osimhen scored 26 goals in the league.", "26", title="Goals"),
    ]
    ask(question, *answers)


_WORDS = """
how many people who when where what is the chief of in on at did line season Group B K11 IX to a US
D.C. F-16s MPs LG BoE capital battle spring deputy minister i b Q1 3 12 1990s Monday March Norway
Danish polish Ada Holm Holm's north old new Bridge the's
"""


@given(st.lists(st.sampled_from(_WORDS.split()) | st.text(max_size=5), min_size=1, max_size=9))
def test_no_question_is_an_error(words: list[str]) -> None:
    for question in (" ".join(words), " ".join(words).upper(), " ".join(words).lower()):
        one = said("Kane, 29, scored 36 goals in Germany on Friday.", "36", title="Line 4")
        other = said("Norwegian police, its chief Ida Lind said, held 12 people.", "Ida Lind", 0.95)
        ask(question, one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("How old is Ana Ruiz?", ("Ana Ruiz is 45.", "45"), ("Ana Ruiz, 45, is mayor.", "45")),
        ("How old was the victim?", ("The victim was 17.", "17"),
         ("The victim was a 17-year-old.", "17-year-old")),
        ("What share of voters backed it?", ("Two thirds of voters backed it.", "Two thirds"),
         ("In all 67% of voters backed it.", "67%")),
        ("What share of voters backed it?", ("One in three voters backed it.", "One in three"),
         ("In all 33% of voters backed it.", "33%")),
        ("What share of voters backed it?",
         ("Almost three quarters of voters backed it.", "Almost three quarters"),
         ("In all 74.6% of voters backed it.", "74.6%")),
    ],
)  # fmt: skip
def test_the_same_is_one_group(question: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    found = ask(question, said(*one), said(*other))
    assert [len(group.statements) for group in found.groups] == [2]


def test_a_third_is_not_38_percent() -> None:
    found = ask(
        "What share of voters backed it?",
        said("A third of voters backed it.", "A third"),
        said("In all 38% of voters backed it.", "38%"),
    )
    assert [len(group.statements) for group in found.groups] == [1, 1]
