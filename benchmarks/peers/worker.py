"""One measure of one system, in a process of its own: its figures as the last line printed.

python -m benchmarks.peers.worker COLUMN MEASURE FOLDER
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.record import Passage, Sample, System, read_sample
from benchmarks.peers.systems import COLUMNS, open_system

HARBOURS = ("Ansel", "Corrin", "Deverill", "Elmstead", "Farrow")  # an article of each is added
Figures = dict[str, Any]


def main() -> None:
    name, measure, folder = sys.argv[1:]
    column = next(each for each in COLUMNS if each.name == name)
    sample = read_sample(Path(folder))
    print(json.dumps(MEASURES[measure](open_system(column, sample), sample)), flush=True)


def build(system: System, sample: Sample) -> Figures:
    """Everything, from the articles until it is on disk."""
    system.prepare()
    began = time.perf_counter()
    passages = system.build()
    took = time.perf_counter() - began
    return {"passages": passages, "rate": passages / took, "memory": peak()}


def add(system: System, sample: Sample) -> Figures:
    """One article after another, each until it is found, and until it is on disk besides."""
    system.open(reads=False)
    system.prepare()
    for question in sample.warm_up:
        system.search(question)
    found, kept = [], []
    for number, harbour in enumerate(HARBOURS):
        text = f"The ferry to Port {harbour} was lengthened by {10 + number} metres in the spring."
        passage = Passage(f"added-{number}.txt", text, "")
        began = time.perf_counter()
        system.add(passage)
        if passage.article not in system.search(f"Which ferry to Port {harbour} was lengthened?"):
            raise SystemExit(f"What was added is not found: {text}")
        found.append(time.perf_counter() - began)
        system.keep()
        kept.append(time.perf_counter() - began)
    return {"found": found, "kept": kept}


def start(system: System, sample: Sample) -> Figures:
    """The first answer; whoever started this process has looked at the clock."""
    system.open(reads=True)
    return {"said": system.answer(sample.questions[0].text).text}


def search(system: System, sample: Sample) -> Figures:
    """Retrieval alone, of every question."""
    system.open(reads=False)
    for question in sample.warm_up:
        system.search(question)
    found, took = each(system.search, sample)
    return {"found": [list(articles) for articles in found], "took": took}


def ask(system: System, sample: Sample) -> Figures:
    """Every question, searched and read."""
    system.open(reads=True)
    for question in sample.warm_up:
        system.answer(question)
    said, took = each(system.answer, sample)
    return {"said": [(one.text, one.article) for one in said], "took": took, "memory": peak()}


def each(function: Callable[[str], Any], sample: Sample) -> tuple[Sequence[Any], list[float]]:
    """What it makes of every question, and the milliseconds of each."""
    results, took = [], []
    for question in sample.questions:
        began = time.perf_counter()
        results.append(function(question.text))
        took.append((time.perf_counter() - began) * 1000)
    return results, took


def peak() -> float:
    """The most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


MEASURES: dict[str, Callable[[System, Sample], Figures]] = {
    "build": build,
    "add": add,
    "start": start,
    "search": search,
    "ask": ask,
}

if __name__ == "__main__":
    main()
