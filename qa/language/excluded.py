"""What a sentence says of a span that makes it no answer, however well it stands there."""

import re
from collections.abc import Callable

from qa.language.besides import asked_years, is_aside, is_outside, named_aside
from qa.language.contests import LOST, WON, asked_side, side_of
from qa.language.lifespan import asks_of_no_life, is_of_life
from qa.language.parts import asks_who_plays, is_part
from qa.language.question import Kind, QuestionForm

_WHY = re.compile(r"(?i)\W*why\b")
_FIGURE = re.compile(
    r"(?i)\W*\d(?:[\d,.]*\d)?\s?(?:%|percent|per cent|thousand|million|billion|trillion)?\W*"
)
_IS_SIDE = {WON: "is who won", LOST: "is who lost"}


class Excluded:
    """The part for who plays it, who lost for who won, the years of a life for another day.

    Nor is what a question sets aside ("besides the Northern League") its answer, or a bare figure
    a reason.
    """

    def __init__(self, question: str, form: QuestionForm) -> None:
        self._tests: list[Callable[[str, int, int], str | None]] = []
        self._question = question
        self._side = asked_side(question)
        self._aside = named_aside(question)
        asks_when = form.kind in (Kind.DATE, Kind.YEAR)
        self._years = asked_years(question) if asks_when else None
        if asks_who_plays(question):
            self._tests.append(self._part)
        if self._side:
            self._tests.append(self._other_side)
        if asks_when and asks_of_no_life(question):
            self._tests.append(_life)
        if self._years:
            self._tests.append(self._other_year)
        if self._aside:
            self._tests.append(self._set_aside)
        if _WHY.match(question):
            self._tests.append(_no_reason)

    def reason_against(self, sentence: str, start: int, end: int) -> str | None:
        """Why a span, in characters of its sentence, is none; None where nothing says so."""
        return next((why for test in self._tests if (why := test(sentence, start, end))), None)

    def _part(self, sentence: str, start: int, end: int) -> str | None:
        is_one = is_part(self._question, sentence, start, end)
        return "is a part, not who plays it" if is_one else None

    def _other_side(self, sentence: str, start: int, end: int) -> str | None:
        side = side_of(sentence, start, end)
        return None if side in (None, self._side) else _IS_SIDE[side]

    def _other_year(self, sentence: str, start: int, end: int) -> str | None:
        is_other = self._years is not None and is_outside(self._years, sentence[start:end])
        return "of another year" if is_other else None

    def _set_aside(self, sentence: str, start: int, end: int) -> str | None:
        return "what is asked beside it" if is_aside(self._aside, sentence[start:end]) else None


def _life(sentence: str, start: int, end: int) -> str | None:
    return "of when someone lived" if is_of_life(sentence, start, end) else None


def _no_reason(sentence: str, start: int, end: int) -> str | None:
    return "not a reason" if _FIGURE.fullmatch(sentence, start, end) else None
