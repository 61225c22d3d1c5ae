"""A value while it is being read: which tokens, and what they say so far."""

import datetime
from dataclasses import dataclass

from qa.values.records import Change, Kind


@dataclass(slots=True)
class Draft:
    """A value in tokens from `start` up to but not with `end`."""

    start: int
    end: int
    kind: Kind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False
    change: Change | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    counted: tuple[int, int] | None = None  # tokens
    scale: float = 1.0  # of its last "hundred" or "million"
    attributive: bool = False  # "12.5-cent", before what it measures

    @property
    def is_time(self) -> bool:
        return self.kind in (Kind.DATE, Kind.PERIOD)
