"""The lines of a file or a stream of questions, whatever its encoding and however long they are."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

MAX_ROW = 100_000  # characters of a row, or of a line; more of it is not even held
_SHOWN = 100  # characters of one that is longer
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKED = "gleaner-marked"
# UTF-16 that is none becomes what a byte that is no UTF-8 does: it spoils its row alone.
codecs.register_error(_MARKED, lambda error: ("\udcff", cast(UnicodeDecodeError, error).end))


@dataclass(slots=True)
class Place:
    """How far a file has been read, in bytes."""

    at: int = 0
    size: int = 0  # 0 where there is no telling, as of a pipe


class TooLongError(Exception):
    """A row goes on beyond what one may be."""


class Lines:
    """The lines of a stream with their ends, one at a time.

    UTF-8 with or without its mark, or UTF-16 with it; bytes that are neither become halves of
    characters, and so does NUL, by which UTF-16 and UTF-32 without a mark are known. Raises
    TooLongError in place of a line that goes on beyond MAX_ROW, and of one with which the row
    that was begun does; the next is the line after that.
    """

    def __init__(self, stream: io.BufferedReader, place: Place) -> None:
        utf16 = stream.seekable() and stream.peek(2)[:2] in _UTF16
        encoding, errors = ("utf-16", _MARKED) if utf16 else ("utf-8-sig", "surrogateescape")
        self._text = io.TextIOWrapper(stream, encoding, errors, newline="")
        self._width = 2 if utf16 else 1  # bytes of most letters, and of all line ends
        self._place = place
        self._row = 0  # characters of the row that was begun
        self.row: list[str] = []  # its lines
        self._again: list[str] = []  # lines to come once more, the next one last

    def begin_row(self) -> None:
        self._row = 0
        self.row = []

    def take_back(self) -> None:
        """Have the lines of the row that was begun come again, but for its first."""
        self._again += reversed(self.row[1:])

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = part = self._again.pop() if self._again else self._read()
        if not line:
            raise StopIteration
        self._row += len(line)
        self.row.append(line)
        while len(part) > MAX_ROW and part[-1] not in "\r\n":
            part = self._read()
            self._row += len(part) or 1
        if self._row > MAX_ROW + 2:  # with the line's end
            raise TooLongError(shortened(line))
        return line

    def _read(self) -> str:
        """A line, or as much of it as is too long."""
        part = self._text.readline(MAX_ROW + 2)
        is_wide = self._width == 1 and not part.isascii()
        size = len(part.encode("utf-8", "surrogateescape")) if is_wide else len(part) * self._width
        self._place.at += size
        return part.replace("\0", "\udcff")


def begins_wide(stream: io.BufferedReader) -> bool:
    """Whether a file begins as UTF-16 without its mark does, or UTF-32."""
    start = stream.peek(4)[:4]
    is_marked = start[:2] in _UTF16 and start != codecs.BOM_UTF32_LE
    return b"\0" in start and not is_marked


def shortened(line: str) -> str:
    line = line.rstrip("\r\n")
    return f"{line[:_SHOWN].strip()} …" if len(line) > _SHOWN else line
