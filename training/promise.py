"""Fit how likely a passage states anything, from what retrieval says of it before it is read.

Part of training/calibrate.py: on the even half of what that collected; on the odd half it prints
how many passages are read, and what is lost by the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from qa.readers.calibration import (
    PROMISE_FEATURES,
    STATEMENT_FEATURES,
    Calibration,
    log_shares,
)
from qa.readers.candidates import NETWORK_FEATURES
from qa.readers.promising import FIRST, SURE
from qa.records import ANSWERED_FROM

if TYPE_CHECKING:
    from training.asked import AskedQuestion

THRESHOLDS = (0.01, 0.015, 0.02, 0.025, 0.03, 0.05)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's candidates by what a calibration says of them, (candidates,) each."""

    row: "AskedQuestion"
    ranks: Floats
    states: NDArray[np.bool_]  # whether it is shown as a statement
    early: bool  # whether one of the first hits surely answers


def fit_promise(rows: "Sequence[AskedQuestion]", calibration: Calibration) -> Floats:
    """Weights, PROMISE_WEIGHTS, by what that calibration takes for stated; prints their cost."""
    judged = [_judge(row, calibration) for row in rows if len(row.texts)]
    weights = _fit(judged[::2])
    _report(judged[1::2], weights)
    return weights


def _judge(row: "AskedQuestion", calibration: Calibration) -> Judged:
    at = [NETWORK_FEATURES.index(name) for name in STATEMENT_FEATURES]
    *weights, bias = calibration.statement
    states = row.features[:, at] @ weights + bias >= np.log(ANSWERED_FROM / (1 - ANSWERED_FROM))
    # What is worth reading is decided before a second look.
    known = row.features[:, : len(calibration.ranking)]
    ranks = known @ np.array(calibration.ranking)
    early = np.flatnonzero(row.hit_of < FIRST)
    sure = 0.0
    if len(early):
        best = int(ranks[early].argmax())
        share = log_shares(ranks[early], [row.texts[at] for at in early])[best]
        evidence = [*known[early[best]], share, 1.0]
        sure = 1 / (1 + np.exp(-np.dot(evidence, calibration.confidence)))
    return Judged(row, ranks, states, sure >= SURE)


def _later(judged: Judged) -> dict[int, Floats]:
    """PROMISE_FEATURES of each hit after the first ones, by its place."""
    at = [NETWORK_FEATURES.index(name) for name in PROMISE_FEATURES]
    row = judged.row
    return {
        hit: row.features[row.hit_of == hit][0, at]
        for hit in sorted(set(row.hit_of.tolist()))
        if hit >= FIRST
    }


def _fit(every: Sequence[Judged]) -> Floats:
    """Weights, over the hits that are not among the first."""
    inputs, says = [], []
    for judged in every:
        best = judged.row.hit_of[judged.ranks.argmax()]
        for hit, features in _later(judged).items():
            inputs.append(features)
            says.append(hit == best or judged.states[judged.row.hit_of == hit].any())
    model = LogisticRegression(C=10.0, max_iter=5000).fit(np.array(inputs), np.array(says))
    return np.array([*model.coef_[0], *model.intercept_])


def _report(every: Sequence[Judged], weights: Floats) -> None:
    """Print, for each threshold, what is read and what is lost."""
    print("| worth reading from | hits read | other first answers | statements lost | right ones |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for threshold in THRESHOLDS:
        odds = np.log(threshold / (1 - threshold))
        read = other = says = lost = right = lost_right = 0
        for judged in every:
            row, hits = judged.row, _later(judged)
            left_out = [
                hit for hit, one in hits.items()
                if judged.early and one @ weights[:-1] + weights[-1] < odds
            ]  # fmt: skip
            is_lost = np.isin(row.hit_of, left_out)
            read += len(set(row.hit_of.tolist())) - len(left_out)
            other += int(is_lost[judged.ranks.argmax()])
            says += judged.states.sum()
            lost += (judged.states & is_lost).sum()
            right += (judged.states & row.right).sum()
            lost_right += (judged.states & row.right & is_lost).sum()
        count = len(every)
        print(
            f"| {threshold} | {read / count:.1f} | {other / count:.4f} | {lost / says:.4f} ", end=""
        )
        print(f"| {lost_right / right:.4f} |")
