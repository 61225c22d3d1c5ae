"""What finds the answers in the passages found for a question."""

from collections.abc import Sequence
from typing import Protocol

from index.records import Hit
from qa.records import Reading


class Reader(Protocol):
    """Finds the answers to a question in the passages found for it."""

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Read the hits: distinct answers, best first across passages, and the hits in new order.

        Distinct: no two share characters, or say the same words. A confidence is the probability
        that the answer is right, so it compares across questions.
        """
        ...
