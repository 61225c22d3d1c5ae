"""Which groups of lines are rows of tables, and where their cells stand.

A line that begins with "|" is a row by itself; "a | b", as tables of web pages and Word documents
come, and cells between tabs are rows only where several of them stand together.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from index.records import Span
from index.splitting.lines import Line, LineGroup

_BETWEEN = {  # the cells of a row, by how it is written
    "framed": re.compile(r"(?<!\\)\|"),
    "barred": re.compile(r"(?<=[ \t])\|(?=[ \t]|$)"),
    "tabbed": re.compile(r"\t+"),
}
_SEPARATOR = re.compile(r"\|?(?:[ \t]*+:?-++:?[ \t]*+\|)*+(?:[ \t]*+:?-++:?[ \t]*+)?")


def find_rows(groups: Sequence[LineGroup]) -> set[int]:
    """The indices of those groups that are rows."""
    written = [_written(group) for group in groups]
    rows = {at for at, each in enumerate(written) if each == "framed"}
    for each, run in groupby(range(len(groups)), key=written.__getitem__):
        if each in ("barred", "tabbed"):
            members = list(run)
            counts = [len(split_cells(groups[at].lines[0])) for at in members]
            if any(one == other for one, other in pairwise(counts)):
                rows.update(members)
    return rows


def split_cells(line: Line) -> list[Span]:
    """Where the cells of a row stand, without the whitespace around them."""
    written = _written_line(line)
    start = 1 if written == "framed" else 0
    edges = [match.span() for match in _BETWEEN[written].finditer(line.text, start)]
    cells = []
    for end, following in [*edges, (len(line.text), len(line.text))]:
        content = line.text[start:end]
        left = start + len(content) - len(content.lstrip())
        cells.append((line.start + left, line.start + left + len(content.strip())))
        start = following
    # What follows the last "|" is no cell.
    return cells[:-1] if line.text.endswith("|") and len(cells) > 1 else cells


def is_separator(line: Line) -> bool:
    """Whether it is the line below a table's head: "| --- | ---: |"."""
    return "|" in line.text and "-" in line.text and _SEPARATOR.fullmatch(line.text) is not None


def _written(group: LineGroup) -> str:
    """How the group is written, as a key of _BETWEEN; empty where it cannot be a row."""
    line = group.lines[0]
    if len(group.lines) > 1 or line.kind not in ("plain", "row"):
        return ""
    return _written_line(line)


def _written_line(line: Line) -> str:
    if "|" in line.text:
        if line.text[0] == "|":
            return "framed" if len(_BETWEEN["framed"].findall(line.text)) > 1 else ""
        if _BETWEEN["barred"].search(line.text):
            return "barred"
    return "tabbed" if line.text.count("\t") > 1 else ""
