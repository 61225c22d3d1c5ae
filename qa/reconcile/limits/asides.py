"""Figures that are told by the way: a part, the whole, what it was before, what was expected."""

import datetime
import re
from collections.abc import Collection

from qa.language.question import QuestionForm
from qa.language.words import STOPWORDS, stem, tokens
from qa.reconcile.figures import Figure

_HEDGES = (
    r"(?:(?:at|as|more|than|least|some|about|only|just|nearly|almost|around|over|up|to|many|much"
    r"|the|a)\s+)*$"
)
# "Of these, 205 were fugitives", "$75 million, of which $21 million has been paid"
_PART = re.compile(
    r"(?i)(?:\bof (?:which|whom|these|those|them)(?: \w+)?|\bamong (?:which|whom|these|those|them)"
    rf"(?: (?:is|are|was|were))?|\bincluding)(?:,|:)?\s+{_HEDGES}"
)
# "Two of the dead were firefighters", not "63 of the 150 seats"
_PART_OF = re.compile(r"(?i)\s+of (?:these|those|them|the (?:dead|injured|wounded|missing))\b")
_WHOLE = re.compile(r"(?i)\d\s+(?:\w+\s+)?of (?:the|its|their|all)\s+$")
_OF_THE = re.compile(r"(?i)(?:^|[,;.]\s)\W*of (?:the|all|its|their)\s+$")
_BEFORE = re.compile(
    rf"(?i)\b(?:(?:up|down) from|against|compared (?:with|to)|versus|vs\.?)\s+{_HEDGES}"
)
_FROM = re.compile(rf"(?i)\bfrom\s+{_HEDGES}")
_THEN = re.compile(
    r"(?i)^[^,.;]*?\b(?:(?:a|one) year (?:earlier|ago|before)|last year|in (?:19|20)\d\d|(?:the )?"
    r"(?:previous|same|preceding) \w+|per cent|percent"
    # What follows a figure ends where the next begins.
    r"|to(?: (?:a|about|almost|around|just|more|nearly|only|over|some|than))*\s*(?:[$€£¥]|$))"
)
_A_YEAR_BEFORE = re.compile(
    r"(?i)\s(?:[a-z]+\s)?(?:(?:a|one|the) year (?:earlier|ago|before)|(?:the )?previous year)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPORTED = 5  # the month from which results are of the same year
_ASKS_BEFORE = re.compile(
    r"(?i)\b(?:earlier|ago|before|previous|last|prior|from (?:what|how)|used to)\b"
)
_EXPECTS = re.compile(
    r"(?i)\b(?:expects?|expected|expecting|forecasts?|forecasters?|predicts?|predicted|projects?"
    r"|projected|projections?|anticipates?d?|targets?|aims?|plans?)\b"
)
_ASKS_EXPECTED = re.compile(
    r"(?i)\b(?:expect\w*|forecast\w*|predict\w*|project\w*|anticipat\w*|target\w*|aims?|plan\w*"
    r"|could|might|would|will|may|going to|estimat\w*|due|next)\b"
)
_IS_PRESENT = re.compile(r"(?i)\b(?:is|are|do|does)\b")
# "How many members does the club have?", of which all are the answer.
_ASKS_ALL = re.compile(r"(?i)\b(?:have|has|had|are there|were there)\W*$")
_GENERAL = ((), ("person",), ("people",))  # what is counted, of which all are some


def asks_before(question: str) -> bool:
    """Whether a question asks for what something was before."""
    return bool(_ASKS_BEFORE.search(question))


def is_of_year_before(
    figure: Figure, written: datetime.date | None, years: Collection[int]
) -> bool:
    """Whether a figure, as it was "a year earlier", may be of the years that are asked about.

    What is reported early in a year is of the one before.
    """
    if not written or not years or not _A_YEAR_BEFORE.match(figure.after):
        return False
    return max(years) < written.year - (written.month < _REPORTED)


class Asides:
    """Whether a question asks for what is told by the way."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        self._wanted = set(form.stems) - {stem(word) for word in form.counted[-1:]}
        self._asked = stem(form.counted[-1]) if form.counted[-1:] not in _GENERAL else ""
        self._years = {int(word) for word in form.stems if _YEAR.fullmatch(word)}
        self._asks_before = asks_before(question)
        self._asks_all = bool(_ASKS_ALL.search(question))
        self._is_past = not (_IS_PRESENT.search(question) or _ASKS_EXPECTED.search(question))

    def reason_against(self, figure: Figure, written: datetime.date | None = None) -> str | None:
        """What else a figure is than the answer; `written`: when."""
        if self._is_part(figure):
            return "counts only some of them"
        if _WHOLE.search(figure.sentence[: figure.start]) and not self._wanted & _stems(
            figure.after
        ):
            return "counts all of them"
        if self._is_whole(figure):
            return "counts all of them"
        if self._is_earlier(figure) and not is_of_year_before(figure, written, self._years):
            return "what it was before"
        if self._is_past and _EXPECTS.search(_clause(figure)):
            return "only expected"
        return None

    def _is_part(self, figure: Figure) -> bool:
        """Some of those who are asked for, singled out by what is not asked for."""
        own = _PART_OF.match(figure.after)
        if not own and not _PART.search(figure.before):
            return False
        if not own and self._asked in _stems(figure.after):
            return False  # "eleven died, among them four tourists", where these are asked for
        return not self._wanted & _stems(figure.after[own.end() :] if own else figure.after)

    def _is_whole(self, figure: Figure) -> bool:
        """Of "Of the 154 who started, 119 finished" those of whom the rest tells more."""
        if self._asks_all or not _OF_THE.search(figure.before):
            return False
        if figure.right == len(figure.sentence):
            return False
        own = _stems(figure.after)
        return not self._wanted & own and bool(
            self._wanted & _stems(figure.sentence[figure.right :])
        )

    def _is_earlier(self, figure: Figure) -> bool:
        """ "against 61.2 percent in 2019", "from 268 million a year earlier"."""
        before, after = figure.sentence[: figure.start], figure.after
        compared = _BEFORE.search(before) or (_FROM.search(before) and _THEN.search(after))
        if not compared or self._asks_before:
            return False
        years = {each for each in _stems(after) if each.isdigit() and len(each) == 4}
        return not years & self._wanted


def _clause(figure: Figure) -> str:
    """The words before a figure, with those before another that "and" joins to it."""
    joined = " and " in figure.before and not re.search(r"[,;:]|\bbut\b", figure.before)
    return figure.sentence[: figure.start] if joined else figure.before


def _stems(text: str) -> set[str]:
    return {
        word.stem
        for word in tokens(text)
        if text[word.start : word.end].casefold() not in STOPWORDS
    }
