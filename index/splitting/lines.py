"""Text to groups of lines: a paragraph, a heading, an item or a row; no sentence crosses one."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from index.splitting.text_length import WIDE, count_columns

GroupKind = Literal["plain", "heading", "item", "row", "code"]
_LineKind = Literal["plain", "heading", "item", "row", "code", "underline"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ATX_HEADING = re.compile(r"#{1,6}[ \t]+\S")  # Markdown: "## The report"
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")  # below a Markdown heading, or a rule
ITEM_MARKER = re.compile(r"(?:[-*+•‣◦▪●–—·]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…。！？｡।॥؟۔։።။។]['\"”’»)\]」』）》]*$")
_OPENERS = "\"'“‘«「『《（([¿¡$€£"
_CLOSERS = "\"'”’»」』）》)]%"
_DATELINE = re.compile(
    r"\d{4}-\d\d|\d[:/]\d\d|\d年|https?:|@|\b(?i:by|source|photo|updated|posted|published)\b[ :]"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d\d?, )?\d{4}"
)


@dataclass(slots=True)
class Line:
    """A line that holds more than whitespace."""

    start: int
    end: int
    text: str  # without the whitespace around it
    kind: _LineKind
    indent: int
    gap: bool  # nothing, or a blank line, is above

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text, max(0, len(self.text) - 8)) is not None


@dataclass(slots=True)
class LineGroup:
    """Lines that belong together, or one of a table or of code."""

    kind: GroupKind
    lines: list[Line]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def group_lines(text: str) -> list[LineGroup]:
    """The groups of a text, in order; together they hold all of it but whitespace."""
    lines = _find_lines(text)
    width = _wrap_width(lines)
    groups: list[LineGroup] = []
    for line in lines:
        group = groups[-1] if groups else None
        if group and not line.gap and _goes_on(group, line, width):
            group.lines.append(line)
            if line.kind == "underline":
                group.kind = "heading"
        else:
            kind: GroupKind = "row" if line.kind == "underline" else line.kind
            groups.append(LineGroup(kind, [line]))
    _mark_plain_headings(groups)
    return groups


# ---- Lines --------------------------------------------------------------------------------------


def _find_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        content = match[0].strip()
        if content:
            indent = len(match[0]) - len(match[0].lstrip())
            start = match.start() + indent
            gap = not lines or len(_LINE_BREAK.findall(text, end, start)) > 1
            end = start + len(content)
            lines.append(Line(start, end, content, _line_kind(content), indent, gap))
    fences = [i for i, line in enumerate(lines) if line.text.startswith("```")]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        for line in lines[opening : closing + 1]:
            line.kind = "code"  # "# ..." is no heading there
    return lines


def _line_kind(content: str) -> _LineKind:
    if content.startswith("|") or content.count("\t") > 1:
        return "row"
    if _ATX_HEADING.match(content):
        return "heading"
    if _UNDERLINE.match(content):
        return "underline"
    return "item" if ITEM_MARKER.match(content) else "plain"


# ---- Lines that were wrapped --------------------------------------------------------------------


def _wrap_width(lines: list[Line]) -> int | None:
    """The column where lines were wrapped, None where each paragraph is a line of its own.

    A wrapped line is one that the next line's first word would have made too long.
    """
    breaks = [
        (count_columns(line.text), _columns_needed(below.text))
        for line, below in pairwise(lines)
        if not below.gap and below.kind == "plain" and line.kind in ("plain", "item")
    ]
    if not breaks:
        return None
    # Not the longest line: an address too long for the page stands out of it.
    width = sorted(columns for columns, _ in breaks)[len(breaks) * 9 // 10]
    filled = sum(_fills(columns, needed, width) for columns, needed in breaks)
    # The last line of a paragraph stops short; but where many lines do, they were not wrapped.
    return width if 40 <= width <= 120 and filled >= 0.7 * len(breaks) else None


def _columns_needed(content: str) -> int:
    """The room that a line's first word would have taken on the line above, with its space."""
    if WIDE.match(content):
        return 2
    return 1 + count_columns(content[:80].split(maxsplit=1)[0])


def _fills(columns: int, needed: int, width: int) -> bool:
    """Whether a line of so many columns had no room for what the next line's first word needs."""
    return columns + needed > width - 3


def _goes_on(group: LineGroup, line: Line, width: int | None) -> bool:
    """Whether the line, right below the group, belongs to it."""
    above = group.lines[-1]
    if line.kind == "underline":
        return group.kind == "plain" and len(group.lines) == 1 and len(above.text) <= 100
    if group.kind not in ("plain", "item") or line.kind in ("heading", "row", "code"):
        return False
    wrapped = width is not None and _fills(
        count_columns(above.text), _columns_needed(line.text), width
    )
    if line.kind == "item":
        # Is it a dash, or a number, that the wrapping put first ("the Act No.\n3. Then")?
        in_sentence = not (above.ends_sentence or above.text[-1] in ":;")
        return wrapped and group.kind == "plain" and in_sentence
    if group.kind == "item" and line.indent > group.lines[0].indent:
        return True
    if width is not None and wrapped and len(above.text) < 1.5 * width:
        return True
    # Lines too few to see a width in, or ragged: one that stops in the middle of its sentence.
    return line.text[0].islower() and not above.ends_sentence and len(above.text) >= 40


# ---- Headings without a mark --------------------------------------------------------------------


def _mark_plain_headings(groups: list[LineGroup]) -> None:
    """Make headings of short lines without a full stop that have a body below them."""
    run: list[LineGroup] = []  # of such lines, right above the group
    for group in groups:
        if _may_be_heading(group):
            run.append(group)
            continue
        last = group.lines[-1]
        is_body = group.kind != "heading" and (last.ends_sentence or len(last.text) > 60)
        if is_body:
            for heading in _headings_among(run):
                heading.kind = "heading"
        run = []


def _may_be_heading(group: LineGroup) -> bool:
    line = group.lines[0]
    content = line.text.strip("*_ ")
    if group.kind != "plain" or len(group.lines) > 1 or len(content) < 2:
        return False
    return (
        count_columns(content) <= 100
        and len(content.split()) <= 15
        and not content[0].islower()
        and (content[0].isalnum() or content[0] in _OPENERS)
        and (content[-1].isalnum() or content[-1] in _CLOSERS)
        and any(c.isalpha() for c in content)
        and not line.ends_sentence
    )


def _headings_among(run: list[LineGroup]) -> list[LineGroup]:
    """Which of the short lines above a body are headings."""
    titles = [group for group in run if not _DATELINE.search(group.lines[0].text)]
    if len(titles) < len(run):
        # Who wrote it, and when, stands below a title: what else is there is a name or a place.
        return titles[:1] if run[0] in titles else []
    return titles if len(titles) <= 2 else []  # more are a list, a table or a poem
