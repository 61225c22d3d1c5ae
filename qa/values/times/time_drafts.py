"""A time as the draft of a value."""

from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.times.days import Date
from qa.values.times.time import Time
from qa.values.tokens import Tokens


def draft_of(start: int, end: int, time: Time, days: tuple[Date | None, Date | None]) -> Draft:
    first, last = days
    single = time.grain == "day" and (first == last)
    return Draft(
        start, end, Kind.DATE if single else Kind.PERIOD, time.amount, unit=time.unit,
        first=first, last=last, approximate=time.approximate,
    )  # fmt: skip


def unresolve_pair(tokens: Tokens, one: Draft, other: Draft) -> None:
    """Of two days in one phrase that were not understood as one, "two months from today on
    Tuesday", neither is known."""
    if tokens.words[one.end] == "today" and tokens.words[one.end - 1] == "ago":
        return  # "a year ago today"
    joined = one.end + (tokens.words[one.end] == "on")
    reckoned = one.value is not None or other.value is not None
    if joined == other.start and reckoned and one.kind is other.kind is Kind.DATE:
        one.first = one.last = other.first = other.last = None
