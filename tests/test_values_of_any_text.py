"""Values of any text: each is a slice of it, and none overlaps another."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.values import Kind, Value, find_values
from tests.test_value_times import DAYS
from tests.texts import long_run, quick, texts

SENTENCES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "value_sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def check(text: str, values: list[Value]) -> None:
    end = 0
    for one in values:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""
        end = one.end
        if one.counted is not None:
            assert one.counted_start is not None
            assert one.counted
            assert text[one.counted_start :].startswith(one.counted)
        if one.low is not None and one.high is not None:
            assert one.low <= one.high
        if one.first is not None and one.last is not None:
            assert one.first <= one.last


days = st.one_of(st.none(), st.dates())
pieces = st.sampled_from(
    " ".join(row["text"] for row in SENTENCES).split()
    + str.split("a an the of to - – % $ € m bn ½ 1/2 and between from since last next 2023 31 :")
)


@quick
@given(text=texts, written=days)
def test_values_of_any_text_are_slices(text: str, written: datetime.date | None) -> None:
    check(text, find_values(text, written))


@quick
@given(
    words=st.lists(st.tuples(pieces, st.sampled_from([" ", " ", " ", "", "\n", "-"])), max_size=60),
    written=days,
)
def test_values_of_mixed_sentences_are_slices(
    words: list[tuple[str, str]], written: datetime.date | None
) -> None:
    text = "".join(word + space for word, space in words)
    check(text, find_values(text, written))


@quick
@given(text=st.lists(long_run, max_size=3).map("".join))
def test_values_of_long_runs_are_slices(text: str) -> None:
    check(text, find_values(text))


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:30])
def test_labels_are_slices(row: dict[str, Any]) -> None:
    """Of the sentences that the rules are measured on."""
    assert row["part"] in ("develop", "measure")
    for gold in row["values"]:
        assert row["text"][gold["start"] : gold["end"]] == gold["text"]
        assert gold["kind"] in list(Kind)
        assert (gold["counted"] or "") in row["text"]


@pytest.mark.parametrize("written", [datetime.date.min, datetime.date.max])
def test_at_the_ends_of_the_calendar(written: datetime.date) -> None:
    text = " ".join(text for text, _, _ in DAYS) + " 9999 years ago, in 5 days, next century"
    check(text, find_values(text, written))
