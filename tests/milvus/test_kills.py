"""Builds and keepers killed at random moments: tests/torture/milvus.py, a few times."""

from pathlib import Path

from tests.torture.milvus import torture

KILLS = 9


def test_what_is_killed_loses_nothing(tmp_path: Path) -> None:
    tally = torture(tmp_path, KILLS, changes=15, seed=3)
    assert tally.wrong == []
    assert sum(tally.states.values()) == KILLS
    assert tally.compared >= 10 * KILLS
