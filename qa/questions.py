"""Files of questions: lines of text, CSV or JSON lines to questions, a bad row to its error."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.rows import Id
from qa.settings import FILTERS

QUESTION_ENDINGS = (".txt", ".csv", ".jsonl")
_OPTIONAL = ("id", *FILTERS)  # columns of a table beside its questions


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One question of a file, or what is wrong with its row."""

    question: str
    id: Id = None
    error: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)  # its own: FILTERS that are not empty


def read_questions(
    source: Path | io.BufferedReader, name: str | None = None
) -> Iterator[BatchQuestion]:
    """Yield the questions of a .txt, .csv or .jsonl file, or of a stream's lines, in order.

    `name` is what messages call the file, where that is not its path. A stream may mix plain lines
    and JSON lines, which start with "{". Raises UserError for a file that cannot be read as a
    whole; a bad row is yielded with its error.
    """
    if not isinstance(source, Path):
        yield from _from_lines(_decoded(source), _from_line)
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
            text = _decoded(stream)
            if ending == ".csv":
                yield from _from_csv(text, name)
            else:
                yield from _from_lines(text, _from_json if ending == ".jsonl" else BatchQuestion)
    except OSError as error:
        raise UserError(f"Cannot read {name}: {error.strerror or error}.") from error
    except UnicodeError as error:
        raise UserError(f"Cannot read {name}: it is not text. Save it as UTF-8.") from error


def _decoded(stream: io.BufferedReader) -> io.TextIOWrapper:
    """Decode UTF-8 with or without its mark, or UTF-16 with it; bytes that are neither survive."""
    utf16 = stream.seekable() and stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff")
    return io.TextIOWrapper(
        stream, encoding="utf-16" if utf16 else "utf-8-sig", errors="surrogateescape", newline=None
    )


def _from_lines(
    text: Iterable[str], parse: Callable[[str], BatchQuestion]
) -> Iterator[BatchQuestion]:
    """Yield a question per line; empty lines are no questions."""
    for line in text:
        if stripped := line.strip():
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
    if id is not None and (isinstance(id, bool) or not isinstance(id, str | int | float)):
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


def _from_csv(text: io.TextIOWrapper, file: str) -> Iterator[BatchQuestion]:
    text.reconfigure(newline="")  # line ends within quotes belong to their cell
    header = text.readline()
    # Spreadsheets write semicolons where the decimal mark is a comma, and tabs when pasted.
    for delimiter in (",", ";", "\t"):
        columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        folded = [_name(name) for name in columns]
        if "question" in folded:
            break
    else:
        columns = [name.strip() for name in next(csv.reader([header]), [])]
        found = ", ".join(columns) if any(columns) else "none"
        raise UserError(f"{file} has no column named question. Columns found: {found}.")
    columns_at = {name: folded.index(name) for name in ("question", *_OPTIONAL) if name in folded}
    rows = csv.reader(text, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BatchQuestion("", error=f"The row is not CSV: {error}.")
            continue
        if row:
            yield _checked(_from_cells(row, len(columns), columns_at))


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
    if not re.search("[\udc80-\udcff]", row.question):
        return row
    readable = row.question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return BatchQuestion(
        readable, row.id, row.error or "The row is not UTF-8 text. Save it as UTF-8."
    )
