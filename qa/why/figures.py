"""How often answers of each confidence were right, as training/reliability.py measured it."""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import UserError
from qa.readers.shipped import RELIABILITY_FILE
from qa.why.records import Measured


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one kind of confidence."""

    questions: int
    without_answer: int  # how many of them nothing answers
    measured: tuple[Measured, ...]
    usual: Mapping[str, float]  # of each feature the mean, of what was measured

    def here(self, confidence: float) -> Measured | None:
        """The answers measured that were about as sure."""
        found = (one for one in reversed(self.measured) if one.least <= confidence + 1e-9)
        one = next(found, None)
        return one if one and confidence < one.least + 0.1 + 1e-9 else None


@functools.cache
def load_figures(file: Path = RELIABILITY_FILE) -> Mapping[str, Figures]:
    """The figures of each kind of confidence. Raises UserError where they cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return {kind: _figures(each) for kind, each in content["kinds"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"What the reader's confidence is worth, in {file}, cannot be read: {error}. Install "
            "Gleaner again, or in its repository: git checkout -- qa/readers/weights"
        ) from error


def _figures(content: Mapping[str, object]) -> Figures:
    bins, usual = content["bins"], content["usual"]
    if not isinstance(bins, list) or not isinstance(usual, dict):
        raise TypeError("its form is another")
    return Figures(
        questions=int(str(content["questions"])),
        without_answer=int(str(content["without_answer"])),
        measured=tuple(Measured(**each) for each in bins),
        usual={str(name): float(value) for name, value in usual.items()},
    )
