"""The reader by itself: right given the right paragraph, and how fast it reads twenty passages.

Whole paragraphs of the validation file with their own questions, and those that people typed, of
which it was trained on the other half; then the first twenty passages found for fifty of the
questions, all of them and the promising ones, in each way of running the network that this machine
has.

    python -m benchmarks.reading --data ../shared/qa-data [--index DIR]
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.collection import VALIDATION, open_collection, read_questions, squad_groups
from index.records import Article, Hit, Passage
from index.runtime import has_bfloat16
from index.search import Searcher
from index.splitting.sentences import split_sentences
from qa.readers.calibration import load_calibration
from qa.readers.candidates import CandidateFinder
from qa.readers.library import load_shipped
from qa.readers.mark import find_spans
from qa.readers.network import Network, Scores, load_network, read_weights
from qa.readers.network_reader import order
from qa.readers.promising import score_hits
from qa.records import DEFAULT_READER
from qa.scoring import exact_match, f1

Score = Callable[[CandidateFinder, Network], Sequence[Scores | None]]
TIMED = 50
TOP_K = 20
TYPED = "real-questions.json"
Group = Sequence[tuple[str, dict[str, Any]]]  # paragraphs with their questions, of one article


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    parser.add_argument("--reader", default=DEFAULT_READER)
    arguments = parser.parse_args()
    network = load_network(arguments.reader)
    right_paragraph(network, "questions", squad_groups(arguments.data / VALIDATION))
    right_paragraph(network, "typed questions", [*squad_groups(arguments.data / TYPED)][::2])
    with tempfile.TemporaryDirectory() as scratch:
        searcher = open_collection(arguments.data, arguments.index or Path(scratch))
        speed(searcher, arguments.data)


def right_paragraph(network: Network, kind: str, groups: Iterable[Group]) -> None:
    """Print EM and F1 where the reader is given the paragraph that answers, whole."""
    em, overlap = [], []
    for text, item in chain.from_iterable(groups):
        passage = Passage(Article("paragraph", text), tuple(split_sentences(text)))
        scores = network.score(item["question"].strip(), [passage.text])[0]
        found = find_spans(scores, passage, 1)
        said = text[found[0].start : found[0].end] if found else ""
        accepted = [answer["text"] for answer in item["answers"]]
        em.append(exact_match(said, accepted))
        overlap.append(f1(said, accepted))
    print(f"given the right paragraph, {len(em)} {kind}: EM {np.mean(em):.3f}", end=", ")
    print(f"F1 {np.mean(overlap):.3f}\n")


def speed(searcher: Searcher, data: Path) -> None:
    """Print milliseconds for twenty passages, and whether answers agree with float32's."""
    random.seed(4)
    questions = random.sample(read_questions(data), TIMED)
    found = [searcher.search(each.text, TOP_K).hits for each in questions]
    texts = [each.text for each in questions]
    print(f"{torch.get_num_threads()} threads, {TOP_K} passages a question\n")
    print("| | passages read | median ms | 95th percentile | same first answer as float32 |")
    print("| --- | ---: | ---: | ---: | ---: |")
    plain: list[str] = []
    for name, network in networks():
        for which, score in (("", score_all), (", the promising ones", score_promising)):
            answers, read, milliseconds = run(network, score, texts, found)
            plain = plain or answers
            same = np.mean([a == b for a, b in zip(answers, plain, strict=True)])
            p50, p95 = statistics.median(milliseconds), np.percentile(milliseconds, 95)
            print(f"| {name}{which} | {read:.1f} | {p50:.0f} | {p95:.0f} | {same:.2f} |")


def networks() -> Iterator[tuple[str, Network]]:
    """The shipped reader in each way that this machine can run it, the reference first."""
    yield "torch, float32", load_shipped(read_weights())
    yield "OpenVINO, float32", load_network(in_bfloat16=False)
    if has_bfloat16():
        yield "OpenVINO, bfloat16", load_network(in_bfloat16=True)


def score_all(finder: CandidateFinder, network: Network) -> Sequence[Scores | None]:
    return network.score(finder.question, [hit.passage.text for hit in finder.hits])


def score_promising(finder: CandidateFinder, network: Network) -> Sequence[Scores | None]:
    """As the product reads them."""
    return score_hits(finder, network, load_calibration())


def run(
    network: Network, score: Score, questions: Sequence[str], found: Sequence[Sequence[Hit]]
) -> tuple[list[str], float, list[float]]:
    """First answers, passages read, milliseconds, after a round that is not timed."""
    calibration = load_calibration()
    answers, read, milliseconds = [], [], []
    for timed in (False, True):
        for question, hits in zip(questions, found, strict=True):
            began = time.perf_counter()
            finder = CandidateFinder(question, hits)
            scores = score(finder, network)
            reading = order(finder.find(scores), hits, calibration)
            if timed:
                milliseconds.append((time.perf_counter() - began) * 1000)
                read.append(sum(one is not None for one in scores))
                answers.append(reading.answers[0].text)
    return answers, statistics.mean(read), milliseconds


if __name__ == "__main__":
    main()
