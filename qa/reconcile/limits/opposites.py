"""What a question asks to have happened, and a sentence that tells of the opposite."""

import re

from qa.language.words import stem, tokens
from qa.reconcile.figures import Figure

_PAIRS = (
    ("hire hires hired recruit recruits recruited", "dismiss dismisses dismissed sack sacked fire"
     " fired lay laid cut cuts shed sheds redundant"),
    ("buy buys bought acquire acquired purchase purchased", "sell sells sold"),
    ("open opens opened reopen reopened", "close closes closed shut shuts"),
    ("arrive arrives arrived enter entered join joined", "leave leaves left depart departed quit"),
    ("win wins won", "lose loses lost"),
    ("rise rises rose risen increase increased grow grew grown", "fall falls fell fallen decrease"
     " decreased decline declined shrink shrank"),
    ("import imports imported", "export exports exported"),
    ("borrow borrows borrowed", "lend lends lent"),
    ("accept accepts accepted approve approved", "reject rejected refuse refuses refused"),
    ("build builds built", "demolish demolished destroy destroyed"),
)  # fmt: skip
# What one sells to another, this other buys.
_CONVERSE = re.compile(
    r"(?i)\b(?:sell|sold|lend|lent|bought|buy|borrow|hire|recruit)\w*\b.*\b(?:to|from|by)(?:\s+(?:the|an?))?\s+$"
)
_SIDES = [tuple(frozenset(map(stem, side.split())) for side in pair) for pair in _PAIRS]


class Opposites:
    """What a question asks to have happened."""

    def __init__(self, question: str) -> None:
        asked = {word.stem for word in tokens(question)}
        self._asked = [
            (one, other)
            for pair in _SIDES
            for one, other in (pair, pair[::-1])
            if asked & one and not asked & other
        ]

    def reason_against(self, figure: Figure) -> str | None:
        """The dismissed, where those who were hired are asked for."""
        if _CONVERSE.search(figure.sentence[: figure.start]):
            return None
        words = tokens(figure.before + figure.after)
        stems = {word.stem for word in words}
        for one, other in self._asked:
            if stems & other and not {word.stem for word in tokens(figure.sentence)} & one:
                return "tells of the opposite"
        return None
