"""Fit what a span says of its own article, whatever other articles say.

Two kinds of questions: the half of RAMDocs' that the reader was not trained on, asked of their own
documents alone, which agree, disagree, mislead or say nothing; and those of training.calibrate,
asked of the whole collection. Of every passage counts the span that stands out most in it. Prints,
cross-fitted by question, what the groups that are shown are worth, and writes a fit on all of them
beside the other constants.

    python -m training.statements --data ../shared/qa-data --cache FILE [--out FILE]

`--cache` is what `training.calibrate --cache` kept of the collection's questions.
"""

import argparse
import json
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tqdm import tqdm

from benchmarks.conflicts import (
    Conflict,
    fits,
    held_out,
    open_conflicts,
    read_conflicts,
    source_of,
)
from index.records import Filters
from index.search import Searcher
from qa.readers.calibration import CALIBRATION_FILE, STATEMENT_FEATURES, load_calibration
from qa.readers.candidates import NETWORK_FEATURES, AnswerCandidate, CandidateFinder
from qa.readers.network import Network, load_network
from qa.readers.second_look import look_again
from qa.readers.second_network import load_second
from training.asked import CONFLICTING, AskedQuestion, of_people

WITHIN = NETWORK_FEATURES.index("within")
COLUMNS = [NETWORK_FEATURES.index(name) for name in STATEMENT_FEATURES]
FOLDS = 5
WHOLE = 0.5  # the weight of all the collection's passages beside all of RAMDocs'
LEAST = (0.2, 0.3, 0.4)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A passage's span that stands out most."""

    question: int
    text: str
    accepted: tuple[str, ...]  # what its article answers; empty: nothing
    features: tuple[float, ...]  # as STATEMENT_FEATURES

    @property
    def right(self) -> bool:
        return fits(self.text, self.accepted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=CALIBRATION_FILE)
    arguments = parser.parse_args()
    conflicts = held_out(read_conflicts(arguments.data))
    own = ramdocs(conflicts)
    asked = pickle.loads(arguments.cache.read_bytes())
    of_paragraphs = [each for each in of_people(asked) if each.collection != CONFLICTING]
    whole = list(collection(of_paragraphs, len(conflicts)))
    report(own, whole, conflicts)
    weights = fit(own, whole)
    content = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    names = (*STATEMENT_FEATURES, "bias")
    content["statement"] = dict(zip(names, weights.round(4).tolist(), strict=True))
    arguments.out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def ramdocs(conflicts: Sequence[Conflict]) -> list[Row]:
    """Every document's span, asked of the documents of its question alone."""
    networks = load_network(), load_second()
    with tempfile.TemporaryDirectory() as scratch:
        searcher, documents = open_conflicts(conflicts, Path(scratch))
        rows: list[Row] = []
        for number, conflict in enumerate(tqdm(conflicts)):
            question = str(conflict["question"])
            for one in standing_out(searcher, networks, question, source_of(number)):
                document = documents[one.hit.passage.article.path]
                accepted = () if document["type"] == "noise" else (document["answer"],)
                features = tuple(one.features[at] for at in COLUMNS)
                rows.append(Row(number, one.text, accepted, features))
        return rows


def standing_out(
    searcher: Searcher,
    networks: tuple[Network, Network | None],
    question: str,
    source: str,
) -> list[AnswerCandidate]:
    """The best span of every passage found from that source."""
    hits = searcher.search(question, 20, Filters(source=source)).hits
    network, second = networks
    scores = network.score(question, [hit.passage.text for hit in hits])
    finder = CandidateFinder(question, hits)
    found = finder.find(scores)
    if second and found:
        found = look_again(finder, found, scores, second, load_calibration())
    best: dict[int, AnswerCandidate] = {}
    for one in found:
        known = best.get(id(one.hit))
        if known is None or one.features[WITHIN] > known.features[WITHIN]:
            best[id(one.hit)] = one
    return list(best.values())


def collection(asked: Sequence[AskedQuestion], first: int) -> Iterator[Row]:
    """The same of the collection's questions, numbered from `first`."""
    for number, each in enumerate(asked, first):
        for hit in np.unique(each.hit_of):
            at = np.flatnonzero(each.hit_of == hit)
            best = at[each.features[at, WITHIN].argmax()]
            answers = each.question.answers if each.kind == "asked" else ()
            accepted = answers if each.paths[hit] == each.question.paragraph else ()
            features = tuple(each.features[best, COLUMNS].tolist())
            yield Row(number, each.texts[best], accepted, features)


def fit(own: Sequence[Row], whole: Sequence[Row]) -> Floats:
    """Weights as STATEMENT_WEIGHTS: log-odds that an article answers with its span."""
    rows = [*own, *whole]
    model = LogisticRegression(max_iter=3000).fit(
        [row.features for row in rows],
        [row.right for row in rows],
        sample_weight=[1.0] * len(own) + [WHOLE * len(own) / len(whole)] * len(whole),
    )
    return np.append(model.coef_[0], model.intercept_)


def report(own: Sequence[Row], whole: Sequence[Row], conflicts: Sequence[Conflict]) -> None:
    """Print what a fit on four fifths of the questions is worth on the rest."""
    sure = cross_fitted(own, whole)
    right = np.array([row.right for row in whole])
    print("least  precision  recall  F1     of the collection's shown, right")
    for least in LEAST:
        precision, recall = distinct(own, sure[0] >= least, conflicts)
        f1 = 2 * precision * recall / (precision + recall)
        share = right[sure[1] >= least].mean()
        print(f"{least:<6} {precision:<10.3f} {recall:<7.3f} {f1:<6.3f} {share:.3f}")


def cross_fitted(own: Sequence[Row], whole: Sequence[Row]) -> tuple[Floats, Floats]:
    """How sure each row of both is, by a fit on four fifths of the questions that leave it out."""
    sure = np.zeros(len(own)), np.zeros(len(whole))
    splits = [
        GroupKFold(FOLDS).split(np.zeros(len(rows)), groups=[row.question for row in rows])
        for rows in (own, whole)
    ]
    for folds in zip(*splits, strict=True):
        (train_own, test_own), (train_whole, test_whole) = folds
        weights = fit([own[at] for at in train_own], [whole[at] for at in train_whole])
        for rows, test, found in ((own, test_own, sure[0]), (whole, test_whole, sure[1])):
            odds = np.array([rows[at].features for at in test]) @ weights[:-1] + weights[-1]
            found[test] = 1 / (1 + np.exp(-odds))
    return sure


def distinct(
    rows: Sequence[Row], shown: NDArray[np.bool_], conflicts: Sequence[Conflict]
) -> tuple[float, float]:
    """Precision and recall of the distinct answers that are shown, against those given."""
    groups = hits = given = 0
    for number, conflict in enumerate(conflicts):
        wanted = {d["answer"] for d in conflict["documents"] if d["type"] != "noise"}
        said: list[str] = []
        for row, is_shown in zip(rows, shown, strict=True):
            if row.question == number and is_shown and not any(fits(row.text, [s]) for s in said):
                said.append(row.text)
        groups += len(said)
        hits += sum(any(fits(text, [answer]) for text in said) for answer in wanted)
        given += len(wanted)
    return hits / max(groups, 1), hits / given


if __name__ == "__main__":
    main()
