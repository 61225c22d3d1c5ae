"""What a note denies, touches and says is right; and which figures come to the same."""

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import Mock

import pytest

from qa.language.question import question_form
from qa.reconcile.corrections import Corrections
from qa.reconcile.corrections.denials import read_figures
from qa.reconcile.statements import to_statement
from qa.records import Statement
from tests.statements import ask, said, shown

QUESTION = "How many people live in tents?"


def corrected(text: str, answer: str) -> bool:
    groups = ask(QUESTION, said(text, answer)).groups
    return next(group.corrected for group in groups if group.answer == answer)


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
        ("Correction: We gave more than one figure to our readers, and an earlier version of this\n"
         "article said that 8,600 people lived there in the tents that are put up by the river.",
         "8,600", True),
        ("Correction: The camp is in Kellin, not Sandau.", "8,600", False),
    ],
)  # fmt: skip
def test_a_figure_is_corrected_by_what_denies_it(
    note: str, figure: str, is_corrected: bool
) -> None:
    text = f"Some {figure} people live in tents, most of them by the river.\n\n{note}"
    assert corrected(text, figure) is is_corrected


def test_what_a_note_only_quotes_as_wrong_is_nobodys_word() -> None:
    text = "The camp is full.\n\nCorrection: We said that 8,600 people live in tents. It is 6,800."
    assert ask(QUESTION, said(text, "8,600")).groups == ()
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


TENTS = "Some 8,600 people live in tents by the river."
TOLL = "At least 27 people died when the bridge fell."
DIED = "How many people died?"


def corrects(
    note: str, told: str = TENTS, figure: str = "8,600", question: str = QUESTION, title: str = ""
) -> bool:
    """Whether an article that is a correction corrects what another states."""
    other = replace(said(note, note[:1]).article, date=date(2024, 3, 6))
    article = said(told, figure, title=title or None, date="2024-03-04").article
    return Corrections([article, other]).of(stated(told, figure, question, title)) is not None


def stated(told: str, figure: str, question: str = QUESTION, title: str = "") -> Statement:
    answer = said(told, figure, title=title or None, date="2024-03-04")
    return to_statement(question_form(question), answer)


@pytest.mark.parametrize(
    "note",
    [
        "Our report of 4 March said that 27 people died. The correct number is 25.",
        "Our piece of 4 March said that 27 people died. The correct number is 25.",
        "Our item of 4 March said that 27 people died. The correct number is 25.",
        "Our dispatch of 4 March said that 27 people died. The correct number is 25.",
        "Our post of 4 March said that 27 people died. The correct number is 25.",
        "Our column of 4 March said that 27 people died. The correct number is 25.",
        "The death toll was incorrectly given as 27. It is 25.",
        "We reported 27 deaths. There were 25.",
        "We said that 27 people died, when in fact 25 did.",
        "We should have said that 25 people died, not 27.",
        "The death toll is 25, not 27.",
        "The number of the dead was overstated as 27.",
        "Our list of the dead has been corrected to 25 names from 27.",
        "Our report listed 27 people as dead.",
        "Some 27 people were wrongly reported dead. It was 25.",
        "We misstated how many people died. It was said to be 27. It is 25.",
    ],
)
@pytest.mark.parametrize("label", ["Correction", "Clarification"])
def test_the_ways_in_which_a_correction_denies_a_figure(label: str, note: str) -> None:
    assert corrects(f"{label}: {note}", TOLL, "27", DIED)
    assert not corrects(f"{label}: {note}", TOLL.replace("27", "25"), "25", DIED)


@pytest.mark.parametrize(
    ("note", "is_corrected"),
    [
        ("Correction: Our article said that 8,600 people live in tents.", True),
        ("Correction: Our article said that 8,600 residents sleep in tents.", True),
        ("Correction: Our article said that the camp has 8,600 tents.", False),
        ("Correction: Our article said that 8,600 people saw the match.", False),
        ("Correction: We put the number at 6,800, not 8,600.", False),
        ("Correction: The count in the tents is 6,800, not 8,600.", True),
        ("Correction: An earlier version of this article said 8,600 people live in tents.", False),
        ("Correction: An earlier version said that 8,600 people live in tents.", False),
        ("Rain is due.\n\nCorrection: Our article said that 8,600 people live in tents.", False),
    ],
)
def test_another_article_corrects_what_it_is_about(note: str, is_corrected: bool) -> None:
    assert corrects(note) is is_corrected


def test_a_correction_that_names_the_headline_means_that_article() -> None:
    note = "Correction: We said in “Camp by the river is full” that there were 8,600 of them."
    assert corrects(note, title="Camp by the river is full")
    assert not corrects(note.replace("Camp by the river is full", "A day at sea"), title="Camp")


def test_a_note_of_this_article_reaches_its_copies() -> None:
    note = "Correction: An earlier version of this article said that 8,600 people live in tents."
    noted = replace(said(f"It is 6,800.\n\n{note}", "6,800").article, story="story")
    one = stated(TENTS, "8,600")
    copy = replace(one.answer.article, story="story")
    passage = replace(one.answer.hit.passage, article=copy)
    copied = replace(one, answer=replace(one.answer, hit=replace(one.answer.hit, passage=passage)))
    assert Corrections([noted, copy]).of(copied) is not None
    assert Corrections([noted, one.answer.article]).of(one) is None


@pytest.mark.parametrize(
    "note",
    [
        "Editor's note: The figures in this article have been corrected.",
        "Editor's note: The figures in this article were updated after it was corrected.",
        "Editor's note: The figures in this article have been corrected. An earlier version gave"
        " the number as 9,900.",
        "Correction: Several numbers were wrong. An earlier version gave 9,900 people.",
        "Correction: This article has been corrected to say that 8,600 people live in tents.",
        "Correction: An earlier version misstated the number. The correct number is 8,600.",
    ],
)
def test_a_text_that_was_put_right_stands(note: str) -> None:
    assert not corrected(f"{TENTS}\n\n{note}", "8,600")
    assert not corrected(f"{note}\n\n{TENTS}", "8,600") or "8,600" in note


def test_figures_that_are_wrong_are_all_corrected() -> None:
    for what in ("were too large", "are wrong", "were ten times what they should be"):
        assert corrected(f"{TENTS}\n\nCorrection: The figures in this article {what}.", "8,600")


def test_a_retraction_corrects_all_of_the_article_that_it_names() -> None:
    note = "RETRACTION: We withdraw our article 'Report on homes' of 1 May."
    for title, is_corrected in (("Report on homes", True), ("Homes on sale", False)):
        assert corrects(note, "The flood took 800 homes.", "800", title=title) is is_corrected


def test_a_retraction_means_the_article_whose_headline_it_repeats() -> None:
    note = said("Retraction: This report has been withdrawn.", "R", title="Retraction: Homes lost")
    for title, is_corrected in (("Homes lost", True), ("Homes on sale", False)):
        one = stated("The flood took 800 homes.", "800", title=title)
        assert (Corrections([note.article]).of(one) is not None) is is_corrected


def test_what_a_retraction_of_another_article_says_itself_stands() -> None:
    text = (
        "RETRACTION: We withdraw our article 'Report on homes' of 1 May.\n\nIn all 900 live there."
    )
    assert not corrected(text, "900")


@pytest.mark.parametrize(
    "note",
    [
        "Our article was wrong. Officials say that 8,600 people live in tents.",
        "The number of people in tents is 8,600 and the earlier figure was wrong.",
        "We said 6,800 people live in tents instead of 8,600.",
        "Our article on tents did not mention the 8,600 people in them.",
        "We should have said that 8,600 people live in tents.",
        "A total of 8,600 people live in tents.",
    ],
)
def test_what_a_note_gives_as_right_is_not_denied(note: str) -> None:
    assert not corrects(f"Correction: {note}")


def test_what_a_note_only_quotes_as_wrong() -> None:
    text = "Correction: We said that 27 people died. The correct number is 25."
    for figure, is_quoted in (("27", True), ("25", False)):
        one = stated(text, figure, DIED)
        assert Corrections([one.answer.article]).is_nobodys(one) is is_quoted
    one = stated(f"{TOLL}\n\nCorrection: It is 25, not 27.", "27", DIED)
    assert not Corrections([one.answer.article]).is_nobodys(one)


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("Correction: We said the vote would cost $19 million. It is on 12 November 2024.", None),
        ("Correction (3 May 2024): We said the vote would cost $19 million.", "2024-05-03"),
        ("Correction: This article was updated on 3 May 2024: an earlier version said that the"
         " vote of 12 November 2024 would cost $19 million.", "2024-05-03"),
        ("Updated May 3: An earlier version said it would cost $19 million.", "2024-05-03"),
    ],
)  # fmt: skip
def test_the_day_of_a_note_is_that_of_its_label(note: str, written: str | None) -> None:
    text = f"The vote will cost $19 million.\n\n{note}"
    one = to_statement(
        question_form("How much will the vote cost?"), said(text, "$19 million", date="2024-04-20")
    )
    day = date.fromisoformat(written or "2024-04-20")
    for as_of, stands in ((day, False), (day - timedelta(1), True)):
        assert (Corrections([one.answer.article], as_of).of(one) is None) is stands


def test_a_long_correction_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Mock(wraps=read_figures)
    monkeypatch.setattr("qa.reconcile.corrections.corrections.read_figures", reading)
    body = " ".join(f"The number of homes was not {i}, the mayor said." for i in range(3_000))
    long = said(f"Correction: Our report said that 77 homes were lost.\n\n{body}", "77").article
    some = [stated(f"In all {9_000 + i} people live in tents.", str(9_000 + i)) for i in range(40)]
    corrections = Corrections([long, *(one.answer.article for one in some)])
    assert all(corrections.of(one) is None for one in some)
    read = [end - start for _, start, end in (call.args for call in reading.call_args_list)]
    assert 0 < sum(read) < 3_000  # characters, whatever the number of statements
