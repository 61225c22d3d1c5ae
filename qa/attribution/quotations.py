"""Where quotations begin and end, whatever marks they have."""

import re

from qa.attribution.paragraphs import Span

_QUOTE = re.compile(r"[“”„‟\"«»‘’'`]+")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "‟": "”", "‘": "’", '"': '"”', "'": "'’", "``": "''"}
_LAST = ",.?!…;:—-"


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The quotations between two places, with their marks; the last may be left open."""
    found: list[Span] = []
    opened, closing = -1, ""
    marks = list(_QUOTE.finditer(text, start, end))
    closers = [mark.start() for mark in marks if mark[0][0] in "'’" and _closes(text, mark, end)]
    for mark in marks:
        kind = mark[0] if mark[0] in ("``", "''") else mark[0][0]
        if opened < 0:
            # A single mark opens only what a later one closes; others may stay open.
            is_paired = kind not in "'‘" or (closers and closers[-1] > mark.start())
            if is_paired and _may_open(text, mark, kind, start, end, mark is marks[-1]):
                opened, closing = mark.start(), _PAIRS[kind]
        elif any(c in closing for c in mark[0]) and _closes(text, mark, end):
            found.append((opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append((opened, end))
    return found


def _may_open(
    text: str, mark: re.Match[str], kind: str, start: int, end: int, is_last: bool
) -> bool:
    if kind not in _PAIRS:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if (kind in "\"'‘" and before.isalnum()) or before in "([":
        return False
    if kind == '"' and after.isspace():  # tokenised, or `… for the last time, " Moe said.`
        ended = text[max(start, mark.start() - 2) : mark.start()].rstrip()[-1:]
        return ended not in (".", "?", "!") and not (ended == "," and is_last)
    return not (kind in "'‘" and (after.isspace() or after.isdigit()))


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark that could close does: an apostrophe within or after a word does not."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0][0] in "'’" and mark[0] != "''":
        strong = before in _LAST or after in ",.;:?!)—" or mark.end() >= end
        return strong or (after.isspace() and before not in "sS")
    return not (mark[0] == '"' and after.isalnum())
