"""What is found: a value with its slice, its normalised figure and its days."""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What a value says."""

    NUMBER = "number"  # how many: "4,666 suspects", "three times"
    MONEY = "money"  # "277 billion yuan", "34 cents"
    SHARE = "share"  # "76.6%", "25 basis points"; without a unit a part of one: "two thirds"
    MEASURE = "measure"  # "12 km", "40.3 degrees", "5.4 litres per 100 km"
    AGE = "age"  # "34-year-old", "aged 71"
    DURATION = "duration"  # "four and a half years"
    DATE = "date"  # one day: "Oct. 19", "Tuesday", "two weeks ago"
    PERIOD = "period"  # a span of days: "last year", "since August", "2019"


Change = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity or a time in a text; `text[start:end]` is how it is written there.

    The slice of a quantity is its figure with its unit; the words that bound it ("more than") are
    told by `approximate`, `low` and `high`. The slice of a time has its "since" or "between".
    """

    start: int
    end: int
    kind: Kind
    value: float | None = None  # None for a range ("13 to 15") and for "hundreds"
    low: float | None = None  # "more than 31,000", "13 to 15"
    high: float | None = None  # "up to 40", "13 to 15"
    unit: str | None = None  # "CNY", "%", "kilometre"; None for what is counted
    counted: str | None = None  # "suspects": always text[counted_start:][:len(counted)]
    counted_start: int | None = None
    approximate: bool = False  # "nearly 20,000"
    change: Change | None = None  # "down 24 percent"
    first: datetime.date | None = None  # the first day of a time; None if open or not known
    last: datetime.date | None = None  # the last day, itself included

    @property
    def is_time(self) -> bool:
        """Whether it is days, of which the first or the last is known."""
        return self.first is not None or self.last is not None

    def moved(self, by: int) -> "Value":
        """The same in a text that begins so many characters earlier."""
        counted = None if self.counted_start is None else self.counted_start + by
        return replace(self, start=self.start + by, end=self.end + by, counted_start=counted)
