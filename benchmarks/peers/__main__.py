"""Gleaner against its peers, all with the same encoder, reader, passages and questions.

    python -m benchmarks.peers --data ../shared/qa-data [--paragraphs N] [--questions N]
        [--only NAME ...] [--keep DIR]

The peers have an environment of their own, which `make bench-peers` makes; this runs in Gleaner's
and starts a process for every measure of every system. Every article is a paragraph of the
SQuAD-format files; the questions are validation ones. DIR keeps articles, indexes and raw figures.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.peers.record import Sample
from benchmarks.peers.sample import make_sample
from benchmarks.peers.systems import COLUMNS, NOT_MEASURED, OURS, Column
from benchmarks.peers.table import behind, seconds_in_all, to_table

ROOT = Path(__file__).parent.parent.parent
PEERS = ROOT / ".venv-peers" / "bin" / "python"
ORDER = ("build", "start", "search", "ask", "add")  # what is added would be found by the others
STARTS = 3
OFFLINE = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"}
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--paragraphs", type=int, default=1_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--only", nargs="+", default=[], help="these columns beside Gleaner")
    parser.add_argument("--keep", type=Path, help="a new folder for articles, indexes, figures")
    arguments = parser.parse_args()
    if not PEERS.exists():
        sys.exit("The peers are not installed. Run: make bench-peers")
    columns = [c for c in COLUMNS if not arguments.only or c.name in (OURS, *arguments.only)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        sample = make_sample(
            arguments.data, folder.resolve(), arguments.paragraphs, arguments.questions
        )
        measured = measure_all(columns, sample)
    tell(measured, sample)


def measure_all(columns: list[Column], sample: Sample) -> dict[str, Figures]:
    """Every measure of every column; a measure of all columns comes before the next measure."""
    convert(sample)
    figures_file = sample.folder / "figures.json"  # written as they come: a run may be cut off
    measured: dict[str, Figures] = {column.name: {"wall": {}} for column in columns}
    for measure in ORDER:
        for column in columns:
            if measure in column.measures:
                began = time.perf_counter()
                figures = take(column, measure, sample)
                assert figures.get("passages", len(sample.passages)) == len(sample.passages)
                measured[column.name][measure] = figures
                measured[column.name]["wall"][measure] = time.perf_counter() - began
                figures_file.write_text(json.dumps(measured), encoding="utf-8")
                print(f"{column.name}: {measure}", file=sys.stderr, flush=True)
    return measured


def convert(sample: Sample) -> None:
    """What Gleaner does once on a machine: its models converted, and kept in the user's cache."""
    from benchmarks.peers.gleaner import Gleaner
    from qa.readers.network import load_network
    from qa.readers.second_network import load_second

    Gleaner(sample, sample.folder).prepare()
    load_network()
    load_second()


def take(column: Column, measure: str, sample: Sample) -> Figures:
    """One measure; of a start, the median of some."""
    if measure != "start":
        return run(column, measure, sample)
    starts = []
    for _ in range(STARTS):  # the builds have brought the files into the system's cache
        began = time.perf_counter()
        figures = run(column, measure, sample)
        starts.append(figures.pop("answered") - began)
    return {**figures, "seconds": statistics.median(starts)}


def run(column: Column, measure: str, sample: Sample) -> Figures:
    """A worker's figures, and when the line with them came."""
    python = sys.executable if column.name == OURS else str(PEERS)
    command = [python, "-m", "benchmarks.peers.worker", column.name, measure, str(sample.folder)]
    environment = {**os.environ, **OFFLINE}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as told,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=told, text=True
        ) as process,
    ):
        assert process.stdout is not None
        lines = [(line, time.perf_counter()) for line in process.stdout]
        if process.wait() != 0:
            told.seek(0)
            sys.exit(f"{column.name} failed at {measure}:\n{told.read()[-3000:]}")
    line, answered = lines[-1]
    figures: Figures = json.loads(line)
    return {**figures, "answered": answered} if measure == "start" else figures


def tell(measured: dict[str, Figures], sample: Sample) -> None:
    """Print the machine, the table, and where Gleaner is not ahead."""
    articles = len({passage.article for passage in sample.passages})
    print(
        f"{articles:,} articles, {len(sample.passages):,} passages, {len(sample.questions):,} "
        f"questions; {machine()}, {os.cpu_count()} cores.\n"
    )
    print("\n".join(to_table(measured, sample)))
    for name, why in NOT_MEASURED.items():
        print(f"\n{name}: not measured; {why}.")
    print("\nGleaner is not ahead in:")
    print("\n".join(f"- {line}" for line in behind(measured, sample)) or "- no row")
    print("\n" + ", ".join(seconds_in_all(measured)), file=sys.stderr)


def machine() -> str:
    """The processor's name, where the system tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
