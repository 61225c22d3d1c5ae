"""Stretches of a text to runs: what a reader should see of them, and in which style."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.records import Span
from index.splitting.marks import Marks

CELL_GAP = " · "
STYLES = ("strong", "emphasis", "deleted", "code")  # in the order in which a run names them


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that a reader should see. A line end within it is a space."""

    start: int
    end: int
    style: str = ""  # of STYLES, with spaces between them; empty: plain
    cell: int = 0  # of a table's row: its column, the first is 0
    link: Span | None = None  # where the address stands that it leads to


def find_runs(text: str, stretches: Sequence[Span], cell: int = 0) -> list[Run]:
    """The runs of stretches in order, as of a wrapped paragraph's lines; between them are marks."""
    joined = list(_joined(stretches))
    if not any(Marks.any_in(text, start, end) for start, end in joined):
        return [Run(start, end, "", cell) for start, end in joined]
    marks = Marks(text)
    for start, end in joined:
        marks.read(start, end)
    return [
        Run(start, end, style, cell, link)
        for (start, end), style, link in _styled(_without(joined, sorted(marks.hidden)), marks)
    ]


def clip(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """The parts of runs that lie between two places."""
    return [
        Run(max(run.start, start), min(run.end, end), run.style, run.cell, run.link)
        for run in runs
        if max(run.start, start) < min(run.end, end)
    ]


def seen_text(text: str, runs: Iterable[Run], gap: str = CELL_GAP) -> str:
    """The text as a reader sees it, on one line; `gap` stands between the cells of a row."""
    parts: list[str] = []
    cell = 0
    for run in runs:
        if parts and run.cell != cell:
            parts.append(gap)
        cell = run.cell
        parts.append(text[run.start : run.end])
    return " ".join("".join(parts).split())


def _joined(stretches: Sequence[Span]) -> Iterator[Span]:
    """Stretches that touch as one; none of them empty."""
    start, end = stretches[0] if stretches else (0, 0)
    for following in stretches[1:]:
        if following[0] > end:
            if start < end:
                yield start, end
            start = following[0]
        end = following[1]
    if start < end:
        yield start, end


def _without(stretches: Iterable[Span], hidden: Sequence[Span]) -> Iterator[Span]:
    """What is left of stretches; both are in order."""
    rest = [*reversed(hidden)]
    for start, end in stretches:
        while rest and rest[-1][0] < end:
            mark_start, mark_end = rest.pop()
            if start < mark_start:
                yield start, mark_start
            start = max(start, mark_end)
        if start < end:
            yield start, end


def _styled(pieces: Iterable[Span], marks: Marks) -> Iterator[tuple[Span, str, Span | None]]:
    """Pieces, cut where a style or a link begins or ends."""
    changes: list[tuple[int, int, str, Span | None]] = []  # place, by how much, style, link
    for (start, end), style in marks.styled:
        changes += [(start, 1, style, None), (end, -1, style, None)]
    for (start, end), leads_to in marks.links:
        changes += [(start, 0, "", leads_to), (end, 0, "", None)]
    changes.sort(key=lambda change: change[0], reverse=True)
    active: Counter[str] = Counter()
    link: Span | None = None
    for start, end in pieces:
        while start < end:
            while changes and changes[-1][0] <= start:
                _, by, style, address = changes.pop()
                active[style] += by
                link = link if by else address
            stop = min(end, changes[-1][0]) if changes else end
            yield (start, stop), " ".join(name for name in STYLES if active[name]), link
            start = stop
