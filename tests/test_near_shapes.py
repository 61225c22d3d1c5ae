"""Answers of another sort than was asked for: a length for a width, an age, a byline."""

import pytest

from qa.language.question import Kind, question_form
from tests.statements import ask, reasons, said, shown

ANOTHER = [
    ("How deep is the tunnel?", "It runs through a tunnel of 14.6 kilometres.", "14.6 kilometres",
     "a length, which tells not how deep"),
    ("How many mg of the syrup does a child take?", "A child takes 5 ml of the syrup.", "5 ml",
     "not a number of mg"),
    ("how many calories does a vell bar have", "A Vell bar has 40 grams of sugar.", "40 grams",
     "not a number of calorie"),
    ("what speed does the Vell train reach", "The Vell train is 40 m long.", "40 m",
     "how long, not the speed"),
    ("At what temperature does wax melt?", "Wax melts after 40 minutes.", "40 minutes",
     "a time, which tells not the temperature"),
    ("How wide will the runway be?", "The runway is to have 2,650 metres.", "2,650 metres",
     "a length, which tells not how wide"),
    ("How high up is the village of Domol?", "Domol had the best result: 98 percent.",
     "98 percent", "a share, which tells not how high"),
    ("length of the tunnel", "The tunnel takes 46 million.", "46 million",
     "a count, which tells not the length"),
    ("journey time to Kolmar", "The last train to Kolmar leaves at 22.40.", "22.40",
     "a time of day"),
    ("How high is Mount Sarro?", "Mount Sarro came down at 5.50 and shook.", "5.50",
     "a time of day"),
    ("How old is Fiona Garrick?", '"She is ours for thirty years," said Fiona Garrick.',
     "thirty years", "a length of time, and no age"),
    ("yield per hectare of the new grape", "Of the new grape 18 hectares were planted.",
     "18 hectares", "a number of grapes, not of what each has"),
    ("How many of the handlers are women?", "Some 140 handlers laid down their work.", "140",
     "counts all of them"),
    ("How much treacle goes into the loaf?", "They fined the loaf 275,000 dollars.",
     "275,000 dollars", "a sum of money"),
    ("breed of the dogs", "The dogs came with 130 men and women.", "130 men and women",
     "counts something, and is no name"),
    ("bus fare from Fennick", "A bus would collect them in Fennick at 7.45 a.m. every day.", "7.45",
     "a time of day"),
    ("rating of Ada Holm", "Ada Holm, 39, beat everybody.", "39", "somebody's age"),
    ("name of the founder of Cave Sund",
     "The former director of Cave Sund, Bruno Cast, was silent.", "Bruno Cast",
     "is the former director of Cave Sund"),
    ("How many people live in Valdessa?", "On Sunday 600 people marched through Valdessa.", "600",
     "does not say that they live there"),
    ("How many people work at the Skarvik ground station?",
     "There are two ground stations, Skarvik and Lomond.", "two", "counts ground stations"),
    ("How many employees does Astrelle have?",
     "Astrelle lost to Vektra Space in Lomnice, which has 1,150 employees.", "1,150",
     "about Vektra Space, not Astrelle"),
    ("How many millimetres of rain fell in Valdessa?",
     "Valdessa is wet. At the weather station of Pieve Alta 214 millimetres fell.",
     "214 millimetres", "about Pieve Alta, not Valdessa"),
    ("How many people died when the ferry sank off Port Amaro?",
     "Port Amaro is safe. The ferry sank off Calder Haven and 28 people died.", "28",
     "about Calder Haven, not Amaro"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer", "reason"), ANOTHER)
def test_another_sort_of_answer_is_refused(
    question: str, text: str, answer: str, reason: str
) -> None:
    found = ask(question, said(text, answer, date="2023-11-02", title="The yard"))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How deep is the tunnel?", "The tunnel runs 90 metres below the ground.", "90 metres"),
        ("How wide is the river?", "The river is 40 metres across.", "40 metres"),
        ("How high is the fee?", "The fee is 98 euros.", "98 euros"),
        ("How far down were the batteries?", "The batteries were down to 11 percent.",
         "11 percent"),
        ("journey time to Kolmar", "It is 74 minutes to Kolmar.", "74 minutes"),
        ("How old is Fiona Garrick?", "Fiona Garrick is 61 years old.", "61 years"),
        ("yield per hectare of the new grape", "Its yield is 9 tonnes per hectare.", "9 tonnes"),
        ("How many of the handlers are women?", "Of the handlers 30 are women.", "30"),
        ("How much damage did it do?", "It did damage of 3 million dollars.", "3 million dollars"),
        ("How old is Ada Holm?", "Ada Holm, 39, beat everybody.", "39"),
        ("How many people live in Valdessa?", "The village of Valdessa has 340 people.", "340"),
        ("how many organized recruitment activities",
         "They arrested 860 suspects, including 931 who organized recruitment activities.", "931"),
        ("How many people are living in tents?", "The camp holds 6,800 people in tents.", "6,800"),
        ("How many employees does Vektra Space have?",
         "Astrelle lost to Vektra Space in Lomnice, which has 1,150 employees.", "1,150"),
        ("In how many moves did Brandvold lose to Revko?",
         "Brandvold lost to Danil Revko in 27 moves.", "27"),
        ("How much was paid in the settlement?", "They settled, and 17 million euros was paid.",
         "17 million euros"),
        ("When are substitutions allowed?", "Substitutions are allowed at any time in the game.",
         "at any time in the game"),
        ("When do pupils learn German?", "Pupils learn German from the sixth grade on.",
         "sixth grade"),
        ("What is the time limit for a penalty?", "Some fouls bring a four-minute penalty.",
         "four-minute"),
        ("how long does the licence last", "The licence is granted for life.", "for life"),
        ("how much is the entry to the yard", "The entry to the yard is free.", "free"),
        ("what does the yard charge", "The yard takes pupils at no charge.", "at no charge"),
        ("When did it change after the bankruptcy?", "It was bankrupt. It changed in May 2020.",
         "May 2020"),
    ],
)  # fmt: skip
def test_what_has_the_sort_asked_for_is_not(question: str, text: str, answer: str) -> None:
    found = ask(question, said(text, answer, date="2023-11-02", title="The yard"))
    assert shown(found) == [answer]


@pytest.mark.parametrize("answer", ["Lorna Pell", "Salvera"])
@pytest.mark.parametrize(
    ("question", "refused"),
    [("winner of the tournament", True), ("Who wrote about the tournament?", False)],
)
def test_a_byline_answers_who_wrote_it_alone(answer: str, question: str, refused: bool) -> None:
    text = "**By Lorna Pell in Salvera. The Herald, 17 May 2023**\n\nThe tournament ended."
    found = ask(question, said(text, answer, title="Home by Thursday"))
    assert (reasons(found) == ["who wrote the article"]) is refused


def test_a_reporter_that_the_head_names_is_no_answer() -> None:
    text = "The Post, 4 April 2017 - by our court reporter Nina Drew\n\nA wife wept."
    found = ask("name of the wife", said(text, "Nina Drew", title="Home by Thursday"))
    assert reasons(found) == ["who wrote the article"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("wind speed when the screen fell", None),
        ("payment to Ann Lee when she left", None),
        ("wind speed of the storm when the screen fell", Kind.MEASURE),
        ("in the play when does Ann Lee die", Kind.DATE),
        ("since when has Ann Lee run the yard", Kind.DATE),
        ("the year when Ann Lee died", Kind.YEAR),
        ("Titanic sank when", Kind.DATE),
        ("When cases fell, what did the ministry pay?", Kind.MONEY),
        ("10000 BC is when what became common?", None),
    ],
)
def test_when_in_a_clause_asks_for_no_time(question: str, kind: Kind | None) -> None:
    assert question_form(question).kind is kind


def test_a_masthead_tells_when_it_was_published() -> None:
    text = "Tesh Mirror, Saturday 11 May 2024\nBenno Achter\nThe clinic of Karsh has a new head."
    own = said(text, "Saturday 11 May 2024", date="2024-05-11", source="Tesh Mirror")
    found = ask("Since when has Benno Achter run the clinic?", own)
    assert reasons(found) == ["the day on which it was published"]


def test_a_first_name_in_small_letters_is_one_though_no_passage_has_it() -> None:
    text = "Written by Professor Alan Sefton, the report says so of 14 January."
    found = ask("when did professor linda sefton write it", said(text, "14 January"))
    assert reasons(found) == ["about Alan Sefton, not Professor Linda Sefton"]


def test_tonnes_are_no_money_however_sure_the_reader_is() -> None:
    text = "The wells cost much. The yard brought in 1,900 tonnes."
    found = ask("What did the wells cost?", said(text, "1,900 tonnes", 0.95))
    assert reasons(found) == ["a mass, and no sum of money"]


@pytest.mark.parametrize(("confidence", "answered"), [(0.45, False), (0.55, True)])
def test_figures_that_differ_answer_where_each_is_rather_right(
    confidence: float, answered: bool
) -> None:
    """The reader, between them, is sure of neither."""
    one = said("The crash killed 40 people.", "40", confidence)
    other = said("In the crash 52 people died.", "52", confidence)
    unsure = said("The crash killed 40 people.", "40", 0.2)
    found = ask("How many people died in the crash?", unsure, one, other)
    assert bool(shown(found)) is answered
