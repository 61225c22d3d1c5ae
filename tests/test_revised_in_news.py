"""News that a figure was another than was first told, and who was named as somebody."""

import pytest

from qa.reconcile.corrections.revised import find_revisions
from tests.statements import ask, said

FIRST = "Some 1,200 homes were flooded in Arden, the fire chief says."


@pytest.mark.parametrize(
    ("news", "right"),
    [
        ("The county counted the homes anew in Arden. It is 940, not 1,200 as was first reported.",
         "940"),
        ("In Arden 940 homes were flooded, not 1,200 as the mayor first said. All are dry.", None),
        ("The county corrected its count of flooded homes in Arden. In truth 940 were hit, not "
         "1,200.", "940"),
        ("An earlier report of 1,200 flooded homes in Arden was false, the mayor says.", None),
    ],
)  # fmt: skip
def test_news_that_a_figure_was_another_corrects_it(news: str, right: str | None) -> None:
    question = "How many homes were flooded in Arden?"
    wrong = said(FIRST, "1,200", 0.8, title="Flood in Arden", date="2024-02-05")
    told = said(news, "Arden", 0.05, title="After the flood", date="2024-03-01")
    found = ask(question, wrong, told)
    corrected = {group.answer: group.corrected for group in found.groups}
    assert corrected["1,200"] is (right is not None or "false" in news)
    assert right is None or corrected == {right: False, "1,200": True}


def test_news_of_another_thing_corrects_nothing() -> None:
    wrong = said(FIRST, "1,200", 0.8, title="Flood in Arden", date="2024-02-05")
    news = "The strike cost the docks 940 jobs, not 1,200 as was first reported."
    told = said(news, "docks", 0.05, title="Docks", date="2024-03-01")
    found = ask("How many homes were flooded in Arden?", wrong, told)
    assert [(group.answer, group.corrected) for group in found.groups] == [("1,200", False)]


def test_a_heading_that_tells_of_correcting_is_not_the_sentence_before() -> None:
    text = "The clerk corrects a map\n\nIn Arden 940 homes were flooded, not 1,200."
    assert list(find_revisions(text)) == []
    assert len(list(find_revisions(text.replace("\n\n", ". ")))) == 1


def test_a_note_denies_the_name_that_it_gave_somebody_as() -> None:
    wrong = said("Finance director Oren Patel of Kestrel blamed the rain.", "Oren Patel", 0.8,
                 title="Kestrel to close", date="2024-07-18")  # fmt: skip
    note = (
        "In a report on Kestrel we named the finance director as Oren Patel. It is Lucia Ferrant."
    )
    told = said(note, "Lucia Ferrant", 0.7, title="Correction: Kestrel", date="2024-07-19")
    found = ask("who is the finance director of Kestrel", wrong, told)
    assert [(group.answer, group.corrected) for group in found.groups] == [
        ("Lucia Ferrant", False), ("Oren Patel", True)
    ]  # fmt: skip
