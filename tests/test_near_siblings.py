"""One of several that share a word, somebody else's age, and answers that no such question has."""

import pytest

from qa.language.question import Kind, question_form
from tests.statements import ask, reasons, said, shown

ANOTHER = [
    ("Who won the fourth stage?", "Ada Holm won the fifth stage of the race.", "Ada Holm",
     "about the fifth stage, not the fourth stage"),
    ("Who had the 2nd ticket?", "Ada Holm had the first ticket.", "Ada Holm",
     "about the first ticket, not the 2nd ticket"),
    ("How many people live in Lower Emmer?", "Upper Emmer has 1,120 inhabitants.", "1,120",
     "about Upper Emmer, not Lower Emmer"),
    ("How many lamps are there in North Brask?", "In South Brask there are 40 lamps.", "40",
     "about South Brask, not North Brask"),
    ("How old is Tomas Wray?", "Tomas Wray came last. Prothero, 67, was third.", "67",
     "the age of Prothero"),
    ("tomas wray age", "A farmer, Tomas Wray, spoke. It was won by the 22-year-old Ewan Pryce.",
     "22", "the age of Ewan Pryce"),
    ("age of Agata Renn", "He wants 30,000 for it, Agata Renn says.", "30,000", "no age"),
    ("How many students has the school?", "It was a student of 23 at the school.", "23",
     "somebody's age"),
    ("How old is the spokesman Reto Amstein?",
     "Reto Amstein spoke. A driver, 28, saw the mud.", "28", "does not name Reto Amstein"),
    ("How long did the strike at the quarry last?", "The strike at the port lasted 16 days.",
     "16 days", "says nothing of quarry"),
    ("how long did the vaccinators' strike last", "The strike at the port lasted 16 days.",
     "16 days", "says nothing of vaccinators"),
    ("name of the driver whose van was hit", "A driver, 28, saw that his van was hit.", "28",
     "a figure, and no name"),
    ("who led the opera before quist", "The opera is led by Matteo Quist.", "Matteo Quist",
     "is what was asked about"),
    ("How many stays did the hotels have in 2021?",
     "Horizon, autumn 2021\n\nIn 2019 the hotels had 61,000 stays.", "61,000",
     "about 2019, not 2021"),
    ("When was the hall shut down?",
     "From our reporter Jette Sommer, The Courier, Saturday 26 March 2022\n\nThe hall is shut.",
     "Saturday 26 March 2022", "the day on which it was published"),
    ("price paid for the brand", "The brand sells 85,000 hectolitres.", "85,000 hectolitres",
     "not a sum of money"),
    ("weight of a loaf", "He put up the price of the loaf to 3.60 pounds.", "3.60 pounds",
     "a sum of money, which tells not the weight"),
    ("How tall are the masts?", "They have put up 4,100 masts.", "4,100",
     "a count, which tells not how tall"),
    ("length of the old bridge", "The town of the old bridge has 54,000 people.", "54,000",
     "a count, which tells not the length"),
    ("How much does the jersey weigh?", "Each jersey was worth 6,000.", "6,000",
     "a count, which tells not the weight"),
    ("In which prison did Edwin Tarr sit?", "Edwin Tarr got three years in prison.",
     "three years", "not a prison"),
    ("How did parliament vote on the bill?", "By the bill it becomes a duty from 2025.", "2025",
     "only a time"),
    ("population of port sabel", "It is in the port. It had 48,000 visitors in Port Sabel.",
     "48,000", "does not say that they live there"),
    ("When was the Hallgrim Foundation set up?",
     "The Hallgrim Foundation decides on 30 April.", "30 April", "tells of no beginning"),
    ("When were the ingots stolen?",
     "PORT SABEL, 3 September 2021 (Meridian News) - The ingots were not stolen.",
     "3 September 2021", "the day on which it was published"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer", "reason"), ANOTHER)
def test_another_of_them_is_refused(question: str, text: str, answer: str, reason: str) -> None:
    found = ask(question, said(text, answer, title="The yard"))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who won the fourth stage?", "Ada Holm won the fourth stage, not the fifth stage.",
         "Ada Holm"),
        ("Who won the fourth stage?", "Ada Holm won it for the second time.", "Ada Holm"),
        ("How many people live in Lower Emmer?", "Lower Emmer has 1,120 inhabitants.", "1,120"),
        ("How many people live in Emmer?", "Upper Emmer has 1,120 inhabitants.", "1,120"),
        ("How old is Gerald Prothero?", "Prothero, 67, was third.", "67"),
        ("How old is Ada Holm?", "Ada Holm has left. She is 61 years old.", "61 years"),
        ("who led the opera before quist", "Before Quist the opera was led by Ivo Sand.",
         "Ivo Sand"),
        ("When was the lamp lit when the chandelier fell?",
         "The chandeliers fell. The lamp was lit on 3 May 2020.", "3 May 2020"),
        ("where do they play during the closure", "It was closed. They play in a tram depot.",
         "a tram depot"),
        ("How many wrestlers has the school produced?",
         "Its wrestling is famous. The school has produced 16.", "16"),
        ("What did she win at the Amsterdam Olypics?",
         "At the Amsterdam Olympics she won a gold medal.", "a gold medal"),
        ("How long did the strike at the quarry last?",
         "The quarry is open. The strike lasted 16 days.", "16 days"),
        ("How much must the men pay back?", "The men were ordered to pay back £8.2 million.",
         "£8.2 million"),
        ("Who wrote The Age of Innocence?", "Edith Wharton wrote The Age of Innocence.",
         "Edith Wharton"),
        ("How old is Ada Holm?", "Ada Holm is 39 and lives in Oslo.", "39"),
        ("How old is Holm's daughter?", "Holm's daughter Mia, 7, goes to school.", "7"),
        ("How old is Yale?", "Yale is 322.", "322"),
        ("When did the second season air?", "The first season aired in 2010, the second in 2011.",
         "2011"),
        ("How much did it make in the third quarter?",
         "It made $4.2 billion in Q3, up from $3 billion in the second quarter.", "$4.2 billion"),
        ("Who was the third wife?", "After his second wife died he took Jane Holm.", "Jane Holm"),
        ("Who did South Calder beat?", "South Calder beat North Calder.", "North Calder"),
        ("How many people live in Lower Emmer?",
         "Lower Emmer has a mill. With 1,120 inhabitants it is larger than Upper Emmer.", "1,120"),
        ("When was Isaac Newton born?", "Isaac Newton (25 December 1642) was a physicist.",
         "25 December 1642"),
        ("When was Turkey established?", "Turkey was proclaimed on 29 October 1923.",
         "29 October 1923"),
        ("When did he move to London?", "From Paris he moved to London in 1848.", "1848"),
        ("Who led India after Indira Gandhi?", "After Indira Gandhi India was led by Rajiv Gandhi.",
         "Rajiv Gandhi"),
        ("Which salary was she paid?", "She was paid a salary of 78,000 crowns.", "78,000 crowns"),
        ("How much did the tuna weigh?", "The tuna, 612 pounds, was sold.", "612 pounds"),
        ("length of the novel", "The novel runs to 320 pages.", "320 pages"),
        ("What was the fare before the rise?", "The fare before the rise was £2.", "£2"),
        ("How many died in the fire at the cathedral?", "In the Notre-Dame fire 9 people died.",
         "9"),
        ("How old is the mayor?", "The mayor is here. Prothero, 67, was elected.", "67"),
        ("finds of the bronze age", "Of the Bronze Age 61 ingots were found.", "61 ingots"),
        ("How many students of medicine are there?", "There are students of 23 countries, "
         "among them 40 students of medicine.", "40"),
        ("How tall is the mast?", "The mast is 41 metres tall.", "41 metres"),
        ("How much does the bell weigh?", "The bell weighs 6,000.", "6,000"),
        ("In which prison did Edwin Tarr sit?", "Edwin Tarr sat in Marlow.", "Marlow"),
        ("In which season did they win?", "They won in the season of 2019.", "2019"),
        ("How did they travel?", "They travelled by train.", "by train"),
        ("population of port sabel", "In Port Sabel 48,000 people live.", "48,000"),
        ("When was the Hallgrim Foundation set up?",
         "The Hallgrim Foundation was founded on 30 April 1950.", "30 April 1950"),
        ("What must the organisers pay as a fine?", "They must pay 80,000 crowns for it.",
         "80,000 crowns"),
        ("Who bought the vases?", "He sold the vases to the Royal Museum.", "Royal Museum"),
    ],
)  # fmt: skip
def test_what_was_asked_for_is_not(question: str, text: str, answer: str) -> None:
    assert shown(ask(question, said(text, answer, title="The yard"))) == [answer]


def test_one_of_several_is_told_from_another_however_sure_the_reader_is() -> None:
    own = said("Ada Holm won the fifth stage of the race.", "Ada Holm", 0.95, title="The race")
    assert reasons(ask("Who won the fourth stage?", own)) == [
        "about the fifth stage, not the fourth stage"
    ]


def test_a_population_counts_however_it_is_typed() -> None:
    assert question_form("population of port sabel").kind is Kind.COUNT


def test_a_figure_that_went_from_one_to_another_is_the_second() -> None:
    text = "The hall goes from 1,412 to 1,286 seats by the works."
    found = ask("how many seats will the hall have after the works", said(text, "1,412 to 1,286"))
    assert shown(found) == ["1,286"]


@pytest.mark.parametrize(
    ("question", "text", "answer", "words"),
    [
        ("When did the second season of Tin Roofs start?",
         "Tin Roofs started on 3 May, and the season ends in June.", "3 May", "second season"),
        ("what is the third largest town in Tarn", "The largest town in Tarn is Orsk.", "Orsk",
         "third largest"),
        ("who was the fifth to sign it", "Ada Holm signed it in June.", "Ada Holm", "fifth to"),
        ("Which was the second town to close its school?", "Orsk closed its school in June.",
         "Orsk", "second town"),
    ],
)  # fmt: skip
def test_one_of_a_row_of_which_an_article_does_not_tell(
    question: str, text: str, answer: str, words: str
) -> None:
    found = ask(question, said(text, answer, title="The yard"))
    assert reasons(found) == [f"does not tell of the {words}"]
    told = f"{text} {words.split()[0].title()} came another."
    assert shown(ask(question, said(told, answer, title="The yard"))) == [answer]
    assert shown(ask(question, said(text, answer))) == [answer]  # it may have been cut off


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When is the second interest payment due?", "The interest is due on 3 May.", "3 May"),
        ("When was the second arrest?", "An arrest was made on 3 May.", "3 May"),
        ("Who finished second to Holm?", "Behind Holm, Lund finished.", "Lund"),
        ("who came second to last", "Per Lund was the last but one.", "Per Lund"),
        ("When did he come for a second time to Arden?", "He came to Arden on 3 May.", "3 May"),
        ("When did the second series start?", "It came for another series on 3 May.", "3 May"),
    ],
)
def test_what_is_no_one_of_a_row_or_is_told_in_other_words_is_shown(
    question: str, text: str, answer: str
) -> None:
    assert shown(ask(question, said(text, answer, title="The yard"))) == [answer]
