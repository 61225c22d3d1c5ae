"""Fit the weights by which the passages nearest to a question are put in order (qa/nearest.py).

On questions of squadshifts-newwiki-train, and typed ones that the reader is trained on, asked of
every paragraph of the SQuAD-format files. Prints the weights, and how often a right passage is
among the first on the validation questions and the other half of the typed ones, which are not
fitted on.

    python -m training.fit_nearest --data ../shared/qa-data --index DIR
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from benchmarks.collection import Question, open_collection, read_question_groups, read_questions
from index.search import Searcher
from qa.nearest import BESIDE, WEIGHTS, features_of
from qa.scoring import holds
from qa.settings import Settings
from training.asked import typed_questions
from training.examples import TYPED
from training.standing_out import fit_to_stand_out

TRAIN = "squadshifts-newwiki-train.json"
FITTED_ON = 2000  # of TRAIN
FOUND = Settings().top_k + BESIDE
DEPTHS = (1, 8, 16, 20, 30)
Floats = NDArray[np.float64]
Found = tuple[Floats, NDArray[np.bool_]]  # a question's hits: features; whether each is right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, required=True)
    arguments = parser.parse_args()
    data = arguments.data
    searcher = open_collection(data, arguments.index)
    random.seed(7)
    train = [each for group in read_question_groups(data, TRAIN) for each in group]
    train = random.sample(train, FITTED_ON)
    train += [each for group in read_question_groups(data, TYPED)[1::2] for each in group]
    weights = fit_to_stand_out([each for each in find(searcher, train) if each[1].any()])
    weights /= weights.sum()
    print("WEIGHTS:", dict(zip(WEIGHTS, weights.round(2).tolist(), strict=True)))
    for name, asked in (("validation", read_questions(data)), ("typed", typed_questions(data))):
        found = find(searcher, asked)
        for order, by in (("as found", np.eye(len(WEIGHTS))[0]), ("reranked", weights)):
            figures = ", ".join(f"@{depth} {recall(found, by, depth):.3f}" for depth in DEPTHS)
            print(f"{name}, {order}: recall {figures}")


def find(searcher: Searcher, questions: Sequence[Question]) -> list[Found]:
    """What is found for each."""
    found = []
    for question in tqdm(questions, mininterval=10):
        hits = searcher.search(question.text, FOUND).hits
        right = [
            hit.passage.article.path == question.paragraph
            and holds(hit.passage.text, question.answers)
            for hit in hits
        ]
        found.append((features_of(question.text, hits), np.array(right, bool)))
    return found


def recall(found: Sequence[Found], weights: Floats, depth: int) -> float:
    """The share of the questions that have a right passage among the first so many."""
    first = [
        right[np.argsort(-(features @ weights), kind="stable")[:depth]] for features, right in found
    ]
    return float(np.mean([each.any() for each in first]))


if __name__ == "__main__":
    main()
