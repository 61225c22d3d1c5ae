"""What a candidate's evidence comes to: its place among the others, and how likely it is right."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import UnavailableError
from index.records import Hit
from qa.readers.candidates import NETWORK_FEATURES, SECOND_FEATURES, AnswerCandidate
from qa.readers.shipped import CALIBRATION_FILE as CALIBRATION_FILE
from qa.scoring import normalise

# Beside the networks': the log of what all candidates that say the same have of the whole; 1.
EXTRA_FEATURES = ("share", "bias")
# What says of a statement alone, whatever its rivals, that its article answers with it; and 1.
STATEMENT_FEATURES = ("within", "answers", "similarity", "misfit")
STATEMENT_WEIGHTS = (*STATEMENT_FEATURES, "bias")
# What retrieval says of a passage before it is read; and 1.
PROMISE_FEATURES = ("retrieval", "similarity")
PROMISE_WEIGHTS = (*PROMISE_FEATURES, "bias")
# Of a calibration that was fitted without: everything is worth reading, and that weighs nothing.
_READ_ALL = dict.fromkeys(PROMISE_WEIGHTS, 0.0)
_LATER = {"passage": 0.0}
# Of a candidate that was looked at a second time.
SECOND = (*NETWORK_FEATURES, *SECOND_FEATURES)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted by training/calibrate.py, on questions asked of a whole collection."""

    statement: tuple[float, ...]  # as STATEMENT_WEIGHTS: log-odds that its article says so
    # A weight for each of NETWORK_FEATURES and, of a second look's, of SECOND_FEATURES.
    ranking: tuple[float, ...]
    confidence: tuple[float, ...]  # as those + EXTRA_FEATURES: log-odds of being right
    promise: tuple[float, ...]  # as PROMISE_WEIGHTS: log-odds that a passage states anything

    def rank(self, candidates: Sequence[AnswerCandidate]) -> Floats:
        """Score each candidate, (len(candidates),); the higher the likelier, in this question."""
        ranks: Floats = _matrix(candidates) @ np.array(self.ranking)
        return ranks

    def evidence(self, candidates: Sequence[AnswerCandidate], ranks: Floats) -> Floats:
        """What is weighed of each, (len(candidates), as the confidence's weights)."""
        shares = log_shares(ranks, [one.text for one in candidates])
        return np.column_stack([_matrix(candidates), shares, np.ones(len(candidates))])

    def confidences(self, evidence: Floats) -> Floats:
        """The probability that each candidate of that evidence is right, (len(evidence),)."""
        odds: Floats = evidence @ np.array(self.confidence)
        return 1 / (1 + np.exp(-odds))

    def statement_confidences(self, evidence: Floats) -> Floats:
        """The probability that each article answers with it; evidence as `statement_evidence`."""
        odds: Floats = evidence @ np.array(self.statement[:-1])
        return 1 / (1 + np.exp(-odds - self.statement[-1]))

    def promises(self, hits: Sequence[Hit]) -> Floats:
        """The probability that the reader would find something stated in each, (len(hits),)."""
        known = np.array([(hit.score, hit.similarity) for hit in hits], np.float64).reshape(-1, 2)
        odds: Floats = known @ np.array(self.promise[:-1])
        return 1 / (1 + np.exp(-odds - self.promise[-1]))


def statement_evidence(candidates: Sequence[AnswerCandidate]) -> Floats:
    """What is weighed of each by itself, (len(candidates), as STATEMENT_FEATURES)."""
    at = [NETWORK_FEATURES.index(name) for name in STATEMENT_FEATURES]
    return _matrix(candidates)[:, at]


def log_shares(ranks: Floats, texts: Sequence[str]) -> Floats:
    """For each candidate, the log of the softmax share of all that say the same, normalised.

    Articles repeat each other: the same words in several of them do not contest the answer.
    """
    said = np.array([normalise(text) or text for text in texts])
    together = {one: np.logaddexp.reduce(ranks[said == one]) for one in set(said.tolist())}
    shares: Floats = np.array([together[one] for one in said.tolist()])
    return shares - float(np.logaddexp.reduce(ranks))


def load_calibration(file: Path = CALIBRATION_FILE, second: bool = False) -> Calibration:
    """Read what training/calibrate.py wrote. Raises UserError where it cannot be used.

    `second`: that of candidates that were looked at a second time.
    """
    try:
        return calibration_of(json.loads(file.read_text(encoding="utf-8")), second)
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = (
            "Install Gleaner again, or in its repository: git checkout -- qa/readers/weights"
            if file == CALIBRATION_FILE
            else "Delete it to use the shipped one, or make it with training/calibrate.py"
        )
        raise UnavailableError(
            f"The reader's calibration {file} cannot be used: {error}. {mend}"
        ) from error


def calibration_of(content: Mapping[str, Mapping[str, float]], second: bool = False) -> Calibration:
    """The calibration of such a file's content. Raises KeyError, TypeError, ValueError.

    A weight that is not used is refused too: the others were fitted beside it, and say something
    else without it.
    """
    content = {"promise": _READ_ALL, **content}
    prefix, features = ("second_", SECOND) if second else ("", NETWORK_FEATURES)
    ranking, confidence = prefix + "ranking", prefix + "confidence"
    return Calibration(
        _weights("statement", content["statement"], STATEMENT_WEIGHTS),
        _weights(ranking, {**_LATER, **content[ranking]}, features),
        _weights(confidence, {**_LATER, **content[confidence]}, features + EXTRA_FEATURES),
        _weights("promise", content["promise"], PROMISE_WEIGHTS),
    )


def _weights(part: str, named: Mapping[str, float], names: Sequence[str]) -> tuple[float, ...]:
    unused = [name for name in named if name not in names]
    if unused:
        raise ValueError(f"its {part} weighs {unused[0]}, which this version of Gleaner does not")
    weights = tuple(float(named[name]) for name in names)
    if not all(map(math.isfinite, weights)):
        raise ValueError("a weight is not a number")
    return weights


def _matrix(candidates: Sequence[AnswerCandidate]) -> Floats:
    return np.array([(*one.features, *one.again) for one in candidates], np.float64)
