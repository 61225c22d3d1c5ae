"""The paragraph around a place of a text, and those before it."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

REACH = 3_000  # characters of a paragraph, or before it, that are looked at
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BREAK = re.compile(rf"[{_BREAKS}]")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*\s*\Z")
_INTERVIEWED = re.compile(r"\s*([A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}):\s+(?=[^\s\d])")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|Yes|No|You)\b")
_NO_NAMES = ("note", "correct", "editor", "update", "clarif", "photo", "source", "image", "caption")
_ITEM = re.compile(r"[ \t]*(?:[-*+•·]|\d{1,3}[.)])[ \t]")


def paragraph_around(text: str, place: int) -> Span:
    """The paragraph that holds a place, or so much of it as is near."""
    start, end = max(0, place - REACH), min(len(text), place + REACH)
    for found in _BREAK.finditer(text, place, end):
        if _parts(text, found.start()):
            end = found.start()
            break
    at = place
    while (at := _last_break(text, start, at)) >= 0:
        if _parts(text, at):
            start = at + 1
            break
    return start, end


def paragraphs_before(text: str, place: int) -> Iterator[Span]:
    """The paragraphs before a place, nearest first, as far back as is looked."""
    least = max(0, place - REACH)
    end = place
    while end > least:
        at = end
        while (at := _last_break(text, least, at)) >= 0 and not _parts(text, at):
            pass
        start = at + 1 if at >= 0 else least
        if text[start:end].strip():
            yield start, end
        end = start - 1


def is_item(text: str, start: int) -> bool:
    """Whether a paragraph is an item of a list."""
    return _ITEM.match(text, start) is not None


def interviewed(text: str, start: int) -> Span | None:
    """Whose words a paragraph holds that begins as an interview's do: "RK: I think so."."""
    found = _INTERVIEWED.match(text, start, start + REACH)
    if not found or found[1].casefold().startswith(_NO_NAMES):
        return None
    is_speech = _FIRST_PERSON.search(text, found.end(), start + REACH)
    return found.span(1) if is_speech or (found[1].isupper() and len(found[1]) < 4) else None


def _last_break(text: str, start: int, end: int) -> int:
    return max(text.rfind(mark, start, end) for mark in _BREAKS)


def _parts(text: str, at: int) -> bool:
    """Whether a line break parts two paragraphs, and not the lines of one."""
    before = text[max(0, at - 200) : at]
    after = text[at + 1 : at + 60]
    line = before[max(before.rfind(mark) for mark in _BREAKS) + 1 :].strip()
    following = after.lstrip(" \t")
    if not line or not following or following[0] in _BREAKS:
        return True
    if _ENDS_SENTENCE.search(before) or _ITEM.match(after):
        return True
    return not following[0].islower() and not 55 <= len(line) <= 100
