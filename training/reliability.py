"""How often answers of each confidence are right, and what is usual of them: what the page draws.

Of the reader's answers by the questions of training.calibrate, of single statements by those of
RAMDocs (training.statements), each judged by a fit that has not seen it; of sentences in other
languages by those of benchmarks/languages.py that its constants were not fitted on. Ends with an
error where the questions do not give the shipped calibration: then they are of another reader.

    python -m training.reliability --data ../shared/qa-data --cache FILE [--out FILE] [--plots DIR]

`--cache` is what `training.calibrate --cache` kept of the collection's questions. `--plots` draws
what stands of the reader's answers in benchmarks/plots.
"""

import argparse
import json
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.conflicts import held_out, read_conflicts
from benchmarks.languages import FITTED_ON, open_articles, read_questions
from qa.evaluation import plots
from qa.evaluation.figures import curve
from qa.readers.calibration import SECOND, STATEMENT_FEATURES
from qa.readers.sentences import BIAS, SENTENCE_FEATURES, WEIGHTS, find_sentences
from qa.readers.shipped import CALIBRATION_FILE, RELIABILITY_FILE
from qa.records import ANSWERED_FROM
from qa.scoring import BINS, calibration_error, reliability
from training import calibrate, statements
from training.asked import CONFLICTING, AskedQuestion, of_people

Floats = NDArray[np.float64]
Json = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=RELIABILITY_FILE)
    parser.add_argument("--plots", type=Path)
    arguments = parser.parse_args()
    rows = pickle.loads(arguments.cache.read_bytes())
    kept = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    content = {
        # What the figures are of: another calibration needs others.
        "second_confidence": kept["second_confidence"],
        "statement": kept["statement"],
        "sentence": {**WEIGHTS, "bias": BIAS},
        "kinds": {
            "answer": of_answers(rows, kept, arguments.plots),
            "statement": of_statements(rows, arguments.data, kept),
            "sentence": of_sentences(),
        },
    }
    arguments.out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def of_answers(rows: Sequence[AskedQuestion], kept: Json, folder: Path | None) -> Json:
    """The reader's first answers to the encyclopedia's questions, drawn into that folder."""
    ranking = calibrate.fit_ranking(rows)
    check("second_ranking", ranking, kept)
    check("second_confidence", calibrate.fit_confidence(rows, ranking), kept)
    judged = calibrate.cross_fitted(rows)
    evidence = np.array([calibrate.first(each.row, ranking)[1] for each in judged])
    sure = np.array([each.sure for each in judged])
    right = np.array([each.right for each in judged])
    if folder:
        draw(sure, right, folder)
    return figures(
        sure,
        right,
        sum(each.row.kind != "asked" for each in judged),
        dict(zip((*SECOND, "share"), evidence.mean(axis=0), strict=False)),
    )


def draw(sure: Floats, right: NDArray[np.bool_], folder: Path) -> None:
    """Two pictures: how often answers of each confidence are right, and what a least one costs."""
    folder.mkdir(parents=True, exist_ok=True)
    bins, points = reliability(sure, right), curve(sure, right)
    pictures = {
        "reliability.svg": plots.reliability(bins, calibration_error(sure, right)),
        "coverage.svg": plots.coverage(points, ANSWERED_FROM),
    }
    for name, picture in pictures.items():
        (folder / name).write_text(picture, encoding="utf-8")


def of_statements(rows: Sequence[AskedQuestion], data: Path, kept: Json) -> Json:
    """What stands out in each passage of documents that agree, differ, mislead or say nothing.

    There a statement's confidence is shown. Prints the same of the collection's passages, most of
    which answer nothing, and where what is right in another paragraph counts as wrong.
    """
    conflicts = held_out(read_conflicts(data))
    own = statements.ramdocs(conflicts)
    asked = [each for each in of_people(rows) if each.collection != CONFLICTING]
    whole = list(statements.collection(asked, len(conflicts)))
    check("statement", statements.fit(own, whole), kept)
    sure, of_collection = statements.cross_fitted(own, whole)
    for one in reliability(of_collection, [row.right for row in whole]):
        print(f"{one.confidence:.3f} {one.accuracy:.3f} {one.questions:,}")
    features = np.array([row.features for row in own])
    return figures(
        sure,
        np.array([row.right for row in own]),
        sum(not row.accepted for row in own),
        # Of those that are shown: the others answer nothing.
        dict(zip(STATEMENT_FEATURES, features[sure >= ANSWERED_FROM].mean(axis=0), strict=True)),
    )


def of_sentences() -> Json:
    """First answers in the languages that the constants of sentences were not fitted on."""
    sure, right, features, without = [], [], [], 0
    with tempfile.TemporaryDirectory() as scratch:
        searcher = open_articles(Path(scratch))
        for question in read_questions():
            if question.language in FITTED_ON:
                continue
            found = find_sentences(question.text, searcher.search(question.text).hits)
            if not found:
                continue
            best = max(found, key=lambda one: one.confidence)
            start, end = best.sentence
            article = best.hit.passage.article
            sure.append(best.confidence)
            right.append(question.is_right(article.path, article.text[start:end]))
            features.append(best.features)
            without += not question.answers
    usual = dict(zip(SENTENCE_FEATURES, np.mean(features, axis=0), strict=True))
    return figures(np.array(sure), np.array(right), without, usual)


def figures(sure: Floats, right: NDArray[np.bool_], without: int, usual: Json) -> Json:
    """As qa/why/figures.py reads them."""
    bins = [
        {
            "least": min(int(one.confidence * BINS), BINS - 1) / BINS,
            "confidence": round(one.confidence, 4),
            "right": round(one.accuracy, 4),
            "questions": one.questions,
        }
        for one in reliability(sure, right)
    ]
    return {
        "questions": len(sure),
        "without_answer": int(without),
        "bins": bins,
        "usual": {name: round(float(value), 4) for name, value in usual.items()},
    }


def check(name: str, fitted: Floats, kept: Json) -> None:
    """Raise ValueError unless the shipped weights are those that the questions give."""
    shipped = np.array(list(kept[name].values()))
    if not np.allclose(fitted, shipped, atol=0.002):
        told = fitted.round(4).tolist()
        raise ValueError(f"These questions give another {name} than is shipped: {told}")


if __name__ == "__main__":
    main()
