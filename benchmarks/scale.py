"""How cost grows: the same measures on indexes of 1,000 to 1,000,000 passages.

    python -m benchmarks.scale --data ../shared/qa-data [--passages 1000 10000 100000] [--keep DIR]
        [--plot FILE]

The texts are made by chance from the words that follow one another in the paragraphs of the
SQuAD-format files, each passage one article's of ten, dated and from one of forty sources. The
encoder adds up a vector for every word: it costs nothing, so that what is measured is everything
else; a whole question is read by the real reader. Every measure is taken in a process of its own.
The most memory is told with and without what is mapped from files, which the system may take back.
"""

import argparse
import datetime
import json
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up import PASSAGES, WordSums, questions, write_corpus
from benchmarks.memory import memory
from index.build import build_index
from index.engines.local import LocalEngine, LocalView
from index.engines.vectors import beside
from index.records import Filters
from index.search import Searcher
from index.store import Store
from index.workers.limits import Limits
from qa.answer import Answerer
from qa.readers.network_reader import TrainedReader
from qa.settings import Settings

SIZES = (1_000, 10_000, 100_000)
HUGE = Limits(max_bytes=10**10, max_seconds=3600)  # no file is left out
QUESTIONS = 60
WHOLE_QUESTIONS = 20
FILTERS = {  # as made_up.py dates the articles, and credits them
    "": Filters(),
    ", one source of forty": Filters(source="Paper 7"),
    ", half the days": Filters(after=datetime.date(2012, 7, 1)),
}
BESIDE = "beside.jsonl"  # what is added beside the base
SPLIT = 1.2  # passages at most that come of one that was made
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
    row |= alone(add_beside, data, corpus, directory)
    row |= alone(search_beside, data, directory)
    (corpus / BESIDE).unlink()
    alone(build, corpus, directory)  # what is kept is as it was
    return row


def alone(function: Callable[..., Any], *values: Any) -> Any:
    """What a function returns that runs in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, values)


def build(corpus: Path, directory: Path) -> Row:
    began = time.perf_counter()
    with memory("build") as row:
        report = build_index([corpus], directory, WordSums(), limits=HUGE)
    took = time.perf_counter() - began
    return {"built a second": report.passages / took, **row}


def nothing_changed(corpus: Path, directory: Path) -> Row:
    began = time.perf_counter()
    build_index([corpus], directory, WordSums(), limits=HUGE)
    return {"nothing changed, s": time.perf_counter() - began}


def open_and_search(data: Path, directory: Path) -> Row:
    """Opening until the first hits; then searches, with and without filters."""
    asked = questions(data, QUESTIONS)
    encoder = WordSums()
    encoder.encode(asked)
    with memory("search") as row:
        searcher, opened = first_search(directory, encoder, asked[0])
        for name, filters in FILTERS.items():
            row |= percentiles(
                f"search{name}", time_each(partial(searched, searcher, filters), asked)
            )
    return {
        "open and first search, s": opened,
        **row,
        "recall@100": recall(directory, encoder, asked),
    }


def first_search(directory: Path, encoder: WordSums, question: str) -> tuple[Searcher, float]:
    """A searcher, and how long it took until its first hits, s."""
    began = time.perf_counter()
    searcher = Searcher(directory, encoder)
    searcher.search(question)
    return searcher, time.perf_counter() - began


def searched(searcher: Searcher, filters: Filters, question: str) -> None:
    searcher.search(question, 20, filters)


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
    """Whole questions, with the real reader, with and without filters."""
    asked = questions(data, WHOLE_QUESTIONS + 1)
    with memory("asking") as row:
        searcher, reader = Searcher(directory, WordSums()), TrainedReader()
        for name, filters in FILTERS.items():
            answerer = Answerer(searcher, reader, Settings(filters=filters))
            answerer.answer(asked[-1])
            row |= percentiles(f"whole question{name}", time_each(answerer.answer, asked[:-1]))
    return row


def add_beside(data: Path, corpus: Path, directory: Path) -> Row:
    """As much, in one change, as may stand beside the base of vectors."""
    allowed = vectors_beside(directory)
    made = int((allowed["most"] - allowed["now"]) / SPLIT)
    with tempfile.TemporaryDirectory() as scratch:
        write_corpus(data, Path(scratch) / "made", max(PASSAGES, made), seed=3)
        with (corpus / BESIDE).open("wb") as stream:
            for file in sorted((Path(scratch) / "made").iterdir()):
                stream.write(file.read_bytes())
    build_index([corpus], directory, WordSums(), limits=HUGE)
    return {"passages beside the base": vectors_beside(directory)["now"]}


def vectors_beside(directory: Path) -> dict[str, int]:
    """How many came and went beside the base of vectors, and how many may."""
    with Store(directory).snapshot() as snapshot:
        view = LocalEngine(directory).view(snapshot, None)
        assert isinstance(view, LocalView)
        vectors = view.vectors
        gone = len(vectors.alive) - int(np.count_nonzero(vectors.alive))
        return {"now": len(vectors.recent) + gone, "most": beside(len(vectors.base))}


def search_beside(data: Path, directory: Path) -> Row:
    """Opening and searching then."""
    asked = questions(data, QUESTIONS)
    encoder = WordSums()
    encoder.encode(asked)
    searcher, opened = first_search(directory, encoder, asked[0])
    took = time_each(partial(searched, searcher, Filters()), asked)
    return {"so, open and first search, s": opened, **percentiles("so, search", took)}


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
        ("search, one source of forty p50, ms", 1e-3),
        ("whole question p50, ms", 1e-3),
    ):
        seconds = [row[name] * unit for row in rows]
        label, _, _ = name.rpartition(",")
        axes.loglog([row["passages"] for row in rows], seconds, marker="o", label=label)
    axes.set_xlabel("passages")
    axes.set_ylabel("seconds")
    axes.grid(alpha=0.3, which="both")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(file)


if __name__ == "__main__":
    main()
