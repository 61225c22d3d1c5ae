"""What is told of another that shares a name, a number, a side, an office or a weekday."""

import pytest

from tests.statements import ask, reasons, said, shown

TITLE, DATE = "The yard", "2023-05-04"  # a Thursday


def _ask(question: str, text: str, answer: str) -> tuple[list[str], list[str]]:
    found = ask(question, said(text, answer, title=TITLE, date=DATE))
    return shown(found), reasons(found)


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("How many stations does line 3 have?", "Line 4 will open with 11 stations.", "11",
         "about Line 4, not line 3"),
        ("how many stations does line three have", "Line 4 will open with 11 stations.", "11",
         "about Line 4, not line three"),
        ("When did Lumen release Orbit 4?", "Lumen released Orbit 5 on Tuesday.", "Tuesday",
         "about Orbit 5, not Orbit 4"),
        ("How many episodes does season 4 have?", "The third season has eight episodes.",
         "eight episodes", "about third season, not season 4"),
        ("When did King Osric III rule?", "King Osric II ruled from 1412 to 1439.",
         "from 1412 to 1439", "about Osric II, not Osric III"),
        ("How far does the K11 go?", "The K10 goes 420 kilometres.", "420 kilometres",
         "about K10, not K11"),
        ("How many musicians does the Helsinki Philharmonic have?",
         "The Vantaa Philharmonic plays here. The orchestra has 92 musicians.", "92",
         "about Vantaa Philharmonic, not Helsinki Philharmonic"),
        ("When was the Humber Bridge built?", "The Arden Bridge is shut. It was built in 1931.",
         "1931", "about Arden Bridge, not Humber Bridge"),
        ("When did the Toronto Festival begin?", "The Tolna Festival began on Tuesday.", "Tuesday",
         "about Tolna Festival, not Toronto Festival"),
        ("who won the oslo marathon", "Daniel Kiptoo won the Rostvik Marathon.", "Daniel Kiptoo",
         "about Rostvik Marathon, not Oslo Marathon"),
        ("how tall is the lindesnes lighthouse", "The Skarholm lighthouse is 31 metres tall.",
         "31 metres", "does not name Lindesnes"),
        ("When did Ida Thorsell marry Carl Lind?",
         "Ida Thorsell taught in Lund. In 1889 she married the painter Axel Rydh.", "1889",
         "does not name Carl Lind"),
        ("When will the upper station be replaced?", "The lower station will be replaced in 2026.",
         "2026", "about lower station, not upper station"),
        ("Who designed the old library?", "Rui Pinto designed the new library.", "Rui Pinto",
         "about new library, not old library"),
        ("Who is the treasurer of the guild?", "Hives died, its chairwoman Petra Solt said.",
         "Petra Solt", "is its chairwoman"),
        ("Who is the director of Lenbach Zoo?", "Lenbach Zoo has a cub, keeper Ilona Marsh said.",
         "Ilona Marsh", "is keeper"),
        ("How much did coffee cost on Monday?", "Coffee cost 2.31 dollars on Wednesday.",
         "2.31 dollars", "about Wednesday, not Monday"),
        ("How many people came in the 1990s?", "In 2022 some 41,000 people came.", "41,000",
         "about 2022, not the 1990s"),
    ],
)  # fmt: skip
def test_another_is_refused(question: str, text: str, answer: str, reason: str) -> None:
    assert _ask(question, text, answer) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many stations does line 3 have?", "Line 3 crosses line 4. It has 11 stations.", "11"),
        ("How many stations does line 3 have?", "Lines 3 and 4 have 11 stations each.", "11"),
        ("How many stations does line İ have?", "Line 4 has 11 stations.", "11"),
        ("How many stations does line fıve have?", "Line 4 has 11 stations.", "11"),
        ("How many stations does line 3 have?",
         f"Line 4 has 11 stations. Of line {'1' * 5000}-4 and lines 2-5 nothing is known.", "11"),
        ("How many stations does line 3 have?", "The third line has 11 stations, line 4 has 9.",
         "11"),
        ("How many viewers did season 3 have?", "Seasons 1 to 5 had 2.6 million viewers each.",
         "2.6 million"),
        ("How much does Orbit 5 cost?", "Orbit 5 replaces Orbit 4. It costs 1,200 dollars.",
         "1,200 dollars"),
        ("How many of the top 10 shops closed?", "Of the top 20 shops 12 closed.", "12"),
        ("How many musicians does the Helsinki Philharmonic have?",
         "The Helsinki Philharmonic beat the Vantaa Philharmonic. It has 92 musicians.", "92"),
        ("How many musicians does the Helsinki Philharmonic have?",
         "The Vantaa Philharmonic lost in Helsinki. The Philharmonic has 92 musicians.", "92"),
        ("When was Chancellor Merkel elected?", "Angela Merkel was elected in 2005.", "2005"),
        ("When was Joseph Holm elected?", "Joe Holm was elected in 2005.", "2005"),
        ("When was Ada Holm elected?", "Holm was elected in 2005.", "2005"),
        ("When was Ada Holm elected?", "President Holm was elected in 2005.", "2005"),
        ("who won the local marathon", "Daniel Kiptoo won the Rostvik Marathon.", "Daniel Kiptoo"),
        ("how long is the famous bridge", "Under the Arden Bridge it is 284 metres long.",
         "284 metres"),
        ("how high did the river rise", "The river came up to 4.6 metres.", "4.6 metres"),
        ("how much did the bridge cost to build", "The bridge cost 5.6 million pounds.",
         "5.6 million pounds"),
        ("When did Ida Thorsell marry Axel Rydh?", "In 1889 Ida Thorsell married Axel Rydh.",
         "1889"),
        ("When will the lower station be replaced?",
         "Like the upper station, the lower station will be replaced in 2026.", "2026"),
        ("Who is the boss of Kestrel?", "Chief executive Min Cho leads Kestrel.", "Min Cho"),
        ("Who is the head of the union?", "Its chairwoman, Petra Solt, said so.", "Petra Solt"),
        ("Who is the chief executive of Kestrel?", "Chief executive Min Cho spoke for Kestrel.",
         "Min Cho"),
        ("How much did coffee cost on Monday?", "Coffee cost 2.31 dollars on 1 May.",
         "2.31 dollars"),
        ("How many people died on Monday?",
         "The fire broke out on Monday. Police said on Tuesday that 12 people died.", "12"),
        ("How many people came in the 1990s?", "In 1994 some 41,000 people came.", "41,000"),
    ],
)  # fmt: skip
def test_the_same_is_shown(question: str, text: str, answer: str) -> None:
    assert _ask(question, text, answer) == ([answer], [])


UNDERGROUND = "Line A of the Nordby underground has 14 stations and carries 90,000 people a day."
FIRE = "A fire broke out in Block C of the Tarnhill estate. The block has nine floors."
VITAMIN = "Vitamin D did not help, a study with 25,000 adults found."
TRIAL = "Hepatitis C caused 4,100 cases. Groups A to D had 200 patients each."
KINGS = "King Osric II ruled from 1412 to 1439."


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("How many people does Line B carry?", UNDERGROUND, "90,000", "about Line A, not line B"),
        ("how many stations does line b have", UNDERGROUND, "14", "about Line A, not line B"),
        ("How many floors does Block A have?", FIRE, "nine", "about Block C, not block A"),
        ("How many adults took part in the study of vitamin C?", VITAMIN, "25,000",
         "about Vitamin D, not vitamin C"),
        ("how many cases did hepatitis a cause", TRIAL, "4,100",
         "about Hepatitis C, not hepatitis A"),
        ("When did Osric I rule?", KINGS, "from 1412 to 1439", "about Osric II, not Osric I"),
        ("when did king osric i rule", KINGS, "from 1412 to 1439", "about Osric II, not Osric i"),
        ("How many people did World War I kill?", "World War II killed 60 million people.",
         "60 million", "about War II, not War I"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("confidence", [0.7, 0.95])
def test_another_letter_is_refused(
    question: str, text: str, answer: str, reason: str, confidence: float
) -> None:
    found = ask(question, said(text, answer, confidence, title=TITLE, date=DATE))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many people does Line A carry?", UNDERGROUND, "90,000"),
        ("how many stations does line a have", UNDERGROUND, "14"),
        ("how many floors does block c have", FIRE, "nine"),
        ("How many adults took part in the study of vitamin D?", VITAMIN, "25,000"),
        ("How many cases did hepatitis C cause?", TRIAL, "4,100"),
        ("how many patients were in group b", TRIAL, "200"),
        ("When did Osric II rule?", KINGS, "from 1412 to 1439"),
        ("How long did Elizabeth I rule?",
         "Elizabeth I ruled for 44 years, Elizabeth II for 70 years.", "44 years"),
        ("How many goals has Osimhen in Serie A?",
         "Osimhen has 22 goals in Serie A. Napoli meet the winner of Group B.", "22"),
        ("How long should I wait?", "Should two people wait, it takes 20 minutes.", "20 minutes"),
    ],
)  # fmt: skip
def test_the_same_letter_is_shown(question: str, text: str, answer: str) -> None:
    assert _ask(question, text, answer) == ([answer], [])
