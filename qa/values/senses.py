"""What a figure says beside its size: which way something moved, and which end of it is bounded."""

from typing import Literal, Protocol

Bound = Literal["low", "high"]


class Bounded(Protocol):
    """Which way a figure moved and what bounds it, as of a Value."""

    @property
    def change(self) -> str | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


def sense_of(value: Bounded) -> tuple[str | None, Bound | None]:
    """Which way it moved, and the one end that is given; None where none or both are."""
    if (value.low is None) == (value.high is None):
        return value.change, None
    return value.change, "high" if value.low is None else "low"


def opposed(left: Bounded, right: Bounded) -> bool:
    """Whether one rose and the other fell, or one is the least and the other the most."""
    (change, bound), (other_change, other_bound) = sense_of(left), sense_of(right)
    moved_apart = change and other_change and change != other_change
    return bool(moved_apart or (bound and other_bound and bound != other_bound))
