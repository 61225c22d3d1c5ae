"""The headline of a text that does not mark it: its first line, if that can be nothing else."""

import re

from index.reading.dates import find_dates
from index.reading.facts import NAMES
from index.reading.header_lines import (
    BYLINE,
    HEADER_LINES,
    SHORT_LINE,
    date_ranks,
    is_sentence,
    width_of,
)
from index.reading.masthead import TITLE_LENGTH, head_of
from index.reading.source_lines import source_line


def leading_title(text: str) -> str | None:
    """The first line, if it can only be a headline: short, no sentence, and prose after it."""
    head = head_of(text)
    lines, start = head.lines, head.title_at
    if start is None:
        return None
    title, rest = lines[start], lines[start + 1 :]
    underlined = bool(rest and re.fullmatch(r"=+|-{3,}", rest[0]))
    if (
        not 2 <= len(title) <= TITLE_LENGTH
        or title[-1] in ".。…,;:：；，、-–—"
        or _ignorable(title)
    ):
        return None
    if underlined:
        return " ".join(title.split())
    blank_follows = bool(rest and not rest[0])
    # What follows the bylines and date lines has to be prose, not more of the same paragraph.
    body, body_after = [line for line in rest if line], 0
    for number, line in enumerate(body[:4], start=1):
        if width_of(line) > SHORT_LINE or is_sentence(line):
            break
        if _ignorable(line) or _names_outlet(line):  # and what stands above it
            body_after, blank_follows = number, True
    body = body[body_after:]
    if not body or _is_short(title, body[0], blank_follows):
        return None
    paragraphs = re.split(r"\n{2,}", "\n".join(rest))[: HEADER_LINES + 1]
    if not any(width_of(text) > 100 or is_sentence(text) for text in (*paragraphs, body[0])):
        return None
    if not blank_follows and (
        body[0][0].islower() or width_of(body[0]) < max(100, 1.3 * width_of(title))
    ):
        return None  # lines wrapped by hand: this is the first line of a paragraph
    return None if _is_cut(title, text) else " ".join(title.split())


def _is_short(title: str, first: str, blank_follows: bool) -> bool:
    """Whether it has fewer words than a headline, and the text's first line is not about it."""
    if width_of(title) > 1.5 * len(title):  # Chinese and Japanese have no spaces
        return len(title) < 4
    words = len(title.split())
    if words == 1 and blank_follows and title[0].isupper():
        return not re.match(rf"(?:the |an? )?{re.escape(title)}\b", first, re.IGNORECASE)
    return words < (2 if blank_follows else 3)


def _ignorable(line: str) -> bool:
    """Bylines, dates, captions, list items, addresses: lines at the head that are no headline."""
    return bool(
        not re.search(r"[^\W\d_]", line)
        or date_ranks(line, find_dates(line), first=False)
        or BYLINE.match(line)
        or re.match(r"https?://|www\.|[•*>|#<{}\[]|[-–—]\s|(?:[\w ]{2,20})[:：]\s+\S+@", line)
        or re.match(
            rf"({'|'.join(sorted({n for names in NAMES.values() for n in names}))})\s*[:：]",
            line,
            re.IGNORECASE,
        )
        or re.search(
            r"\((?:file )?photo\b|\bphoto(?: by|:|/)|/(?:xinhua|reuters|afp|getty)\b",
            line,
            re.IGNORECASE,
        )
        or re.search(r"[^\W\d_]{4,}\.\s+[A-Z]", line)  # two sentences: a caption, not a headline
    )


def _names_outlet(line: str) -> bool:
    found = source_line(line)
    return found is not None and (found.beside or found.is_sure)


def _is_cut(title: str, text: str) -> bool:
    """Whether the line breaks off in a word that the text has in full.

    A headline of "… telecommunications n" over a story of telecommunications network fraud.
    """
    words = title.split()
    if len(words) < 3:
        return False
    pair = r"\s+".join(map(re.escape, words[-2:]))
    _, _, body = text.partition(title)
    whole = re.search(rf"\b{pair}\b", body, re.IGNORECASE)
    return not whole and bool(re.search(rf"\b{pair}\w", body, re.IGNORECASE))
