"""Tables with one article a row: .csv and .jsonl."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from index.errors import UnreadableError
from index.reading.decoding import decode
from index.reading.facts import TEXT_NAMES, column_name, facts_from
from index.reading.json_text import parse_json
from index.records import Article, Skipped

MAX_ROWS = 1_000_000
DELIMITERS = (",", ";", "\t", "|")


def read_csv(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """The rows of a table with a header; a row's number counts from the one below the header."""
    _check_rows(data)
    text = decode(data)
    hint = re.match(r"sep=(.)(\r\n|\r|\n)", text)  # the line that spreadsheets put first
    if hint:
        text = text[hint.end() :]
    previous = csv.field_size_limit(sys.maxsize)  # an article is longer than the default field
    try:
        delimiter, header = _header(text, hint[1] if hint else None)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            next(rows)
        except csv.Error as error:
            raise UnreadableError(f"the first row is malformed ({error})") from None
        number = 0
        while True:
            number += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield Skipped(path, f"row {number}: malformed ({error})")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            # A row of another length has an unquoted delimiter or quote in its text: whatever
            # were read from it would be a piece of an article in the wrong column.
            if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
                reason = f"row {number}: {len(cells)} cells, the header names {len(header)}"
                yield Skipped(path, reason)
                continue
            yield _article(path, number, dict(zip(header, cells, strict=False)))
    finally:
        csv.field_size_limit(previous)


def _check_rows(data: bytes) -> None:
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_ROWS:
        raise UnreadableError(f"more than {MAX_ROWS:,} lines; divide it into several files")


def _header(text: str, hint: str | None) -> tuple[str, list[str]]:
    """The delimiter under which the header names a text column, and the header's names."""
    for delimiter in (hint,) if hint else DELIMITERS:
        try:
            names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except (csv.Error, StopIteration):
            continue
        names = [column_name(name) for name in names]
        if any(name in TEXT_NAMES for name in names):
            while names and not names[-1]:
                names.pop()
            return delimiter, names
    raise UnreadableError('no text column: the first row must name one "text", "body" or "content"')


def read_jsonl(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """One JSON object a line; a row's number is its line."""
    _check_rows(data)
    for number, line in enumerate(decode(data).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = parse_json(line)
        except ValueError:
            yield Skipped(path, f"row {number}: not valid JSON")
            continue
        if not isinstance(row, dict):
            yield Skipped(path, f"row {number}: not a JSON object")
            continue
        yield _article(path, number, row)


def _article(path: str, number: int, row: Mapping[Any, object]) -> Article | Skipped:
    texts = {column_name(name): value for name, value in row.items()}
    text = next((texts[name] for name in TEXT_NAMES if texts.get(name)), None)
    if not isinstance(text, str) or not text.strip():
        return Skipped(path, f"row {number}: no text")
    return Article(f"{path}#{number}", text, **facts_from(row).facts())
