"""Which statements say the same, and which stand apart."""

import re
from itertools import permutations

import pytest

from qa.records import Answer
from tests.statements import ask, reasons, said, shown


def groups(question: str, *texts: tuple[str, str], order: tuple[int, ...] = ()) -> set[str]:
    """What is put together, each group as one text; the first in `order` is the surest."""
    answers: list[Answer] = []
    for at, place in enumerate(order or range(len(texts))):
        text, answer = texts[place]
        answers.append(said(text, answer, 0.9 - 0.05 * at, date="2025-01-05"))
    found = ask(question, *answers)
    return {
        " = ".join(sorted(one.answer.text for one in group.statements)) for group in found.groups
    }


BLAST = [
    ("The blast happened in 2024.", "2024"),
    ("The blast happened on 3 March 2024.", "3 March 2024"),
    ("The blast happened on 8 October 2024.", "8 October 2024"),
]
GUESTS = [
    ("About 20,000 people came to Varn.", "About 20,000"),
    ("In all 20,300 people came to Varn.", "20,300"),
    ("Then 19,700 people came to Varn.", "19,700"),
]
DISTANCE = [
    ("Varn is 50.3 miles away.", "50.3 miles"),
    ("Varn is 81 km away.", "81 km"),
    ("Varn is 80 km away.", "80 km"),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_is_rough_bridges_nothing_that_differs_whichever_is_surest(
    order: tuple[int, ...],
) -> None:
    blasts = groups("When did the blast happen?", *BLAST, order=order)
    assert blasts == {"2024", "3 March 2024", "8 October 2024"}
    guests = groups("How many people came to Varn?", *GUESTS, order=order)
    assert guests == {"About 20,000", "19,700", "20,300"}
    away = groups("How far is Varn?", *DISTANCE, order=order)
    assert away == {"50.3 miles = 81 km", "80 km"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_is_rough_joins_the_one_that_it_fits(order: tuple[int, ...]) -> None:
    blasts = groups(
        "When did the blast happen?",
        *BLAST[:2],
        ("The blast happened in March 2024.", "March 2024"),
        order=order,
    )
    assert blasts == {"2024 = 3 March 2024 = March 2024"}
    guests = groups(
        "How many people came to Varn?",
        *GUESTS[:2],
        ("Some 9,000 people came to Varn.", "9,000"),
        order=order,
    )
    assert guests == {"20,300 = About 20,000", "9,000"}
    bounded = groups(
        "How many people came to Varn?",
        ("More than 20,000 people came to Varn.", "More than 20,000"),
        ("Nearly 20,000 people came to Varn.", "Nearly 20,000"),
        ("It drew 20,000 people to Varn.", "20,000"),
        order=order,
    )
    assert bounded == {"20,000 = More than 20,000 = Nearly 20,000"}


FELL = ("Cases fell 24 percent in Varn.", "24 percent")
ROSE = ("Cases rose 24 percent in Lowry.", "24 percent")
CHANGED = ("The cases' change was 24 percent.", "24 percent")
FEWER = ("Fewer than 31,000 people came.", "31,000")
MORE = ("More than 31,000 people came.", "31,000")
CAME = ("In all 31,000 people came.", "31,000")


def together(question: str, *texts: tuple[str, str], order: tuple[int, ...] = ()) -> set[str]:
    """The sentences that are put together, by what they begin with."""
    places = order or tuple(range(len(texts)))
    found = ask(question, *(said(*texts[at], 0.9 - 0.05 * n) for n, at in enumerate(places)))
    return {
        " = ".join(sorted(one.answer.sentence_text.split(" 2")[0] for one in group.statements))
        for group in found.groups
    }


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_rose_is_no_group_with_what_fell_nor_the_least_with_the_most(
    order: tuple[int, ...],
) -> None:
    changes = together("By what percentage did cases change?", FELL, ROSE, CHANGED, order=order)
    assert changes == {"Cases fell", "Cases rose", "The cases' change was"}
    came = together("How many people came?", FEWER, MORE, CAME, order=order)
    assert came == {FEWER[0], MORE[0], CAME[0]}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_change_or_a_bound_that_nothing_is_against_joins_its_figure(
    order: tuple[int, ...],
) -> None:
    question = "By what percentage did cases change?"
    drop = ("A 24 percent drop in cases was seen.", "24 percent")
    assert len(together(question, FELL, CHANGED, order=order)) == 1
    assert len(together(question, FELL, drop, order=order)) == 1
    assert len(together(question, FELL, ROSE, order=order)) == 2
    assert len(together("How many people came?", MORE, CAME, order=order)) == 1
    assert len(together("How many people came?", FEWER, CAME, order=order)) == 1
    found = ask(question, said(*FELL), said(*ROSE))
    assert found.agree is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cases fell nearly 24 percent.", "Cases rose 23.8 percent."),
        ("It sank by 50 miles.", "It rose by 80 km."),
        ("It rose more than 50 miles.", "It rose fewer than 80 km."),
        ("They lost more than $40 billion (277 billion yuan).",
         "They lost less than 277 billion yuan."),
    ],
)  # fmt: skip
def test_what_is_opposed_is_no_rounding_and_no_conversion(one: str, other: str) -> None:
    figures = re.compile(r"\$?[\d.]+(?: billion)?(?: percent| miles| km| yuan)?")
    for first, second in ((one, other), (other, one)):
        texts = [(text, figures.search(text)[0]) for text in (first, second)]  # type: ignore[index]
        assert len(groups("How much was it?", *texts)) == 2


def test_a_bound_is_no_range() -> None:
    found = groups(
        "How many people died?",
        ("At least 10 people died.", "At least 10"),
        ("Between 10 and 20 people died.", "Between 10 and 20"),
        ("Some said 10-20 people died.", "10-20"),
    )
    assert found == {"At least 10", "10-20 = Between 10 and 20"}


def test_the_surest_of_a_group_stands_first() -> None:
    found = ask(
        "When did the blast happen?", *(said(*text, 0.9 - at / 10) for at, text in enumerate(BLAST))
    )
    assert shown(found)[0] == "2024"
    pair = ask("When did the blast happen?", said(*BLAST[0], 0.9), said(*BLAST[1], 0.8))
    assert shown(pair) == ["2024"]
    assert pair.agree is True


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("3.2 metres", "320 centimetres", True),
        ("1,000 tonnes", "1 million kilograms", True),
        ("2 tonnes", "2,000 kg", True),
        ("36 hours", "a day and a half", True),
        ("18 months", "one and a half years", True),
        ("50 miles", "80 km", True),
        ("6 feet", "1.8 metres", True),
        ("120,000 hectares", "1,200 square kilometres", True),
        ("640 acres", "one square mile", True),
        ("500 litres", "0.5 cubic metres", True),
        ("120 mph", "193 km/h", True),
        ("200 miles per hour", "322 kilometres an hour", True),
        ("104 knots", "54 m/s", True),
        ("120 mph", "120 km/h", False),
        ("150 km/h", "151 km/h", False),
        ("99 cents", "$0.99", True),
        ("5p", "£0.05", True),
        ("99 cents", "€0.99", True),
        ("5 cents", "£0.05", False),
        ("99 cents", "$99", False),
        ("25 basis points", "0.25 percentage points", True),
        ("half a percentage point", "50 basis points", True),
        ("25 basis points", "25 percentage points", False),
        ("3.2 metres", "330 centimetres", False),
        ("1,000 tonnes", "1,005,000 kilograms", False),
        ("100 miles", "200 km", False),
        ("2 miles", "4 km", False),
        ("50 litres", "50 metres", False),
        ("20 degrees Celsius", "68 degrees Fahrenheit", False),
    ],
)
def test_units_of_one_dimension_are_compared_by_what_they_come_to(
    one: str, other: str, same: bool
) -> None:
    for first, second in ((one, other), (other, one)):
        found = groups(
            "How much was it?",
            (f"It was {first} in all.", first),
            (f"In Varn it was {second}.", second),
        )
        assert len(found) == (1 if same else 2), found


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("What share of its workforce will Norda cut?", "Norda will cut 15,000 jobs.", "15,000",
         "not a share"),
        ("What percentage of people left?", "In all 300 people left.", "300", "not a share"),
        ("How much money was paid?", "They paid 300 workers.", "300", "not a sum of money"),
        ("How long did the trial last?", "The trial took 12 sessions.", "12",
         "not a length of time"),
        # Short for what was asked.
        ("How much money was paid?", "They paid 5 million for it.", "5 million", None),
        ("How much money was paid?", "They paid 3 million compensation.", "3 million", None),
        ("What share of the members are women?", "Women are 40 of 100 members.", "40", None),
        ("What share of its workforce will Norda cut?", "Norda will cut one in five workers.",
         "one in five", None),
    ],
)  # fmt: skip
def test_what_counts_things_is_no_share_sum_or_duration(
    question: str, text: str, answer: str, reason: str | None
) -> None:
    assert reasons(ask(question, said(text, answer))) == ([reason] if reason else [])


def test_what_a_correction_quotes_as_wrong_is_no_voice_of_its_own() -> None:
    report = said("The bridge's fall killed 27 people in Lowry.", "27", date="2024-03-04")
    text = "Correction: our report of 4 March said that 27 people died in Lowry. It was 25."
    note = said(text, "27", date="2024-03-06")
    found = ask("How many people did the bridge's fall kill in Lowry?", report, note).groups
    assert [group.answer for group in found] == ["25", "27"]
    assert (len(found[1].paths), found[1].corrected) == (1, True)


@pytest.mark.parametrize(
    "texts",
    [
        [("The council approved the plan.", "approved"),
         ("The plan was not approved by the council.", "not approved")],
        # The word that denies stands before the answer, not in it.
        [("The council approved the plan.", "approved"),
         ("The council's plan has not yet been approved.", "approved")],
        [("The council was for the plan.", "for the plan"),
         ("The council was against the plan.", "against the plan")],
        [("The plan was the mayor's, Anna Lund said.", "Anna Lund"),
         ("It was not Anna Lund who made the plan.", "Anna Lund")],
    ],
)  # fmt: skip
def test_what_one_article_denies_is_no_group_with_what_another_says(
    texts: list[tuple[str, str]],
) -> None:
    question = "What did the council say of the plan?"
    found = ask(question, *(said(*text, 0.9, date="2025-01-05") for text in texts))
    assert len(found.groups) == 2


def test_what_both_articles_deny_is_one_group() -> None:
    found = groups(
        "What did the council say of the plan?",
        ("The plan was not approved by the council.", "not approved"),
        ("The council's plan has never been approved.", "approved"),
        ("The council of Varn approved the plan.", "approved"),
    )
    assert found == {"approved = not approved", "approved"}
