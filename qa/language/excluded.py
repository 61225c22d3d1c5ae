"""What a sentence says of a span that makes it no answer, however well it stands there."""

from collections.abc import Callable

from qa.language.contests import LOST, WON, asked_side, side_of
from qa.language.lifespan import asks_of_no_life, is_of_life
from qa.language.parts import asks_who_plays, is_part
from qa.language.question import Kind, QuestionForm

_IS_SIDE = {WON: "is who won", LOST: "is who lost"}


class Excluded:
    """The part for who plays it, who lost for who won, the years of a life for another day."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        self._tests: list[Callable[[str, int, int], str | None]] = []
        self._side = asked_side(question)
        if asks_who_plays(question):
            self._tests.append(_part)
        if self._side:
            self._tests.append(self._other_side)
        if form.kind in (Kind.DATE, Kind.YEAR) and asks_of_no_life(question):
            self._tests.append(_life)

    def reason_against(self, sentence: str, start: int, end: int) -> str | None:
        """Why a span, in characters of its sentence, is none; None where nothing says so."""
        return next((why for test in self._tests if (why := test(sentence, start, end))), None)

    def _other_side(self, sentence: str, start: int, end: int) -> str | None:
        side = side_of(sentence, start, end)
        return None if side in (None, self._side) else _IS_SIDE[side]


def _part(sentence: str, start: int, end: int) -> str | None:
    return "is a part, not who plays it" if is_part(sentence, start, end) else None


def _life(sentence: str, start: int, end: int) -> str | None:
    return "of when someone lived" if is_of_life(sentence, start, end) else None
