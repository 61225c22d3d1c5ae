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
    right: tuple[int, ...] = ()  # the columns that are to end at the right, of such a row
    opens: bool = False  # whether a table begins with the row


def find_blocks(text: str, title: str | None = None) -> list[Block]:
    """The blocks of a text, in order; together they hold all of it but whitespace.

    Where the text begins with `title`, that block is of this kind, and no heading stands in it.
    """
    blocks: list[Block] = []
    above = _Above()
    for kind, groups in classify(group_lines(text)):
        block = _build(text, kind, groups, above)
        if not blocks and title and seen_text(text, block.runs) == " ".join(title.split()):
            block, above = replace(block, kind="title", level=0), _Above()
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


class _Above:
    """What the next block may stand in: headings, and items or rows right above it."""

    def __init__(self) -> None:
        self.headings: list[int] = []  # their ranks
        self.indents: list[int] = []  # of items
        self.row = ""  # how the row right above is written: what it begins with

    def enter_heading(self, rank: int) -> int:
        """How deep a heading stands."""
        while self.headings and self.headings[-1] >= rank:
            self.headings.pop()
        self.headings.append(rank)
        return len(self.headings)

    def enter_item(self, width: int) -> int:
        """How deep an item stands that is indented by so many columns."""
        while self.indents and width < self.indents[-1]:
            self.indents.pop()
        if len(self.indents) <= _DEEPEST and (not self.indents or width >= self.indents[-1] + 2):
            self.indents.append(width)
        return len(self.indents) - 1


def _build(text: str, kind: Kind, groups: Sequence[LineGroup], above: _Above) -> Block:
    lines = [line for group in groups for line in group.lines]
    start, end = lines[0].start, lines[-1].end
    if kind != "item":
        above.indents.clear()
    if kind == "row":
        return _build_row(text, lines, above)
    above.row = ""
    if kind == "rule":
        return Block(kind, start, end, ())
    if kind == "code":
        return Block(kind, start, end, tuple(_code_runs(text, lines)))
    if kind == "heading":
        rank, words = _heading(text, lines)
        runs = tuple(find_runs(text, [words]))
        return Block(kind, start, end, runs, above.enter_heading(rank))
    if kind == "item":
        return _build_item(text, lines[0], end, above)
    stretches = _quoted(text, lines) if kind == "quotation" else [(start, end)]
    return Block(kind, start, end, tuple(find_runs(text, stretches)))


def _build_item(text: str, line: Line, end: int, above: _Above) -> Block:
    marker = ITEM_MARKER.match(text, line.start, end)
    ordinal = _ORDINAL.match(text, line.start, end)
    runs = find_runs(text, [(marker.end() if marker else line.start, end)])
    level = above.enter_item(len(text[line.start - line.indent : line.start].expandtabs(4)))
    return Block("item", line.start, end, tuple(runs), level, ordinal[1] if ordinal else "")


def _build_row(text: str, lines: Sequence[Line], above: _Above) -> Block:
    """A row of a table; a second line below it says how the columns stand."""
    line, *below = lines
    cells = [] if is_separator(line) else split_cells(line)
    runs = [run for at, cell in enumerate(cells) for run in find_runs(text, [cell], at)]
    rules = [text[start:end] for each in below for start, end in split_cells(each)]
    right = tuple(at for at, rule in enumerate(rules) if rule[-1:] == ":" and rule[:1] != ":")
    first = line.text[0]
    apart = line.gap and "|" in (first, above.row)
    opens = bool(below) or apart or not above.row
    above.row = first
    end = lines[-1].end
    return Block("row", line.start, end, tuple(runs), 0, "", len(cells), bool(below), right, opens)


def _heading(text: str, lines: Sequence[Line]) -> tuple[int, Span]:
    """A heading's rank, the first is 1, and where its words stand."""
    line = lines[0]
    hashes = HASHES.match(text, line.start, line.end) if line.kind == "heading" else None
    if not hashes:
        underline = lines[-1].text[0] if len(lines) > 1 else ""
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
