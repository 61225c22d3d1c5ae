"""What many articles say, side by side: the same value together, others apart, and refusals."""

import datetime
from dataclasses import replace

import pytest

from index.records import Article, Hit, Passage
from qa.group_lines import group_lines
from qa.group_rows import reconciled_fields
from qa.reconcile import reconcile
from qa.records import Answer, Reading, Reconciled

HANDED = "How many suspects were handed over from Myanmar?"


def said(
    text: str,
    answer: str,
    confidence: float = 0.7,
    path: str = "",
    date: str | None = None,
    story: str | None = None,
) -> Answer:
    """An article of one sentence that answers with these words of it."""
    day = datetime.date.fromisoformat(date) if date else None
    article = Article(path or f"{abs(hash(text))}.txt", text, date=day, story=story)
    sentence = (0, len(text))
    hit = Hit(Passage(article, (sentence,)), 0.5, 0.5)
    start = text.index(answer)
    return Answer(start, start + len(answer), sentence, confidence, hit)


def of(question: str, *answers: Answer) -> Reconciled:
    return reconcile(question, Reading(answers[:1], (), answers), 0.3)


def words(reconciled: Reconciled) -> list[str]:
    return [group.answer for group in reconciled.groups]


def reasons(reconciled: Reconciled) -> list[str]:
    return [each.reason for each in reconciled.refused]


def test_the_same_figure_is_one_group_and_others_are_others() -> None:
    found = of(
        HANDED,
        said("A total of 4,666 suspects were handed over from Myanmar.", "4,666", 0.9),
        said("Some 706 suspects from Myanmar were handed over in Lincang.", "706", 0.7),
        said("Myanmar handed over nearly 4,666 suspects, it was said.", "nearly 4,666", 0.6),
    )
    assert words(found) == ["4,666", "706"]
    assert [len(group.paths) for group in found.groups] == [2, 1]
    assert (found.kind, found.agree) == ("quantity", False)


def test_articles_that_say_the_same_agree_and_one_alone_does_not() -> None:
    one = said("4,666 suspects were handed over from Myanmar.", "4,666")
    other = said("They handed over 4,666 suspects, Myanmar said.", "4,666")
    assert of(HANDED, one, other).agree is True
    assert of(HANDED, one).agree is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.2 million", "1,200,000", True),
        ("Fifty", "50", True),
        ("more than 31,000", "31,000", True),
        ("31,000", "31,500", False),
    ],
)
def test_figures_are_compared_by_what_they_come_to(one: str, other: str, same: bool) -> None:
    found = of(
        HANDED,
        said(f"It was {one} suspects from Myanmar.", one),
        said(f"There were {other} suspects from Myanmar.", other),
    )
    assert len(found.groups) == (1 if same else 2)


def test_sums_in_other_currencies_are_other_sums() -> None:
    found = of(
        "How much money was intercepted?",
        said("Payments of 40 billion yuan were intercepted.", "40 billion yuan"),
        said("Payments of $40 billion were intercepted.", "$40 billion"),
    )
    assert len(found.groups) == 2


def test_a_day_is_its_month_said_more_exactly() -> None:
    found = of(
        "When was the bridge closed?",
        said("The bridge was closed on 3 May 2023.", "3 May 2023"),
        said("The bridge was closed in May 2023.", "May 2023"),
        said("The bridge was closed in June 2023.", "June 2023"),
    )
    assert [len(group.statements) for group in found.groups] == [2, 1]


def test_a_name_is_the_same_with_and_without_its_title() -> None:
    found = of(
        "Who is the minister?",
        said("Minister Wang Zhizhong spoke.", "Wang Zhizhong", 0.9),
        said("Wang is the minister, they say.", "Wang", 0.8),
        said("Du Hangwei is the minister.", "Du Hangwei", 0.7),
    )
    assert words(found) == ["Wang Zhizhong", "Du Hangwei"]


def test_copies_are_one_voice() -> None:
    copy = "A total of 4,666 suspects were handed over from Myanmar."
    found = of(
        HANDED,
        said(copy, "4,666", path="a.txt", date="2023-11-02", story="z.txt"),
        said(copy, "4,666", path="b.txt", date="2023-10-31", story="z.txt"),
        said("In all 4,666 suspects from Myanmar crossed, a nurse counted.", "4,666", path="c.txt"),
        said(copy, "4,666", path="d.txt", story="z.txt"),
    )
    group = found.groups[0]
    assert (len(group.paths), group.independent) == (4, 2)
    # Each goes back to the earliest of them; that which names the story need not be among them.
    assert {one.answer.article.path: one.copy_of for one in group.statements} == {
        "a.txt": "b.txt", "b.txt": None, "c.txt": None, "d.txt": "b.txt",
    }  # fmt: skip
    places = reconciled_fields(found)["groups"][0]["places"]
    assert [place["copy_of"] for place in places] == [one.copy_of for one in group.statements]
    assert group_lines(found, str) == ["", "4 articles, 2 independent say so."]


def test_copies_in_different_groups_are_copies_in_neither() -> None:
    """An edited figure: each value has one voice."""
    found = of(
        HANDED,
        said("4,666 suspects were handed over from Myanmar.", "4,666", path="a.txt", story="a.txt"),
        said("4,660 suspects were handed over from Myanmar.", "4,660", path="b.txt", story="a.txt"),
    )
    assert [group.independent for group in found.groups] == [1, 1]
    assert not any(one.copy_of for group in found.groups for one in group.statements)


def test_another_place_another_thing_another_year_and_no_figure_are_refused() -> None:
    place = of(
        "How many suspects were handed over from Thailand?",
        said("4,666 suspects were handed over from Myanmar.", "4,666"),
    )
    thing = of(HANDED, said("39 gangs in Myanmar were broken up.", "39"))
    year = of(
        "How many ships called in 2023?",
        said("In 2021, 310 ships called at the port.", "310", date="2021-12-30"),
    )
    figure = of(HANDED, said("The suspects from Myanmar were handed over.", "The suspects"))
    assert reasons(place) == ["about Myanmar, not Thailand"]
    assert reasons(thing) == ["counts gangs"]
    assert reasons(year) == ["about 2021, not 2023"]
    assert reasons(figure) == ["not a figure"]
    assert not any(each.groups for each in (place, thing, year, figure))


RAIDS = (
    "[Editor's note: Several figures in this article were wrong by a factor of ten.]\n\n"
    "Some 410,000 suspects were handed over from Myanmar."
)
PUT_RIGHT = (
    "Correction: the Myanmar count is 41,000, not 410,000\n\n"
    "Our article said 410,000. The number of suspects handed over from Myanmar is 41,000."
)


def with_hits(question: str, *answers: Answer) -> Reconciled:
    return reconcile(question, Reading(answers[:1], tuple(a.hit for a in answers), answers), 0.3)


def test_what_a_note_of_its_article_corrects_comes_last_with_the_note() -> None:
    wrong = said(RAIDS, "410,000", 0.9)
    found = with_hits(HANDED, wrong, said("706 suspects came from Myanmar.", "706", 0.5))
    assert words(found) == ["706", "410,000"]
    assert [group.corrected for group in found.groups] == [False, True]
    correction = found.groups[1].best.correction
    assert correction is not None
    assert correction.text == RAIDS[: RAIDS.index("\n")]


def test_another_article_corrects_the_figure_that_it_denies() -> None:
    wrong = said("Some 410,000 suspects were handed over from Myanmar.", "410,000", 0.9)
    right = said(PUT_RIGHT, "41,000", 0.5)
    found = with_hits(HANDED, wrong, right)
    assert words(found) == ["41,000", "410,000"]
    assert found.groups[1].best.correction is not None
    assert not found.groups[0].corrected


def test_what_was_corrected_is_no_disagreement() -> None:
    wrong = said("Some 410,000 suspects were handed over from Myanmar.", "410,000", 0.9)
    right = said(PUT_RIGHT, "41,000", 0.5)
    also = said("In all 41,000 suspects from Myanmar were handed over.", "41,000", 0.6)
    other = said("Myanmar handed over 706 suspects.", "706", 0.6)
    assert with_hits(HANDED, wrong, right).agree is None
    assert with_hits(HANDED, wrong, right, also).agree is True
    assert with_hits(HANDED, wrong, right, other).agree is False
    row = reconciled_fields(with_hits(HANDED, wrong, right, also))
    assert row["agree"] is True
    assert [group["corrected"] for group in row["groups"]] == [False, True]
    alone = with_hits(HANDED, said(RAIDS, "410,000", 0.9))
    assert (alone.agree, [group.corrected for group in alone.groups]) == (None, [True])


def test_a_note_about_another_figure_corrects_nothing() -> None:
    note = "\n\nCorrection: The 310 million are notices, not texts."
    found = with_hits(HANDED, said(f"706 suspects came from Myanmar.{note}", "706"))
    assert not found.groups[0].corrected


def test_the_same_value_of_a_thing_by_another_name_joins_its_group() -> None:
    found = of(
        "How many messages were sent?",
        said("In all 640 million messages were sent.", "640 million", 0.9),
        said("The system has sent 640 million warnings.", "640 million", 0.8),
    )
    assert [len(group.paths) for group in found.groups] == [2]
    assert found.refused == ()


def test_one_that_is_not_sure_enough_joins_no_group() -> None:
    found = of(
        "How many messages were sent?",
        said("In all 640 million messages were sent.", "640 million", 0.9),
        said("The system has sent 640 million warnings.", "640 million", 0.2),
    )
    assert [len(group.paths) for group in found.groups] == [1]
    assert reasons(found) == ["counts warnings"]


def test_a_statement_below_the_least_confidence_is_in_no_group() -> None:
    assert not of(HANDED, said("4,666 suspects came from Myanmar.", "4,666", 0.2)).groups


def test_the_group_of_the_first_answer_comes_first() -> None:
    first = said("706 suspects from Myanmar were handed over.", "706", 0.5)
    other = said("4,666 suspects were handed over from Myanmar.", "4,666", 0.9)
    assert words(of(HANDED, first, other)) == ["706", "4,666"]


def test_dates_weigh_only_where_the_question_asks_for_a_time() -> None:
    told = [
        said("Police handed over 900 suspects.", "900", 0.8, "b.txt", "2023-09-30"),
        said("Police handed over 4,666 suspects.", "4,666", 0.7, "c.txt", "2023-10-31"),
        said("Police handed over 31,000 suspects.", "31,000", 0.6, "d.txt", "2023-12-01"),
        said("Police handed over 12 suspects.", "12", 0.3, "e.txt", "2024-02-01"),
    ]
    for question, first in (
        ("How many suspects were handed over?", "900"),
        ("What is the latest number of suspects handed over?", "31,000"),
        ("How many suspects have been handed over so far?", "31,000"),
        ("How many suspects were initially handed over?", "900"),
        ("How many suspects were handed over in October 2023?", "4,666"),
    ):
        assert words(of(question, *told))[0] == first


def test_a_note_that_is_dated_later_had_not_been_written_as_of_then() -> None:
    noted = (
        "Police handed over 4,666 suspects on 31 October 2023.\n\n"
        "Correction, 20 November 2023: The figure of 4,666 was wrong."
    )
    answer = said(noted, "4,666", 0.8, date="2023-10-31")
    reading = Reading((answer,), (answer.hit,), (answer,))
    for day, is_corrected in (("2023-11-19", False), ("2023-11-20", True)):
        as_of = datetime.date.fromisoformat(day)
        assert reconcile(HANDED, reading, 0.3, as_of).groups[0].corrected is is_corrected


def test_what_is_left_stands_once_what_shared_the_readers_confidence_is_refused() -> None:
    left = said("Some 706 suspects were handed over from Myanmar.", "706", 0.7)
    rival = said("4,666 suspects were handed over from Laos.", "4,666", 0.6)
    unsure = replace(left, confidence=0.2)  # of the two, as rivals share it
    assert words(reconcile(HANDED, Reading((unsure,), (), (left, rival)), 0.3)) == ["706"]
    assert not reconcile(HANDED, Reading((unsure,), (), (left,)), 0.3).groups


def test_articles_that_give_other_figures_are_an_answer_and_other_words_only_if_surer() -> None:
    def told(confidence: float, question: str, *texts: tuple[str, str]) -> list[str]:
        stated = tuple(said(*text, confidence) for text in texts)
        unsure = tuple(replace(one, confidence=0.1) for one in stated)  # as rivals share it
        return words(reconcile(question, Reading(unsure, (), stated), 0.3))

    figures = ("706 suspects came from Myanmar.", "706"), ("Myanmar sent 4,666 suspects.", "4,666")
    times = ("The bridge was shut on 3 May.", "3 May"), ("The bridge was shut in June.", "June")
    names = ("Ann Lee shut the bridge.", "Ann Lee"), ("Jo Byron shut the bridge.", "Jo Byron")
    assert told(0.5, HANDED, *figures) == ["706", "4,666"]
    assert told(0.5, "When was the bridge shut?", *times) == ["3 May", "June"]
    assert told(0.49, HANDED, *figures) == []
    assert told(0.5, HANDED, figures[0]) == []
    assert told(0.5, "Who shut the bridge?", *names) == []
    assert told(0.6, "Who shut the bridge?", *names) == ["Ann Lee", "Jo Byron"]
