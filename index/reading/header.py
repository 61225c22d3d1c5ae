"""What the head of a text says of its article: named lines, byline, date, headline."""

import datetime
import re
from itertools import pairwise

from index.reading.dates import date_in_name, find_dates
from index.reading.facts import NAMES, column_name, facts_from, plain
from index.reading.header_lines import (
    BYLINE,
    DATELINE_END,
    HEADER_LINES,
    SHORT_LINE,
    date_ranks,
    is_dateline,
    is_sentence,
    lines_of,
    width_of,
)
from index.reading.title import leading_title
from index.records import Facts


def text_facts(text: str, path: str) -> Facts:
    """Everything that a plain text and its file's name tell."""
    name_date = date_in_name(path.rsplit("/", 1)[-1])
    return header_facts(text).or_else(Facts(title=leading_title(text), date=name_date))


def header_facts(text: str) -> Facts:
    """What the first lines of a text state: "Title: …", a byline, a date line, a dateline."""
    named: dict[str, str] = {}
    dates: dict[int, set[datetime.date]] = {0: set(), 1: set(), 2: set()}
    author = agency = None
    prose = False
    raw = lines_of(text)
    pairs = [(line, after) for line, after in pairwise([*raw, ""]) if line][:HEADER_LINES]
    for number, (line, after) in enumerate(pairs):
        if not prose and (pair := re.match(r"(\w[\w ]{1,20}?)\s*[:：]\s*([^\s|][^|]*)", line)):
            name = column_name(pair[1])
            if any(name in names for names in NAMES.values()) and len(pair[2]) <= 300:
                named.setdefault(name, pair[2])
        found = find_dates(line[:SHORT_LINE])
        if len(line) > SHORT_LINE or is_sentence(line):
            if not prose and found and is_dateline(line, found[0]):
                dates[0].add(found[0][2])
                ending = DATELINE_END.match(line, found[0][1])
                agency = ending and ending["agency"]
            prose = True
            continue
        if not prose and author is None and (byline := BYLINE.match(line)) and (number or found):
            author = byline["names"]
        # Two such lines without a blank one are a paragraph wrapped by hand.
        prose = prose or min(width_of(line), width_of(after)) >= 50
        for rank, date in date_ranks(line, found, first=number == 0):
            # After the story has begun, a bare date is a date of the story; so is one before a
            # line that goes on in small letters.
            if not (prose and rank == 1) and not after[:1].islower():
                dates[rank].add(date)
    stated = next((found_dates for _, found_dates in sorted(dates.items()) if found_dates), set())
    only = next(iter(stated)) if len(stated) == 1 else None  # two different ones: which is unknown
    return facts_from(named).or_else(Facts(date=only, author=plain(author), source=plain(agency)))
