"""Which hits the network reads: the most promising first, of the rest what may still matter.

Where one of the first surely answers, of the others those are left out that retrieval says have
next to no chance of stating anything.
"""

from collections.abc import Sequence

from index.records import Hit
from qa.readers.calibration import Calibration
from qa.readers.candidates import CandidateFinder
from qa.readers.network import BATCH, Network, Scores

FIRST = BATCH  # hits that are read in any case
SURE = 0.7  # of the first answer among them
# The chance that a passage states something, from which on it is read beside a sure answer. What
# these two cost: training/promise.py.
WORTH_READING = 0.02


def score_hits(
    finder: CandidateFinder, network: Network, calibration: Calibration
) -> list[Scores | None]:
    """The scores of each of the finder's hits, best first; None where it is not read."""
    question, hits = finder.question, finder.hits
    found: list[Scores | None] = [*_score(question, hits[:FIRST], network)]
    rest = list(range(FIRST, len(hits)))
    found += [None] * len(rest)
    if rest and _surely_answered(finder, found, calibration):
        chances = calibration.promises(hits[FIRST:])
        rest = [at for at, chance in zip(rest, chances, strict=True) if chance >= WORTH_READING]
    for at, scores in zip(rest, _score(question, [hits[at] for at in rest], network), strict=True):
        found[at] = scores
    return found


def _score(question: str, hits: Sequence[Hit], network: Network) -> list[Scores]:
    return network.score(question, [hit.passage.text for hit in hits])


def _surely_answered(
    finder: CandidateFinder, found: Sequence[Scores | None], calibration: Calibration
) -> bool:
    """Whether the first of what is read so far is as good as certain."""
    candidates = finder.find(found)
    if not candidates:
        return False
    ranks = calibration.rank(candidates)
    sure = calibration.confidences(calibration.evidence(candidates, ranks))
    return bool(sure[ranks.argmax()] >= SURE)
