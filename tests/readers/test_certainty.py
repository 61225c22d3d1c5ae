"""What a least confidence can promise, from the table that is shipped and from small ones."""

import json
import math
import shutil
from pathlib import Path

import pytest

from index.errors import UserError
from qa.readers.certainty import (
    CERTAIN,
    Answered,
    best_promise,
    certainty_file,
    least_confidence,
    load_certainty,
    promised,
)
from qa.readers.shipped import CALIBRATION_FILE, CERTAINTY_FIRST
from training.certainty import STEPS, at_most, count_wrong


def few_or_fewer(wrong: int, answered: int, share: float) -> float:
    """The probability of at most so many wrong, where each is with that probability."""
    return sum(
        math.comb(answered, count) * share**count * (1 - share) ** (answered - count)
        for count in range(wrong + 1)
    )


@pytest.mark.parametrize(("wrong", "answered"), [(0, 59), (1, 100), (13, 100), (80, 400)])
def test_a_bound_is_the_share_at_which_so_few_wrong_are_as_rare_as_said(
    wrong: int, answered: int
) -> None:
    share = at_most(wrong, answered)
    assert few_or_fewer(wrong, answered, share) == pytest.approx(1 - CERTAIN, abs=1e-3)
    assert share > wrong / answered


def test_of_nothing_but_wrong_answers_nothing_is_promised() -> None:
    assert at_most(7, 7) == 1.0


def test_every_bound_of_the_table_follows_from_its_counts() -> None:
    rows = [one for each in load_certainty().values() for one in each]
    assert rows
    assert all(one.at_most == at_most(one.wrong, one.answered) for one in rows)


def test_the_table_is_of_the_calibration_beside_it(tmp_path: Path) -> None:
    own = tmp_path / CALIBRATION_FILE.name
    shutil.copy(CALIBRATION_FILE, own)
    shutil.copy(CERTAINTY_FIRST, certainty_file(own))
    rows = json.loads(CERTAINTY_FIRST.read_text())["collections"]
    assert load_certainty(str(tmp_path)) == {
        name: tuple(Answered(**one) for one in each) for name, each in rows.items()
    }
    assert load_certainty(str(tmp_path)).keys() == load_certainty().keys()
    content = json.loads(own.read_text())
    content["confidence"]["bias"] += 0.5
    own.write_text(json.dumps(content))
    with pytest.raises(UserError, match="made for another calibration"):
        load_certainty(str(tmp_path))


def rows(*bounds: float, highest: float = 0.9) -> list[Answered]:
    """A collection with these bounds, from that least confidence down in steps of a tenth."""
    return [
        Answered(round(highest - place / 10, 1), 100, 0, bound)
        for place, bound in enumerate(bounds)
    ]


def test_the_least_confidence_keeps_the_promise_in_each_collection() -> None:
    table = {"one": rows(0.10, 0.15, 0.20, 0.25), "other": rows(0.12, 0.18, 0.24)}
    assert promised(table, 0.25) == 0.7
    assert promised(table, 0.2) == 0.8
    assert promised(table, 0.12) == 0.9


def test_a_bound_that_fails_ends_the_tests_of_lower_confidences() -> None:
    assert promised({"one": rows(0.15, 0.25, 0.15)}, 0.2) == 0.9


def test_what_was_not_tested_in_a_collection_is_promised_nowhere() -> None:
    table = {"one": rows(0.1, 0.3), "other": rows(0.1, highest=0.8)}
    with pytest.raises(UserError, match=r"at no confidence. The best that can be is 30\.0%"):
        promised(table, 0.2)
    assert promised(table, 0.3) == 0.8
    assert best_promise({"one": [], "other": rows(0.1)}) is None


def test_the_shipped_table_promises_what_it_says_and_not_more() -> None:
    best = best_promise(load_certainty())
    assert best is not None
    least = least_confidence(best)
    for each in load_certainty().values():
        assert next(one for one in each if one.least == least).at_most <= best
    with pytest.raises(UserError, match="The best that can be is"):
        least_confidence(best - 0.002)


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0, 2.0, math.nan])
def test_a_share_is_between_nothing_and_everything(share: float) -> None:
    with pytest.raises(UserError, match="is not a share between 0 and 1"):
        least_confidence(share)


def test_of_a_reader_that_was_not_measured_nothing_is_promised() -> None:
    with pytest.raises(UserError, match="How much the reader rules gets wrong was not measured"):
        least_confidence(0.2, "rules")


def test_counts_go_down_from_where_enough_is_answered() -> None:
    import numpy as np

    sure = np.linspace(0, 1, 401)
    found = count_wrong(sure, sure > 0.5)
    assert [one.least for one in found] == [step for step in STEPS.tolist() if step <= 0.85]
    assert found[0].answered == 61
    assert [one.wrong for one in found if one.least == 0.4] == [
        int(((sure >= 0.4) & (sure <= 0.5)).sum())
    ]
