"""Files of questions in, rows of answers out."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from index.errors import UserError
from qa.answer import Answerer
from qa.rows import FIELDS, Id, Row, error_row, to_row
from qa.settings import clean_question

QUESTION_ENDINGS = (".txt", ".csv", ".jsonl")
ANSWER_ENDINGS = (".jsonl", ".csv")
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One question of a file, or what is wrong with its row."""

    question: str
    id: Id = None
    error: str | None = None


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


def answer_batch(answerer: Answerer, questions: Iterable[BatchQuestion]) -> Iterator[Row]:
    """Yield one row per question, in order, as soon as it is answered."""
    for each in questions:
        error = each.error
        if error is None:
            try:
                clean_question(each.question)
            except UserError as refusal:
                error = str(refusal)
        if error is not None:
            yield error_row(each.question, error, each.id)
            continue
        # What goes wrong from here on is wrong for every question: it ends the batch.
        yield to_row(answerer.answer(each.question), each.id)


@contextmanager
def open_writer(out: Path | None) -> Iterator[Callable[[Row], None]]:
    """Give a function that writes a row and flushes: to `out`, or as JSON lines to standard output.

    Raises UserError where `out` cannot be written.
    """
    if out is None:
        yield lambda row: _write(sys.stdout.buffer, to_json(row) + b"\n")
        return
    check_out(out)
    try:
        stream = out.open("wb")
    except OSError as error:
        raise UserError(f"Cannot write {out}: {error.strerror or error}.") from error
    with stream:
        if out.suffix.casefold() == ".csv":
            # Spreadsheets take a file without this mark for a local code page, not for UTF-8.
            _write(stream, "\ufeff".encode() + to_csv(FIELDS))
            yield lambda row: _write(stream, to_csv([row[field] for field in FIELDS]))
        else:
            yield lambda row: _write(stream, to_json(row) + b"\n")


def check_out(out: Path) -> None:
    """Raise UserError unless the name says how answers are to be written."""
    if out.suffix.casefold() not in ANSWER_ENDINGS:
        raise UserError(
            f"Cannot write answers to {out}: its name must end in {' or '.join(ANSWER_ENDINGS)}."
        )


def to_json(row: Row) -> bytes:
    """Return a row as a line of JSON, without the line's end."""
    try:
        return json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8; escaped, it stays exact
        return json.dumps(row).encode()


def to_csv(cells: Iterable[Any]) -> bytes:
    """Return a line of CSV: lists as JSON text, formulas harmless, None as an empty cell."""
    line = io.StringIO()
    csv.writer(line).writerow([_cell(cell) for cell in cells])
    return line.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    # An apostrophe makes a spreadsheet show what it would run. Every cell that could start a
    # formula gets one, figures like -5 too: a rule without exceptions has no holes. JSON lines
    # carry the text as it is.
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(data)
    stream.flush()


def _decoded(stream: io.BufferedReader) -> io.TextIOWrapper:
    """Decode UTF-8 with or without its mark, or UTF-16 with it; bytes that are neither survive."""
    utf16 = stream.seekable() and stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff")
    return io.TextIOWrapper(
        stream, encoding="utf-16" if utf16 else "utf-8-sig", errors="surrogateescape", newline=None
    )


def _from_lines(
    text: Iterable[str], parse: Callable[[str], BatchQuestion]
) -> Iterator[BatchQuestion]:
    """Yield a question per line; empty lines at the end are no questions."""
    empty = 0
    for line in text:
        stripped = line.strip()
        if not stripped:
            empty += 1
            continue
        if parse is not _from_json:
            yield from (BatchQuestion("") for _ in range(empty))
        empty = 0
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
    return BatchQuestion(question, id)


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
        folded = [name.casefold() for name in columns]
        if "question" in folded:
            break
    else:
        columns = [name.strip() for name in next(csv.reader([header]), [])]
        found = ", ".join(columns) if any(columns) else "none"
        raise UserError(f"{file} has no column named question. Columns found: {found}.")
    at = folded.index("question")
    id_at = folded.index("id") if "id" in folded else None
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
            yield _checked(_from_cells(row, len(columns), at, id_at))


def _from_cells(row: list[str], width: int, at: int, id_at: int | None) -> BatchQuestion:
    id = row[id_at] or None if id_at is not None and id_at < len(row) else None
    question = row[at] if at < len(row) else ""
    if any(cell.strip() for cell in row[width:]):
        return BatchQuestion(
            question,
            id,
            f"The row has {len(row)} cells, the header {width}. "
            "A question that holds a comma goes in quotes.",
        )
    return BatchQuestion(question, id)


def _checked(row: BatchQuestion) -> BatchQuestion:
    """Turn bytes that were no UTF-8 into an error of their row alone."""
    if not re.search("[\udc80-\udcff]", row.question):
        return row
    readable = row.question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return BatchQuestion(
        readable, row.id, row.error or "The row is not UTF-8 text. Save it as UTF-8."
    )
