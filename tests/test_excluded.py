"""What a span's own sentence excludes: who lost for who won, a life's days for another day."""

import pytest

from qa.language.contests import LOST, WON, asked_side, side_of
from qa.language.excluded import Excluded
from qa.language.question import question_form
from tests.statements import ask, reasons, said, shown


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("who lost the final", LOST),
        ("Which club lost the 2019 cup final?", LOST),
        ("Who was beaten in the final?", LOST),
        ("runner up of the cup 2019", LOST),
        ("Who did Norvik beat in the final?", LOST),
        ("who won the cup in 2019", WON),
        ("Which team has won the cup?", WON),
        ("winner of the cup", WON),
        ("Who beat Orsk?", WON),
        ("Whom did Orsk lose to?", WON),
        ("To whom did Orsk lose the final?", WON),
        ("Who played in the final?", None),
        ("who won and who lost the final", None),
        ("How many matches did Orsk lose?", None),
        ("What has he just defeated?", None),
        ("Who lost his job after the final?", None),
        ("who lost an arm in the attack", None),
    ],
)
def test_which_side_is_asked_for(question: str, side: str | None) -> None:
    assert asked_side(question) == side


@pytest.mark.parametrize(
    ("text", "norvik", "orsk"),
    [
        ("Norvik beat Orsk 2-1 on Sunday.", WON, LOST),
        ("Norvik have narrowly defeated Orsk.", WON, LOST),
        ("Orsk lost to Norvik after a long night.", WON, LOST),
        ("Orsk were beaten by Norvik.", WON, LOST),
        ("Norvik had no victory over Orsk that night.", None, LOST),
        ("Norvik beat Orsk and lost the final.", None, LOST),
        ("Norvik beat Orsk, who won the league.", WON, None),
        ("Norvik met Orsk.", None, None),
    ],
)
def test_the_sides_of_a_contest(text: str, norvik: str | None, orsk: str | None) -> None:
    told = [side_of(text, text.index(name), text.index(name) + len(name))
            for name in ("Norvik", "Orsk")]  # fmt: skip
    assert told == [norvik, orsk]


def excluded(question: str, text: str, span: str) -> str | None:
    start = text.index(span)
    form = question_form(question)
    return Excluded(question, form).reason_against(text, start, start + len(span))


def test_who_won_is_not_who_lost() -> None:
    text = "Norvik beat Orsk 2-1 on Sunday."
    assert excluded("Who lost on Sunday?", text, "Norvik") == "is who won"
    assert excluded("Who lost on Sunday?", text, "Orsk") is None
    assert excluded("Who won on Sunday?", text, "Orsk") == "is who lost"
    assert excluded("Who played on Sunday?", text, "Orsk") is None


@pytest.mark.parametrize("days", ["3 May 1911 – 9 June 1980", "1911–1980", "1911 -- 1980"])
def test_when_someone_lived_is_not_when_something_came_to_pass(days: str) -> None:
    text = f"Ida Holm ({days}) swam the strait in August."
    birth, death = days[: days.index("1911") + 4], days[-4:]
    for span in (birth, death):
        assert excluded("When did Ida Holm swim the strait?", text, span)
        assert excluded("When did Ida Holm live?", text, span) is None
        assert excluded("What year was she born?", text, span) is None
        assert excluded("Who swam the strait?", text, span) is None
    assert excluded("When did Ida Holm swim the strait?", text, "August") is None


@pytest.mark.parametrize(
    ("question", "text", "excludes", "allows"),
    [
        ("Which league besides the Northern does Orsk play in?",
         "Orsk plays in the Northern League and in the Coast Cup.", "Northern League",
         "Coast Cup"),
        ("who found it at the same time as Holm",
         "Ida Holm and Per Lund found it.", "Ida Holm", "Per Lund"),
        ("When, before 2017, was the semi-final on a Friday?",
         "It was on a Friday in 2002, and is so again on 2 April 2017.", "2 April 2017", "2002"),
        ("What year after 1990 did it open?", "It opened in 1988, and again in 1994.", "1988",
         "1994"),
        ("why were families turned away", "Of them 22 percent had a home.", "22 percent",
         "had a home"),
    ],
)  # fmt: skip
def test_what_a_question_sets_aside(question: str, text: str, excludes: str, allows: str) -> None:
    assert excluded(question, text, excludes)
    assert excluded(question, text, allows) is None


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        ("When was the war?", "The war (1911–1914) was long.", "1911–1914"),
        ("When did the hill war start?", "The Hill War (1936–1969) tore Arden.", "1936"),
        ("When was the fair held?", "The fair (12 July 2019 – 14 July 2019) drew crowds.",
         "12 July 2019"),
        ("When was the Vell Union founded?", "The Vell Union (1922–1991) was small.", "1922"),
        ("When did the railway end?", "The Orsk Line (1911–1980) was short.", "1980"),
        ("When was the Renaissance?", "The Renaissance (1430–1510) came late.", "1430–1510"),
        ("When was the Vell dynasty?", "The Vell (1368–1644) followed.", "1368–1644"),
    ],
)  # fmt: skip
def test_when_something_lasted_is_no_life(question: str, text: str, span: str) -> None:
    assert excluded(question, text, span) is None


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        ("Who, other than the president, can declare war?", "The vice president can.",
         "vice president"),
        ("Apart from Ida Holm, who signed?", "Ida Holm's sister signed.", "Ida Holm's sister"),
        ("When did he retire, before 2010 repairs or later?", "He left in May 2010.", "May 2010"),
        ("when was it held before 2010's fair", "It was held in May 2010.", "May 2010"),
    ],
)  # fmt: skip
def test_what_only_holds_what_is_set_aside_may_answer(question: str, text: str, span: str) -> None:
    assert excluded(question, text, span) is None


def test_who_was_beaten_once_may_have_won() -> None:
    text = "Holm was beaten by Lund in May and took the gold medal in June."
    assert excluded("Who won the gold medal?", text, "Holm") is None


@pytest.mark.parametrize("sure", [0.6, 0.95])
def test_what_is_excluded_is_refused_and_told(sure: float) -> None:
    text = "Norvik beat Orsk 2-1 on Sunday."
    found = ask("who lost on sunday", said(text, "Norvik", sure), said(text, "Orsk", sure))
    assert (shown(found), reasons(found)) == (["Orsk"], ["is who won"])
