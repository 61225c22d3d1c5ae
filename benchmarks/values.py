"""How well quantities and times are found and normalised: against written values, and in sentences.

Both files are halved: by the hash of the input, and by the label of the sentence. What is wrong in
the sentences for measuring was not looked at; of the written values, in the end, all was. From the
root of the repository:

    python -m benchmarks.values --data ../shared/qa-data
"""

import argparse
import datetime
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.values import Kind, Value, find_values

SENTENCES = Path(__file__).parent.parent / "tests" / "data" / "value_sentences.jsonl"
HALVES = ("develop", "measure")
TIMES = {Kind.DATE, Kind.PERIOD}
KINDS = {  # what a row of the written values asks for
    "number": set(Kind) - TIMES,
    "money": {Kind.MONEY},
    "measure": {Kind.MEASURE},
    "age": {Kind.AGE},
    "share": {Kind.SHARE},
    "date": {*TIMES, Kind.DURATION},
}
SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "week": 604800,
    "month": 2592000, "year": 31536000, "quarter": 7776000, "decade": 315360000,
    "century": 3153600000, "fortnight": 1209600, "millisecond": 0.001,
}  # fmt: skip


def half_of(text: str) -> str:
    return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other), 1e-12)


# Written values -----------------------------------------------------------------------------------


def as_number(written: str | None) -> float | None:
    try:
        return float((written or "").rstrip("%"))
    except ValueError:
        return None


def day_of(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written[:10]) if written else None


def is_span(value: Value, gold: dict[str, Any]) -> bool:
    """Their spans end before their last day, ours with it."""
    first, last = day_of(gold.get("start")), day_of(gold.get("end"))
    ends = {last, last and last - datetime.timedelta(days=1)}
    return value.first == first and value.last in ends


def is_right(value: Value, gold: dict[str, Any]) -> bool:
    resolution = gold["resolution"]
    if not gold["type"].startswith("datetime"):
        wanted = as_number(resolution["value"])
        if wanted is None:
            return value.value is None
        if value.value is not None:
            return close(value.value, wanted)
        return close(value.low, wanted) or close(value.high, wanted)  # "5 to 10" is one of ours
    return any(is_right_time(value, one) for one in resolution["values"])


def is_right_time(value: Value, gold: dict[str, Any]) -> bool:
    if gold.get("value") == "not resolved":
        return value.first is None and value.last is None
    if gold["type"] == "duration":
        seconds = (value.value or 0) * SECONDS.get(value.unit or "", 0)
        return close(seconds, float(gold["value"]))
    if gold["type"] == "date":
        return value.first is not None and value.first == value.last == day_of(gold["value"])
    if "value" in gold:  # "around the 21st"
        return value.first is not None and value.first == value.last == day_of(gold["value"])
    return is_span(value, gold)


def is_resolved(value: Value) -> bool:
    return value.kind not in TIMES or (value.first or value.last) is not None


def overlaps(value: Value, gold: dict[str, Any]) -> bool:
    return bool(value.start < gold["end"] and gold["start"] < value.end)


def score_written(row: dict[str, Any], counts: Counter[str], show: bool) -> None:
    written = day_of(row["reference"])
    kinds = KINDS[row["kind"]]
    found = find_values(row["input"], written)
    used: set[int] = set()
    twice = 0  # a range is both of the figures that it is written with
    for gold in row["results"]:
        near = [one for one in found if overlaps(one, gold)]
        near = [one for one in near if id(one) not in used or one.value is None]
        right = [one for one in near if is_right(one, gold)]
        counts["gold"] += 1
        if right:
            twice += id(right[0]) in used
            used.add(id(right[0]))
            counts["right"] += 1
            counts["exact"] += (right[0].start, right[0].end) == (gold["start"], gold["end"])
            continue
        # A duration where a day is meant ("2 days later") says nothing wrong of the day.
        days = gold["type"].endswith((".date", ".daterange"))
        wrong = [one for one in near if one.kind in (TIMES if days else kinds) and is_resolved(one)]
        counts["wrong"] += bool(wrong)
        if show:
            print("WRONG" if wrong else "missed", row["kind"], (row["reference"] or "")[:10],
                  repr(row["input"]), repr(gold["text"]), gold["resolution"], near)  # fmt: skip
    extra = [one for one in found if one.kind in kinds and id(one) not in used]
    counts["found"] += len(used) + twice + len(extra)
    if show and extra and not any(overlaps(one, g) for one in extra for g in row["results"]):
        print("extra", row["kind"], repr(row["input"]), extra)


# Sentences ----------------------------------------------------------------------------------------


def same_figure(value: Value, gold: dict[str, Any]) -> bool:
    if gold["kind"] in ("date", "period"):
        days = (gold.get("first"), gold.get("last"))
        return days == tuple(one and one.isoformat() for one in (value.first, value.last))
    if value.kind in TIMES and value.value is None:
        return False
    if gold.get("value") is None:
        return close(value.low, gold.get("low")) and close(value.high, gold.get("high"))
    return close(value.value, gold["value"])


def words_of(text: str | None) -> set[str]:
    return set((text or "").lower().split())


def same_counted(value: Value, gold: dict[str, Any]) -> bool:
    """Whether more than half of the words, or all of the fewer, are the same."""
    ours, theirs = words_of(value.counted), words_of(gold["counted"])
    if not ours or not theirs:
        return ours == theirs
    return ours <= theirs or theirs <= ours or 2 * len(ours & theirs) > max(len(ours), len(theirs))


ASPECTS = ("value", "unit", "kind", "counted", "change", "bounds", "all")


def right_aspects(value: Value, gold: dict[str, Any]) -> set[str]:
    bounds = close(value.low, gold.get("low")) and close(value.high, gold.get("high"))
    right = {
        "value": True,
        "kind": value.kind == gold["kind"] or value.kind in TIMES,
        "unit": value.unit == gold["unit"],
        "counted": same_counted(value, gold),
        "change": value.change == gold.get("change"),
        "bounds": bounds and value.approximate == gold.get("approximate", False),
    }
    return {name for name, is_so in right.items() if is_so}


def score_sentence(
    row: dict[str, Any], times: Counter[str], figures: Counter[str], show: bool
) -> None:
    found = find_values(row["text"], day_of(row["written"]))
    used: set[int] = set()
    for gold in row["values"]:
        is_time = gold["kind"] in ("date", "period")
        counts = times if is_time else figures
        counts["gold"] += 1
        near = [one for one in found if overlaps(one, gold) and id(one) not in used]
        match = next((one for one in near if same_figure(one, gold)), None)
        used |= {id(one) for one in near[:1]} if match is None else {id(match)}
        if match is None:
            counts["found"] += bool(near)
            if show:
                print("VALUE", row["text"], gold, near)
            continue
        counts["found"] += 1
        right = {"value"} if is_time else right_aspects(match, gold)
        counts.update(right)
        if show and not is_time:
            for aspect in ("unit", "kind", "counted", "change", "bounds"):
                if aspect not in right:
                    print(aspect, "|", row["text"], "|", gold, "|", match)
    for one in found:
        if id(one) not in used and is_resolved(one):  # a time without its days says nothing
            (times if one.kind in TIMES else figures)["found"] += 1
            if show:
                print("EXTRA", row["text"], row["text"][one.start : one.end], one)


# Reporting ----------------------------------------------------------------------------------------


def measures(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:.3f} | {recall:.3f} | {f1:.3f}"


def report_written(path: Path, half: str, show: bool) -> None:
    kinds: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for row in rows_of(path):
        if half_of(row["input"]) == half:
            score_written(row, kinds[row["kind"]], show)
    print(f"\nwritten values, half for {half}")
    print("| kind | results | precision | recall | F1 | wrongly resolved | exact slice |")
    for kind, counts in kinds.items():
        marks = measures(counts["right"], counts["found"], counts["gold"])
        wrong, exact = counts["wrong"] / counts["gold"], counts["exact"] / counts["gold"]
        print(f"| {kind} | {counts['gold']} | {marks} | {wrong:.3f} | {exact:.3f} |")


def report_sentences(half: str, show: bool) -> None:
    times: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    for row in rows_of(SENTENCES):
        if row["part"] == half:
            score_sentence(row, times, figures, show)
    print(f"\nsentences, half for {half}: {figures['gold']} quantities, {times['gold']} times")
    print("| right in | precision | recall | F1 |")
    print("| times |", measures(times["value"], times["found"], times["gold"]), "|")
    for aspect in ("value", "unit", "kind", "counted", "change", "bounds"):
        print(f"| {aspect} |", measures(figures[aspect], figures["found"], figures["gold"]), "|")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of written-values")
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument("--show", action="store_true", help="print what is not right")
    arguments = parser.parse_args(argv)
    for half in [arguments.half] if arguments.half else HALVES:
        report_written(arguments.data / "written-values.jsonl", half, arguments.show)
        report_sentences(half, arguments.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
