"""What corrections give in the place of what was wrong; names and days that were; later notes."""

from dataclasses import replace
from datetime import date

import pytest

from qa.language.question import question_form
from qa.reconcile import as_they_stood, reconcile
from qa.reconcile.corrections import Corrections
from qa.reconcile.statements import to_statement
from qa.records import Correction, Reading, Statement
from tests.statements import ask, said, shown

QUESTION = "How many people live in tents?"
TENTS = "Some 8,600 people live in tents by the river."


def state(
    text: str,
    words: str,
    question: str = QUESTION,
    title: str | None = None,
    day: str = "2024-03-04",
) -> Statement:
    return to_statement(question_form(question), said(text, words, title=title, date=day))


def against(
    note: str,
    text: str = TENTS,
    words: str = "8,600",
    question: str = QUESTION,
    title: str | None = None,
    heading: str | None = None,
) -> Correction | None:
    """What an article that is a correction says against what another states."""
    one = state(text, words, question, title)
    other = replace(said(note, note[:1], title=heading).article, date=date(2024, 3, 6))
    return Corrections([one.answer.article, other]).of(one)


def right(note: str) -> str | None:
    """What a note of its own article gives in the place of 8,600."""
    one = state(f"{TENTS}\n\n{note}", "8,600")
    found = Corrections([one.answer.article]).of(one)
    assert found is not None
    return found.article.text[slice(*found.right)] if found.right else None


@pytest.mark.parametrize(
    ("note", "instead"),
    [
        ("Correction: We said that 8,600 people live in tents. It is 6,800.", "6,800"),
        ("Correction: The number is 6,800, not 8,600.", "6,800"),
        ("Correction: We gave the number as 8,600. The correct number is 6,800.", "6,800"),
        ("Correction: The correct number is 6,800. We said that it was 8,600.", "6,800"),
        ("Correction: We said 8,600 people live in tents instead of 6,800.", "6,800"),
        ("Correction: We said that 8,600 live there, when in fact 6,800 do.", "6,800"),
        ("Correction: The number has been corrected to 6,800 people from 8,600.", "6,800"),
        ("Correction: We should have said that 6,800 people live in tents, not 8,600.", "6,800"),
        ("Correction: The number of people in tents is 6,800. Our article said 8,600.", "6,800"),
        ("Correction: In tents live 6,800 people. We gave it as 8,600 in our report.", "6,800"),
        ("Correction: We thank 6,800 readers. Our article said that in tents by the river live"
         " 8,600 people.", None),
        ("Correction: We said that 8,600 people live in tents.", None),
        ("Correction: We said that 8,600 people live in 400 tents.", None),
        ("Correction: We said that 8,600 people live in tents. We regret it.", None),
        ("Correction: We said that 8,600 people live in tents. The number was right: 400 tents.",
         None),
        ("Correction: We said that 8,600 people and 90 dogs live there. There are 70 dogs.", None),
    ],
)  # fmt: skip
def test_what_a_note_gives_instead(note: str, instead: str | None) -> None:
    assert right(note) == instead


def test_each_of_two_figures_has_its_own_instead() -> None:
    note = (
        "Correction: We said that 8,600 people live in tents. It is 6,800. We said that 90 people "
        "live in huts. It is 70."
    )
    assert right(note) == "6,800"


def test_what_is_right_leads_with_what_was_wrong_behind_it() -> None:
    note = "Correction: We said that 8,600 people live in tents. It is 6,800."
    found = ask(QUESTION, said(f"{TENTS}\n\n{note}", "8,600", 0.8))
    assert shown(found) == ["6,800", "8,600"]
    best = found.groups[0].best
    article = best.answer.article
    assert article.text[best.answer.start : best.answer.end] == "6,800"
    assert best.answer.sentence_text == "It is 6,800."
    assert best.answer.confidence == 0.8
    assert best.value is not None
    assert best.value.value == 6_800
    assert [group.corrected for group in found.groups] == [False, True]


def test_what_is_right_joins_those_who_say_so() -> None:
    note = "Correction: We said that 8,600 people live in tents. It is 6,800."
    found = ask(
        QUESTION,
        said(f"{TENTS}\n\n{note}", "8,600", 0.8),
        said("Some 6,800 people live in tents, the mayor says.", "6,800", 0.6),
    )
    assert shown(found) == ["6,800", "8,600"]
    assert len(found.groups[0].paths) == 2


def test_what_is_right_is_said_once_though_two_articles_were_wrong() -> None:
    other = said("In all, 8,600 people live in tents, the mayor says.", "8,600", 0.7)
    note = "Correction: The number of people in tents is 6,800, not 8,600."
    found = ask(QUESTION, said(f"{TENTS}\n\n{note}", "8,600", 0.8), other)
    assert shown(found) == ["6,800", "8,600"]
    assert [len(group.statements) for group in found.groups] == [1, 2]


def test_words_are_no_figures_that_were_wrong() -> None:
    text = (
        "The camp's summary was issued by Ruth Adams.\n\n"
        "Correction: Several figures in this article were wrong."
    )
    assert not ask("Who issued the summary?", said(text, "Ruth Adams")).groups[0].corrected


def test_dates_are_what_a_note_about_dates_corrects() -> None:
    note = "Correction: Several dates in this article were wrong."
    camp = f"The camp was opened in May 2023 for 8,600 people in tents.\n\n{note}"
    opened = ask("When was the camp opened?", said(camp, "May 2023"))
    assert opened.groups[0].corrected
    assert not ask(QUESTION, said(camp, "8,600")).groups[0].corrected


def test_a_note_that_names_the_figure_is_told_before_one_that_does_not() -> None:
    editors = "[Editor's note: Several figures in this article were wrong.]"
    one = state(f"{editors}\n\n{TENTS}", "8,600")
    note = "Correction: the people in tents are 6,800, not 8,600"
    other = replace(said(note, "C").article, date=date(2024, 3, 6))
    found = Corrections([one.answer.article, other]).of(one)
    assert found is not None
    assert found.text == note


@pytest.mark.parametrize(
    ("note", "is_corrected"),
    [
        ("Correction: An earlier version misnamed the minister as Li. She is Wang.", True),
        ("Correction: The minister is Wang Mei, not Li.", True),
        ("Correction: This article wrongly said that the camp was opened by Li.", True),
        ("Correction: We said that the camp was opened by Li. It was opened by Wang Mei.", True),
        ("Correction: An earlier version misspelled the name of the camp as Kelin.", False),
        ("Correction: We said that Li is 52 years old. She is 54.", False),
        ("Correction: We said that the mayor of Kellin met Li in May. He met Li in June.", False),
        ("Correction: The minister is Li, not Wang Mei.", False),
        ("Correction: Li did not speak at the opening.", False),
    ],
)
def test_a_name_is_corrected_by_what_denies_it(note: str, is_corrected: bool) -> None:
    text = f"The camp was opened by minister Li on Monday, in the rain.\n\n{note}"
    found = ask("Who opened the camp?", said(text, "Li"))
    assert found.groups[0].corrected is is_corrected


def test_another_article_corrects_a_name_under_the_headline() -> None:
    text, asked = "The camp was opened by minister Li on Monday.", "Who opened the camp?"
    note = "Correction: In “Camp opens by the river” we misnamed the minister as Li. She is Wang."
    assert against(note, text, "Li", asked, "Camp opens by the river")
    assert not against(note, text, "Li", asked, "A day at sea, in rain and wind")


@pytest.mark.parametrize(
    ("note", "instead"),
    [
        ("Correction: We said that the vote was on 12 May 2024. It was on 19 May 2024.", "on"),
        ("Correction: The vote was on 19 May 2024, not 12 May 2024.", "on"),
        ("Correction: Our report of 12 May 2024 said that 27 voted. It was 25.", None),
        ("Correction, 12 May 2024: We said that 27 voted. It was 25.", None),
        ("Correction: We said that 27 voted on 12 May 2024. It was 25.", None),
    ],
)
def test_a_day_is_corrected_by_another_in_its_place(note: str, instead: str | None) -> None:
    text = f"The vote was held on 12 May 2024 in all towns.\n\n{note}"
    one = state(text, "12 May 2024", "When was the vote held?", day="2024-06-01")
    found = Corrections([one.answer.article]).of(one)
    assert (found is not None) is (instead is not None)
    if found and found.right:
        assert "19 May 2024" in text[slice(*found.right)]
    else:
        assert instead is None


HEADED = "Correction: Bridge falls at noon"
TOLL = "At least 27 people died when the bridge fell. It was 40 metres long."
DIED = "How many people died?"


def test_a_correction_under_the_headline_that_gives_only_what_is_right() -> None:
    note = "The correct number of the dead is 25."
    found = against(note, TOLL, "27", DIED, "Bridge falls at noon", HEADED)
    assert found is not None
    assert found.right is not None
    assert found.article.text[slice(*found.right)] == "25"
    assert not against(note, TOLL, "27", DIED, "A day at sea", HEADED)
    assert not against(note, TOLL.replace("27", "25"), "25", DIED, "Bridge falls at noon", HEADED)
    long = "How long was the bridge?"
    assert not against(note, TOLL, "40 metres", long, "Bridge falls at noon", HEADED)


def test_a_headline_is_repeated_though_its_figure_was_wrong() -> None:
    title, heading = "Bridge kills 27 at noon", "Correction: Bridge kills 25 at noon"
    assert against("The correct number of the dead is 25.", TOLL, "27", DIED, title, heading)


def test_an_article_stands_without_the_notes_of_later_days() -> None:
    text = "It rains.\n\nCorrection, 20 November 2023: We said that it snowed.\n\nIt is cold."
    hit = said(text, "rains", date="2023-10-31").hit
    for day, left in (("2023-11-19", ["It rains.", "It is cold."]), ("2023-11-20", [text])):
        hits = as_they_stood([hit], date.fromisoformat(day))
        assert [each.passage.text for each in hits] == left
    assert as_they_stood([hit], None) == (hit,)
    only = "Correction, 20 November 2023: We said that it snowed."
    assert as_they_stood([said(only, "it", date="2023-10-31").hit], date(2023, 11, 1)) == ()


def test_what_a_note_quotes_takes_the_answer_from_none_who_state_it() -> None:
    """The reader gives words once, here where a note says that they were wrong."""
    own = "Correction: An earlier version of this article said that 8,600 people live in tents."
    noted = said(f"{TENTS}\n\n{own}", "8,600", 0.8)
    start = noted.article.text.rindex("8,600")
    quoted = said(f"{TENTS}\n\n{own}", own, 0.9)
    quoted = replace(quoted, start=start, end=start + len("8,600"))
    other = said("In all, 8,600 people live in tents, the mayor says.", "8,600", 0.8)
    hits = tuple(one.hit for one in (noted, other))
    found = reconcile(QUESTION, Reading((quoted,), hits, (quoted, noted, other)), 0.3)
    assert shown(found) == ["8,600"]
    assert len(found.groups[0].paths) == 2
    assert found.groups[0].corrected


def test_a_word_that_was_wrong_leaves_its_figure() -> None:
    note = (
        "Correction: An earlier version said that 8,600 people were “kept” in tents. They chose it."
    )
    assert not ask(QUESTION, said(f"{TENTS}\n\n{note}", "8,600")).groups[0].corrected
    right = f"{note} There are 6,800 of them."
    found = ask(QUESTION, said(f"{TENTS}\n\n{right}", "8,600"))
    assert [group.corrected for group in found.groups] == [False, True]
    text = "The camp is full.\n\nCorrection: We said that 8,600 people were “kept” there."
    assert ask(QUESTION, said(text, "8,600")).groups == ()


def test_a_correction_may_name_the_article_below_its_heading() -> None:
    head = "Correction: the count is 6,800, not 8,600\n\nIn “Camp by the river is full” we erred."
    found = against(head, "Some 8,600 souls sleep in canvas.", title="Camp by the river is full")
    assert found is not None
    assert found.right is not None
    assert not against(head, "Some 8,600 souls sleep in canvas.", title="A day at sea")


def test_an_article_is_a_correction_by_its_title() -> None:
    text = "Our report of 4 March said that 27 people died. The correct number is 25."
    for title, is_corrected in (("Correction: Bridge toll", True), ("Bridge toll", False)):
        other = said(text, "27", title=title, date="2024-03-06").article
        one = state(TOLL, "27", DIED)
        assert (Corrections([one.answer.article, other]).of(one) is not None) is is_corrected
