"""Where what people changed is kept: beside the index, so that it outlives it."""

from pathlib import Path


def edits_folder(directory: Path) -> Path:
    """The folder beside an index directory that holds what people changed of its articles."""
    own = directory.resolve()
    return own.with_name(f"{own.name}-edits")
