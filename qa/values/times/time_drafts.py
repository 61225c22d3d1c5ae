"""A time as the draft of a value."""

from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.times.days import Date
from qa.values.times.time import Time


def draft_of(start: int, end: int, time: Time, days: tuple[Date | None, Date | None]) -> Draft:
    first, last = days
    single = time.grain == "day" and (first == last)
    return Draft(
        start, end, Kind.DATE if single else Kind.PERIOD, time.amount, unit=time.unit,
        first=first, last=last, approximate=time.approximate,
    )  # fmt: skip
