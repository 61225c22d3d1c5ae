"""What two texts share, and what makes it a copy."""

import numpy as np
import pytest
from hypothesis import given

from index.copies.compare import nearness, overlap
from index.copies.fingerprints import WINDOW, WORDS, fingerprints, shingles
from index.copies.wording import one_spelling, wording
from tests.texts import any_text, quick, texts

FROM = "The port of Lowhaven was closed for nine days, and its harbour master would not say why. "
OTHER = "Grain rose by a tenth in the same week on fears that no ship would reach the mills. "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Labour's", "labor"), ("organisation", "organization"), ("analysed", "analyzed"),
        ("travelled", "traveled"), ("centre", "center"), ("defence", "defense"),
        ("programme", "program"), ("1,000", "1000"), ("nine", "9"), ("catalogue", "catalog"),
    ],
)  # fmt: skip
def test_one_word_in_two_spellings_is_one(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)


@pytest.mark.parametrize(("one", "other"), [("harbour", "barber"), ("1.5", "15"), ("9", "10")])
def test_two_words_are_two(one: str, other: str) -> None:
    assert one_spelling(one) != one_spelling(other)


def test_marks_and_house_style_change_no_word() -> None:
    one = wording('It fell 24 percent, "and more," he said - in Oct.')
    other = wording("It fell 24% “and more” he said — in Oct")
    assert list(one.words) == list(other.words)


def test_times_of_day_are_no_figures() -> None:
    assert wording("At 14:30 GMT, or 9.30 a.m., or 9 pm, 2,349 came in 31 buses.").figures == {
        "2349", "31",
    }  # fmt: skip


def test_what_is_in_one_alone_does_not_count() -> None:
    both, one = wording(FROM + OTHER), wording(OTHER)
    assert overlap(one, both).words == 1.0
    assert 0.4 < overlap(both, one).words < 0.6
    assert overlap(wording(FROM), one).words == 0.0


def test_one_word_that_is_other_costs_one_word() -> None:
    edited = OTHER.replace("same week", "very week")
    words = len(wording(OTHER))
    assert overlap(wording(edited), wording(OTHER)).words == pytest.approx((words - 1) / words)


def test_what_both_quote_does_not_count() -> None:
    quoted = "“We were told on Friday night that the quay would open again, and it did not open.” "
    one, other = wording(FROM + quoted), wording(OTHER + quoted)
    assert overlap(one, other).words == 0.0


def test_texts_that_share_a_run_share_a_fingerprint() -> None:
    run = " ".join(f"shared{number}" for number in range(WORDS + WINDOW - 1))
    for seed in range(50):
        one = " ".join(f"one{seed}x{number}" for number in range(seed))
        other = " ".join(f"other{seed}x{number}" for number in range(3 * seed))
        ours = fingerprints(wording(f"{one} {run} {one}").words)
        theirs = fingerprints(wording(f"{other} {run} {other}").words)
        assert set(ours) & set(theirs)


def test_few_shingles_are_fingerprints() -> None:
    words = wording(" ".join(f"word{number}" for number in range(10_000))).words
    assert 0.15 < len(fingerprints(words)) / len(words) < 0.22


def test_nearness_is_that_of_the_nearest_passages() -> None:
    ours = np.array([[1, 0], [0, 1]], np.float32)
    theirs = np.array([[0.6, 0.8]], np.float32)
    assert nearness(ours, theirs) == pytest.approx(0.7)
    assert nearness(theirs, ours) == pytest.approx(0.8)
    assert nearness(ours, np.zeros((0, 2), np.float32)) == 0.0


@quick
@given(any_text | texts)
def test_any_text_holds_itself(text: str) -> None:
    own = wording(text)
    assert len(own.quoted) == len(own)
    assert len(fingerprints(own.words)) <= len(shingles(own.words))
    assert bool(fingerprints(own.words)) == bool(len(own))
    assert all(0 <= value < 1 << 47 for value in fingerprints(own.words))
    if len(own):
        assert overlap(own, own).words == 1.0
