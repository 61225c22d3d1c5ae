"""How much of what is answered is wrong at most, with what certainty: the table that is shipped.

Part of training/calibrate.py. Of each collection, by a fit that has not seen it, counted over all
of its questions: what is answered where nothing answers is wrong too.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from qa.readers.certainty import CERTAIN, Answered, constants_digest

STEPS = np.arange(0.95, 0.0, -0.05).round(2)  # least confidences, from the highest down
# Answers that the highest has at least: of fewer, all right, not even one in twenty could be
# promised. It is chosen by how sure the answers are, not by how many are wrong, so that the bounds
# may be tested one after the other from there on down, each at the same level, for as long as they
# hold (fixed sequence testing; "Learn then Test", arXiv 2110.01052).
LEAST = 59


def count_wrong(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> list[Answered]:
    """What is answered and wrong at each of STEPS that is no higher than what LEAST allows.

    `sure`, `right`: (questions,), of the first answer to each.
    """
    found = []
    for least in STEPS:
        answered = int((sure >= least).sum())
        wrong = int((~right[sure >= least]).sum())
        if answered >= LEAST:
            found.append(Answered(float(least), answered, wrong, at_most(wrong, answered)))
    return found


def at_most(wrong: int, answered: int) -> float:
    """The upper bound of the share that is wrong, CERTAIN (Clopper and Pearson 1934)."""
    if wrong == answered:
        return 1.0
    return math.ceil(10_000 * float(beta.ppf(CERTAIN, wrong + 1, answered - wrong))) / 10_000


def certainty_table(
    counted: Mapping[str, Sequence[Answered]], calibration: Path, second: bool
) -> str:
    """The table as JSON, for the file beside that calibration; `second`: of its second look."""
    collections = {name: [asdict(one) for one in each] for name, each in counted.items()}
    lines = [
        f'    "{name}": [\n' + ",\n".join(f"      {json.dumps(one)}" for one in each) + "\n    ]"
        for name, each in collections.items()
    ]
    digest = constants_digest(calibration, second)
    inside = ",\n".join(lines)
    return f'{{\n  "constants": "{digest}",\n  "collections": {{\n{inside}\n  }}\n}}\n'
