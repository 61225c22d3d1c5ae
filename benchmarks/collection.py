"""The open-domain task: every paragraph of the SQuAD-format files as one collection."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.build import build_index
from index.search import Searcher
from index.store import Store
from index.workers.limits import Limits

VALIDATION = "squadshifts-newwiki-validation.json"


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    answers: tuple[str, ...]
    paragraph: str  # the article path of the paragraph that holds the answer


def write_collection(data: Path, folder: Path) -> None:
    """Write every distinct paragraph under `data` as one article of a JSON lines file."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "paragraphs.jsonl").open("w", encoding="utf-8") as stream:
        for text, title in read_paragraphs(data).items():
            row = {"text": text, "title": title}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_questions(data: Path, file: str = VALIDATION) -> list[Question]:
    """The questions of one file, each with the path of its paragraph in the collection."""
    return [question for group in read_question_groups(data, file) for question in group]


def read_question_groups(data: Path, file: str) -> list[list[Question]]:
    """The same by the file's groups, of an article each."""
    paths = paragraph_paths(data)
    return [
        [
            Question(
                item["question"].strip(),
                tuple(answer["text"] for answer in item["answers"]),
                paths[context.strip()],
            )
            for context, item in group
        ]
        for group in squad_groups(data / file)
    ]


def squad_questions(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every question of a SQuAD-format file as it stands there, with its paragraph."""
    for group in squad_groups(path):
        yield from group


def squad_groups(path: Path) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The same by the file's groups, of an article each."""
    for group in json.loads(path.read_text(encoding="utf-8"))["data"]:
        yield [
            (paragraph["context"], item)
            for paragraph in group["paragraphs"]
            for item in paragraph["qas"]
        ]


def paragraph_paths(data: Path) -> dict[str, str]:
    """Every distinct paragraph with its article's path in the collection."""
    return {
        text: f"paragraphs.jsonl#{number}" for number, text in enumerate(read_paragraphs(data), 1)
    }


def open_collection(data: Path, directory: Path) -> Searcher:
    """Open the collection's index in `directory`, made there if it is not."""
    if not Store(directory).finished:
        with tempfile.TemporaryDirectory() as scratch:
            write_collection(data, Path(scratch))
            build_index(
                [Path(scratch)],
                directory,
                limits=Limits(max_bytes=10**9, max_seconds=3600, max_output=10**9),
            )
    return Searcher(directory)


def read_paragraphs(data: Path) -> dict[str, str]:
    """Distinct paragraphs in a fixed order, with their group's title."""
    found: dict[str, str] = {}
    for file in sorted(data.glob("*.json")):
        for group in json.loads(file.read_text(encoding="utf-8"))["data"]:
            title = group.get("title", "").replace("_", " ").strip()
            for paragraph in group["paragraphs"]:
                found.setdefault(paragraph["context"].strip(), title)
    return found
