"""A single answer's figures, and how far confidences are from the truth."""

import pytest

from qa.scoring import calibration_error, exact_match, f1, holds, is_right


@pytest.mark.parametrize(
    ("text", "accepted", "em", "overlap"),
    [
        ("The 4,666", ["4666"], 1.0, 1.0),
        ("rye bread.", ["bread", "the Rye bread"], 1.0, 1.0),
        ("a total of 400", ["400"], 0.0, 0.5),
        ("400", ["401"], 0.0, 0.0),
        ("anything", [], 0.0, 0.0),
        ("", ["400"], 0.0, 0.0),
    ],
)
def test_em_and_f1_are_squads(text: str, accepted: list[str], em: float, overlap: float) -> None:
    assert exact_match(text, accepted) == em
    assert f1(text, accepted) == pytest.approx(overlap)
    assert is_right(text, accepted) == (overlap >= 0.5)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It sells rye bread.", "Rye bread"),
        ("It sells 4,000 loaves.", "4000"),
        ("Of the U.S. army", "US"),
        # What stands beside a word need not be a space.
        ("two palaces\N{EM DASH}the Old Hall\N{EM DASH}burnt", "Old Hall"),
        ("the 160-character limit", "160"),
        ("in 2004\N{EN DASH}2005", "2005"),
        ("at Montreal's carnival", "Montreal"),
        ("around 660 BCE,[a] when", "660 BCE"),
        ("to save memory.[citation needed]", "save memory"),
    ],
)
def test_whole_words_are_held(text: str, answer: str) -> None:
    assert holds(text, [answer])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It sells 4000 loaves.", "400"),
        ("It sells 4,000 loaves.", "4"),
        ("It is 3.5 metres high.", "5"),
        ("It opens at 12:30.", "30"),
        ("It sells bread\N{EM DASH}and cake.", "\N{EM DASH}"),
    ],
)
def test_parts_of_words_and_figures_are_not(text: str, answer: str) -> None:
    assert not holds(text, [answer])


def test_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
    assert calibration_error([0.05, 0.95], [True, True]) == pytest.approx((0.95 + 0.05) / 2)
    assert calibration_error([], []) == 0
