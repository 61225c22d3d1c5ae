"""News that a figure was another than was first told, and who was named as somebody."""

from tests.statements import ask, said


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
