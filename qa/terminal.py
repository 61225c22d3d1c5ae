"""A result as a person reads it in a terminal, and a progress bar."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from index.records import Span
from index.splitting.blocks import find_blocks, runs_of
from index.splitting.runs import CELL_GAP, Run, clip, seen_text
from qa.group_lines import group_lines, note_lines, perhaps_lines, refused_lines
from qa.records import Answer, Reconciled, Result, confidence_word
from qa.settings import Settings

MAX_OTHERS = 4
_WORTH = 0.05  # confidence that what stands beside an answer has at least
T = TypeVar("T")
BOLD, DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"
# An article's escape sequences must not reach the terminal, nor turn its text around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def describe(result: Result, settings: Settings, colour: bool) -> str:
    """Return the answer, its sentence, where it stands, and the other passages."""
    lines: list[str] = []
    others = list(result.answers)
    if result.answered:
        best = others.pop(0)
        if (best.start, best.end) != best.sentence:
            lines += [styled(one_line(_seen(best)), BOLD, colour), ""]
        lines += [*_quoted(best, colour), *_noted(best, result.reconciled)]
        lines += group_lines(result.reconciled, one_line)
        lines += perhaps_lines(result.reconciled, one_line)
        lines += _unread(result)
        others = _beside(others, result.reconciled)
        heading = "Also:"
    else:
        lines.append(f"No answer found. Searched {_searched(result, settings)}.")
        lines += refused_lines(result.reconciled, one_line)
        heading = "Nearest:"
    if others:
        lines += ["", heading]
        for answer in _one_a_sentence(others)[:MAX_OTHERS]:
            lines += ["", *_quoted(answer, colour), *_noted(answer, result.reconciled)]
    return "\n".join(lines)


def _unread(result: Result) -> list[str]:
    if not result.may_say_more:
        return []
    read, held = len(result.hits), result.searched.passages
    return [f"  Others may say more: {read} of {held:,} passages were read; --top-k N reads more."]


def _beside(answers: list[Answer], reconciled: Reconciled) -> list[Answer]:
    """Of the answers that may be some those in sentences of which no group has told."""
    told = {
        _sentence_of(statement.answer)
        for group in reconciled.groups
        for statement in group.statements
    }
    worth = [one for one in answers if one.confidence >= _WORTH]
    return [one for one in worth if _sentence_of(one) not in told]


def _one_a_sentence(answers: Sequence[Answer]) -> list[Answer]:
    """Of those that stand in one sentence, the first."""
    firsts: dict[tuple[str, Span], Answer] = {}
    for one in answers:
        firsts.setdefault(_sentence_of(one), one)
    return list(firsts.values())


def _sentence_of(answer: Answer) -> tuple[str, Span]:
    return answer.article.path, answer.sentence


def progress(
    rows: Iterable[T],
    total: int | None,
    read: Callable[[], int] | None = None,
    unit: str = "questions",
) -> Iterator[T]:
    """Pass rows on, with a bar on standard error; where that is a file, seldom.

    `total` is of rows; or, where they are read meanwhile, of bytes, of which `read` tells how many
    were.
    """
    from tqdm import tqdm

    live = sys.stderr.isatty()
    with tqdm(
        total=total or None,
        unit="B" if read else f" {unit}",
        unit_scale=read is not None,
        file=sys.stderr,
        delay=0 if live else 2,
        mininterval=0.1 if live else 10,
    ) as bar:
        for count, row in enumerate(rows, 1):
            yield row
            if read:
                bar.set_postfix_str(f"{count:,} {unit}", refresh=False)
            bar.update(read() - bar.n if read else 1)


def _quoted(answer: Answer, colour: bool) -> list[str]:
    """Return the sentence with the answer bold, and where it stands."""
    article = answer.article
    date = article.date.isoformat() if article.date else None
    about = " · ".join(one_line(part) for part in (article.title, article.source, date) if part)
    location = f"{one_line(article.path)}:{answer.start}-{answer.end}"
    lines = ["  " + _marked(answer, colour)]
    if about:
        lines.append("  " + styled(about, DIM, colour))
    confidence = f"{confidence_word(answer.confidence)} ({answer.confidence:.2f})"
    lines.append("  " + styled(f"{location} · {confidence}", DIM, colour))
    return lines


def _noted(answer: Answer, reconciled: Reconciled) -> list[str]:
    """What says that an answer was wrong, beneath it."""
    note = reconciled.correction_of(answer)
    return note_lines([note] if note else [], one_line, "  ", "Corrected · ")


def _marked(answer: Answer, colour: bool) -> str:
    """Return the sentence on one line, the answer in it bold, its markup left out."""
    place = (answer.start, answer.end)
    return marked_line(answer.article.text, answer.sentence, [place], _runs(answer), colour)


def marked_line(
    text: str, span: Span, places: Sequence[Span], runs: Sequence[Run], colour: bool
) -> str:
    """Return the runs of a span on one line, the places in it bold."""
    parts: list[str] = []
    cell, at = 0, span[0]
    ends = [end for place in places for end in place]
    for number, high in enumerate([*ends, span[1]]):
        for run in clip(runs, at, high):
            if parts and run.cell != cell:
                parts.append(CELL_GAP)
            cell = run.cell
            part = one_line(text[run.start : run.end], ends=True)
            part = f"~~{part}~~" if "deleted" in run.style else part  # it says what is not so
            parts.append(styled(part, BOLD, colour) if number % 2 else part)
        at = high
    return "".join(parts).strip()


def _seen(answer: Answer) -> str:
    """Return the answer on one line, its markup left out."""
    return seen_text(answer.article.text, clip(_runs(answer), answer.start, answer.end))


def _runs(answer: Answer) -> list[Run]:
    text = answer.article.text
    return runs_of(text, find_blocks(text), answer.sentence, (answer.start, answer.end))


def _searched(result: Result, settings: Settings) -> str:
    counted, filters = result.searched, settings.filters
    parts = [f"{counted.passages:,} passages in {counted.articles:,} articles"]
    if filters.source is not None:
        parts.append(f"from {one_line(filters.source)}")
    if filters.after:
        parts.append(f"dated {filters.after} or later")
    if filters.before:
        parts.append(f"dated {filters.before} or earlier")
    if settings.as_of:
        parts.append(f"as of {settings.as_of}")
    return ", ".join(parts)


def one_line(text: str, ends: bool = False) -> str:
    """Return a text fit for one line; `ends` keeps a space where it touches other text."""
    text = _UNPRINTABLE.sub("�", text)
    line = " ".join(text.split())
    if ends and line:
        line = f"{' ' * text[:1].isspace()}{line}{' ' * text[-1:].isspace()}"
    return line if line or not (ends and text) else " "


def has_colour() -> bool:
    """Whether standard output shows styles, and the person has not declined them.

    NO_COLOR counts where it is not empty (no-color.org).
    """
    is_shown = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return is_shown and not os.environ.get("NO_COLOR")


def styled(text: str, style: str, colour: bool) -> str:
    return f"{style}{text}{_PLAIN}" if colour else text


def print_counts(answered: int, missed: int, wrong: int, out: Path | None, as_json: bool) -> None:
    """How a batch went: on standard error, or, where the rows go to a file, as JSON if asked."""
    if out and as_json:
        counts = {"answered": answered, "not_answered": missed, "errors": wrong, "out": str(out)}
        print(json.dumps(counts))
        return
    summary = f"{answered:,} answered, {missed:,} not answered, {wrong:,} could not be asked"
    print(summary + (f": {out}" if out else ""), file=sys.stderr)
