"""Months, seasons and quarters that a question asks about where the answer is words or a sum."""

import pytest

from tests.statements import ask, reasons, said, shown

COURT = (
    "A court in Brask convicted the baker Tom Ellery in February of setting fire to his shop. Judge"
    " Ann Marsh sentenced him to three years. His lawyer said he would appeal.",
    "2024-02-20",
)
RACE = (
    "Charles Leclerc won the Italian Grand Prix on Sunday for Ferrari. He beat Oscar Piastri by 2.6"
    " seconds.",
    "2024-09-02",
)
PRIZE = (
    "In November, Samantha Harvey won the Booker prize for Orbital. The jury was led by Edmund de"
    " Waal. She receives 50,000 pounds.",
    "2024-11-13",
)
PASS = (
    "Heavy snow closed the pass in winter. In spring the road was opened by the army.",
    "2024-06-02",
)
YEAR = (
    "Torvo made a profit of 300 million euros in 2023. The group raised its dividend to 2 euros.",
    "2024-02-20",
)
LATEST = ("A court in Brask convicted the baker Tom Ellery on 9999-12-31.", "2024-02-20")
CHILE = ("In October, Ines Rojas won the race in Chile. She is 24.", "2024-11-02")


@pytest.mark.parametrize(
    ("question", "news", "answer", "reason"),
    [
        ("Who was convicted in October?", COURT, "Tom Ellery", "about February, not October"),
        ("who was convicted in december", COURT, "Tom Ellery", "about February, not December"),
        ("Who was convicted in the summer?", COURT, "Tom Ellery", "about February, not summer"),
        ("Who was convicted on 3 June?", COURT, "Tom Ellery", "about February, not June"),
        ("Who was convicted at the end of May?", COURT, "Tom Ellery", "about February, not May"),
        ("Who won the Grand Prix in May?", RACE, "Charles Leclerc", "about September, not May"),
        ("who won the prize in early july", PRIZE, "Samantha Harvey", "about November, not July"),
        ("who won the prize last spring", PRIZE, "Samantha Harvey", "about November, not spring"),
        ("Who was convicted in October?", LATEST, "Tom Ellery", "about December, not October"),
        ("Who opened the road in autumn?", PASS, "the army", "about spring, not autumn"),
        ("How much did Torvo make in Q3?", YEAR, "300 million euros",
         "about 2023, not the third quarter"),
        ("what was torvo's profit in the first quarter", YEAR, "300 million euros",
         "about 2023, not the first quarter"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("confidence", [0.7, 0.95])
def test_another_time_is_refused(
    question: str, news: tuple[str, str], answer: str, reason: str, confidence: float
) -> None:
    found = ask(question, said(news[0], answer, confidence, title="News", date=news[1]))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "news", "answer"),
    [
        ("Who was convicted in February?", COURT, "Tom Ellery"),
        ("who was convicted last winter", COURT, "Tom Ellery"),
        ("Who will appeal in March?", COURT, "His lawyer"),
        ("Who was convicted by the end of May?", COURT, "Tom Ellery"),
        ("Who won the Grand Prix on 1 September?", RACE, "Charles Leclerc"),
        ("who won the grand prix in august", RACE, "Charles Leclerc"),
        ("Who won the Grand Prix in summer?", RACE, "Charles Leclerc"),
        ("who won the prize in the fall", PRIZE, "Samantha Harvey"),
        ("Who won the prize in November?", PRIZE, "Samantha Harvey"),
        ("Who led the jury in spring?", PRIZE, "Edmund de Waal"),
        ("Who opened the road in spring?", PASS, "the army"),
        ("who opened the road in april", PASS, "the army"),
        ("What was Torvo's profit in 2023?", YEAR, "300 million euros"),
        ("To how much was its dividend raised in the fourth quarter?", YEAR, "2 euros"),
        ("Who won the race in spring?", CHILE, "Ines Rojas"),
    ],
)  # fmt: skip
def test_the_same_time_is_shown(question: str, news: tuple[str, str], answer: str) -> None:
    found = ask(question, said(news[0], answer, title="News", date=news[1]))
    assert (shown(found), reasons(found)) == ([answer], [])


def test_letters_beside_the_alphabet_name_no_season() -> None:
    answer = said(COURT[0], "Tom Ellery", 0.95, title="News", date=COURT[1])
    assert shown(ask("who was convicted in the sprıng", answer)) == ["Tom Ellery"]
