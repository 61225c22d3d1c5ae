"""Fit the weights with which the rule reader ranks sentences and says how sure it is.

Questions of squadshifts-newwiki-train, asked of every paragraph of the SQuAD-format files, some
of them with the paragraph that answers them taken out, and QAMR's questions, which other texts
answer. Prints the constants for qa/readers/rule_reader.py and how they do on questions that they
were not fitted on; the validation file is never read as questions.

    python -m training.fit_rule_confidence --data ../shared/qa-data [--index DIR]
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.answers import read_qamr, without
from benchmarks.collection import open_collection, read_questions
from index.records import Hit
from index.search import Searcher
from qa.readers.evidence import RULE_FEATURES, gather
from qa.readers.rule_reader import MAX_SENTENCES
from qa.scoring import calibration_error, holds
from training.thresholds import print_thresholds

TRAIN = "squadshifts-newwiki-train.json"
TOP_K = 20
# Of the fitted weight of retrieval. Whole, it says best how likely a sentence is right, but not
# which one: half of it puts the right sentence first in 0.779 of questions instead of 0.771, over
# collections of 4, 250 and 6,000 articles, and calibration makes up for the likelihood.
RETRIEVAL_KEPT = 0.5
Rows = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    parser.add_argument("--questions", type=int, default=1500)
    parser.add_argument("--cache", type=Path, help="keep the features here (.npz)")
    arguments = parser.parse_args()
    if arguments.cache and arguments.cache.exists():
        saved = np.load(arguments.cache)
        features, right, groups, present = (
            saved[key] for key in ("features", "right", "groups", "present")
        )
    else:
        with tempfile.TemporaryDirectory() as scratch:
            searcher = open_collection(arguments.data, arguments.index or Path(scratch))
            features, right, groups, present = collect(
                searcher, arguments.data, arguments.questions
            )
        if arguments.cache:
            np.savez(
                arguments.cache, features=features, right=right, groups=groups, present=present
            )
    fit(features, right, groups, present)


def collect(
    searcher: Searcher, data: Path, most: int
) -> tuple[Rows, NDArray[np.bool_], NDArray[np.int64], NDArray[np.bool_]]:
    """Return every sentence's features, whether it holds the answer, and its question's number."""
    random.seed(2)
    questions = random.sample(read_questions(data, TRAIN), most)
    removed = random.sample(questions, most // 3)
    foreign = random.sample(read_qamr(data / "qamr-dev.tsv"), most // 3)
    cache: dict[str, NDArray[np.float32]] = {}

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        fresh = [text for text in dict.fromkeys(texts) if text not in cache]
        if fresh:
            cache.update(zip(fresh, searcher.encode(fresh), strict=True))
        return np.stack([cache[text] for text in texts])

    features, right, groups, present = [], [], [], []
    cases = [(question, False) for question in questions]
    cases += [(question, True) for question in removed] + [(text, False) for text in foreign]
    for number, (question, remove) in enumerate(cases):
        hits: Sequence[Hit] = searcher.search(question.text, TOP_K + 10).hits
        if remove:
            hits = without(hits, [question.paragraph])
        for one in gather(question.text, hits[:TOP_K], encode, MAX_SENTENCES):
            article = one.hit.passage.article
            sentence = article.text[slice(*one.sentence)]
            features.append(one.features)
            right.append(article.path == question.paragraph and holds(sentence, question.answers))
            groups.append(number)
            present.append(bool(question.paragraph) and not remove)
        if number % 100 == 0:
            print(f"{number}/{len(cases)}", file=sys.stderr)
    return np.array(features), np.array(right), np.array(groups), np.array(present)


def fit(
    features: Rows,
    right: NDArray[np.bool_],
    groups: NDArray[np.int64],
    present: NDArray[np.bool_],
) -> None:
    """Fit on two thirds of the questions, report on the rest, print constants fitted on all."""
    held_out = groups % 3 == 0
    model = LogisticRegression(C=10.0, max_iter=2000)
    model.fit(features[~held_out], right[~held_out])
    weights, odds = weigh(model, features)
    scale, shift = calibrate(odds, right, groups, ~held_out)
    top = first_of_each(odds, groups)
    top = top[held_out[top]]
    sure = 1 / (1 + np.exp(-(scale * odds[top] + shift)))
    answerable = present[top]
    print(f"held out: {len(top)} questions, {answerable.sum()} answerable")
    print(f"sentence right where answerable: {right[top][answerable].mean():.3f}")
    print(f"calibration error, 10 bins: {calibration_error(sure, right[top]):.3f}\n")
    print_thresholds(sure, right[top], answerable, {"silent where nothing answers": ~answerable})
    model.fit(features, right)
    weights, odds = weigh(model, features)
    scale, shift = calibrate(odds, right, groups, right | ~right)
    print("\nWEIGHTS:")
    for name, weight in zip(RULE_FEATURES, weights, strict=True):
        print(f'    "{name}": {scale * weight:.3f},')
    print(f"BIAS = {shift:.3f}")


def weigh(model: LogisticRegression, features: Rows) -> tuple[Rows, Rows]:
    """The weights to rank by, and the odds they give; the bias comes with calibration."""
    weights = model.coef_[0].copy()
    weights[RULE_FEATURES.index("retrieval")] *= RETRIEVAL_KEPT
    return weights, features @ weights


def calibrate(
    odds: Rows, right: NDArray[np.bool_], groups: NDArray[np.int64], use: NDArray[np.bool_]
) -> tuple[float, float]:
    """Platt's scaling of the best sentence's odds: being the best, it flatters itself."""
    top = first_of_each(odds, groups)
    top = top[use[top]]
    model = LogisticRegression(C=1e6).fit(odds[top, None], right[top])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def first_of_each(odds: Rows, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of every question's best sentence."""
    best: dict[int, int] = {}
    for place, (group, value) in enumerate(zip(groups, odds, strict=True)):
        if group not in best or value > odds[best[group]]:
            best[group] = place
    return np.array(list(best.values()))


if __name__ == "__main__":
    main()
