"""Values that were written and read in batches: each was counted before it was looked at.

The rows of `tests/data/value_batches.jsonl` are of the kinds of written-values, with what they say
written shortly: a number, a day, "first..end", so many seconds ("5400s"), "?" for what no one can
tell, and all of these joined by " or ". Those of `tests/data/value_news.jsonl` are sentences of
news. Figures are of today's rules; those of the first time are in this folder's README. From the
root of the repository:

    python -m benchmarks.value_batches
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.values import ASPECTS, measures, score_sentence, score_written

DATA = Path(__file__).parent.parent / "tests" / "data"
WRITTEN, NEWS = DATA / "value_batches.jsonl", DATA / "value_news.jsonl"


def rows_of(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def as_written(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a batch as one of written-values."""
    results, at = [], 0
    for text, said in row["values"]:
        start = row["text"].index(text, at)
        at = start + len(text)
        results.append({"text": text, "start": start, "end": at, **_result(row["kind"], said)})
    return {"kind": row["kind"], "input": row["text"], "reference": row.get("written"),
            "results": results}  # fmt: skip


def _result(kind: str, said: str) -> dict[str, Any]:
    if kind != "date":
        return {"type": kind, "resolution": {"value": said}}
    values = [_time(one) for one in said.split(" or ")]
    # A duration among days is right too; what is wrong is told by what is asked for first.
    return {"type": f"datetimeV2.{values[0]['type']}", "resolution": {"values": values}}


def _time(said: str) -> dict[str, Any]:
    if said == "?":
        return {"type": "daterange", "value": "not resolved"}
    if said.endswith("s"):
        return {"type": "duration", "value": said[:-1]}
    if ".." not in said:
        return {"type": "date", "value": said}
    ends = zip(("start", "end"), said.split(".."), strict=True)
    return {"type": "daterange", **{name: end for name, end in ends if end}}


def score(row: dict[str, Any], show: bool = False) -> Counter[str]:
    counts: Counter[str] = Counter()
    score_written(as_written(row), counts, show)
    return counts


def report_written(show: bool) -> None:
    print("| batch | kind | results | precision | recall | F1 | wrongly resolved |")
    batches = {row["batch"] for row in rows_of(WRITTEN)}
    for batch in (*sorted(batches), None):
        for kind in ("number", "date", None):
            counts: Counter[str] = Counter()
            for row in rows_of(WRITTEN):
                if row["batch"] == (batch or row["batch"]) and row["kind"] == (kind or row["kind"]):
                    counts += score(row, show and batch is not None and kind is None)
            marks = measures(counts["right"], counts["found"], counts["gold"])
            wrong = counts["wrong"] / counts["gold"]
            print(
                f"| {batch or 'all'} | {kind or 'all'} | {counts['gold']} | {marks} | {wrong:.3f} |"
            )


def report_news(show: bool) -> None:
    print("\n| batch | quantities | " + " | ".join(ASPECTS[:-1]) + " |")
    batches = {row["part"] for row in rows_of(NEWS)}
    for batch in (*sorted(batches), None):
        times: Counter[str] = Counter()
        figures: Counter[str] = Counter()
        for row in rows_of(NEWS):
            if row["part"] == (batch or row["part"]):
                score_sentence(row, times, figures, show and batch is not None)
        marks = (
            measures(figures[aspect], figures["found"], figures["gold"]).split(" | ")[-1]
            for aspect in ASPECTS[:-1]
        )
        print(f"| {batch or 'all'} | {figures['gold']} | " + " | ".join(marks) + " |")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print what is not right")
    arguments = parser.parse_args(argv)
    report_written(arguments.show)
    report_news(arguments.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
