"""The files of a folder and of its index, and what a build says of them."""

import sqlite3
from collections import defaultdict
from pathlib import Path

from index.build import BuildReport
from index.engines.vector_file import VECTORS_FILE
from index.store.checksums import ARTICLE_COLUMNS, COPY_COLUMNS, article_checksum, checksum
from index.store.seal import prints_sum, read_meta, seal_meta
from index.store.tallies import TalliesTable


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def seal(store: sqlite3.Connection) -> None:
    """Have what a test wrote into a store be taken for what Gleaner wrote there."""
    prints: dict[int, list[int]] = defaultdict(list)
    for value, article in store.execute("SELECT value, article FROM fingerprints"):
        prints[article].append(value)
    for article, values in prints.items():
        store.execute(
            "UPDATE copies SET prints = ? WHERE article = ?", (prints_sum(values), article)
        )
    for row in store.execute(f"SELECT {', '.join(COPY_COLUMNS)} FROM copies").fetchall():
        store.execute("UPDATE copies SET checksum = ? WHERE article = ?", (checksum(*row), row[0]))
    for row in store.execute(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM articles").fetchall():
        written = article_checksum(row)
        store.execute("UPDATE articles SET checksum = ? WHERE id = ?", (written, row[0]))
    said = read_meta(store)
    tallies = TalliesTable(store, said)
    tallies.recount()
    tallies.finish(said["commit"])
    seal_meta(store)


def derived_files(directory: Path) -> list[Path]:
    folders = [f for f in directory.glob("lexical-*/*") if not f.name.startswith(".")]
    files = [directory / VECTORS_FILE, directory / "lexical.json", *sorted(folders)]
    return [file for file in files if file.suffix != ".lock"]


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged
