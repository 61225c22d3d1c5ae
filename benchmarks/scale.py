"""How cost grows: the same measures on indexes of 1,000 to 1,000,000 passages.

    python -m benchmarks.scale --data ../shared/qa-data [--passages 1000 10000 100000] [--keep DIR]
        [--plot FILE]

The texts are made by chance from the words that follow one another in the paragraphs of the
SQuAD-format files, each passage one article's of ten, dated and from one of forty sources. The
encoder adds up a vector for every word: it costs nothing, so that what is measured is everything
else; a whole question is read by the real reader. Every measure is taken in a process of its own.
"""

import argparse
import json
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up import WordSums, questions, write_corpus
from index.build import build_index
from index.engines.local import LocalEngine
from index.records import Filters
from index.search import Searcher
from index.store import Store
from index.workers.limits import Limits
from qa.answer import Answerer
from qa.readers.network_reader import TrainedReader

SIZES = (1_000, 10_000, 100_000)
HUGE = Limits(max_bytes=10**10, max_seconds=3600)  # no file is left out
QUESTIONS = 60
WHOLE_QUESTIONS = 20
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="keep corpora and indexes here")
    parser.add_argument("--plot", type=Path, help="a picture of how they grow")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for passages in arguments.passages:
            folder = (arguments.keep or Path(scratch)) / str(passages)
            rows.append(measure(arguments.data, folder, passages))
            print(json.dumps(rows[-1]), flush=True)
            if not arguments.keep:
                shutil.rmtree(folder)
    print_table(rows)
    if arguments.plot:
        draw(rows, arguments.plot)


def measure(data: Path, folder: Path, passages: int) -> Row:
    """Everything that is measured at one size."""
    corpus, directory = folder / "corpus", folder / "index"
    if not corpus.exists():
        alone(write_corpus, data, corpus, passages)
    row: Row = {"passages": passages}
    if not (directory / "store.sqlite").exists():
        row |= alone(build, corpus, directory)
    row["disk, MB"] = sum(each.stat().st_size for each in directory.rglob("*")) / 1e6
    row |= alone(nothing_changed, corpus, directory)
    row |= alone(open_and_search, data, directory)
    row |= alone(add_one, corpus, directory)
    row |= alone(ask, data, directory)
    return row


def alone(function: Callable[..., Any], *values: Any) -> Any:
    """What a function returns that runs in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, values)


def peak() -> float:
    """The most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def build(corpus: Path, directory: Path) -> Row:
    began = time.perf_counter()
    report = build_index([corpus], directory, WordSums(), limits=HUGE)
    took = time.perf_counter() - began
    return {"built a second": report.passages / took, "build, peak MB": peak()}


def nothing_changed(corpus: Path, directory: Path) -> Row:
    began = time.perf_counter()
    build_index([corpus], directory, WordSums(), limits=HUGE)
    return {"nothing changed, s": time.perf_counter() - began}


def open_and_search(data: Path, directory: Path) -> Row:
    """Opening until the first hits; then searches, with and without filters."""
    asked = questions(data, QUESTIONS)
    encoder = WordSums()
    encoder.encode(asked)
    began = time.perf_counter()
    searcher = Searcher(directory, encoder)
    searcher.search(asked[0])
    opened = time.perf_counter() - began
    searched = time_each(searcher.search, asked)
    filters = Filters(source="Paper 7")
    filtered = time_each(lambda question: searcher.search(question, 20, filters), asked)
    return {
        "open and first search, s": opened,
        **percentiles("search", searched),
        **percentiles("search, filtered", filtered),
        "search, peak MB": peak(),
        "recall@100": recall(directory, encoder, asked),
    }


def recall(directory: Path, encoder: WordSums, asked: Sequence[str]) -> float:
    """Which of the hundred nearest of all vectors are found."""
    with Store(directory).snapshot() as snapshot:
        view = LocalEngine(directory).view(snapshot, None)
        assert view is not None
        ids, _ = snapshot.changes_since(0)
        vectors = encoder.encode(asked)
        best = np.full((len(asked), 100), -2.0)
        found: NDArray[np.int64] = np.zeros((len(asked), 100), np.int64)
        for held, matrix in snapshot.vectors(ids):
            scores = np.concatenate([best, vectors @ matrix.T], axis=1)
            every = np.concatenate([found, np.tile(held, (len(asked), 1))], axis=1)
            order = np.argsort(-scores, axis=1)[:, :100]
            best = np.take_along_axis(scores, order, 1)
            found = np.take_along_axis(every, order, 1)
        hits = 0
        for vector, question, nearest in zip(vectors, asked, found, strict=True):
            candidates = view.candidates(question, vector, 100, Filters())
            hits += len(candidates.similarities.keys() & set(nearest.tolist()))
    return hits / (100 * len(asked))


def add_one(corpus: Path, directory: Path) -> Row:
    """In a process that has the index open: until the new article is found."""
    encoder = WordSums()
    searcher = Searcher(directory, encoder)
    searcher.search("ferry")
    (corpus / "added.txt").write_text(
        f"The ferry to Port Ansel was lengthened {time.time_ns()} times.\n", encoding="utf-8"
    )
    began = time.perf_counter()
    build_index([corpus], directory, encoder, limits=HUGE)
    assert (
        searcher.search("ferry Port Ansel lengthened").hits[0].passage.article.path == "added.txt"
    )
    return {"add one, until found, s": time.perf_counter() - began}


def ask(data: Path, directory: Path) -> Row:
    """Whole questions, with the real reader."""
    searcher, reader = Searcher(directory, WordSums()), TrainedReader()
    answerer = Answerer(searcher, reader)
    asked = questions(data, WHOLE_QUESTIONS + 1)
    answerer.answer(asked[-1])
    took = time_each(answerer.answer, asked[:-1])
    return {**percentiles("whole question", took), "asking, peak MB": peak()}


def time_each(function: Callable[[str], Any], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each."""
    took = []
    for question in asked:
        began = time.perf_counter()
        function(question)
        took.append((time.perf_counter() - began) * 1000)
    return took


def percentiles(name: str, milliseconds: Sequence[float]) -> Row:
    return {
        f"{name} p50, ms": float(np.percentile(milliseconds, 50)),
        f"{name} p95, ms": float(np.percentile(milliseconds, 95)),
    }


def print_table(rows: Sequence[Row]) -> None:
    """A row for each measure, a column for each size."""
    print("| | " + " | ".join(f"{row['passages']:,}" for row in rows) + " |")
    print("| --- |" + " ---: |" * len(rows))
    for name in list(rows[-1])[1:]:
        cells = [f"{row[name]:.3g}" if name in row else "" for row in rows]
        print(f"| {name} | " + " | ".join(cells) + " |")


def draw(rows: Sequence[Row], file: Path) -> None:
    """How times grow, both axes logarithmic."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.5))
    for name, unit in (
        ("open and first search, s", 1.0),
        ("add one, until found, s", 1.0),
        ("nothing changed, s", 1.0),
        ("search p50, ms", 1e-3),
        ("search, filtered p50, ms", 1e-3),
        ("whole question p50, ms", 1e-3),
    ):
        seconds = [row[name] * unit for row in rows]
        axes.loglog([row["passages"] for row in rows], seconds, marker="o", label=name[:-3])
    axes.set_xlabel("passages")
    axes.set_ylabel("seconds")
    axes.grid(alpha=0.3, which="both")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(file)


if __name__ == "__main__":
    main()
