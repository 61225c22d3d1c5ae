"""The marks of Markdown within a line: which characters they are, and what they say of the others.

A mark is taken for one only where it can be nothing else: "2 * 3 * 4", snake_case, a footnote's *
and __init__ stay as they are. However many marks never close, reading them takes linear time: each
is looked at once, put aside at most once and dropped at most once.
"""

import re
from collections import defaultdict

from index.records import Span
from index.splitting.text_length import is_spaced

# A class of characters comes first: that is fifteen times as fast as to search for alternatives.
_MARK = re.compile(
    r"[\\`*_~\[\]<](?:(?<=\\)[*_`#~|\[\]]|(?<=`)`*|(?<=\*)\**|(?<=_)_*|(?<=~)~*|(?<=[\[\]])"
    r"|(?<=<)https?://[^<>\s]+>)"
)
_TICKS = re.compile("`+")
# What a link leads to, and its title: (https://example.org/a_(b) "Example").
_ADDRESS = re.compile(
    r"\((?=[^()\s]*[/.#:])<?([^()<>\s]*+(?:\([^()<>\s]*+\)[^()<>\s]*+)*+)>?"
    r"(?:[ \t]+(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\)"
)
_WEB = re.compile("https?://", re.IGNORECASE)
_IDENTIFIER = re.compile("[a-z0-9_]+")
_STYLES = {1: ("emphasis",), 2: ("strong",), 3: ("strong", "emphasis")}  # by the number of marks
_OPENERS = frozenset("([{“‘«「『《（【¿¡")
_CLOSERS = frozenset(")]}”’»」』》）】.,;:!?…。，；：！？、%")
_QUOTES = frozenset("\"'")
_STRANGERS = frozenset("/\\=")  # beside a mark: a path, a comment of code, an assignment


class Marks:
    """The marks of one block, whose stretches of text are read in order."""

    def __init__(self, text: str) -> None:
        self.hidden: list[Span] = []  # the marks themselves, and the addresses of links
        self.styled: list[tuple[Span, str]] = []
        self.links: list[tuple[Span, Span]] = []  # a link's words, and its address
        self._text = text
        # Where marks stand that may open something, by which they are and how many.
        self._open: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._brackets: list[Span] = []

    @staticmethod
    def any_in(text: str, start: int, end: int) -> bool:
        """Whether there is anything to read."""
        return _MARK.search(text, start, end) is not None

    def read(self, start: int, end: int) -> None:
        """Read a stretch of the text."""
        place = start
        ticks = self._closing_ticks(start, end)
        while match := _MARK.search(self._text, place, end):
            mark, (opening, place) = match[0], match.span()
            if mark[0] == "\\":
                self.hidden.append((opening, opening + 1))
            elif mark[0] == "<":
                self.hidden += [(opening, opening + 1), (place - 1, place)]
                self.links.append(((opening + 1, place - 1), (opening + 1, place - 1)))
            elif mark == "[":
                is_image = opening > start and self._text[opening - 1] == "!"
                self._brackets.append((opening - is_image, place))
            elif mark == "]":
                place = self._link(opening, end)
            else:
                before = self._text[opening - 1] if opening > start else ""
                after = self._text[place] if place < end else ""
                opens, closes = _sides(before, after)
                if mark[0] == "`":
                    place = self._code(opening, place, ticks) if opens else place
                elif len(mark) <= 3 and (mark[0] != "~" or len(mark) == 2):
                    left = self._close(mark, opening) if closes else opening
                    if opens and left < place:
                        self._open[mark[0], place - left].append(left)

    def _closing_ticks(self, start: int, end: int) -> dict[int, list[int]]:
        """Where code may end, last first, by the number of its ticks."""
        found: dict[int, list[int]] = defaultdict(list)
        for match in reversed(list(_TICKS.finditer(self._text, start, end))):
            after = self._text[match.end()] if match.end() < end else ""
            if _sides(self._text[match.start() - 1] if match.start() > start else "", after)[1]:
                found[len(match[0])].append(match.start())
        return found

    def _code(self, opening: int, start: int, ticks: dict[int, list[int]]) -> int:
        """Take what stands between ticks for code, marks and all; return where to read on."""
        count = start - opening
        closing = ticks[count]
        while closing and closing[-1] < start:
            closing.pop()
        if not closing:
            return start
        end = closing.pop()
        self.hidden += [(opening, start), (end, end + count)]
        self.styled.append(((start, end), "code"))
        return end + count

    def _link(self, closing: int, end: int) -> int:
        """Take "[words](address)" for words, where it is that; return where to read on."""
        opening = self._brackets.pop() if self._brackets else None
        address = _ADDRESS.match(self._text, closing + 1, end)
        if not opening or not address:
            return closing + 1
        self.hidden += [opening, (closing, address.end())]
        is_image = self._text[opening[0]] == "!"
        words = closing > opening[1] and not is_image
        if words and _WEB.match(self._text, address.start(1)):
            self.links.append(((opening[1], closing), address.span(1)))
        return address.end()

    def _close(self, mark: str, start: int) -> int:
        """Pair a mark with those that opened before it; return where what is left of it begins."""
        char, count = mark[0], len(mark)
        while count:
            counts = (3, 2, 1) if count == 3 else (3, count)
            found = [(self._open[char, n][-1], n) for n in counts if self._open[char, n]]
            if not found:
                break
            opening, opened = max(found)
            used, within = min(opened, count), opening + opened
            if char == "_" and used == 2 and self._is_identifier(within, start):
                break
            for places in self._open.values():  # what opened in between closes nowhere
                while places and places[-1] >= opening:
                    places.pop()
            self.hidden += [(within - used, within), (start, start + used)]
            names = ("deleted",) if char == "~" else _STYLES[used]
            self.styled += [((within, start), name) for name in names]
            if opened > used:
                self._open[char, opened - used].append(opening)
            start, count = start + used, count - used
        return start

    def _is_identifier(self, start: int, end: int) -> bool:
        return end - start < 80 and _IDENTIFIER.fullmatch(self._text, start, end) is not None


def _sides(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between two characters may open and may close; "" is the stretch's end."""
    if before in _STRANGERS or after in _STRANGERS:
        return False, False
    begins = not before or before.isspace() or before in _OPENERS
    ends = not after or after.isspace() or after in _CLOSERS
    # A straight quotation mark beside it tells only on which side the words are not.
    opens = not ends and not is_spaced(before) and (begins or after not in _QUOTES)
    closes = not begins and not is_spaced(after) and (ends or before not in _QUOTES)
    return opens, closes
