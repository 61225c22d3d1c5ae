"""Sentences turned round into questions."""

from qa.page.turned import counting_questions, dating_questions, naming_questions


def test_counting_questions_turn_the_texts_own_words_round() -> None:
    text = (
        "Since May, a total of 4,666 suspects involved in fraud have been handed over to China by "
        "the authorities, officials said. They were tired. About 39,000 cases were solved in 2023. "
        "Some 12 percent were angry. 5 of these were their own."
    )
    handed, solved = counting_questions(text)
    assert handed.question == (
        "How many suspects involved in fraud have been handed over to China by the authorities?"
    )
    assert (handed.answer, handed.about) == ("4,666", "suspects")
    assert solved.question == "How many cases were solved in 2023?"


def test_naming_and_dating_questions_turn_them_round_too() -> None:
    text = (
        "Ada Lund, the port master of Wrapton, said so. Ada Lund designed the wall of Wrapton. "
        "Foreign Ministry spokesperson Mao Ning smiled. It was opened in 1999. The harbour wall of "
        "Wrapton was opened to ships on 3 May 1999. The bridge was closed in 2001. Ole Berg, a "
        "clerk of the town, told reporters that he was tired. The ferry to Norvik began to run "
        "in 1875."
    )
    asked = [(each.question, each.answer) for each in naming_questions(text)]
    assert asked == [
        ("Who is the port master of Wrapton?", "Ada Lund"),
        ("Who designed the wall of Wrapton?", "Ada Lund"),
        ("Who is the Foreign Ministry spokesperson?", "Mao Ning"),
    ]
    asked = [(each.question, each.answer) for each in dating_questions(text)]
    assert asked == [
        ("When was the harbour wall of Wrapton opened to ships?", "3 May 1999"),
        ("When did the ferry to Norvik begin to run?", "1875"),
    ]
