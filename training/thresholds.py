"""What a least confidence would give, as a table."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def print_thresholds(
    sure: NDArray[np.float64],
    right: NDArray[np.bool_],
    answerable: NDArray[np.bool_],
    others: Mapping[str, NDArray[np.bool_]],
) -> None:
    """Print Markdown rows of thresholds; all arrays are (questions,), `others` by what they are."""
    print("| threshold | answered | of these right | " + " | ".join(others) + " |")
    print("| ---: | ---: | ---: |" + " ---: |" * len(others))
    for threshold in np.arange(0.1, 0.85, 0.05):
        said = sure >= threshold
        silent = [f"{(~said[some]).mean():.3f}" for some in others.values()]
        print(
            f"| {threshold:.2f} | {said[answerable].mean():.3f} "
            f"| {right[answerable & said].mean():.3f} | " + " | ".join(silent) + " |"
        )
