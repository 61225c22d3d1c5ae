"""Where what people changed is kept: beside the index, so that it outlives it."""

from pathlib import Path


def edits_folder(directory: Path) -> Path:
    """The folder beside an index directory that holds what people changed of its articles."""
    own = directory.resolve()
    return own.with_name(f"{own.name}-edits")


def questions_file(directory: Path) -> Path:
    """The file beside an index directory of the questions that are watched at the page."""
    own = directory.resolve()
    return own.with_name(f"{own.name}.questions.jsonl")


def question_files(directory: Path) -> list[Path]:
    """That file, and all that is kept beside it: what was answered, what changed, and locks."""
    file = questions_file(directory)
    endings = ("", ".page.json", ".changes.json", ".watched.json")
    return [
        file.with_name(f"{file.name}{ending}{lock}") for ending in endings for lock in ("", ".lock")
    ]
