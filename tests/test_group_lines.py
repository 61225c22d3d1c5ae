"""What the articles say side by side, as lines in a terminal."""

import datetime
from dataclasses import replace

import pytest

from index.records import Article, Hit, Passage
from qa.group_lines import group_lines, refused_lines
from qa.reconcile import reconcile
from qa.records import Answer, Group, Reading, Reconciled

ASKED = "How many people did the storm kill in Kivara?"


def told(*said: tuple[str, str, str | None], asked: str = ASKED) -> Reconciled:
    """Articles' texts with the figure in each, and their dates."""
    answers = []
    for number, (text, figure, date) in enumerate(said):
        day = datetime.date.fromisoformat(date) if date else None
        article = Article(f"{number}.txt", text, date=day, source=f"Paper {number}")
        hit = Hit(Passage(article, ((0, len(text)),)), 0.5, 0.5)
        start = text.index(figure)
        answers.append(Answer(start, start + len(figure), (0, len(text)), 0.8, hit))
    hits = tuple(answer.hit for answer in answers)
    return reconcile(asked, Reading(tuple(answers), hits, tuple(answers)), 0.3)


def test_articles_that_differ_in_order_of_time() -> None:
    found = told(
        ("The storm killed 52 people.", "52", "2024-03-12"),
        ("The storm killed 41 people.", "41", "2024-03-10"),
        ("In all 47 people were killed by the storm.", "47", "2024-03-13"),
        ("Correction: the storm did not kill 41 people.", "41", None),
    )
    lines = group_lines(found, str)
    assert lines[:2] == ["", "The articles differ:"]
    rows = [line for line in lines[2:] if not line.startswith("     ")]
    assert [line.split()[0] for line in rows] == ["41", "52", "47"]
    assert "2024-03-10" in lines[2]
    assert "Paper 1" in lines[2]
    assert lines[2].endswith("· corrected")
    assert lines[3] == "      Correction: the storm did not kill 41 people."
    assert lines[4] == "      3.txt:0-45"


EARLY = ("The storm killed 41 people.", "41", "2024-03-10")
LATER = ("In all 47 people were killed by the storm.", "47", "2024-03-11")
LATEST = ("The storm killed 52 people.", "52", "2024-03-12")


def test_a_figure_that_rises_from_day_to_day_is_headed_so() -> None:
    again = ("So far the storm killed 47 people, it was said.", "47", "2024-03-11")
    wrong = ("The storm killed 410 people.", "410", "2024-03-10")
    note = ("Correction: the storm did not kill 410 people.", "410", None)
    for said in (LATEST, EARLY, LATER), (EARLY, LATER, again), (EARLY, LATER, wrong, note):
        found = told(*said)
        assert found.agree is False
        assert found.over_time
        assert group_lines(found, str)[1] == "Reported figures over time:"


@pytest.mark.parametrize(
    "more",
    [
        ("Some 44 people were killed by the storm.", "44", "2024-03-10"),  # of the same day
        ("The storm killed 35 people.", "35", "2024-03-13"),  # it falls
        ("The storm killed 41 people, it was said.", "41", "2024-03-12"),  # the earlier once more
        ("The storm killed 60 people.", "60", None),  # of no day
    ],
)
def test_what_is_no_rise_differs(more: tuple[str, str, str | None]) -> None:
    found = told(EARLY, LATER, more)
    assert not found.over_time
    assert group_lines(found, str)[1] == "The articles differ:"


def test_a_copy_says_nothing_of_its_own_day() -> None:
    found = told(EARLY, LATER, ("The storm killed 41 people, it was said.", "41", "2024-03-12"))
    assert not found.over_time

    def with_copies(group: Group) -> Group:
        copies = {"2.txt": "0.txt"}
        return replace(
            group,
            statements=tuple(
                replace(one, copy_of=copies.get(one.answer.article.path))
                for one in group.statements
            ),
        )

    assert replace(found, groups=tuple(map(with_copies, found.groups))).over_time


def test_what_was_corrected_is_shown_and_is_no_difference() -> None:
    found = told(
        ("The storm killed 52 people.", "52", "2024-03-12"),
        ("The storm killed 41 people.", "41", "2024-03-10"),
        ("Correction: the storm did not kill 41 people.", "41", None),
    )
    lines = group_lines(found, str)
    assert lines[:2] == ["", "What the articles say:"]
    rows = [line for line in lines[2:] if not line.startswith("     ")]
    assert [line.endswith("· corrected") for line in rows] == [True, False]


def test_one_figure_that_fell_and_rose_says_which() -> None:
    lines = group_lines(
        told(
            ("Cases fell 24 percent in Varn.", "24 percent", "2024-03-10"),
            ("Cases rose 24 percent in Lowry.", "24 percent", "2024-03-11"),
            ("Cases rose 30 percent in Hale.", "30 percent", "2024-03-12"),
            asked="By what percentage did cases change?",
        ),
        str,
    )
    assert lines[1] == "The articles differ:"
    assert [line.rpartition("Paper ")[2] for line in lines[2:]] == ["0 · down", "1 · up", "2"]
    bounds = told(
        ("More than 31,000 people came.", "31,000", "2024-03-10"),
        ("Fewer than 31,000 people came.", "31,000", "2024-03-11"),
        asked="How many people came?",
    )
    assert not bounds.over_time
    ends = [line.rpartition(" · ")[2] for line in group_lines(bounds, str)[2:]]
    assert ends == ["or more", "or less"]


def test_articles_that_agree_take_one_line_and_one_article_alone_none() -> None:
    one = ("The storm killed 41 people.", "41", "2024-03-10")
    other = ("It was said that 41 people were killed by the storm.", "41", "2024-03-11")
    assert group_lines(told(one, other), str) == ["", "2 articles say so."]
    assert group_lines(told(one), str) == []


def test_refusals_say_what_and_why_and_where() -> None:
    text = "The storm killed 41 people in Laos."
    refused = told((text, "41", None), asked="How many people did the storm kill in Thailand?")
    assert refused_lines(refused, str) == [
        "",
        "Refused:",
        "  41  about Laos, not Thailand · 0.txt:17-19",
    ]
    assert refused_lines(told(("The storm killed 41 people.", "41", None)), str) == []
