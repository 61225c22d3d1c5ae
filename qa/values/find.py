"""Every quantity and every time of a text, each with its slice."""

import datetime
from itertools import pairwise

from qa.values.amounts.ages import is_told_age
from qa.values.amounts.ranges import may_be_quantity, read_quantities
from qa.values.amounts.together import is_rate, share_unit
from qa.values.around.changes import find_change
from qa.values.around.counted import CountedFinder
from qa.values.around.hedges import hedge_before
from qa.values.drafts import Draft
from qa.values.numbers.standing import other_end
from qa.values.records import Kind, Value
from qa.values.times.periods import may_be_time, read_period
from qa.values.times.time import Reading
from qa.values.times.time_drafts import unresolve_listed, unresolve_pair
from qa.values.tokens import Tokens
from qa.values.unsure.amounts import without_unsure
from qa.values.unsure.times import leave_open


def find_values(text: str, written: datetime.date | None = None) -> list[Value]:
    """The quantities, sums, shares, measures, ages and times in a text, in its order.

    Times are reckoned from the day on which the text was written: where that is not known, those
    that need it have no `first` and `last`; nor have those that something unread beside them may
    change, and quantities of which that is so are not told. Takes linear time, whatever the text.
    """
    tokens = Tokens(text)
    if isinstance(written, datetime.datetime):
        written = written.date()
    drafts = without_unsure(tokens, _drafts(Reading(tokens, written)))
    leave_open(tokens, drafts)
    finder = CountedFinder(tokens, drafts)
    places = _places(tokens, drafts)
    return [
        _value(tokens, draft, place, finder) for draft, place in zip(drafts, places, strict=True)
    ]


def _drafts(reading: Reading) -> list[Draft]:
    found: list[Draft] = []
    at = 0
    while at < reading.tokens.count:
        drafts, following = _read(reading, at)
        if found and drafts:
            unresolve_pair(reading.tokens, found[-1], drafts[0])
            share_unit(reading.tokens, found[-1], drafts[0])
            if is_rate(reading.tokens, found[-1], drafts[0]):
                drafts = []
        found.extend(drafts)
        at = max(following, at + 1)
    for one, other in reversed(list(pairwise(found))):
        unresolve_listed(reading.tokens, one, other)
    return found


def _read(reading: Reading, at: int) -> tuple[list[Draft], int]:
    """What begins at a token, and the token to go on with."""
    tokens = reading.tokens
    if may_be_time(tokens, at):
        time = read_period(reading, at)
        if time is not None:
            return [time], time.end
    if may_be_quantity(tokens, at):
        drafts = read_quantities(tokens, at)
        if drafts:
            return drafts, drafts[-1].end
    return [], other_end(tokens, at) if tokens.kinds[at] == "n" else at + 1


def _places(tokens: Tokens, drafts: list[Draft]) -> list[int]:
    """Where the words before each value end; "or 0.6%" after "221 points" stands in its place."""
    places: list[int] = []
    for number, draft in enumerate(drafts):
        if draft.is_time:
            places.append(draft.start)
            continue
        place = _hedged_from(tokens, draft)
        again = tokens.words[place - 1] == "or" and tokens.words[place - 2] in (",", "(")
        if again and number and not drafts[number - 1].is_time:
            place = places[-1] if place - drafts[number - 1].end <= MAX_APART else place
        places.append(place)
    return places


MAX_APART = 4  # tokens between two figures of one thing


def _value(tokens: Tokens, draft: Draft, hedged_from: int, finder: CountedFinder) -> Value:
    start, end = tokens.starts[draft.start], tokens.ends[draft.end - 1]
    if draft.is_time:
        return Value(
            start, end, draft.kind, draft.value, unit=draft.unit, approximate=draft.approximate,
            first=draft.first, last=draft.last,
        )  # fmt: skip
    counted = draft.counted or finder.find(draft, hedged_from)
    if counted and is_told_age(tokens, draft, counted):
        draft.kind, draft.unit = Kind.AGE, "year"
    place = (tokens.starts[counted[0]], tokens.ends[counted[1] - 1]) if counted else None
    return Value(
        start, end, draft.kind, _rounded(draft.value), _rounded(draft.low), _rounded(draft.high),
        draft.unit,
        counted=tokens.text[place[0] : place[1]] if place else None,
        counted_start=place[0] if place else None,
        approximate=draft.approximate, change=find_change(tokens, draft, hedged_from),
    )  # fmt: skip


def _rounded(figure: float | None) -> float | None:
    """Without what multiplying by a scale adds: 8.364 million is 8364000."""
    return None if figure is None else float(f"{figure:.15g}")


def _hedged_from(tokens: Tokens, draft: Draft) -> int:
    at = draft.start
    for _ in range(2):
        _, at = hedge_before(tokens, at)
    return at
