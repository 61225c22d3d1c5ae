"""A text to the blocks that a reader should see: headings, paragraphs, items, rows, quotations.

They are the groups of lines that sentences are cut from, each with its runs; what lies between runs
is markup ("#", "|", "**"), which is not drawn.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.records import Span
from index.splitting.kinds import HASHES, Kind, classify, quote_marks
from index.splitting.lines import ITEM_MARKER, Line, LineGroup, group_lines
from index.splitting.runs import Run, clip, find_runs, seen_text
from index.splitting.tables import is_separator, split_cells

_ORDINAL = re.compile(r"\(?(\d+|[a-zA-Z])[.)]")
_LANGUAGE = re.compile(r"[A-Za-z][\w+#.-]{0,19}")  # of code, after its "```"
_UNMARKED = 7  # the rank of a heading without a mark: it stands in any other above it
_DEEPEST = 8  # lists in lists, however far lines are indented


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text that stands by itself, and what of it is to be seen."""

    kind: Kind
    start: int
    end: int
    runs: tuple[Run, ...]  # in order, within the block; none of them empty
    level: int = 0  # of a heading, from 1, or an item, from 0: how deep it stands; none is skipped
    ordinal: str = ""  # an item's number or letter as it is written; empty: it has none
    columns: int = 0  # of a row
    header: bool = False  # whether the row names the columns
    opens: bool = False  # whether a table begins with the row


def find_blocks(text: str, title: str | None = None) -> list[Block]:
    """The blocks of a text, in order; together they hold all of it but whitespace.

    Where the text begins with `title`, that block is of this kind, and no heading stands in it.
    """
    blocks: list[Block] = []
    outline: list[int] = []  # the ranks of the headings that what follows stands in
    indents: list[int] = []  # of the items that it stands in
    for kind, groups in classify(group_lines(text)):
        block = _build(text, kind, groups)
        if kind != "item":
            indents = []
        if not blocks and title and seen_text(text, block.runs) == " ".join(title.split()):
            block = replace(block, kind="title", level=0)
        elif kind == "heading":
            block = replace(block, level=_heading_level(outline, block.level))
        elif kind == "item":
            block = replace(block, level=_item_level(indents, text, groups[0].lines[0]))
        elif kind == "row":
            block = replace(block, opens=_opens_table(text, blocks, block, groups[0].lines[0].gap))
        blocks.append(block)
    return blocks


def is_heading(blocks: Sequence[Block], place: Span) -> bool:
    """Whether a sentence is its text's title or a heading."""
    block = block_around(blocks, place)
    return block is not None and block.kind in ("title", "heading")


def runs_of(
    text: str, blocks: Sequence[Block], sentence: Span, answer: Span | None = None
) -> list[Run]:
    """What is to be seen of a sentence; all of it, where an answer stands in a mark."""
    block = block_around(blocks, sentence)
    runs = clip(block.runs, *sentence) if block else []
    shown = answer is None or _shows(text, runs, answer)
    return runs if runs and shown else [Run(*sentence)]


def block_around(blocks: Sequence[Block], place: Span) -> Block | None:
    """The block that a place begins in."""
    at = bisect_right(blocks, place[0], key=lambda block: block.start) - 1
    return blocks[at] if at >= 0 and place[0] < blocks[at].end else None


def reveal(text: str, blocks: list[Block], place: Span) -> list[Block]:
    """The blocks, with the one where a place stands in a mark, such as an address, as written."""
    block = block_around(blocks, place)
    if block is None or _shows(text, block.runs, (place[0], min(place[1], block.end))):
        return blocks
    bare = Block("paragraph", block.start, block.end, (Run(block.start, block.end),))
    return [bare if each is block else each for each in blocks]


def _shows(text: str, runs: Sequence[Run], place: Span) -> bool:
    """Whether every word of a place is to be seen."""
    seen = "".join(text[run.start : run.end] for run in clip(runs, *place))
    return sum(map(str.isalnum, seen)) == sum(map(str.isalnum, text[slice(*place)]))


# ---- What of it is to be seen -------------------------------------------------------------------


def _build(text: str, kind: Kind, groups: Sequence[LineGroup]) -> Block:
    group = groups[0]
    start, end = group.start, groups[-1].end
    line = group.lines[0]
    if kind == "rule":
        return Block(kind, start, end, ())
    if kind == "code":
        return Block(kind, start, end, tuple(_code_runs(text, [each.lines[0] for each in groups])))
    if kind == "row":
        cells = [] if is_separator(line) else split_cells(line)
        runs = [run for at, cell in enumerate(cells) for run in find_runs(text, [cell], at)]
        return Block(kind, start, end, tuple(runs), columns=len(cells), header=len(groups) > 1)
    if kind == "heading":
        rank, words = _heading(text, group)
        return Block(kind, start, end, tuple(find_runs(text, [words])), rank)
    if kind == "item":
        marker = ITEM_MARKER.match(text, start, end)
        ordinal = _ORDINAL.match(text, start, end)
        runs = find_runs(text, [(marker.end() if marker else start, end)])
        return Block(kind, start, end, tuple(runs), ordinal=ordinal[1] if ordinal else "")
    if kind == "quotation":
        lines = [line for each in groups for line in each.lines]
        return Block(kind, start, end, tuple(find_runs(text, _quoted(text, lines))))
    return Block(kind, start, end, tuple(find_runs(text, [(start, end)])))


def _heading(text: str, group: LineGroup) -> tuple[int, Span]:
    """A heading's rank, the first is 1, and where its words stand."""
    line = group.lines[0]
    hashes = HASHES.match(text, line.start, line.end) if line.kind == "heading" else None
    if not hashes:
        underline = group.lines[-1].text[0] if len(group.lines) > 1 else ""
        return {"=": 1, "-": 2}.get(underline, _UNMARKED), (line.start, line.end)
    words = text[hashes.end() : line.end]
    before = words.rstrip("#")
    if not before or before[-1].isspace():  # "## Report ##"
        words = before.rstrip()
    return len(hashes[0].rstrip()), (hashes.end(), hashes.end() + len(words))


def _quoted(text: str, lines: Sequence[Line]) -> list[Span]:
    """What stands behind the ">" of every line, with the line's end."""
    starts = [line.start + quote_marks(line) for line in lines]
    hashes = HASHES.match(text, starts[0], lines[0].end)
    starts[0] = hashes.end() if hashes else starts[0]
    ends = [*(line.start for line in lines[1:]), lines[-1].end]
    return list(zip(starts, ends, strict=True))


def _code_runs(text: str, lines: Sequence[Line]) -> Iterator[Run]:
    """The lines between the marks as they are, and what else the marks' own lines hold."""
    first, *within, last = lines
    for fence in (first, last):
        rest = fence.text.lstrip("`").strip()
        if fence is last and within:
            yield Run(within[0].start - within[0].indent, within[-1].end, "code")
        if rest and not (fence is first and _LANGUAGE.fullmatch(rest)):
            start = text.index(rest, fence.start, fence.end)
            yield Run(start, start + len(rest), "code")


# ---- Where it stands among the others -----------------------------------------------------------


def _opens_table(text: str, blocks: Sequence[Block], row: Block, gap: bool) -> bool:
    """Whether a row is a table's first, after these blocks."""
    if row.header or not blocks or blocks[-1].kind != "row":
        return True
    return gap and "|" in (text[row.start], text[blocks[-1].start])


def _heading_level(outline: list[int], rank: int) -> int:
    while outline and outline[-1] >= rank:
        outline.pop()
    outline.append(rank)
    return len(outline)


def _item_level(indents: list[int], text: str, line: Line) -> int:
    width = len(text[line.start - line.indent : line.start].expandtabs(4))
    while indents and width < indents[-1]:
        indents.pop()
    if len(indents) <= _DEEPEST and (not indents or width >= indents[-1] + 2):
        indents.append(width)
    return len(indents) - 1
