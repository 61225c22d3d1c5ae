"""Two hundred damaged files: none is past a limit, none breaks what reads it."""

from pathlib import Path

import pytest

from tests.torture.files import main, make, torture
from tests.torture.mutations import SEEDS


def test_damaged_files_are_read_or_named(tmp_path: Path) -> None:
    outcomes = list(torture(tmp_path, 200, seed=7))
    assert [outcome.number for outcome in outcomes] == list(range(200))
    assert {outcome.ending for outcome in outcomes} == set(SEEDS)
    assert [outcome for outcome in outcomes if outcome.problem] == []
    assert any(outcome.articles for outcome in outcomes)


def test_a_run_whose_time_is_over_does_not_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "2"]) == 0
    assert main(["--count", "2", "--seconds", "0"]) == 1
    assert "only 0 of 2" in capsys.readouterr().err


def test_a_file_can_be_made_again() -> None:
    assert make(7, 41) == make(7, 41)
