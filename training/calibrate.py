"""Fit how the reader's scores order spans and passages, and what they say of being right.

On the questions of training/asked.py. Prints how a fit does on questions that it has not seen: of
the encyclopedia's, one on four fifths of all on the rest; of each collection, one on the others.
Writes one on all of them, and beside it how much was wrong of each that was left out
(training/certainty.py). The shipped reader looks a second time: what is fitted is what weighs that
too; the constants of its first network alone, by which it chooses what to look at, stay.

    python -m training.calibrate --data ../shared/qa-data --index DIR [--reader NAME_OR_PATH]
        [--cache FILE] [--out FILE]
"""

import argparse
import json
import pickle
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.collection import open_collection
from qa.readers.calibration import (
    CALIBRATION_FILE,
    EXTRA_FEATURES,
    PROMISE_WEIGHTS,
    SECOND,
    calibration_of,
    log_shares,
)
from qa.readers.certainty import certainty_file
from qa.records import ANSWERED_FROM, DEFAULT_READER
from qa.scoring import calibration_error, exact_match, f1
from training.asked import CONFLICTING, ENCYCLOPEDIA, AskedQuestion, ask_all, of_people
from training.certainty import certainty_table, count_wrong
from training.promise import fit_promise
from training.standing_out import fit_to_stand_out
from training.thresholds import print_thresholds

FOLDS = 5
# Of the questions that nothing answers, beside one for each that something does: of every five
# questions that people ask, two are taken to have no answer.
UNANSWERABLE = 2 / 3
# What speaks against an answer; the rest speaks for it.
AGAINST = ("strange", "misfit")
# What orders candidates but says little of being right on another collection: "It opened in 1875"
# shares no word with a question that it answers; fits on two collections made much of it.
ONLY_ORDERS = ("coverage",)
_BOUNDS: dict[str, tuple[float | None, float | None]] = {
    "bias": (None, None),
    **dict.fromkeys(AGAINST, (None, 0)),
    **dict.fromkeys(ONLY_ORDERS, (0, 0)),
}
# With a second look: how surely a sentence answers has another level for each kind of question,
# and where documents disagree each right answer has a small share. A fit makes too much of both.
_HELD = {"again_answers": (0, 0.1), "share": (0, 0.8)}
Floats = NDArray[np.float64]


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
        rows = ask_all(arguments.index, arguments.data, arguments.reader)
        if arguments.cache:
            arguments.cache.write_bytes(pickle.dumps(rows))
    names = features_of(rows)
    if arguments.reader == DEFAULT_READER and names != SECOND:
        parser.error(
            "these questions were asked without a second look: the constants of its "
            "first network alone are not fitted anew"
        )
    left_out = report(rows)
    arguments.out.write_text(json.dumps(fit(rows), indent=2) + "\n", encoding="utf-8")
    counted = {
        name: count_wrong(
            np.array([each.sure for each in judged]), np.array([each.right for each in judged])
        )
        for name, judged in left_out.items()
    }
    table = certainty_table(counted, arguments.out, second=names == SECOND)
    certainty_file(arguments.out).write_text(table, encoding="utf-8")


def fit(rows: Sequence[AskedQuestion]) -> dict[str, dict[str, float]]:
    """The shipped calibration's content, with what these questions give in its place."""
    ranking = fit_ranking(rows)
    confidence = fit_confidence(rows, ranking)
    names = features_of(rows)
    prefix = "second_" if names == SECOND else ""
    content = {
        **json.loads(CALIBRATION_FILE.read_text(encoding="utf-8")),
        f"{prefix}ranking": dict(zip(names, ranking.round(4).tolist(), strict=True)),
        f"{prefix}confidence": dict(
            zip(names + EXTRA_FEATURES, confidence.round(4).tolist(), strict=True)
        ),
    }
    promise = fit_promise(of_people(rows), calibration_of(content))
    content["promise"] = dict(zip(PROMISE_WEIGHTS, promise.round(4).tolist(), strict=True))
    return content


def features_of(rows: Sequence[AskedQuestion]) -> tuple[str, ...]:
    """What is known of the candidates: SECOND, or without a second look NETWORK_FEATURES."""
    return SECOND[: next(row.features.shape[1] for row in rows if len(row.texts))]


def fit_ranking(rows: Sequence[AskedQuestion]) -> Floats:
    """Weights, as `features_of`, by which right candidates stand out among their question's.

    Right are the accepted words where the right passage has them: elsewhere they are chance, or
    cannot be told from it. Where documents disagree several are right: these say nothing of it.
    """
    people = [row for row in of_people(rows) if row.collection != CONFLICTING]
    asked = [row for row in people if row.kind == "asked"]
    pairs = [(row.features, row.right & row.in_place) for row in asked]
    pairs = [(features, right) for features, right in pairs if right.any()]
    return fit_to_stand_out(pairs)


def fit_confidence(rows: Sequence[AskedQuestion], ranking: Floats) -> Floats:
    """Weights, as `features_of` + EXTRA_FEATURES: log-odds that a first answer is right.

    None speaks against what it is evidence for: the features go together, and a fit that lets one
    make up for another is too sure where they do not, as in a folder of a few articles.
    """
    rows = [row for row in rows if len(row.texts)]
    firsts = [first(row, ranking) for row in rows]
    inputs = np.array([evidence for _, evidence in firsts])
    right = np.array([row.right[best] for row, (best, _) in zip(rows, firsts, strict=True)])
    weights = weights_of(rows)

    def loss(found: Floats) -> tuple[float, Floats]:
        odds = inputs @ found
        total = weights @ (np.logaddexp(0, odds) - right * odds)
        gradient = inputs.T @ (weights * (1 / (1 + np.exp(-odds)) - right))
        return float(total + found @ found / 20), gradient + found / 10

    names = features_of(rows)
    known = _BOUNDS | _HELD if names == SECOND else _BOUNDS
    bounds = [known.get(name, (0, None)) for name in names + EXTRA_FEATURES]
    fitted = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(fitted.x, np.float64)


def weights_of(rows: Sequence[AskedQuestion]) -> Floats:
    """How much each counts: every collection's as much, for a folder is unlike each of them.

    What nothing answers counts for UNANSWERABLE of what something does.
    """
    answerable = Counter(row.collection for row in rows if row.kind == "asked")
    others = Counter(row.collection for row in rows if row.kind != "asked")
    mean = sum(answerable.values()) / len(answerable)
    asked = {name: mean / count for name, count in answerable.items()}
    other = {name: UNANSWERABLE * mean / count for name, count in others.items()}
    return np.array([(asked if row.kind == "asked" else other)[row.collection] for row in rows])


def first(row: AskedQuestion, ranking: Floats) -> tuple[int, Floats]:
    """The first candidate and its evidence, as `features_of` + EXTRA_FEATURES."""
    ranks = row.features @ ranking
    best = int(ranks.argmax())
    share = log_shares(ranks, row.texts)[best]
    return best, np.array([*row.features[best], share, 1.0])


def report(rows: Sequence[AskedQuestion]) -> "dict[str, list[Judged]]":
    """Print how fits on other questions do; what those without each collection made of it."""
    judged = cross_fitted(rows)
    asked = [each for each in judged if each.row.kind == "asked"]
    before = np.mean([each.row.holding[0] for each in asked])
    print(f"hit@1: retrieval {before:.3f}, ", end="")
    print(f"with the reader {np.mean([each.hit for each in asked]):.3f}")
    exact = np.mean([exact_match(*each.said) for each in asked])
    overlap = np.mean([f1(*each.said) for each in asked])
    right = np.mean([each.right for each in asked])
    print(f"EM {exact:.3f}, F1 {overlap:.3f}, right {right:.3f}")
    print(f"calibration error: {error(judged):.3f} over all, {error(asked):.3f} over answerable\n")
    kinds = np.array([each.row.kind for each in judged])
    print_thresholds(
        np.array([each.sure for each in judged]),
        np.array([each.right for each in judged]),
        kinds == "asked",
        {f"silent: {name}": kinds == name for name in ("removed", "foreign")},
    )
    return report_left_out(rows)


def cross_fitted(rows: Sequence[AskedQuestion]) -> "list[Judged]":
    """The encyclopedia's questions, each by a fit on four fifths of all that leave it out."""
    folds = fold_of_each(rows)
    judged: list[Judged] = []
    for fold in range(FOLDS):
        train = [row for row, number in zip(rows, folds, strict=True) if number != fold]
        test = [row for row, number in zip(rows, folds, strict=True) if number == fold]
        judged += judge(train, [row for row in test if row.collection == ENCYCLOPEDIA])
    return judged


def judge_left_out(rows: Sequence[AskedQuestion]) -> "dict[str, list[Judged]]":
    """What a fit on the other collections makes of each, by its name."""
    return {
        name: judge(
            [row for row in rows if row.collection != name],
            [row for row in rows if row.collection == name],
        )
        for name in dict.fromkeys(row.collection for row in rows)
    }


def report_left_out(rows: Sequence[AskedQuestion]) -> "dict[str, list[Judged]]":
    """Print how a fit on the other collections does on each; what each judged, by its name."""
    print("\n| left out | questions | EM | F1 | ECE | answered | wrong of those | not answered |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    left_out = judge_left_out(rows)
    for name, judged in left_out.items():
        asked = [each for each in judged if each.row.kind == "asked"]
        others = [each for each in judged if each.row.kind != "asked"]
        said = [each for each in asked if each.sure >= ANSWERED_FROM]
        silent = [each.sure < ANSWERED_FROM for each in others]
        cells = [
            np.mean([exact_match(*each.said) for each in asked]),
            np.mean([f1(*each.said) for each in asked]),
            error(judged),
            len(said) / len(asked),
            1 - np.mean([each.right for each in said]),
            np.mean(silent) if silent else np.nan,
        ]
        figures = " | ".join(f"{cell:.3f}" for cell in cells)
        print(f"| {name} | {len(asked)} + {len(others)} | {figures} |")
    return left_out


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's first answer, by a fit that has not seen it."""

    row: AskedQuestion
    best: int
    sure: float

    @property
    def right(self) -> bool:
        return bool(self.row.right[self.best])

    @property
    def hit(self) -> bool:
        """Whether its passage is the right one."""
        return bool(self.row.holding[self.row.hit_of[self.best]])

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """The answer, and those that are accepted."""
        return self.row.texts[self.best], self.row.question.answers


def judge(train: Sequence[AskedQuestion], test: Sequence[AskedQuestion]) -> list[Judged]:
    """What a fit on some makes of others."""
    ranking = fit_ranking(train)
    confidence = fit_confidence(train, ranking)
    found = []
    for row in test:
        if len(row.texts):
            best, evidence = first(row, ranking)
            found.append(Judged(row, best, float(1 / (1 + np.exp(-evidence @ confidence)))))
    return found


def error(judged: Sequence[Judged]) -> float:
    """The calibration error."""
    return calibration_error([each.sure for each in judged], [each.right for each in judged])


def fold_of_each(rows: Sequence[AskedQuestion]) -> list[int]:
    """By the paragraph that answers, so that none is in two; FOLDS of what people did not ask."""
    paragraphs = sorted({_place_of(row) for row in of_people(rows)})
    random.seed(5)
    random.shuffle(paragraphs)
    fold_of = {path: number % FOLDS for number, path in enumerate(paragraphs)}
    return [fold_of.get(_place_of(row), FOLDS) for row in rows]


def _place_of(row: AskedQuestion) -> str:
    return row.question.paragraph or row.question.text


if __name__ == "__main__":
    main()
