"""What answers is shown where its article calls a country, an office or a thing otherwise."""

import pytest

from tests.statements import ask, reasons, said, shown

ANSWERS = [
    # Whose it is, and for whom a capital stands.
    ("How many people live in the UK?", "Census", "Britain's population is 67.6 million.",
     "67.6 million"),
    ("what is the uk inflation rate", "Prices", "Britain's prices rose 4% in a year.", "4%"),
    ("What are the tuition fees in England?", "Fees", "English universities charge £9,250 a year.",
     "£9,250"),
    ("When did Russia invade Ukraine?", "War in Ukraine",
     "Moscow sent its troops across the border on 24 February 2022.", "24 February 2022"),
    ("How many US troops were in Afghanistan?", "Kabul", "America had 2,500 soldiers there.",
     "2,500"),
    ("How many jobs will go at Ford?", "Ford", "Ford is to shed 3,800 posts in Germany.", "3,800"),
    # Who leads a country.
    ("Who is the Prime Minister of India?", "India votes",
     "Narendra Modi, India's leader, hopes to win a third term.", "Narendra Modi"),
    ("who is the ceo of apple", "Apple event",
     "Tim Cook, Apple's chief executive, unveiled the phone.", "Tim Cook"),
    # A body whose name is a question word.
    ("When did the WHO declare it over?", "Virus",
     "The World Health Organization said on 5 May 2023 that it was over.", "5 May 2023"),
    ("when did the who declare it over", "Virus",
     "The World Health Organization said on 5 May 2023 that it was over.", "5 May 2023"),
    ("When was the man who shot Lennon born?", "Lennon's killer",
     "Mark Chapman, who shot Lennon, was born on 10 May 1955.", "10 May 1955"),
    # What is no name.
    ("What was revenue in the first quarter?", "Results",
     "Sales for the three months to 31 March were $4.2bn.", "$4.2bn"),
    ("How many people were hired in late 2023?", "Jobs",
     "Between October and December 2023 the firm took on 420 people.", "420"),
    ("how many episodes are in season 2", "Squid Game 2", "The second series has seven episodes.",
     "seven"),
    ("How much alcohol is safe?", "Drinking", "Doctors advise no more than 14 units a week.",
     "14 units"),
    # Other words for what is counted, or happened to it.
    ("How many times has Brazil won the World Cup?", "World Cup", "Brazil have five titles.",
     "five"),
    ("How many times did it erupt?", "Peak", "The volcano erupted on 17 occasions.", "17"),
    ("How many stores does Aldi have?", "Aldi", "Aldi has 1,000 UK branches.", "1,000"),
    ("How many births were there?", "Births", "England saw 577,000 babies born.", "577,000"),
    ("How many buildings collapsed?", "Quake", "Some 6,000 structures were flattened.", "6,000"),
    ("How many children were killed?", "Uvalde", "Among the dead were 19 pupils.", "19"),
    ("How many people died in the crash?", "Plane crash", "All 62 aboard were killed.", "62"),
    ("how many elephants were killed", "Ivory", "Poachers slaughtered 20,000 elephants.",
     "20,000"),
    ("How many people were evacuated?", "Fires", "Crews moved 19,000 people to safety.", "19,000"),
    ("How many died in the war?", "War", "The war cost 2.5 million lives.", "2.5 million"),
    ("When did the plane crash?", "Voepass", "The aircraft came down on Friday.", "Friday"),
    ("how effective is the vaccine", "Malaria", "The jab prevented 75% of cases.", "75%"),
    ("where is the headquarters of siemens", "Siemens", "The group is based in Munich.", "Munich"),
    ("Where does Prof. Jones work?", "Talk", "Sarah Jones teaches at Cardiff University.",
     "Cardiff University"),
    # Times that tell of another.
    ("What time does the museum close?", "Visit", "The museum is open from 9am to 5.30pm.",
     "5.30pm"),
    ("how old is the oldest tree", "Tree", "The oldest tree sprouted 4,855 years ago.",
     "4,855 years"),
    ("What is the incubation period of measles?", "Measles",
     "Measles symptoms appear 10 to 14 days after infection.", "10 to 14 days"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "title", "text", "answer"), ANSWERS)
def test_what_answers_by_another_name_is_shown(
    question: str, title: str, text: str, answer: str
) -> None:
    found = ask(question, said(text, answer, 0.6, title=title, date="2024-03-01"))
    assert shown(found), reasons(found)


OTHERS = [
    ("How many people died in the UK?", "Floods", "The floods killed 12 of Germany's people.",
     "12"),
    ("How many jobs will go in France?", "Ford", "Ford is to shed 3,800 posts in Germany.",
     "3,800"),
    ("Who is the Prime Minister of India?", "Votes", "Ana Ruiz, Spain's leader, spoke.",
     "Ana Ruiz"),
    ("When does the museum open?", "Museum", "The museum closed on 5 May 2023.", "5 May 2023"),
    ("How many times did he visit?", "Champion", "He has five titles.", "five"),
    ("How old is the oldest tree?", "Tree", "The oldest tree was felled in 1964.", "1964"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "title", "text", "answer"), OTHERS)
def test_what_is_of_another_is_not(question: str, title: str, text: str, answer: str) -> None:
    found = ask(question, said(text, answer, 0.6, title=title, date="2024-03-01"))
    assert shown(found) == []
