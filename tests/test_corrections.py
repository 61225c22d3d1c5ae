"""What a note denies, touches and says is right; and which figures come to the same."""

import pytest

from tests.statements import ask, said, shown

QUESTION = "How many people live in tents?"


def corrected(text: str, answer: str) -> bool:
    return ask(QUESTION, said(text, answer)).groups[0].corrected


@pytest.mark.parametrize(
    ("note", "figure", "is_corrected"),
    [
        ("Correction: An earlier version said that 8,600 people live in tents. It is 6,800.",
         "6,800", False),
        ("Correction: The number is 6,800, not 8,600.", "6,800", False),
        ("Correction: The number is 6,800, not 8,600.", "8,600", True),
        ("Correction: We said that as many as 8,600 live there. They are 6,800.", "8,600", True),
        ("Updated May 3: An earlier version of this article said that 8,600 people live there.",
         "8,600", True),
        ("Updated May 3: with the number of 8,600.", "6,800", False),
        ("Correction: The 8,600 are guests, not residents.", "8,600", True),
        ("[Editor's note: This article has been retracted.]", "8,600", True),
        ("Correction: Several figures in this article were wrong.", "8,600", True),
        ("Correction: The camp is in Kellin, not Sandau.", "8,600", False),
    ],
)  # fmt: skip
def test_a_figure_is_corrected_by_what_denies_it(
    note: str, figure: str, is_corrected: bool
) -> None:
    text = f"Some {figure} people live in tents, most of them by the river.\n\n{note}"
    assert corrected(text, figure) is is_corrected


def test_a_figure_that_a_note_repeats_is_denied_in_it_too() -> None:
    text = "The camp is full.\n\nCorrection: We said that 8,600 people live in tents. It is 6,800."
    assert corrected(text, "8,600")
    assert not corrected(text, "6,800")


WRONG = "Some 400 tents hold 8,600 people.\n\nCorrection: Several figures here were wrong."


def test_what_another_article_states_stands_though_a_note_may_mean_it() -> None:
    other = said("In all, 8,600 people live in tents, the mayor says.", "8,600", 0.7)
    assert [group.corrected for group in ask(QUESTION, said(WRONG, "8,600"), other).groups] == [
        False
    ]


def test_what_a_correcting_article_says_was_right_stands() -> None:
    right = said(
        "Correction: 4,000 huts, not 400\n\nThe figure of 8,600 people in tents was right.",
        "8,600",
        0.4,
    )
    assert not ask(QUESTION, said(WRONG, "8,600"), right).groups[0].corrected


def test_a_note_about_figures_corrects_no_day() -> None:
    text = "The camp was opened in May 2023.\n\nCorrection: Several figures were wrong."
    assert not ask("When was the camp opened?", said(text, "May 2023")).groups[0].corrected


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("More than 4,600 people live in tents.", "Exactly 4,666 people live in tents.", 1),
        ("More than 4,600 people live in tents.", "Exactly 4,566 people live in tents.", 2),
        ("Nearly 20,000 people live in tents.", "Exactly 23,000 people live in tents.", 2),
        ("At least 94 people live in tents.", "In all 103 people live in tents.", 2),
        ("- 690 people live in tents.", "In all 690 people live in tents.", 1),
    ],
)  # fmt: skip
def test_figures_in_round_numbers(one: str, other: str, groups: int) -> None:
    figures = [text.split(" people")[0].split()[-1] for text in (one, other)]
    found = ask(QUESTION, said(one, figures[0]), said(other, figures[1]))
    assert len(found.groups) == groups


def test_a_share_is_the_same_in_words_and_in_percent() -> None:
    found = ask(
        "What share of homes have heating?",
        said("Some 80 percent of homes have heating.", "80 percent"),
        said("Heating is found in four in five homes.", "four in five"),
    )
    assert len(found.groups) == 1


def test_a_sum_is_the_same_beside_its_conversion() -> None:
    found = ask(
        "How much did the bridge cost?",
        said("The bridge cost 46 million crowns ($4.2 million).", "46 million crowns"),
        said("The bridge cost $4.2 million, the bank says.", "$4.2 million"),
    )
    assert shown(found) == ["46 million crowns"]
