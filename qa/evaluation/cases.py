"""Questions with known answers, from JSON lines or a SQuAD-format file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.settings import clean_question

ENDINGS = (".jsonl", ".json")


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what would answer it rightly; without answers, nothing does."""

    question: str
    answers: tuple[str, ...]  # any of them; empty: the articles do not answer it
    article: str | None = None  # the end of the path of the article that answers
    paragraph: str | None = None  # the text in which the answers were marked


def read_cases(path: Path) -> list[Case]:
    """Read .jsonl (`question`, `answers`, optional `article`, `answerable`) or SQuAD's .json.

    Raises UserError for a file that is neither, naming the first line that is wrong.
    """
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise UserError(f"{path} is not a file to evaluate: its name must end in .jsonl or .json.")
    if path.exists() and not path.is_file():  # a pipe may never end, a device never does
        raise UserError(f"Cannot read {path}: it is no regular file.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror or error}.") from error
    except UnicodeError as error:
        raise UserError(f"Cannot read {path}: it is not UTF-8 text. Save it as UTF-8.") from error
    cases = list(_from_lines(text, path) if ending == ".jsonl" else _from_squad(text, path))
    if not cases:
        raise UserError(f"{path} holds no questions.")
    return cases


def _from_lines(text: str, path: Path) -> Iterator[Case]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _checked(_from_row(_parse(line)))
        except (ValueError, RecursionError, UserError) as error:
            reason = str(error).rstrip(".")
            raise UserError(
                f"{path}, line {number}: {reason}. A line looks like "
                '{"question": "How many were there?", "answers": ["4,666"]}.'
            ) from error


def _from_row(row: Any) -> Case:
    if not isinstance(row, dict):
        raise ValueError("it is not a JSON object")
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise ValueError("it has no question")
    answers = row.get("answers", [])
    if isinstance(answers, str):
        answers = [answers]
    if not isinstance(answers, list) or not all(isinstance(one, str) for one in answers):
        raise ValueError("its answers are not a list of texts")
    answerable = row.get("answerable", bool(answers))
    if not isinstance(answerable, bool):
        raise ValueError("its answerable is neither true nor false")
    if answerable and not any(one.strip() for one in answers):
        raise ValueError("it has no answers, yet is not marked as not answerable")
    article = row.get("article")
    if article is not None and not isinstance(article, str):
        raise ValueError("its article is not a text")
    return Case(question, tuple(answers) if answerable else (), article)


def _from_squad(text: str, path: Path) -> Iterator[Case]:
    """SQuAD 1 and 2; what stands where the format wants something else ends the reading."""
    try:
        for group in _parse(text)["data"]:
            for paragraph in group["paragraphs"]:
                context = paragraph["context"].strip()
                for item in paragraph["qas"]:
                    impossible = item.get("is_impossible", False)
                    answers = () if impossible else tuple(a["text"] for a in item["answers"])
                    if not all(isinstance(answer, str) for answer in answers):
                        raise ValueError("an answer's text is not text")
                    yield _checked(Case(item["question"].strip(), answers, None, context))
    except KeyError as error:
        raise UserError(f"{path} is not in SQuAD's format: {error} is missing.") from error
    except (ValueError, TypeError, AttributeError, RecursionError, UserError) as error:
        raise UserError(f"{path} is not in SQuAD's format: {error}") from error


def _checked(case: Case) -> Case:
    """Raise UserError where the question cannot be asked."""
    clean_question(case.question)
    return case


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError(f"it is not JSON: {error}") from error
