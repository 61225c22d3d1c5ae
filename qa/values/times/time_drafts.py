"""A time as the draft of a value."""

from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.date_names import MONTHS, QUARTERS
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


_LISTING = frozenset({"and", "or", "&", ",", "/"})


def unresolve_listed(tokens: Tokens, one: Draft, other: Draft) -> None:
    """Of "Q1 and Q2 2019" the first is of that year too, as few would say, or of none."""
    if one.kind is not other.kind or one.end + 1 != other.start or one.value is not None:
        return
    if tokens.words[one.end] not in _LISTING or not (one.first and _is_bare(tokens, one)):
        return
    if other.first is None and _is_bare(tokens, other) and tokens.words[one.end] == ",":
        one.first = one.last = None  # what goes on with the list was not known either
    named = tokens.kinds[other.end - 1] == "n" and len(tokens.raw(other.end - 1)) == 4
    if named and one.first and other.first and one.first.year != other.first.year:
        one.first = one.last = None


def _is_bare(tokens: Tokens, draft: Draft) -> bool:
    """Whether a time has a month or a quarter, and no year."""
    words = [tokens.words[at] for at in _tokens_of(draft)]
    named = any(word in MONTHS or word in QUARTERS or word in ("q", "h") for word in words)
    return named and all(
        tokens.kinds[at] != "n" or len(tokens.raw(at)) < 4 for at in _tokens_of(draft)
    )


def _tokens_of(draft: Draft) -> range:
    return range(draft.start, min(draft.end, draft.start + 6))
