"""Files of questions: lines of text, CSV or JSON lines to questions, a bad row to its error."""

import csv
import io
import json
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.question_lines import MAX_ROW, Lines, Place, TooLongError, begins_wide, shortened
from qa.rows import Id
from qa.settings import FILTERS

QUESTION_ENDINGS = (".txt", ".csv", ".jsonl")
_NO_UTF8 = re.compile("[\udc80-\udcff]")  # what becomes of what is no text: see Lines
_AS_UTF8 = "is not UTF-8 text. Save it as UTF-8."
_MAX_FOUND = 500  # characters of names of columns in a message
_OPTIONAL = ("id", *FILTERS)  # columns of a table beside its questions


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One question of a file, or what is wrong with its row."""

    question: str
    id: Id = None
    error: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)  # its own: FILTERS that are not empty


def read_questions(
    source: Path | io.BufferedReader, name: str | None = None, place: Place | None = None
) -> Iterator[BatchQuestion]:
    """Yield the questions of a .txt, .csv or .jsonl file, or of a stream's lines, in order.

    They are read as they are taken, however many there are; `place` tells how far. `name` is what
    messages call the file, where that is not its path. A stream may mix plain lines and JSON lines,
    which start with "{". Raises UserError, at the first, for a file that cannot be read as a
    whole; a bad row is yielded with its error.
    """
    place = place or Place()
    if not isinstance(source, Path):
        yield from _from_lines(Lines(source, place), _from_line)
        return
    name = name or str(source)
    ending = source.suffix.casefold()
    if ending not in QUESTION_ENDINGS:
        raise UserError(
            f"{name} is not a file of questions: its name must end in "
            f"{', '.join(QUESTION_ENDINGS)}."
        )
    try:
        with source.open("rb") as stream:
            place.size = os.fstat(stream.fileno()).st_size
            if begins_wide(stream):
                raise UserError(f"{name} {_AS_UTF8}")
            lines = Lines(stream, place)
            if ending == ".csv":
                yield from _from_csv(lines, name)
            else:
                yield from _from_lines(lines, _from_json if ending == ".jsonl" else BatchQuestion)
    except OSError as error:
        raise UserError(f"Cannot read {name}: {error.strerror or error}.") from error


def read_line(line: str) -> BatchQuestion:
    """The question of one line of a .jsonl file, as `read_questions` yields it."""
    if len(line) > MAX_ROW:
        return _too_long(shortened(line))
    return _checked(_from_json(line.strip()))


def _too_long(question: str) -> BatchQuestion:
    return BatchQuestion(question, error=f"The row has more than {MAX_ROW:,} characters.")


def _from_lines(lines: Lines, parse: Callable[[str], BatchQuestion]) -> Iterator[BatchQuestion]:
    """Yield a question per line; empty lines are no questions."""
    while True:
        lines.begin_row()
        try:
            stripped = next(lines).strip()
        except StopIteration:
            return
        except TooLongError as error:
            yield _too_long(str(error))
            continue
        if stripped:
            yield _checked(parse(stripped))


def _from_line(line: str) -> BatchQuestion:
    return _from_json(line) if line.startswith("{") else BatchQuestion(line)


def _from_json(line: str) -> BatchQuestion:
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return BatchQuestion(line, error=f"The line is not JSON: {error}.")
    if not isinstance(row, dict):
        return BatchQuestion(line, error='The line is not a JSON object like {"question": "…"}.')
    id, question = row.get("id"), row.get("question")
    if id is not None and not _is_id(id):
        return BatchQuestion(_text(question), error="The id is neither text nor a number.")
    if not isinstance(question, str):
        return BatchQuestion(
            _text(question),
            id,
            "The question is not text." if "question" in row else 'There is no "question" in it.',
        )
    named = {_name(key): value for key, value in row.items()}
    filters = {name: named[name] for name in FILTERS if named.get(name) is not None}
    for name, value in filters.items():
        if not isinstance(value, str):
            return BatchQuestion(question, id, f"The {name} is not text.")
    return BatchQuestion(question, id, filters=_filled(filters))


def _is_id(value: Any) -> bool:
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    return is_plain or (isinstance(value, float) and math.isfinite(value))  # as 1e999 is not


def _name(typed: str) -> str:
    """The name of a column or key, also as the command line's option is called: "As-of"."""
    return typed.strip().casefold().replace("-", "_").replace(" ", "_")


def _filled(filters: Mapping[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in filters.items() if value.strip()}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON value")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _from_csv(lines: Lines, file: str) -> Iterator[BatchQuestion]:
    columns, delimiter = _read_header(lines, file)
    folded = [_name(name) for name in columns]
    columns_at = {name: folded.index(name) for name in ("question", *_OPTIONAL) if name in folded}
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.begin_row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BatchQuestion("", error=f"The row is not CSV: {error}.")
            continue
        except TooLongError as error:
            yield _too_long(str(error))
            continue
        if len(lines.row) > 1 and not _is_closed(lines.row, delimiter):
            yield BatchQuestion(
                shortened(lines.row[0]),
                error="A quotation mark in the row is never closed. "
                'Within a question in quotes one is written twice: "".',
            )
            lines.take_back()
        elif row:
            yield _checked(_from_cells(row, len(columns), columns_at))


def _is_closed(row: list[str], delimiter: str) -> bool:
    """Whether a row of several lines is one: no mark was left open, to end at another's."""
    try:
        for _ in csv.reader(row, delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _read_header(lines: Lines, file: str) -> tuple[list[str], str]:
    """The names of the columns, and what stands between cells."""
    try:
        header = next(lines, "")
    except TooLongError:
        raise UserError(
            f"The first line of {file} has more than {MAX_ROW:,} characters: it is no header "
            "with a column named question."
        ) from None
    # Spreadsheets write semicolons where the decimal mark is a comma, and tabs when pasted.
    for delimiter in (",", ";", "\t"):
        columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        if "question" in map(_name, columns):
            return columns, delimiter
    columns = [name.strip() for name in next(csv.reader([header]), [])]
    if _NO_UTF8.search(header):
        raise UserError(f"The first line of {file} {_AS_UTF8}")
    found = ", ".join(columns) if any(columns) else "none"
    if len(found) > _MAX_FOUND:
        found = f"{found[:_MAX_FOUND]} …"
    raise UserError(f"{file} has no column named question. Columns found: {found}.")


def _from_cells(row: list[str], width: int, columns_at: Mapping[str, int]) -> BatchQuestion:
    cells = {name: row[at] for name, at in columns_at.items() if at < len(row)}
    question, id = cells.pop("question", ""), cells.pop("id", None) or None
    if any(cell.strip() for cell in row[width:]):
        return BatchQuestion(
            question,
            id,
            f"The row has {len(row)} cells, the header {width}. "
            "A question that holds a comma goes in quotes.",
        )
    return BatchQuestion(question, id, filters=_filled(cells))


def _checked(row: BatchQuestion) -> BatchQuestion:
    """Turn bytes that were no UTF-8 into an error of their row alone."""
    readable, count = _NO_UTF8.subn("\N{REPLACEMENT CHARACTER}", row.question)
    if not count:
        return row
    return BatchQuestion(readable, row.id, f"The row {_AS_UTF8}")
