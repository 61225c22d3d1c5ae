"""Months and days of a question: what is told of another is refused, and nothing else is."""

import pytest

from tests.statements import ask, reasons, said

JULY = "How many phones did police in Lowry seize in July?"
DAY = "How many phones did police seize on 3 July 2023?"
SINCE = "How many phones did police seize since August?"


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        (JULY, "Police in Lowry seized 300 phones in August, the force said.",
         "about August, not July"),
        (JULY, "In August 2023, police in Lowry seized 300 phones.", "about August, not July"),
        (JULY, "On 8 August police seized 300 phones in Lowry.", "about August, not July"),
        (JULY, "Lowry police seized 300 phones and 40 guns in August.", "about August, not July"),
        (JULY, "Lowry police seized 120 phones in July and 300 in August.",
         "about August, not July"),
        (JULY, "In July police in Lowry seized 120 phones and in August 300.",
         "about August, not July"),
        (JULY, "In July police in Lowry seized 300 phones and in August 120.", None),
        (JULY, "Lowry police seized 300 phones in July and 120 in August.", None),
        (DAY, "Police seized 300 phones on 8 July.", "about 8 July, not 3 July"),
        (DAY, "Police seized 300 phones in June.", "about June, not July"),
        (DAY, "Police seized 300 phones in July.", None),
        (DAY, "Police seized 300 phones on 4 July, at night.", None),
        (SINCE, "Police seized 300 phones in May.", "about May, not since August"),
        (SINCE, "Police seized 300 phones in September.", None),
        (SINCE, "Police seized 300 phones in August.", None),
        # The month asked about, said more or less exactly.
        (JULY, "Lowry police seized 300 phones in July.", None),
        (JULY, "Lowry police seized 300 phones on 8 July 2023.", None),
        (JULY, "Lowry police seized 300 phones since June.", None),
        (JULY, "Lowry police seized 300 phones this summer.", None),
        (JULY, "Lowry police seized 300 phones in 2023.", None),
        (JULY, "Lowry police seized 300 phones.", None),
        ("How many phones were seized in June and July?",
         "Lowry police seized 300 phones in June.", None),
        ("How many phones were seized in early July?", "Some 300 phones were seized on 28 July.",
         None),
        # The time of something else.
        (JULY, "Police said on 8 August that they had seized 300 phones in Lowry.", None),
        (JULY, "On 8 August, police in Lowry said 300 phones had been seized.", None),
        (JULY, "Lowry police seized 300 phones, a spokesman told the paper on 8 August.", None),
        (JULY, "Lowry police seized 300 phones; in August their chief resigned.", None),
        (JULY, "Lowry police seized 300 phones, and in August their chief resigned.", None),
        (JULY, "The Lowry force, founded in August 1950, seized 300 phones.", None),
        (JULY, "Lowry police seized 300 phones that were stolen in June.", None),
        (JULY, "Lowry police had seized 300 phones by 8 August.", None),
        (JULY, "The number of phones seized in Lowry reached 300 in August.", None),
        (JULY, "The Lowry force had reported 300 phones in August.", None),
        (JULY, "A Lowry shop robbed in June lost 300 phones to police.", None),
        (JULY, "Lowry police seized 300 phones at a shop opened in May 2019.", None),
        (JULY, "Lowry police seized 300 phones and moved house in August.", None),
        (JULY, "Lowry police seized 300 phones ahead of a sale in August.", None),
        (JULY, "Lowry police will give back 300 phones and will be closed in August.", None),
        ("How many people work at the plant opened in May?", "The plant had 300 people in June.",
         None),
        # A date that names something, or bounds.
        ("How many people died in the July floods?", "The floods of Lowry killed 300 people in "
         "August.", None),
        ("How many phones did police seize by July?", "Police seized 300 phones in May.", None),
        ("How many phones may police seize?", "Police seized 300 phones in August.", None),
    ],
)  # fmt: skip
def test_another_month_or_day_is_refused(question: str, text: str, reason: str | None) -> None:
    found = ask(question, said(text, "300", date="2023-10-05"))
    assert reasons(found) == ([reason] if reason else [])
    assert bool(found.groups) is not bool(reason)


def test_a_month_without_a_year_is_the_month_of_any() -> None:
    text = "Police seized 300 phones in August."
    assert reasons(ask(JULY, said(text, "300"))) == ["about August, not July"]
    assert not reasons(ask("How many phones were seized in August 2021?", said(text, "300")))
    assert not reasons(ask(SINCE, said("Police seized 300 phones in May.", "300")))
