"""Fit how the reader's scores order spans and passages, and what they say of being right.

Validation questions asked of every paragraph of the SQuAD-format files: as they are, half of them
again with the paragraph that answers them taken out, and QAMR's questions, which no paragraph
answers. Prints
how a fit on four fifths of them does on the rest, and writes one on all of them.

    python -m training.calibrate --data ../shared/qa-data --index DIR [--reader NAME_OR_PATH]
        [--cache FILE] [--out FILE]
"""

import argparse
import json
import multiprocessing
import os
import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from benchmarks.answers import read_qamr, without
from benchmarks.collection import Question, open_collection, read_questions
from index.records import Hit
from index.search import Searcher
from qa.readers.calibration import (
    CALIBRATION_FILE,
    EXTRA_FEATURES,
    PROMISE_WEIGHTS,
    calibration_of,
    log_shares,
)
from qa.readers.candidates import NETWORK_FEATURES, find_candidates
from qa.readers.network import Network, load_network
from qa.records import DEFAULT_READER
from qa.scoring import calibration_error, exact_match, f1, holds, is_right
from training.promise import fit_promise
from training.thresholds import print_thresholds

TOP_K = 20
MORE_HITS = 15
FOLDS = 5
WORKERS = os.cpu_count() or 1
JOB = 20  # questions
RIDGE = 1e-3
# Of the questions that nothing answers, beside one for each that something does: of every three
# questions that people ask, one is taken to have no answer.
UNANSWERABLE = 0.5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question with its candidates."""

    question: Question
    kind: str  # "asked", "removed" or "foreign"
    paths: tuple[str, ...]  # of the hits, in retrieval's order
    holding: tuple[bool, ...]  # whether each hit is of the right paragraph and holds the answer
    hit_of: NDArray[np.int64]  # (candidates,) into the hits
    texts: tuple[str, ...]  # of the candidates
    features: Floats  # (candidates, NETWORK_FEATURES)

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether each candidate is right, (candidates,)."""
        if self.kind != "asked":
            return np.zeros(len(self.texts), bool)
        return np.array([is_right(text, self.question.answers) for text in self.texts], bool)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--cache", type=Path, help="keep what the reader said here; one a reader")
    parser.add_argument("--out", type=Path, default=CALIBRATION_FILE)
    arguments = parser.parse_args()
    if arguments.cache and arguments.cache.exists():
        rows = pickle.loads(arguments.cache.read_bytes())
    else:
        open_collection(arguments.data, arguments.index)
        rows = collect(arguments.index, arguments.data, arguments.reader)
        if arguments.cache:
            arguments.cache.write_bytes(pickle.dumps(rows))
    report(rows)
    ranking = fit_ranking(rows)
    confidence = fit_confidence(rows, ranking)
    kept = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    content = {
        **kept,
        "ranking": dict(zip(NETWORK_FEATURES, ranking.round(4).tolist(), strict=True)),
        "confidence": dict(
            zip(NETWORK_FEATURES + EXTRA_FEATURES, confidence.round(4).tolist(), strict=True)
        ),
    }
    promise = fit_promise(rows, calibration_of(content))
    content["promise"] = dict(zip(PROMISE_WEIGHTS, promise.round(4).tolist(), strict=True))
    arguments.out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def collect(directory: Path, data: Path, reader: str) -> list[AskedQuestion]:
    """Ask every question and keep the candidates' features; several processes share them."""
    random.seed(3)
    questions = read_questions(data)
    removed = random.sample(questions, len(questions) // 2)
    foreign = random.sample(read_qamr(data / "qamr-dev.tsv"), len(questions) // 4)
    cases = [(question, "asked") for question in questions]
    cases += [(question, "removed") for question in removed]
    cases += [(question, "foreign") for question in foreign]
    jobs = [(directory, reader, cases[start : start + JOB]) for start in range(0, len(cases), JOB)]
    rows: list[AskedQuestion] = []
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        for part in tqdm(pool.imap(_collect, jobs), total=len(jobs), mininterval=10):
            rows += part
    return rows


@cache
def _opened(directory: Path, reader: str) -> tuple[Searcher, Network]:
    """Once a process; one thread each, for there is a process for every core."""
    torch.set_num_threads(1)
    return Searcher(directory), load_network(reader)


def _collect(job: tuple[Path, str, Sequence[tuple[Question, str]]]) -> list[AskedQuestion]:
    directory, reader, cases = job
    searcher, network = _opened(directory, reader)
    return [_ask(searcher, network, question, kind) for question, kind in cases]


def _ask(searcher: Searcher, network: Network, question: Question, kind: str) -> AskedQuestion:
    hits: Sequence[Hit] = searcher.search(question.text, TOP_K + MORE_HITS).hits
    if kind == "removed":
        hits = without(hits, [question.paragraph])
    hits = hits[:TOP_K]
    scores = network.score(question.text, [hit.passage.text for hit in hits])
    found = find_candidates(question.text, hits, scores)
    number = {id(hit): place for place, hit in enumerate(hits)}
    return AskedQuestion(
        question,
        kind,
        tuple(hit.passage.article.path for hit in hits),
        tuple(
            hit.passage.article.path == question.paragraph
            and holds(hit.passage.text, question.answers)
            for hit in hits
        ),
        np.array([number[id(one.hit)] for one in found]),
        tuple(one.hit.passage.article.text[one.span.start : one.span.end] for one in found),
        np.array([one.features for one in found]),
    )


def fit_ranking(rows: Sequence[AskedQuestion]) -> Floats:
    """Weights (NETWORK_FEATURES,) by which right candidates stand out among their question's."""
    pairs = [(row.features, row.right) for row in rows if row.kind == "asked"]
    pairs = [(features, right) for features, right in pairs if right.any()]
    scale = np.concatenate([features for features, _ in pairs]).std(axis=0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = 0.0, np.zeros_like(weights)
        for features, right in pairs:
            scaled = features / scale
            scores = scaled @ weights
            everything = np.exp(scores - np.logaddexp.reduce(scores))
            wanted = np.where(right, scores, -np.inf)
            among = np.exp(wanted - np.logaddexp.reduce(wanted))
            total -= np.logaddexp.reduce(wanted) - np.logaddexp.reduce(scores)
            gradient -= scaled.T @ (among - everything)
        ridge = RIDGE * len(pairs)
        return float(total + ridge * weights @ weights), gradient + 2 * ridge * weights

    found = minimize(loss, np.full(len(NETWORK_FEATURES), 0.3), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale)


def fit_confidence(rows: Sequence[AskedQuestion], ranking: Floats) -> Floats:
    """Weights (NETWORK_FEATURES + EXTRA_FEATURES,): log-odds that a first answer is right."""
    inputs, right, weights = [], [], []
    unanswerable = sum(row.kind != "asked" for row in rows)
    answerable = len(rows) - unanswerable
    for row in rows:
        if not len(row.texts):
            continue
        best, evidence = first(row, ranking)
        inputs.append(evidence)
        right.append(row.right[best])
        weights.append(1.0 if row.kind == "asked" else UNANSWERABLE * answerable / unanswerable)
    model = LogisticRegression(C=10.0, max_iter=5000, fit_intercept=False)
    model.fit(np.array(inputs), np.array(right), sample_weight=np.array(weights))
    return np.asarray(model.coef_[0], np.float64)


def first(row: AskedQuestion, ranking: Floats) -> tuple[int, Floats]:
    """The first candidate and its evidence, NETWORK_FEATURES + EXTRA_FEATURES."""
    ranks = row.features @ ranking
    best = int(ranks.argmax())
    share = log_shares(ranks, row.texts)[best]
    return best, np.array([*row.features[best], share, 1.0])


def report(rows: Sequence[AskedQuestion]) -> None:
    """Print how fits on the other questions do on each fifth of them."""
    paragraphs = sorted({row.question.paragraph for row in rows})
    random.seed(5)
    random.shuffle(paragraphs)
    fold_of = {path: number % FOLDS for number, path in enumerate(paragraphs)}
    asked_before = [row.holding[0] for row in rows if row.kind == "asked"]
    sure, right, kinds, hit, em, overlap = [], [], [], [], [], []
    counts = {"foreign": 0}
    for fold in range(FOLDS):
        train: list[AskedQuestion] = []
        test: list[AskedQuestion] = []
        for row in rows:
            place = fold_of[row.question.paragraph]
            if row.kind == "foreign":
                counts["foreign"] += 1
                place = counts["foreign"] % FOLDS
            (test if place == fold else train).append(row)
        counts["foreign"] = 0
        ranking = fit_ranking(train)
        confidence = fit_confidence(train, ranking)
        for row in test:
            best, evidence = first(row, ranking)
            sure.append(1 / (1 + np.exp(-evidence @ confidence)))
            right.append(bool(row.right[best]))
            kinds.append(row.kind)
            if row.kind == "asked":
                hit.append(row.holding[row.hit_of[best]])
                em.append(exact_match(row.texts[best], row.question.answers))
                overlap.append(f1(row.texts[best], row.question.answers))
    certain, correct, kind = np.array(sure), np.array(right), np.array(kinds)
    asked = kind == "asked"
    print(f"hit@1: retrieval {np.mean(asked_before):.3f}, with the reader {np.mean(hit):.3f}")
    print(f"EM {np.mean(em):.3f}, F1 {np.mean(overlap):.3f}, right {correct[asked].mean():.3f}")
    print(f"calibration error: {calibration_error(certain, correct):.3f} over all, ", end="")
    print(f"{calibration_error(certain[asked], correct[asked]):.3f} over answerable\n")
    silent = {f"silent: {name}": kind == name for name in ("removed", "foreign")}
    print_thresholds(certain, correct, asked, silent)


if __name__ == "__main__":
    main()
