"""Values written in batches, each of which was counted before it was looked at."""

from collections import Counter
from typing import Any

import pytest

from benchmarks.value_batches import NEWS, WRITTEN, rows_of, score
from benchmarks.values import score_sentence


@pytest.mark.parametrize("row", rows_of(WRITTEN), ids=lambda row: f"{row['batch']} {row['text']}")
def test_written_values(row: dict[str, Any]) -> None:
    """Those known as "missed" or "wrong" are just that: what comes right is to be told."""
    counts = score(row)
    wrong, missed = counts["wrong"] > 0, counts["right"] < counts["gold"]
    assert row.get("known", "right") == ("wrong" if wrong else "missed" if missed else "right")


def test_few_written_values_are_wrong() -> None:
    """Of those that are known, at most one in a hundred says something else."""
    rows = rows_of(WRITTEN)
    wrong = sum(row.get("known") == "wrong" for row in rows)
    assert wrong <= len(rows) / 100


def test_values_in_news() -> None:
    """What benchmarks/README.md states; a change that makes it worse is noticed."""
    times: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    for row in rows_of(NEWS):
        score_sentence(row, times, figures, False)
    share = {aspect: figures[aspect] / figures["gold"] for aspect in ("value", "unit", "counted")}
    assert share["value"] >= 0.99
    assert share["unit"] >= 0.99
    assert share["counted"] >= 0.92


@pytest.mark.parametrize("row", rows_of(NEWS), ids=lambda row: row["text"][:30])
def test_labels_are_slices(row: dict[str, Any]) -> None:
    for gold in row["values"]:
        assert row["text"][gold["start"] : gold["end"]] == gold["text"]
        assert (gold.get("counted") or "") in row["text"]
