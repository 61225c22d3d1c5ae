"""An evaluation as people read it: a table on the terminal, JSON, and a page with its pictures."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.evaluation.figures import Figures, Outcome
from qa.rows import to_row

MAX_FAILURES = 60
PICTURES = ("Reliability diagram", "Coverage-accuracy curve")
_STYLE = Path(__file__).with_name("report.css")
_NAMES = {"mrr": "MRR", "ndcg@10": "nDCG@10"}


def figure_rows(figures: Figures) -> list[tuple[str, str]]:
    """Every figure with its name, as text."""
    share = _share
    rows = [
        ("questions (answerable)", f"{figures.questions:,} ({figures.answerable:,})"),
        ("exact match", share(figures.exact_match)),
        ("F1", share(figures.f1)),
        (f"answered, of answerable, at {figures.min_confidence:g}", share(figures.answered)),
        ("right, of those answered", share(figures.right_of_answered)),
        ("answered and right, of answerable", share(figures.answered_right)),
        ("abstained rightly, of unanswerable", share(figures.abstained_rightly)),
        ("calibration error (ECE, 10 bins)", share(figures.calibration_error)),
        (
            "a question, median and 95th percentile",
            f"{figures.median_milliseconds:.0f} and {figures.p95_milliseconds:.0f} ms",
        ),
    ]
    if figures.retrieval:
        rows[1:1] = [
            (
                f"{_NAMES.get(name, name)}: retrieval, with reader",
                f"{figures.retrieval[name]:.3f}, {figures.ranking[name]:.3f}",
            )
            for name in figures.retrieval
        ]
    return rows


def to_table(figures: Figures) -> str:
    """The figures in two columns."""
    rows = figure_rows(figures)
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def to_json(figures: Figures) -> dict[str, Any]:
    """The figures as plain values."""
    return asdict(figures)


def write_report(folder: Path, figures: Figures, outcomes: Sequence[Outcome]) -> None:
    """Write report.html, report.json, the pictures, and every question's row.

    Raises UserError where the folder cannot be written.
    """
    from qa.evaluation.plots import coverage, reliability

    pictures = {
        "reliability.svg": reliability(figures.bins, figures.calibration_error),
        "coverage.svg": coverage(figures.curve, figures.min_confidence),
    }
    rows = "".join(
        json.dumps({**to_row(one.result), "accepted": one.case.answers, "right": one.right}) + "\n"
        for one in outcomes
    )
    files = {
        **pictures,
        "report.json": json.dumps(to_json(figures), indent=2) + "\n",
        "report.html": _page(figures, outcomes, list(pictures.values())),
        "questions.jsonl": rows,
    }
    make_folder(folder)
    try:
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(
            f"Cannot write the report to {folder}: {error.strerror or error}."
        ) from error


def make_folder(folder: Path) -> None:
    """Make the folder of a report. Raises UserError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise UserError(f"Cannot write the report to {folder}: {reason}.") from error


def worst(outcomes: Sequence[Outcome]) -> list[tuple[str, Outcome]]:
    """What failed, with its kind: wrong answers, the surest first, then right ones held back."""
    wrong = [
        ("wrong answer" if one.case.answers else "answered, though nothing answers it", one)
        for one in outcomes
        if one.result.answered and not one.right
    ]
    wrong.sort(key=lambda pair: -pair[1].confidence)
    held_back = [
        ("right, but not given" if one.right else "not answered", one)
        for one in outcomes
        if not one.result.answered and one.case.answers
    ]
    held_back.sort(key=lambda pair: (not pair[1].right, -pair[1].confidence))
    half = MAX_FAILURES // 2
    return (
        wrong[: MAX_FAILURES - min(half, len(held_back))]
        + held_back[: MAX_FAILURES - min(half, len(wrong))]
    )


def _page(figures: Figures, outcomes: Sequence[Outcome], pictures: Sequence[str]) -> str:
    table = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in figure_rows(figures)
    )
    # An SVG file's first lines are for files of its own.
    drawn = "".join(
        picture[picture.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{name}"', 1)
        for name, picture in zip(PICTURES, pictures, strict=True)
    )
    style = _STYLE.read_text(encoding="utf-8")
    failures = "".join(_failure(kind, one) for kind, one in worst(outcomes))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation</title><style>{style}</style><h1>Evaluation</h1>"
        f'<table>{table}</table><div class="plots">{drawn}</div>'
        f"<h2>Worst failures</h2>{failures or '<p>None.</p>'}</html>\n"
    )


def _failure(kind: str, one: Outcome) -> str:
    accepted = " / ".join(dict.fromkeys(one.case.answers)) or "nothing"
    if not one.result.answers:
        body = '<p class="quiet">No passage was found.</p>'
    else:
        best = one.result.answers[0]
        text = best.article.text
        quoted = (
            f"{escape(text[best.sentence[0] : best.start])}<mark>{escape(best.text)}</mark>"
            f"{escape(text[best.end : best.sentence[1]])}"
        )
        location = f"{best.article.path}:{best.start}-{best.end}"
        body = f'<blockquote>{quoted}<br><span class="quiet">{escape(location)}</span></blockquote>'
    return (
        f'<details><summary><b>{escape(one.case.question)}</b> <span class="kind">{kind}</span> '
        f'<span class="quiet">confidence {one.confidence:.2f}</span></summary>'
        f"<p>Accepted: {escape(accepted)}</p>{body}</details>"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
