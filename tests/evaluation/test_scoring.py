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


def test_whole_words_are_held() -> None:
    assert holds("It sells rye bread.", ["Rye bread"])
    assert not holds("It sells 4000 loaves.", ["400"])


def test_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
    assert calibration_error([0.05, 0.95], [True, True]) == pytest.approx((0.95 + 0.05) / 2)
    assert calibration_error([], []) == 0
