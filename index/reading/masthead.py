"""Where the headline stands: below the lines that name an outlet, a section or a day."""

import re
from dataclasses import dataclass

from index.reading.dates import find_dates
from index.reading.header_lines import SHORT_LINE, date_ranks, is_sentence, lines_of, width_of
from index.reading.outlets import Outlet, is_plain
from index.reading.source_lines import source_line, split_headline

TITLE_LENGTH = 160  # characters; a longer line is no headline
MAX_LINES = 3  # above a headline


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a text, blank ones included, a headline parted from the outlet beside it."""

    lines: list[str]
    title_at: int | None  # where the headline stands, if the text has one


def head_of(text: str) -> Head:
    lines = lines_of(text)
    filled = [number for number, line in enumerate(lines) if line]
    if not filled:
        return Head(lines, None)
    start = filled[0]
    if parts := split_headline(lines[start]):
        return Head([*lines[:start], *parts, *lines[start + 1 :]], start)
    above = 0
    while above < min(MAX_LINES, len(filled)) and _is_masthead(lines[filled[above]]):
        above += 1
    if above and above + 1 < len(filled) and _may_be_title(lines[filled[above]]):
        return Head(lines, filled[above])
    found = source_line(lines[start])
    return Head(lines, None if found and found.certainty == Outlet.KNOWN else start)


def _is_masthead(line: str) -> bool:
    if len(line) > SHORT_LINE:
        return False
    if is_plain(line):  # a section; "Food Security" may be a headline
        return len(line.split()) == 1 or line.casefold().endswith((" news", "&"))
    dates = find_dates(line)
    if dates and date_ranks(line, dates, first=True):
        return True
    found = source_line(line)
    return found is not None and (found.beside or found.is_sure)


def _may_be_title(line: str) -> bool:
    words = len(line.split())
    wide = width_of(line) > 1.5 * len(line)
    return (
        len(line) <= TITLE_LENGTH
        and (words >= 3 or (wide and len(line) >= 4))
        and not is_sentence(line)
        and line[-1] not in ".。…,;:：；，、-–—"
        and not re.match(r"[Bb][Yy]\s|https?:|[•*>|#<{}\[(]", line)
    )
