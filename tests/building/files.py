"""The files of a folder and of its index, and what a build says of them."""

import sqlite3
from pathlib import Path

from index.build import BuildReport
from index.engines.vector_file import VECTORS_FILE


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def forget_checksums(store: sqlite3.Connection) -> None:
    """Leave a store as if it was made before Gleaner kept them."""
    for table, columns in (
        ("articles", ("passages", "text_sum", "checksum")),
        ("passages", ("vector_sum", "checksum")),
        ("skipped", ("checksum",)),
        ("removed", ("checksum",)),
    ):
        for column in columns:
            store.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    store.execute("DROP TABLE commits")
    said = ("checksum", "commit", "articles", "passages", "skipped", "counted", "sources")
    store.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in said])


def derived_files(directory: Path) -> list[Path]:
    folders = [f for f in directory.glob("lexical-*/*") if not f.name.startswith(".")]
    files = [directory / VECTORS_FILE, directory / "lexical.json", *sorted(folders)]
    return [file for file in files if file.suffix != ".lock"]


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged
