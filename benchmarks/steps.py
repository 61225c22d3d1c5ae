"""Where a question's time goes: finding, reading, putting side by side what the articles say.

    python -m benchmarks.steps --data ../shared/qa-data [--index DIR]

The questions of benchmarks/reconciling.py, over their articles, which repeat, correct and
contradict each other; and as many validation questions over every paragraph of the SQuAD-format
files.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.collection import open_collection, read_questions
from benchmarks.reconciling import load_questions, open_all
from qa.answer import BESIDE, Answerer
from qa.reconcile import reconcile

WARM_UP = 10
STEPS = ("search", "reading", "side by side")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the paragraphs' index here")
    arguments = parser.parse_args()
    news = [one.question for one in load_questions()]
    encyclopedia = [one.text for one in read_questions(arguments.data)][: len(news)]
    print(f"| | {' | '.join(f'{step} p50, p95, ms' for step in STEPS)} |")
    print("| --- |" + " ---: |" * len(STEPS))
    with tempfile.TemporaryDirectory() as scratch:
        answerer = open_all(Path(scratch) / "news")
        print(f"| news that disagree | {row(answerer, news)} |", flush=True)
        searcher = open_collection(arguments.data, arguments.index or Path(scratch) / "paragraphs")
        answerer = replace(answerer, searcher=searcher)
        print(f"| paragraphs of an encyclopedia | {row(answerer, encyclopedia)} |")


def row(answerer: Answerer, questions: Sequence[str]) -> str:
    """Milliseconds of each step, at the median and the 95th percentile."""
    for question in questions[:WARM_UP]:
        answerer.answer(question)
    taken = np.array([steps(answerer, question) for question in questions]) * 1000
    middle, high = np.percentile(taken, [50, 95], axis=0)
    return " | ".join(f"{p50:.1f}, {p95:.1f}" for p50, p95 in zip(middle, high, strict=True))


def steps(answerer: Answerer, question: str) -> list[float]:
    """Seconds that each of STEPS takes, as `Answerer.answer` takes them."""
    settings, times = answerer.settings, [time.perf_counter()]
    found = answerer.searcher.search(question, settings.top_k + BESIDE, settings.searched)
    times.append(time.perf_counter())
    reading = answerer.reader.read(question, found.hits[: settings.top_k])
    times.append(time.perf_counter())
    beside = found.hits[settings.top_k :]
    reconcile(question, reading, settings.min_confidence, settings.as_of, beside)
    times.append(time.perf_counter())
    return np.diff(times).tolist()


if __name__ == "__main__":
    main()
