"""The figures of every system to a Markdown table, and the rows where Gleaner is behind."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.peers.record import Sample
from benchmarks.peers.systems import OURS
from qa.scoring import exact_match, f1

Figures = Mapping[str, Any]  # by measure, what the worker or the driver found


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is called, what it is worked out from, and which way is better."""

    name: str
    measure: str
    value: Callable[[Any, Sample], float | None]
    more_is_better: bool = False
    digits: int = 0


def recall(measured: Any, sample: Sample, top: int) -> float:
    """The share of questions whose article is among those of the first `top` passages."""
    pairs = zip(measured["found"], sample.questions, strict=True)
    return float(np.mean([one.article in articles[:top] for articles, one in pairs]))


def right_article(measured: Any, sample: Sample) -> float | None:
    """The share of first answers that are of the right article; None where none was told."""
    said = [article for _, article in measured["said"]]
    if not any(said):
        return None
    pairs = zip(said, sample.questions, strict=True)
    return float(np.mean([one.article == article for article, one in pairs]))


def score(by: Callable[[str, Sequence[str]], float], measured: Any, sample: Sample) -> float:
    """The mean of EM or F1 over the first answers."""
    pairs = zip(measured["said"], sample.questions, strict=True)
    return float(np.mean([by(text, one.answers) for (text, _), one in pairs]))


def percentile(measured: Any, share: float) -> float:
    """Of the milliseconds that each question took."""
    return float(np.percentile(measured["took"], share))


ROWS = (
    Row("built, passages a second", "build", lambda m, _: m["rate"], True, 1),
    Row("one article more, found, s", "add", lambda m, _: statistics.median(m["found"]), digits=3),
    Row("the same, on disk too, s", "add", lambda m, _: statistics.median(m["kept"]), digits=3),
    Row("from nothing running to an answer, s", "start", lambda m, _: m["seconds"], digits=2),
    Row("search p50, ms", "search", lambda m, _: percentile(m, 50), digits=1),
    Row("question p50, ms", "ask", lambda m, _: percentile(m, 50)),
    Row("question p95, ms", "ask", lambda m, _: percentile(m, 95)),
    Row("building, most memory, MB", "build", lambda m, _: m["memory"]),
    Row("asking, most memory, MB", "ask", lambda m, _: m["memory"]),
    Row("recall@1, by retrieval", "search", lambda m, s: recall(m, s, 1), True, 3),
    Row("recall@5", "search", lambda m, s: recall(m, s, 5), True, 3),
    Row("recall@20", "search", lambda m, s: recall(m, s, 20), True, 3),
    Row("first answer: right article", "ask", right_article, True, 3),
    Row("first answer: EM", "ask", lambda m, s: score(exact_match, m, s), True, 3),
    Row("first answer: F1", "ask", lambda m, s: score(f1, m, s), True, 3),
)


def to_table(columns: Mapping[str, Figures], sample: Sample) -> list[str]:
    """Markdown: a row each, raw figures, in brackets the ratio to ours."""
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for row in ROWS:
        values = values_of(row, columns, sample)
        cells = [_cell(value, values[OURS], row) for value in values.values()]
        cells[0] = cells[0].partition(" (")[0]
        lines.append(f"| {row.name} | " + " | ".join(cells) + " |")
    return lines


def behind(columns: Mapping[str, Figures], sample: Sample) -> list[str]:
    """Every row where a peer is ahead of us, and which."""
    lines = []
    for row in ROWS:
        values = values_of(row, columns, sample)
        ours = values.pop(OURS)
        if ours is None:
            continue
        ahead = [
            name
            for name, value in values.items()
            if value is not None and (value > ours if row.more_is_better else value < ours)
        ]
        if ahead:
            lines.append(f"{row.name}: {'; '.join(ahead)}")
    return lines


def values_of(row: Row, columns: Mapping[str, Figures], sample: Sample) -> dict[str, float | None]:
    """A row's figure of every column; None where it was not measured."""
    return {
        name: row.value(figures[row.measure], sample) if row.measure in figures else None
        for name, figures in columns.items()
    }


def _cell(value: float | None, ours: float | None, row: Row) -> str:
    if value is None:
        return ""
    ratio = f" ({value / ours:.2f})" if ours else ""
    return f"{value:,.{row.digits}f}{ratio}"


def seconds_in_all(columns: Mapping[str, Figures]) -> Sequence[str]:
    """What each column's measuring took, to plan the next."""
    return [f"{name}: {sum(figures['wall'].values()):.0f} s" for name, figures in columns.items()]
