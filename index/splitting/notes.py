"""Notes that say of an article that it was corrected, updated, clarified or withdrawn."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.splitting.blocks import Block, find_blocks
from index.splitting.note_words import (
    ADVISORY,
    HEADLINE_MARK,
    IN_TEXT,
    LABEL,
    LABELS,
    MARKS,
    MAY_HOLD,
    OPENING,
    REGRET,
    RETRACTS,
    SAYS,
    SENTENCE_END,
    SENTENCES,
    SEPARATOR,
    TIME_ALONE,
    TO_ARTICLE,
    WITHIN,
    NoteKind,
)

MAX_BRACKET = 600  # characters of a note in brackets within a paragraph
MAX_BRACKETS = 4_000  # of one that a paragraph begins with, perhaps to go on in the next
MAX_BELOW = 800  # characters of a note below a line that says no more than "Correction"
_BRACKETS = re.compile(rf"[\[(]([^\[\]()]{{5,{MAX_BRACKET}}})[\])]")


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `text[start:end]` is all of it: its paragraph, its brackets or its headline.

    An editor's note that corrects, clarifies or withdraws is of that kind; "editor's note" is one
    that says none of it.
    """

    start: int
    end: int
    kind: NoteKind


def find_notes(text: str) -> tuple[Note, ...]:
    """The notes of an article's text, in order."""
    blocks = find_blocks(text)
    notes: list[Note] = []
    end = 0  # of what is a note already
    for number, block in enumerate(blocks):
        if block.start < end:
            continue
        for note in _notes_in(text, blocks, number):
            notes.append(note)
            end = note.end
    return tuple(notes)


def _notes_in(text: str, blocks: Sequence[Block], number: int) -> Iterator[Note]:
    block = blocks[number]
    content = text[block.start : block.end]
    if note := _heading(text, blocks, number) or _labelled(text, block):
        yield note
        return
    bracketed = list(_in_brackets(content, block.start))
    yield from bracketed
    if not bracketed and MAY_HOLD.search(content) and (note := _told(content, block)):
        yield note


# ---- A label, and what stands behind it ---------------------------------------------------------


def _heading(text: str, blocks: Sequence[Block], number: int) -> Note | None:
    """A line that is nothing but a label, with the paragraph below it."""
    block = blocks[number]
    content = text[block.start : block.end].strip("#*_:[]() \t").rstrip()
    match = LABEL.match(content) if len(content) <= 80 else None
    if not match or number + 1 == len(blocks) or match.lastindex == len(LABELS):
        return None
    rest = content[match.end() :].strip(" :：,—–-")
    if rest and not TIME_ALONE.fullmatch(rest):
        return None
    below = blocks[number + 1]
    if (number and len(blocks) - number > 4) or below.end - below.start > MAX_BELOW:
        return None  # in the midst of a text it is a heading about something else
    return Note(block.start, below.end, _kind(match, text[below.start : below.end]))


def _labelled(text: str, block: Block) -> Note | None:
    """A paragraph or headline that begins with a label, or the brackets that it begins with."""
    content = text[block.start : block.end]
    begin = MARKS.match(content).end()  # type: ignore[union-attr]
    opening = OPENING.match(content, begin)
    kind = _label_kind(content[opening.end() if opening else begin :], opening is not None)
    if kind is None:
        return None
    if not opening:
        return Note(block.start, block.end, kind)
    close = _closing(text, block.start + begin)
    if close is None or close >= block.end - 2:
        return Note(block.start, max(close or 0, block.end), kind)
    return Note(block.start + begin, close, kind)


def _label_kind(content: str, in_brackets: bool) -> NoteKind | None:
    head = content[:400]
    if match := HEADLINE_MARK.match(head) or ADVISORY.match(head):
        advised = match.re is HEADLINE_MARK or in_brackets or match.lastgroup == "correction"
        return match.lastgroup if advised else None  # type: ignore[return-value]
    if TO_ARTICLE.match(head):
        return "correction"
    match = LABEL.match(head)
    if not match:
        return None
    if in_brackets and IN_TEXT.match(head):
        return "correction"
    separator = SEPARATOR.match(head, match.end())
    if match[0].casefold().endswith("appended"):
        return "correction"
    if not separator:
        return None
    said = head[separator.end() :].split("\n")[0]
    if match.lastindex == len(LABELS) and TIME_ALONE.fullmatch(said):
        return None  # "Updated: 3 November 2023" dates the article
    return _kind(match, content)


def _kind(label: re.Match[str], content: str) -> NoteKind:
    kind = LABELS[(label.lastindex or 1) - 1][0]
    if kind not in ("editor's note", "update"):
        return kind
    said = content[label.end() :] if content.startswith(label[0]) else content
    tells = kind == "editor's note" or any(pattern.search(said) for pattern in SENTENCES)
    return _what_it_says(said, otherwise=kind) if tells else kind


def _what_it_says(content: str, otherwise: NoteKind) -> NoteKind:
    for pattern in SENTENCES:
        match = pattern.search(content)
        if match and RETRACTS.fullmatch(match.groupdict().get("verb") or ""):
            return "retraction"
    return next((kind for kind, words in SAYS if words.search(content)), otherwise)


def _closing(text: str, start: int) -> int | None:
    """Where the brackets that open at `start` are closed, if that is near."""
    pairs = {"[": "]", "(": ")", "【": "】", "（": "）"}
    opening, closing = text[start], pairs[text[start]]
    depth = 0
    brackets = re.compile(f"[{re.escape(opening + closing)}]")
    for match in brackets.finditer(text[start : start + MAX_BRACKETS]):
        depth += 1 if match[0] == opening else -1
        if depth == 0:
            return start + match.end()
    return None


# ---- Within a paragraph -------------------------------------------------------------------------


def _in_brackets(content: str, offset: int) -> Iterator[Note]:
    """Notes in brackets in the midst of a paragraph."""
    quotations = Quotations(content)
    for match in _BRACKETS.finditer(content):
        kind = _label_kind(match[1].strip("*_ "), in_brackets=True)
        if kind is None or ADVISORY.match(match[1]):
            kind = _sentence_kind(match[1])
        if kind and not quotations.hold(match.start()):
            yield Note(offset + match.start(), offset + match.end(), kind)


def _sentence_kind(content: str) -> NoteKind | None:
    if any(pattern.search(content) for pattern in SENTENCES):
        return _what_it_says(content, "correction")
    return None


def _told(content: str, block: Block) -> Note | None:
    """A note in a paragraph of something else: from its first sentence to the paragraph's end."""
    quotations = Quotations(content)
    if match := WITHIN.search(content):
        kind = _label_kind(content[match.start() :], in_brackets=False)
        if kind and not quotations.hold(match.start()):
            return Note(block.start + match.start(), block.end, kind)
    content = content.replace("_", " ").replace("*", " ")  # marks of emphasis, no letters
    places = (match.start() for pattern in SENTENCES for match in pattern.finditer(content))
    first = min((place for place in places if not quotations.hold(place)), default=None)
    if first is None:
        regret = REGRET.search(content)
        if regret and not quotations.hold(regret.end()):
            return Note(block.start, block.end, "correction")
        return None
    start = 0
    for end in SENTENCE_END.finditer(content, 0, first + 2):
        start = end.end()
    return Note(block.start + start, block.end, _what_it_says(content[start:], "correction"))


class Quotations:
    """Where a paragraph quotes what somebody said."""

    def __init__(self, content: str) -> None:
        self._places: list[int] = []
        self._open: list[bool] = []
        straight = curved = 0
        for match in re.finditer('["“”]', content):
            straight += match[0] == '"'
            curved += {"“": 1, "”": -1}.get(match[0], 0)
            self._places.append(match.end())
            self._open.append(straight % 2 == 1 or curved > 0)

    def hold(self, place: int) -> bool:
        number = bisect_right(self._places, place)
        return number > 0 and self._open[number - 1]
