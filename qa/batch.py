"""Questions to rows of answers, and rows to files."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from index.errors import UserError
from qa.answer import Answerer, check_source
from qa.deadline import TooSlowError
from qa.questions import BatchQuestion
from qa.records import Result
from qa.rows import FIELDS, Row, error_row, to_json, to_row
from qa.settings import clean_question

ANSWER_ENDINGS = (".jsonl", ".csv")
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n]")


def answer_batch(answerer: Answerer, questions: Iterable[BatchQuestion]) -> Iterator[Row]:
    """Yield one row per question, in order, as soon as it is answered.

    Filters of a question's own row are in place of the answerer's.
    """
    for each in questions:
        try:
            result = ask(answerer, each)
        except TooSlowError as error:  # the next one may be quicker
            result = str(error)
        if isinstance(result, str):
            yield error_row(each.question, result, each.id)
        else:
            yield to_row(result, each.id)


def ask(answerer: Answerer, question: BatchQuestion) -> Result | str:
    """The question's result, or why it cannot be asked.

    Raises UserError for what is wrong for every question, which ends a batch; TooSlowError where it
    takes longer than it may.
    """
    if question.error is not None:
        return question.error
    try:
        clean_question(question.question)
        own = _for_row(answerer, question)
    except UserError as refusal:
        return str(refusal)
    return own.answer(question.question)


def _for_row(answerer: Answerer, row: BatchQuestion) -> Answerer:
    """The answerer with a row's own filters. Raises UserError where they make no sense."""
    if not row.filters:
        return answerer
    settings = answerer.settings.narrowed(row.filters)
    if "source" in row.filters:
        check_source(answerer.searcher, settings)
    return replace(answerer, settings=settings)


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
    try:
        with stream:
            if out.suffix.casefold() == ".csv":
                # Spreadsheets take a file without this mark for a local code page, not for UTF-8.
                _write(stream, "\ufeff".encode() + to_csv(FIELDS))
                yield lambda row: _write(stream, to_csv([row[field] for field in FIELDS]))
            else:
                yield lambda row: _write(stream, to_json(row) + b"\n")
    except OSError as error:  # the system names no file where its disk is full
        error.filename = error.filename or str(out)
        raise


def check_out(out: Path) -> None:
    """Raise UserError unless the name says how answers are to be written."""
    if out.suffix.casefold() not in ANSWER_ENDINGS:
        raise UserError(
            f"Cannot write answers to {out}: its name must end in {' or '.join(ANSWER_ENDINGS)}."
        )


def to_csv(cells: Iterable[Any]) -> bytes:
    """Return a line of CSV: lists and objects as JSON, formulas harmless, None as an empty cell."""
    line = io.StringIO()
    csv.writer(line).writerow([_cell(cell) for cell in cells])
    return line.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
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
