"""Notes that give only what is right, and say that it was wrong before."""

import pytest

from tests.statements import ask, said

WRONG = [
    ("How many people did the fire kill?", "The fire killed {} people.", "14", "12",
     "An earlier version misstated the number."),
    ("How much did the bridge cost?", "The bridge cost {}.", "$14 million", "$12 million",
     "An earlier version of this article gave the wrong cost."),
    ("When did the school open?", "The school opened on {}.", "4 May 2024", "6 May 2024",
     "A previous version of this story gave an incorrect date."),
    ("How long is the tunnel?", "The tunnel is {} long.", "14 km", "12 km",
     "The original report misstated the length."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "told", "wrong", "right", "says"), WRONG)
def test_what_stands_in_its_place_is_shown_as_right(
    question: str, told: str, wrong: str, right: str, says: str
) -> None:
    text = f"{told.format(wrong)}\n\nCorrection: {told.format(right)} {says}"
    groups = ask(question, said(text, wrong)).groups
    assert [(one.answer, one.corrected) for one in groups] == [(right, False), (wrong, True)]


@pytest.mark.parametrize(("question", "told", "wrong", "right", "says"), WRONG)
def test_an_article_that_was_put_right_stands(
    question: str, told: str, wrong: str, right: str, says: str
) -> None:
    text = f"{told.format(right)}\n\nCorrection: {told.format(right)} {says}"
    groups = ask(question, said(text, right)).groups
    assert [(one.answer, one.corrected) for one in groups] == [(right, False)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The fire killed 14 people.",
         "The fire killed 12 people. An earlier version misspelled a name."),
        ("The fire killed 14 people.",
         "The fire killed 12 people. An earlier version misstated the date."),
        ("The fire killed 14 people and hurt 30.",
         "The fire hurt 31 people. An earlier version misstated the number."),
        ("The fire killed 14 people.",
         "The flood killed 12 people. An earlier version misstated the number."),
        ("The fire killed 14 people.",
         "The fire killed 12 people and 3 people of the crew. An earlier version misstated it."),
    ],
)  # fmt: skip
def test_what_a_note_may_not_mean_is_left(text: str, note: str) -> None:
    found = ask("How many people died?", said(f"{text}\n\nCorrection: {note}", "14"))
    assert not any(each.corrections for each in found.groups)
    assert not found.wrong
