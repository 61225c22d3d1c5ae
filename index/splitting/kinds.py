"""Which kind of block groups of lines are: what a person would take them for.

What can be a mark of Markdown, but may be a sign of the text, stays one: a lone "* " may be a
footnote, "– " an answer in a dialogue, "> 5" a figure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from index.splitting.lines import ITEM_MARKER, Line, LineGroup
from index.splitting.tables import find_rows, is_separator

Kind = Literal["title", "heading", "paragraph", "item", "row", "quotation", "code", "rule"]

HASHES = re.compile(r"#{1,6}[ \t]+")
_RULE = re.compile(r"(?:[-_*=~—–][ \t]*+){3,}+")
_QUOTATION = re.compile(r">(?:[ \t]|$|>(?!>)|[^\W\d_]|[\"'“‘«])")  # ">>>" is Python's
_QUOTE_MARKS = re.compile(r"(?:>[ \t]?)++")
_FIGURE = re.compile(r">[ \t]*[\d$€£¥.]")


def classify(groups: Sequence[LineGroup]) -> Iterator[tuple[Kind, Sequence[LineGroup]]]:
    """Every block's kind and groups. Most are of one; code is all of them between its fences."""
    rows = find_rows(groups)
    kinds = [_kind(groups, at, rows) for at in range(len(groups))]
    at = 0
    while at < len(groups):
        kind, end = kinds[at], at + 1
        if kind == "code":
            while not groups[end].lines[0].text.startswith("```"):
                end += 1
            end += 1
        elif kind in ("row", "quotation"):
            belongs = _heads if kind == "row" else _quotes_on
            while end < len(groups) and kinds[end] == kind:
                if not belongs(groups[end - 1].lines[-1], groups[end].lines[0]):
                    break
                end += 1
        yield kind, groups[at:end]
        at = end


def _kind(groups: Sequence[LineGroup], at: int, rows: set[int]) -> Kind:
    group = groups[at]
    if group.kind == "code":
        return "code"
    if len(group.lines) == 1 and _RULE.fullmatch(group.lines[0].text):
        return "rule"
    if at in rows:
        return "row"
    if group.kind == "heading":
        return "heading"
    first = group.lines[0].text[0]
    if group.kind == "item":
        # A lone "* " may be a footnote, and "– " may begin what somebody says.
        alone = not any(each.kind == "item" for each in _near(groups, at))
        return "paragraph" if first in "–—" or (alone and first in "*+") else "item"
    return "quotation" if first == ">" and _is_quotation(groups, at) else "paragraph"


def _is_quotation(groups: Sequence[LineGroup], at: int) -> bool:
    first, *others = groups[at].lines
    if not _QUOTATION.match(first.text):
        return False
    # "> 5 %" by itself is more than that.
    others += [line for each in _near(groups, at) for line in each.lines]
    return not _FIGURE.match(first.text) or any(line.text[0] == ">" for line in others)


def _near(groups: Sequence[LineGroup], at: int) -> list[LineGroup]:
    """The groups above and below one."""
    return [groups[each] for each in (at - 1, at + 1) if 0 <= each < len(groups)]


def _heads(line: Line, below: Line) -> bool:
    """Whether a row names columns: the line below it is the one that says so."""
    return is_separator(below) and not below.gap and not is_separator(line)


def _quotes_on(line: Line, below: Line) -> bool:
    """Whether a quotation goes on, in its paragraph, in the line below."""
    above, words = (each.text[quote_marks(each) :] for each in (line, below))
    ends = not above or HASHES.match(above)
    begins = not words or HASHES.match(words) or ITEM_MARKER.match(words)
    return not (below.gap or ends or begins)


def quote_marks(line: Line) -> int:
    """How many characters at the beginning of a line say that it is quoted."""
    marks = _QUOTE_MARKS.match(line.text)
    return marks.end() if marks else 0
