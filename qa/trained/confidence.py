"""What a candidate's evidence comes to: its place among the others, and how likely it is right."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import UserError
from qa.trained.candidates import FEATURES, Candidate

FILE = Path(__file__).with_name("weights") / "confidence.json"
MORE = ("share", "bias")  # beside FEATURES: log of its share of all candidates, and 1
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted by training/calibrate.py, on questions asked of a whole collection."""

    ranking: tuple[float, ...]  # a weight for each of FEATURES
    confidence: tuple[float, ...]  # for each of FEATURES + MORE: log-odds of being right

    def rank(self, candidates: Sequence[Candidate]) -> Floats:
        """Score each candidate, (len(candidates),); the higher the likelier, in this question."""
        ranks: Floats = _matrix(candidates) @ np.array(self.ranking)
        return ranks

    def sure(self, candidates: Sequence[Candidate], ranks: Floats) -> Floats:
        """The probability that each candidate is right, (len(candidates),)."""
        shares = ranks - np.logaddexp.reduce(ranks)
        more = np.column_stack([_matrix(candidates), shares, np.ones(len(candidates))])
        odds: Floats = more @ np.array(self.confidence)
        return 1 / (1 + np.exp(-odds))


def load_calibration(file: Path = FILE) -> Calibration:
    """Read what training/calibrate.py wrote. Raises UserError where it cannot be used."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Calibration(
            _weights(content["ranking"], FEATURES), _weights(content["confidence"], FEATURES + MORE)
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = (
            "Get that file again from Gleaner's repository: git checkout -- qa/trained/weights"
            if file == FILE
            else "Delete it to use the shipped one, or make it with training/calibrate.py"
        )
        raise UserError(
            f"The reader's calibration {file} cannot be used: {error}. {mend}"
        ) from error


def _weights(named: Mapping[str, float], names: Sequence[str]) -> tuple[float, ...]:
    weights = tuple(float(named[name]) for name in names)
    if not all(map(math.isfinite, weights)):
        raise ValueError("a weight is not a number")
    return weights


def _matrix(candidates: Sequence[Candidate]) -> Floats:
    return np.array([one.features for one in candidates], np.float64)
