"""Figures of what is asked for, in other words than the reader knows: told, and no answers."""

from qa.group_lines import perhaps_lines
from tests.statements import ask, said, shown

HANDED = "How many suspects were handed over from Myanmar?"
FIRST = said("A total of 4,666 suspects were handed over from Myanmar.", "4,666", 0.9)
REACHED = said("The count of suspects in custody from Myanmar reached 31,000.", "31,000", 0.05)


def told(question: str, *texts_and_figures: tuple[str, str]) -> list[tuple[str, str]]:
    others = [said(text, figure, 0.05) for text, figure in texts_and_figures]
    found = ask(question, FIRST, *others)
    assert shown(found) == ["4,666"]
    return [(each.answer.text, each.reason) for each in found.refused]


def test_a_figure_that_counts_the_same_of_the_same_is_told_beside_an_answer() -> None:
    found = ask(HANDED, FIRST, REACHED)
    assert [(each.answer.text, each.reason) for each in found.refused] == [
        ("31,000", "not sure enough")
    ]
    assert shown(found) == ["4,666"]


def test_each_figure_once_and_none_that_a_group_gives() -> None:
    reached, come = "Suspects from Myanmar: 31,000 of them.", "31,000 suspects came from Myanmar."
    again = "Again 4,666 suspects were named, Myanmar said."
    assert told(HANDED, (reached, "31,000"), (come, "31,000"), (again, "4,666")) == [
        ("31,000", "not sure enough")
    ]


def test_none_that_counts_another_thing_or_lacks_a_name() -> None:
    drivers, elsewhere = "Myanmar questioned 52 drivers.", "Police questioned 630 suspects."
    assert told(HANDED, (drivers, "52"), (elsewhere, "630")) == []


def test_none_where_the_question_names_nothing() -> None:
    assert told("How many suspects were handed over?", ("They held 12 suspects.", "12")) == []


def test_it_is_of_an_article_word_for_word() -> None:
    for each in ask(HANDED, FIRST, REACHED).refused:
        answer = each.answer
        assert answer.article.text[answer.start : answer.end] == answer.text == "31,000"


def test_a_terminal_lists_them_beneath_the_groups() -> None:
    found = ask(HANDED, FIRST, REACHED)
    path = REACHED.article.path
    assert perhaps_lines(found, str) == [
        "",
        "Perhaps also, in other words:",
        f"  31,000  no date     {path} · {path}:{REACHED.start}-{REACHED.end}",
    ]
    assert perhaps_lines(ask(HANDED, FIRST), str) == []
