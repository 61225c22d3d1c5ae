"""A sentence too long for the encoder, to parts of it, cut where that does the least harm."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.records import Span
from index.splitting.text_length import PIECE, WIDE, count_pieces, pieces_in

# Word pieces, as count_pieces estimates them. The default encoder reads 256 and drops what
# follows; the difference is for the title and the heading.
MAX_PIECES = 210
# A sentence over MAX_PIECES is cut into parts of about this many: short enough to be shown as an
# answer's sentence, and to overlap by one.
_PART_PIECES = 60
# Whitespace is no piece: without these a sentence would have no greatest length, on which the time
# to find an answer in it depends. A table's row, padded to its columns, is shorter.
_MAX_CHARACTERS = 5_000
_GAP = re.compile(r"(?<!\s)\s{100,}")


class _Cut(NamedTuple):
    """A place to cut a sentence, before one of its pieces."""

    rank: int  # the higher the better, 0 where it does harm
    end: int  # of the part before it
    start: int  # of the part after it
    total: int  # pieces of the sentence that are before it


def split_long(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence itself, or its parts, where it is over MAX_PIECES or long for wide gaps."""
    if end - start > _MAX_CHARACTERS:
        for gap in _GAP.finditer(text, start, end):
            yield from _split_pieces(text, start, gap.start())
            start = gap.end()
    yield from _split_pieces(text, start, end)


def _split_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    if end - start <= MAX_PIECES or count_pieces(text[start:end]) <= MAX_PIECES:
        yield start, end
        return
    total = done = 0  # pieces so far, and those of the parts that are cut off
    best: _Cut | None = None
    last_end = start
    for match in PIECE.finditer(text, start, end):
        at = match.start()
        pieces = pieces_in(match[0])
        used = total - done
        if used >= _PART_PIECES // 2:
            rank = _rank(text, last_end, at)
            if best is None or rank >= best.rank:
                best = _Cut(rank, last_end, at, total)
            limit = _PART_PIECES if best.rank > 0 else MAX_PIECES  # harm only where it must be
            if used + pieces > limit:
                yield start, best.end
                start, done = best.start, best.total
                best = None
        total += pieces
        last_end = match.end()
    yield start, end


def _rank(text: str, end: int, start: int) -> int:
    """How good it is to cut between two pieces, the higher the better; 0 where it does harm."""
    left, right = text[end - 1], text[start]
    if end < start:  # whitespace is between them
        if left in ".!?…;:":
            return 6
        if left in ",)-–—،؛、":
            return 5
        # "1.95 billion", "Oct. 19": a number belongs to its neighbours.
        return 3 if left.isdigit() or right.isdigit() or left == "." else 4
    if left in "。！？｡；，、：":
        return 5
    if left.isalnum() and right.isalnum():
        if left.isdigit() or right.isdigit():
            return 0
        return 2 if WIDE.match(left) or WIDE.match(right) else 1
    if (left in ".,:/" and right.isdigit()) or (left.isdigit() and right in ".,:/%"):
        return 0
    return 0 if _joins(left) or _joins(right) else 2


def _joins(char: str) -> bool:
    """Whether the character makes one sign with the character before it, or both around it."""
    category = unicodedata.category(char)
    is_flag_letter = "\U0001f1e6" <= char <= "\U0001f1ff"
    return category[0] == "M" or category in ("Cf", "Cs", "Sk") or is_flag_letter
