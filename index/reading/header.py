"""What the head of a text says of its article: named lines, byline, date, outlet, headline."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from index.reading.datelines import dateline_agency, signing_off
from index.reading.dates import date_in_name, find_dates
from index.reading.facts import NAMES, column_name, facts_from, plain
from index.reading.header_lines import (
    HEADER_LINES,
    SHORT_LINE,
    date_ranks,
    is_dateline,
    is_sentence,
    width_of,
)
from index.reading.masthead import head_of
from index.reading.outlets import Outlet, is_agency
from index.reading.source_lines import (
    Signature,
    SourceLine,
    foot_source,
    is_imprint,
    signature,
    source_line,
)
from index.reading.title import leading_title
from index.records import Facts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line at the head of a text, and what can be said of it by itself."""

    text: str
    after: str  # the line below, empty where that is blank
    dates: list[tuple[int, int, datetime.date]]
    published: SourceLine | None  # the outlet that it names
    signed: Signature | None
    is_title: bool
    is_prose: bool
    begun: bool  # the story began above it
    goes_on: bool  # it is a piece of the story, wrapped by hand


def text_facts(text: str, path: str) -> Facts:
    """Everything that a plain text and its file's name tell."""
    name_date = date_in_name(path.rsplit("/", 1)[-1])
    return header_facts(text).or_else(Facts(title=leading_title(text), date=name_date))


def header_facts(text: str) -> Facts:
    """What the first lines of a text state: "Title: …", a byline, a date line, a dateline."""
    lines = _head_lines(text)
    agencies = {name for line in lines if (name := dateline_agency(line.text))}
    source = _publisher(lines) or _only(agencies) or _signing(lines) or _at_the_foot(text)
    found = Facts(date=_date(lines), author=plain(_author(lines)), source=plain(source))
    return facts_from(_named(lines)).or_else(found)


def _at_the_foot(text: str) -> str | None:
    return foot_source(text) or signing_off(text)


def _head_lines(text: str) -> list[HeadLine]:
    head = head_of(text)
    numbered = [
        (number, line, after)
        for number, (line, after) in enumerate(pairwise([*head.lines, ""]))
        if line
    ][:HEADER_LINES]
    lines: list[HeadLine] = []
    begun = False
    for number, line, after in numbered:
        is_title = number == head.title_at
        is_prose = len(line) > SHORT_LINE or (is_sentence(line) and not is_imprint(line))
        # Two such lines without a blank one are a paragraph wrapped by hand.
        goes_on = begun or (not is_prose and min(width_of(line), width_of(after)) >= 50)
        dates = find_dates(line[:SHORT_LINE])
        is_told = is_prose or begun
        published = None if is_title or is_told else source_line(line)
        # Above all else, a line that begins with "By" may be a headline.
        signed = signature(line) if not is_told and (lines or dates) else None
        lines.append(
            HeadLine(line, after, dates, published, signed, is_title, is_prose, begun, goes_on)
        )
        begun = goes_on or is_prose
    return lines


def _named(lines: Sequence[HeadLine]) -> dict[str, str]:
    """The values of lines such as "Title: …"."""
    known = {name for names in NAMES.values() for name in names}
    named: dict[str, str] = {}
    above = ""
    for line in lines:
        pair = re.match(r"(\w[\w ]{1,20}?)\s*[:：]\s*([^\s|][^|]*)", line.text)
        if pair and not line.begun and len(pair[2]) <= 300:
            name, value = column_name(pair[1]), pair[2]
            if name in NAMES["source"]:
                value = line.published.name if line.published else _unless_other(value, above)
            if name in known and value:
                named.setdefault(name, value)
        above = line.text
    return named


def _unless_other(source: str, above: str) -> str:
    """The source, unless it is that of a table or is no name: "company accounts"."""
    of_table = re.match(r"(?:table|figure|fig\.|chart|graph)\b", above, re.IGNORECASE)
    described = source[0].islower() and " " in source.strip()
    return "" if of_table or described else source


def _date(lines: Sequence[HeadLine]) -> datetime.date | None:
    """The one date that the head states: of publication, without a label, or of the update."""
    ranked: dict[int, set[datetime.date]] = {0: set(), 1: set(), 2: set()}
    for line in lines:
        if line.is_prose:
            if not line.begun and line.dates and is_dateline(line.text, line.dates[0]):
                ranked[0].add(line.dates[0][2])
            continue
        found = date_ranks(line.text, line.dates, first=line.is_title)
        if not found and line.published and line.published.beside:
            found = [(1, date) for _, _, date in line.dates]
        for rank, date in found:
            # After the story has begun, a bare date is a date of the story; so is one before a
            # line that goes on in small letters.
            if not (line.goes_on and rank == 1) and not line.after[:1].islower():
                ranked[rank].add(date)
    return _only(next((dates for _, dates in sorted(ranked.items()) if dates), set()))


def _author(lines: Sequence[HeadLine]) -> str | None:
    return next((line.signed.authors for line in lines if line.signed), None)


def _publisher(lines: Sequence[HeadLine]) -> str | None:
    """The outlet that the lines around the headline name, if they name one."""
    named: list[SourceLine] = []
    for number, line in enumerate(lines):
        found = line.published
        neighbours = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
        dated = any(_dates_or_signs(near) for near in neighbours)
        if found and dated and found.certainty >= Outlet.LIKELY:
            found = replace(found, beside=True)
        beneath = number > 0 and lines[number - 1].is_title
        if found and (
            found.beside or found.is_sure or (beneath and found.certainty >= Outlet.PROBABLE)
        ):
            named.append(found)
    publishers = [each for each in named if not is_agency(each.name)]
    names = {each.name.casefold(): each.name for each in publishers or named}
    return _only(names.values())


def _dates_or_signs(line: HeadLine) -> bool:
    if line.is_prose or line.is_title or line.begun:
        return False
    return line.signed is not None or bool(date_ranks(line.text, line.dates, first=True))


def _signing(lines: Sequence[HeadLine]) -> str | None:
    """The outlet that stands where the author's name would: "By Reuters"."""
    return next((line.signed.outlet for line in lines if line.signed), None)


def _only(found: Iterable[T]) -> T | None:
    """The one of a kind; of two different ones it is not known which."""
    values = list(found)
    return values[0] if len(values) == 1 else None
