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
# When a place opens tells when it closes: "open from 9am to 5.30pm".
_HOURS = re.compile(
    r"(?i)\b(?:open|opens|closed)\b[^.;]{0,20}?(?:\d\s?(?:[ap]m)?\s?[-–]\s?\d|\bfrom\b[^;]{1,30}?\s(?:to|till|until)\s)"
    r"|\bfrom\s+\d[^;]{1,12}\s(?:to|till|until)\s+\d"
)
# "When did the fighting end": that it broke out in October is no answer.
_WHEN = re.compile(
    r"(?i)\b(?:when|what (?:year|month|day|date|time)|which (?:year|month|day))"
    r"\s+(?:did|does|do|will)\b.*\b(?:(?P<ends>end|finish|stop|cease|conclude)|(?P<begins>begin|start))\b(?!\s+of\b)"
)
_BEGAN = re.compile(
    r"(?i)\b(?:beg[aiu]n\w*|start\w*|broke out|breaks? out|erupt\w*|launch\w*|found(?:ed|ing)"
    r"|since)\b"
)
_ENDED = re.compile(
    r"(?i)\b(?:end\w*|finish\w*|stop\w*|ceas\w*|conclu\w*|until|till|last(?:s|ed|ing)?|over|clos\w+)\b"
)
_ENDS = re.compile(r"(?i)\b(?:ended|finished|stopped|ceased|concluded)\b")
# How people vote, where that is all that they are asked.
_VOTES = (
    re.compile(r"\bYes\b|(?i:\bvot\w+\s+yes\b|\byes (?:vote|camp|side))"),
    re.compile(r"\bNo\b(?!\.)|(?i:\bvot\w+\s+no\b|\bno (?:vote|camp|side))"),
)
# What a change led to, whose words stand before it: "grew 4% to 391m".
_LED_TO = re.compile(r"(?i)\s*to\s+(?:\w+\s+)?$")
_CLAUSE = re.compile(r"[;:.]\s|,\s|\band\s")
_SIDES = [tuple(frozenset(map(stem, side.split())) for side in pair) for pair in _PAIRS]


class Opposites:
    """What a question asks to have happened."""

    def __init__(self, question: str) -> None:
        self._when = _WHEN.search(question)
        asked = {word.stem for word in tokens(question)}
        self._asked = [
            (one, other)
            for pair in _SIDES
            for one, other in (pair, pair[::-1])
            if asked & one and not asked & other
        ]
        votes = [side for side in _VOTES if side.search(question)]
        self._vote = votes[0] if len(votes) == 1 else None

    def reason_against(self, figure: Figure) -> str | None:
        """The dismissed, where those who were hired are asked for."""
        if self._when and (reason := self._other_end(figure.sentence)):
            return reason
        if _HOURS.search(figure.sentence) or _CONVERSE.search(figure.sentence[: figure.start]):
            return None
        if self._vote and _is_other_vote(self._vote, figure):
            return "tells of the opposite"
        led_to = _LED_TO.fullmatch(figure.before)
        before = _CLAUSE.split(figure.sentence[: figure.start])[-1] if led_to else figure.before
        words = tokens(before + figure.after)
        stems = {word.stem for word in words}
        for one, other in self._asked:
            if stems & other and not {word.stem for word in tokens(figure.sentence)} & one:
                return "tells of the opposite"
        return None

    def _other_end(self, sentence: str) -> str | None:
        """Where only the other end of it is told of."""
        began, ended = _BEGAN.search(sentence), _ENDED.search(sentence)
        if self._when and self._when["ends"]:
            return "tells of its beginning" if began and not ended else None
        return "tells of its end" if _ENDS.search(sentence) and not began else None


def _is_other_vote(asked: re.Pattern[str], figure: Figure) -> bool:
    """Whether the words of a figure tell of the other side alone: "61 percent voted Yes"."""
    told = figure.before + figure.after
    other = next(side for side in _VOTES if side is not asked)
    return bool(other.search(told)) and not asked.search(told)
