"""What was corrected says so wherever it is told: in rows and in a terminal."""

from dataclasses import replace

from qa.group_lines import group_lines, refused_lines
from qa.group_rows import reconciled_fields
from tests.statements import ask, said, shown

QUESTION = "How many people live in tents?"
TENTS = "Some 8,600 people live in tents by the river."
NOTE = "Correction: We said that 8,600 people live in tents. It is 6,800."


def test_a_terminal_tells_what_a_note_says_and_where() -> None:
    answer = said(f"{TENTS}\n\n{NOTE}", "8,600")
    lines = group_lines(ask(QUESTION, answer), str)
    start = len(TENTS) + 2
    at = next(i for i, line in enumerate(lines) if "8,600" in line and "· corrected" in line)
    assert lines[at + 1].strip() == NOTE
    assert lines[at + 2].strip() == f"{answer.article.path}:{start}-{start + len(NOTE)}"


def test_what_is_refused_tells_what_corrects_it_too() -> None:
    text = f"Some 8,600 people live in tents in Laos.\n\n{NOTE}"
    found = ask("How many people live in tents in Thailand?", said(text, "8,600"))
    assert [each.reason for each in found.refused] == ["about Laos, not Thailand"]
    (row,) = reconciled_fields(found)["refused"]
    assert row["correction"]["text"] == NOTE
    lines = refused_lines(found, str)
    assert lines[2].endswith("· corrected")
    assert lines[3].strip() == NOTE


def test_an_answer_of_no_group_tells_what_corrects_it() -> None:
    sure = said("Some 400 people live in tents, a nurse says.", "400", 0.9)
    unsure = said(f"{TENTS}\n\n{NOTE}", "8,600", 0.2)
    found = ask(QUESTION, sure, unsure)
    assert shown(found) == ["400"]
    note = found.correction_of(unsure)
    assert note is not None
    assert note.text == NOTE
    assert found.correction_of(sure) is None


def test_an_answer_tells_what_corrects_the_same_in_another_article() -> None:
    own = "Correction: An earlier version of this article said that 8,600 people live in tents."
    other = said("In all, 8,600 people live in tents, the mayor says.", "8,600", 0.9)
    found = ask(QUESTION, other, said(f"{TENTS}\n\n{own}", "8,600", 0.7))
    assert [group.corrected for group in found.groups] == [True]
    note = found.correction_of(other)
    assert note is not None
    assert note.text == own


def test_a_note_that_names_a_figure_says_nothing_against_its_own_sentence() -> None:
    told = "Police issued 310 million texts, and the desk sent another 640 million messages."
    note = "Correction: The 310 million are notices. Only the 640 million messages are read."
    text = f"{told}\n\n{note}"
    asked = "How many messages did the desk send?"
    best = said(text, "640 million messages are")
    best = replace(best, end=best.start + len("640 million"))
    found = ask(asked, best, said(text, "640 million"))
    assert [(each.answer, each.corrected) for each in found.groups] == [("640 million", False)]
    assert found.groups[0].corrections  # of the other
    assert found.correction_of(best) is None
