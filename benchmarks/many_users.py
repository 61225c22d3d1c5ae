"""Sixteen people asking at once, against one after another: throughput, waits, processor.

    python -m benchmarks.many_users --data ../shared/qa-data [--index DIR]

Questions of the validation file over every paragraph of the SQuAD-format files, the whole way from
question to reconciled result, in one process as the page runs.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.collection import open_collection, read_questions
from qa.answer import Answerer
from qa.readers.open import open_reader

USERS = 16
EACH = 6  # questions of a user
WARM_UP = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    arguments = parser.parse_args()
    asked = [each.text for each in read_questions(arguments.data)][: USERS * EACH]
    with tempfile.TemporaryDirectory() as scratch:
        searcher = open_collection(arguments.data, arguments.index or Path(scratch))
        answerer = Answerer(searcher, open_reader(searcher))
        for question in asked[:WARM_UP]:
            answerer.answer(question)
        print("| | questions a second | p50 ms | p95 ms | slowest ms | processor busy |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        show("one after another", asked, 1, answerer.answer)
        show(f"{USERS} at once", asked, USERS, answerer.answer)


def show(name: str, asked: Sequence[str], users: int, answer: Callable[[str], Any]) -> None:
    """Print a row; each user asks again as soon as there is an answer."""

    def waits(question: str) -> float:
        began = time.perf_counter()
        answer(question)
        return (time.perf_counter() - began) * 1000

    began, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(users) as pool:
        took = list(pool.map(waits, asked))
    whole, used = time.perf_counter() - began, time.process_time() - used
    busy = used / whole / len(os.sched_getaffinity(0))
    p50, p95 = np.percentile(took, (50, 95))
    rate = len(asked) / whole
    print(f"| {name} | {rate:.2f} | {p50:.0f} | {p95:.0f} | {max(took):.0f} | {busy:.0%} |")


if __name__ == "__main__":
    main()
