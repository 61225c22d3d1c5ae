"""Recall of dense, lexical and fused retrieval on an open-domain task.

Every paragraph of the SQuAD-format files is one article; the questions are the validation ones.
A passage counts as right when it is of the paragraph that holds the answer.

    python -m benchmarks.retrieval --data ../shared/qa-data
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.collection import open_collection, read_questions
from index.build import open_encoder
from index.engines.local import LocalEngine
from index.records import Filters
from index.search import CANDIDATES, fuse
from index.store import Store

Scores = Mapping[int, float]
TOP = (1, 5, 20)


def reciprocal_ranks(dense: Scores, lexical: Scores, constant: int = 60) -> dict[int, float]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""
    fused: dict[int, float] = {}
    for scores in (dense, lexical):
        for rank, id in enumerate(sorted(scores, key=lambda id: -scores[id]), 1):
            fused[id] = fused.get(id, 0.0) + 1 / (constant + rank)
    return fused


WAYS: dict[str, Callable[[Scores, Scores, Scores], Scores]] = {
    "dense alone": lambda dense, lexical, cosines: dense,
    "BM25 alone": lambda dense, lexical, cosines: lexical,
    "reciprocal rank fusion": lambda dense, lexical, cosines: reciprocal_ranks(dense, lexical),
    "min-max average": lambda dense, lexical, cosines: fuse(dense, lexical),
    "min-max average, every cosine known": lambda dense, lexical, cosines: fuse(cosines, lexical),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = arguments.index or Path(scratch)
        open_collection(arguments.data, directory)
        measure(arguments.data, directory)


def measure(data: Path, directory: Path) -> None:
    """Print a Markdown table of recall@k, MRR and time a question."""
    questions = read_questions(data)
    encoder = open_encoder(directory)
    vectors = encoder.encode([question.text for question in questions])
    ranks: dict[str, list[float]] = {way: [] for way in WAYS}
    seconds = {"dense alone": 0.0, "BM25 alone": 0.0}
    with Store(directory).snapshot() as snapshot:
        view = LocalEngine(directory).view(snapshot, None)
        assert view is not None
        for question, vector in zip(questions, vectors, strict=True):
            began = time.perf_counter()
            by_vector = view.vectors.nearest(vector, CANDIDATES, Filters(), snapshot)
            seconds["dense alone"] += time.perf_counter() - began
            began = time.perf_counter()
            by_words = view.words.search(question.text, CANDIDATES, Filters(), snapshot)
            seconds["BM25 alone"] += time.perf_counter() - began
            missing = [id for id in by_words if id not in by_vector]
            cosines = by_vector | view.similarities(vector, missing)
            passages = snapshot.passages([*cosines])
            right = {id for id, p in passages.items() if p.article.path == question.paragraph}
            for way, order in WAYS.items():
                scores = order(by_vector, by_words, cosines)
                best = sorted(scores, key=lambda id: (-scores[id], id))
                ranks[way].append(
                    next((rank for rank, id in enumerate(best, 1) if id in right), float("inf"))
                )
        totals = snapshot.statistics()
    print(f"{len(questions)} questions, {totals.articles} paragraphs, {totals.passages} passages\n")
    print("| | " + " | ".join(f"recall@{k}" for k in TOP) + " | MRR | ms a question |")
    print("| --- |" + " ---: |" * (len(TOP) + 2))
    for way, found in ranks.items():
        recalls = [sum(rank <= k for rank in found) / len(found) for k in TOP]
        mrr = sum(1 / rank for rank in found) / len(found)
        took = seconds.get(way, sum(seconds.values())) / len(found) * 1000
        cells = [f"{value:.3f}" for value in (*recalls, mrr)] + [f"{took:.1f}"]
        print(f"| {way} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
