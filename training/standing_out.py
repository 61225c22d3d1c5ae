"""Weights by which what is right stands out among a question's others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

RIDGE = 1e-3
Floats = NDArray[np.float64]


def fit_to_stand_out(pairs: Sequence[tuple[Floats, NDArray[np.bool_]]]) -> Floats:
    """Fit a weight for each feature, (features,), by the softmax over each question's own.

    `pairs`: of each question what there is to choose from, (things, features), and which of it is
    right, (things,), of which one at least.
    """
    scale = np.concatenate([features for features, _ in pairs]).std(axis=0)
    scale[scale == 0] = 1.0  # what never varies tells nothing

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

    found = minimize(loss, np.full(len(scale), 0.3), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale)
