"""The engines side by side, over the same store: what each costs to make, to open and to ask.

    python -m benchmarks.engines --data ../shared/qa-data [--passages 10000 250000] [--keep DIR]
        [--milvus WHERE]

The store is made once of made-up texts, by an encoder that costs nothing (benchmarks/scale.py), and
copied; each engine then makes what it keeps from it. The embedded form of Milvus answers from a
process of its own: what that holds is told beside what the asking process does. WHERE may be the
address of a server, whose memory and disk are not seen from here.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.made_up import WordSums, questions, write_corpus
from benchmarks.memory import memory
from benchmarks.scale import (
    FILTERS,
    HUGE,
    QUESTIONS,
    Row,
    add_one,
    alone,
    build,
    first_search,
    percentiles,
    searched,
    time_each,
)
from index.build import build_index
from index.engines import DEFAULT_ENGINE

SIZES = (10_000, 250_000)
KEEPER = Path("milvus") / "address"  # of an index: where the process of the embedded form is
_STORE = ("store.sqlite", "latest.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="keep corpora and indexes here")
    parser.add_argument("--milvus", metavar="WHERE", help="default: embedded, in the index")
    arguments = parser.parse_args()
    milvus = f"milvus={arguments.milvus}" if arguments.milvus else "milvus"
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for passages in arguments.passages:
            folder = (arguments.keep or Path(scratch)) / f"engines-{passages}"
            for engine in (DEFAULT_ENGINE, milvus):
                name = f"{passages:,}, {engine.partition('=')[0]}"
                rows[name] = measure(arguments.data, folder, passages, engine)
                print(json.dumps({name: rows[name]}), flush=True)
            if not arguments.keep:
                shutil.rmtree(folder)
    print_table(rows)


def measure(data: Path, folder: Path, passages: int, engine: str) -> Row:
    """Everything that is measured of one engine at one size."""
    corpus, made = folder / "corpus", folder / DEFAULT_ENGINE
    if not corpus.exists():
        alone(write_corpus, data, corpus, passages)
    if not (made / _STORE[0]).exists():
        alone(build, corpus, made)
    directory = folder / "index"
    if directory.exists():
        shutil.rmtree(directory)
    directory.mkdir()
    for name in _STORE:
        shutil.copy2(made / name, directory / name)
    row: Row = alone(make, corpus, directory, engine)
    row["kept, MB"] = kept(directory)
    row |= alone(open_and_search, data, directory)
    row |= alone(add_one, corpus, directory)
    row["with what holds the folder, peak MB"] = keeper_peak(directory)
    (corpus / "added.txt").unlink()
    return row


def make(corpus: Path, directory: Path, engine: str) -> Row:
    """What the engine keeps, from the store alone."""
    began = time.perf_counter()
    with memory("make") as row:
        build_index([corpus], directory, WordSums(), limits=HUGE, engine=engine)
    return {"made from the store, s": time.perf_counter() - began, **row}


def open_and_search(data: Path, directory: Path) -> Row:
    """Opening until the first hits; then searches, with and without filters."""
    asked, encoder = questions(data, QUESTIONS), WordSums()
    encoder.encode(asked)
    with memory("search") as row:
        searcher, opened = first_search(directory, encoder, asked[0])
        for name, filters in FILTERS.items():
            took = time_each(partial(searched, searcher, filters), asked)
            row |= percentiles(f"search{name}", took)
    return {"open and first search, s": opened, **row}


def kept(directory: Path) -> float:
    """What lies beside the store, MB."""
    files = [file for file in directory.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files if file.name not in _STORE) / 1e6


def keeper_peak(directory: Path) -> float:
    """The most memory that the process of the embedded form has held, MB; 0 without one."""
    if not (directory / KEEPER).exists():
        return 0.0
    number = (directory / KEEPER).read_text().partition("?")[2]
    for line in Path(f"/proc/{number}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return float(line.split()[1]) / 1e3
    return 0.0


def print_table(rows: dict[str, Row]) -> None:
    """A row for each measure, a column for each engine and size."""
    print("| | " + " | ".join(rows) + " |")
    print("| --- |" + " ---: |" * len(rows))
    names: Sequence[str] = list(next(iter(rows.values())))
    for name in names:
        print(f"| {name} | " + " | ".join(f"{row[name]:.3g}" for row in rows.values()) + " |")


if __name__ == "__main__":
    main()
